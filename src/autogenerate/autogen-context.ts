import type { CompareHooks } from "../dialects/compare-hooks.js";
import type { Dialect } from "../dialects/dialect.js";
import type { Inspector } from "../dialects/inspector.js";
import type { MigrateOperation } from "../operations/directives/migrate-operation.js";
import type { ModifyTableOps } from "../operations/directives/modify-table-ops.js";
import type { UpgradeOps } from "../operations/directives/upgrade-ops.js";
import type { Connection } from "../runtime/connection.js";
import type { MigrationContext } from "../runtime/migration-context.js";
import type { MetaData } from "../schema/metadata.js";
import type { Table } from "../schema/table.js";
import { CommandError } from "../support/command-error.js";
import { LogLevel } from "../support/logger.js";
import { printableLine, quotedPath } from "../support/printable.js";
import type { AutogenOptions, ObjectKind, ParentNames } from "./autogen-options.js";
import { ModelReflection, type ScratchPlaces } from "./compare/model-reflection.js";
import type { AlterColumnDraft, ColumnPair, ComparatorResult, TablePair } from "./compare/table-pair.js";
import type { Rename } from "./renames/rename.js";

/** A difference, in the words of the log, and the reason. */
export interface Finding {
  /** The part that was compared, such as `types`. */
  readonly module: string;
  readonly message: string;
  readonly why: string;
}

/** The arguments of a caller in addition to the configuration. */
export interface AutogenParts {
  /** Where the models can be made, for comparisons that texts alone cannot decide. */
  readonly scratch?: ScratchPlaces | undefined;
  /** Tables and columns that were renamed, and not dropped and added. */
  readonly renames?: readonly Rename[] | undefined;
  /** Location of the environment script, for the message that it has no metadata. */
  readonly environmentPath?: string | undefined;
  /** Returns the comparators; without it, the context can render but not compare. */
  readonly comparators?: ((opts: AutogenOptions, dialectName: string) => ComparatorDispatch) | undefined;
}

/**
 * The state of one comparison of a database with models: its options, the two sides, and the findings.
 *
 * @example
 * ```ts
 * import type { AutogenContext } from "alembic-ts";
 *
 * export function renderItem(type: string, item: unknown, context: AutogenContext): string | null | false {
 *   if (type !== "type" || !(item instanceof Object && item.constructor.name === "Money")) return false;
 *   context.imports.add('import { Money } from "../src/money.js";');
 *   return "new Money()";
 * }
 * ```
 */
export class AutogenContext {
  /** The configured run, with its connection and dialect. */
  readonly migrationContext: MigrationContext;
  /** The models; several where the environment has several. */
  readonly metadata: readonly MetaData[];
  /** The environment's options of `configure` for the comparison. */
  readonly opts: AutogenOptions;
  /** Import lines that the script needs beyond those of alembic-ts; a `renderItem` function may add to them. */
  imports = new Set<string>();
  /** Whether operations are rendered inside a batch block. */
  hasBatch = false;
  /**
   * Whether models are rendered, in which names are written unchanged, because their metadata has no naming convention.
   */
  rendersModels = false;
  /** Whether the server takes `Users` and `users` for one table; known once the names of the tables were read. */
  foldsTableNames = false;
  /** The findings, in the order of the log. */
  readonly findings: Finding[] = [];
  /** The tables of the database that were read and compared, or that are dropped. */
  readonly comparedTables: TablePair[] = [];
  /** Renames whose old name this database does not have, each with the message about it. */
  readonly missedRenames = new Map<Rename, string>();
  readonly #parts: AutogenParts;
  readonly #comparators: ComparatorDispatch | undefined;
  #inspector: Inspector | undefined;
  #sortedTables: readonly Table[] | undefined;
  #modelReflection: ModelReflection | undefined;
  #copy: Connection | undefined;
  #lines = 0;

  constructor(
    migrationContext: MigrationContext,
    metadata?: MetaData | readonly MetaData[] | null,
    parts: AutogenParts & { readonly opts?: AutogenOptions; readonly autogenerate?: boolean } = {},
  ) {
    const isAutogenerate = parts.autogenerate ?? true;
    if (isAutogenerate && migrationContext.asSql)
      throw new CommandError(
        "autogenerate can't use --sql mode as it prevents querying the database for schema information",
      );
    this.migrationContext = migrationContext;
    this.opts = parts.opts ?? (migrationContext.opts as AutogenOptions);
    this.#parts = parts;
    const target = metadata ?? this.opts.targetMetadata;
    if (isAutogenerate && this.opts.modelsMissing !== undefined)
      throw new CommandError(
        `Can't proceed with --autogenerate option; the models of ${parts.environmentPath === undefined ? "env.py" : quotedPath(parts.environmentPath)} cannot be read here: ` +
          `${this.opts.modelsMissing}. Write an env.ts with models of its own, or run this with Python's alembic.`,
      );
    if (isAutogenerate && (target === undefined || target === null) && parts.environmentPath !== undefined)
      throw new CommandError(
        `Can't proceed with --autogenerate option; environment script ${parts.environmentPath} does not provide a MetaData object or sequence of objects to the context.`,
        { hint: "Import the models in it, and give their sa.MetaData() to context.configure() as targetMetadata." },
      );
    this.metadata = target === undefined || target === null ? [] : [target].flat();
    if (!isAutogenerate) return;
    this.#comparators = parts.comparators?.(this.opts, this.dialect.name);
  }

  /** The dialect of the configured run. */
  get dialect(): Dialect {
    return this.migrationContext.dialect;
  }

  /** The dialect's rules of comparison. */
  get hooks(): CompareHooks {
    return this.dialect.compareHooks;
  }

  /** How many lines were logged. */
  get lines(): number {
    return this.#lines;
  }

  /** The functions that compare. */
  get comparators(): ComparatorDispatch {
    if (this.#comparators === undefined) throw new TypeError("this AutogenContext was created without comparators");
    return this.#comparators;
  }

  /** The inspector of the database. Throws a TypeError where there is no database. */
  get inspector(): Inspector {
    const { connection } = this.migrationContext;
    if (connection === undefined)
      throw new TypeError("can't return inspector as this AutogenContext has no database connection");
    this.#inspector ??= connection.inspector();
    return this.#inspector;
  }

  /** The renames that the caller passed. */
  get renames(): readonly Rename[] {
    return this.#parts.renames ?? [];
  }

  /** Opens an empty database of this dialect, if that is possible. */
  get openScratch(): ScratchPlaces["openScratch"] | undefined {
    return this.#parts.scratch?.openScratch;
  }

  /** Compares the database of this connection in place of the original one; the connection is closed at the end. */
  inspectInstead(connection: Connection): void {
    this.#inspector = connection.inspector();
    this.#copy = connection;
  }

  /** The models' tables as a database of this dialect stores them, if one can be opened for that. */
  get modelReflection(): ModelReflection | undefined {
    const places = this.#parts.scratch;
    if (places === undefined) return undefined;
    const openScratch = async (): Promise<Connection | undefined> => {
      const scratch = await places.openScratch();
      if (scratch === undefined) this.warn(noScratch);
      return scratch;
    };
    this.#modelReflection ??= new ModelReflection(this.dialect, { ...places, openScratch });
    return this.#modelReflection;
  }

  /** The models' tables, each metadata's after those that they refer to. */
  get sortedTables(): readonly Table[] {
    // Sorting takes a tenth of a comparison of many tables, and the models do not change within one.
    this.#sortedTables ??= this.metadata.flatMap((one) => one.sortedTables);
    return this.#sortedTables;
  }

  /**
   * The models' tables by their keys. Reading it throws an Error where two metadata have one key.
   */
  get tableKeyToTable(): ReadonlyMap<string, Table> {
    const result = new Map<string, Table>();
    for (const one of this.metadata) {
      const doubled = [...one.tables.keys()].filter((key) => result.has(key)).sort();
      if (doubled.length > 0)
        throw new Error(
          `Duplicate table keys across multiple MetaData objects: ${doubled.map((key) => `"${key}"`).join(", ")}`,
        );
      for (const [key, table] of one.tables) result.set(key, table);
    }
    return result;
  }

  /** Whether a name of the database takes part. */
  runNameFilters(name: string | null, type: ObjectKind, parentNames: ParentNames): boolean {
    const { includeName } = this.opts;
    if (includeName === undefined || includeName === null) return true;
    const { schemaName } = parentNames;
    const table = type === "table" ? name : parentNames.tableName;
    const isQualified = schemaName !== undefined && table !== undefined && table !== null;
    const qualified = schemaName ? `${schemaName}.${table}` : `${table}`;
    return includeName(name, type, isQualified ? { ...parentNames, schemaQualifiedTableName: qualified } : parentNames);
  }

  /** Whether an object of either side takes part. */
  runObjectFilters(
    object: unknown,
    name: string | null,
    type: ObjectKind,
    reflected: boolean,
    compareTo: unknown,
  ): boolean {
    const { includeObject } = this.opts;
    return includeObject === undefined || includeObject === null
      ? true
      : includeObject(object, name, type, reflected, compareTo);
  }

  /** Logs a difference and keeps the reason, also for the operations that result from it. */
  detected(module: string, message: string, why: string, ...operations: readonly MigrateOperation[]): void {
    this.noted(module, message, why, ...operations);
    this.log(module, printableLine(message));
  }

  /** Keeps the reason for a difference that the log does not name. */
  noted(module: string, message: string, why: string, ...operations: readonly MigrateOperation[]): void {
    this.findings.push({ module, message, why });
    for (const operation of operations) operation.notes.why = why;
  }

  /** Logs a line of a comparator. */
  log(module: string, message: string): void {
    this.#lines += 1;
    this.migrationContext.logger.log(LogLevel.info, `alembic.autogenerate.compare.${module}`, message);
  }

  /** Logs a warning about something that is not compared or not rendered completely. */
  warn(message: string): void {
    this.#lines += 1;
    this.migrationContext.logger.log(LogLevel.warning, "alembic.autogenerate", message);
  }

  /** Closes the databases that were opened for the comparison. */
  async close(): Promise<void> {
    await this.#copy?.close();
    await this.#modelReflection?.close();
    this.#modelReflection = undefined;
  }
}

const noScratch =
  "this user may not make the scratch database in which the server writes the models' types, defaults and CHECKs in its own words; they are compared by their texts, and CHECKs are not compared";

type Answer = ComparatorResult | Promise<ComparatorResult>;

/** The targets of comparisons, with the arguments of their comparators. */
export interface ComparatorFunctions {
  readonly autogenerate: (context: AutogenContext, upgradeOps: UpgradeOps) => Answer;
  readonly schema: (context: AutogenContext, upgradeOps: UpgradeOps, schemas: readonly (string | null)[]) => Answer;
  readonly table: (context: AutogenContext, modifyOps: ModifyTableOps, pair: TablePair) => Answer;
  readonly column: (context: AutogenContext, draft: AlterColumnDraft, pair: ColumnPair) => Answer;
}

/** The targets of comparators. */
export type ComparatorTarget = keyof ComparatorFunctions;

/** Calls the functions that compare. */
export interface ComparatorDispatch {
  /** Calls the comparators of a target in order; one that returns `stop` skips the later ones of the same element. */
  dispatch<Target extends ComparatorTarget>(
    target: Target,
    ...args: Parameters<ComparatorFunctions[Target]>
  ): Promise<void>;
}

/** Renders one item: a text is used unchanged, `null` omits the item, and `false` renders it as usual. */
export type RenderItem = (type: string, item: unknown, context: AutogenContext) => string | null | false;

declare module "../runtime/options/configure-options.js" {
  interface AutogenerateKeywords {
    /** Renders one item its own way. */
    readonly renderItem?: RenderItem | null | undefined;
  }
}
