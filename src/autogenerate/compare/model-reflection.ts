import type { TemporaryTables } from "../../backends/temporary-tables.js";
import type { DefaultSpellings } from "../../dialects/compare-hooks.js";
import type { Dialect } from "../../dialects/dialect.js";
import type { Inspector, ReflectedColumn, ReflectedIndex } from "../../dialects/inspector.js";
import type { Connection } from "../../runtime/connection.js";
import { Column } from "../../schema/column.js";
import { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import { CreateIndex } from "../../schema/ddl/index-nodes.js";
import { CreateTable, DropTable } from "../../schema/ddl/table-nodes.js";
import { DefaultClause } from "../../schema/defaults/default-clause.js";
import { MetaData } from "../../schema/metadata.js";
import { Conv } from "../../schema/names/conv.js";
import { Table } from "../../schema/table.js";
import { TEXT } from "../../schema/types/string-type.js";
import { sqlOf } from "../sql-of.js";
import { joinChecks, type LoneCheck, loneCheck, probeName } from "./check-probes.js";

/** A column's definition as the database stores it. */
export type ReflectedModelColumn = Pick<ReflectedColumn, "type" | "typeText" | "collation" | "default">;

/** Opens the places in which models can be made. Each is opened when it is needed. */
export interface ScratchPlaces {
  /** Opens an empty database of the same dialect; `undefined` if the user may not create one. */
  readonly openScratch: () => Promise<Connection | undefined>;
  /** Opens a session for temporary tables, which are tried before a scratch database; `undefined` if there is none. */
  readonly openTemporary?: (() => Promise<TemporaryTables | undefined>) | undefined;
}

/**
 * Reflects the columns, CHECKs and indexes of the models: each is created in a temporary table or a scratch database on
 * demand, read back and dropped. What is read back can be compared with what was read of the real table, because one kind of
 * database wrote both texts.
 */
export class ModelReflection {
  readonly #dialect: Dialect;
  readonly #places: ScratchPlaces;
  /** By type and default, because most columns of a schema are alike. */
  readonly #columns = new Map<string, ReflectedModelColumn | undefined>();
  /** CHECKs by themselves: each is made for all tables together, and looked up with its own. */
  readonly #loneChecks = new WeakMap<CheckConstraint, LoneCheck>();
  /** CHECKs in the words of the database, by their keys. */
  readonly #checks = new Map<string, string>();
  readonly #decisions = new Map<string, boolean | undefined>();
  readonly #indexes = new Map<Table, ReadonlyMap<string, ReflectedIndex>>();
  /** Opened when the first model is made; it resolves to `undefined` if there is none. */
  #scratch: Promise<Connection | undefined> | undefined;
  #temporary: Promise<TemporaryTables | undefined> | undefined;

  constructor(dialect: Dialect, places: ScratchPlaces) {
    this.#dialect = dialect;
    this.#places = places;
  }

  /**
   * Type and default of a column of the models, or `undefined` if the database does not accept it; then the texts are
   * compared.
   */
  async column(column: Column): Promise<ReflectedModelColumn | undefined> {
    const text = this.#textOf(column);
    if (text === undefined) return undefined;
    if (!this.#columns.has(text)) {
      const probe = new Table("alembic_column_probe", new MetaData(), probeOf(column));
      const read = async (inspector: Inspector) => (await inspector.getColumns(probe.name))[0];
      const shown = await (await this.#connectTemporary())?.readColumn(probe.name, this.#createTable(probe));
      this.#columns.set(text, shown ?? (await this.#read(probe, read)));
    }
    return this.#columns.get(text);
  }

  /**
   * An index of the models, or `undefined` if the database does not accept it or its table; then the texts are
   * compared.
   */
  async index(table: Table, name: string | null): Promise<ReflectedIndex | undefined> {
    let found = this.#indexes.get(table);
    if (found === undefined) {
      const alone = aloneOf(table);
      const read = async (inspector: Inspector) => {
        for (const index of alone.indexes) await this.#execute(new CreateIndex(index));
        return indexesByName(await inspector.getIndexes(alone.name));
      };
      found = (await this.#read(alone, read)) ?? new Map<string, ReflectedIndex>();
      this.#indexes.set(table, found);
    }
    return found.get(name ?? "");
  }

  /**
   * Makes several tables with their indexes and reads them together, for {@link ModelReflection.index}: one table alone
   * takes as many queries as all. A table that the database does not accept beside the others is left to that.
   */
  async prepareIndexes(tables: readonly Table[]): Promise<void> {
    // A single table is read by itself.
    const scratch = tables.length > 1 ? await this.#connect() : undefined;
    if (scratch === undefined) return;
    const made = new Map<Table, Table>();
    const names = new Set<string>();
    for (const table of tables) {
      const alone = aloneOf(table);
      // Tables of two schemas may have one name, and so may their indexes.
      if (names.has(alone.name.toLowerCase()) || !(await this.#execute(new CreateTable(alone)))) continue;
      let isWhole = true;
      for (const index of alone.indexes) isWhole &&= await this.#execute(new CreateIndex(index));
      if (!isWhole) {
        await this.#execute(new DropTable(alone));
        continue;
      }
      names.add(alone.name.toLowerCase());
      made.set(table, alone);
    }
    try {
      const inspector = scratch.inspector();
      await inspector.cacheTables?.(
        null,
        [...made.values()].map(({ name }) => name),
      );
      for (const [table, { name }] of made) this.#indexes.set(table, indexesByName(await inspector.getIndexes(name)));
    } finally {
      for (const alone of made.values()) await this.#execute(new DropTable(alone));
    }
  }

  /**
   * The conditions of CHECKs of a table of the models in the words of the database, or `undefined` where it does not accept
   * one of them.
   */
  async checkTexts(table: Table, checks: readonly CheckConstraint[]): Promise<readonly string[] | undefined> {
    const known = checks.flatMap((check) => this.#checks.get(this.#loneCheck(table, check)?.key ?? "") ?? []);
    if (known.length === checks.length) return known;
    const alone = aloneOf(table, { withChecks: false });
    for (const [at, { sqltext }] of checks.entries())
      alone.appendConstraint(new CheckConstraint(sqltext, { name: new Conv(`alembic_check_${at}`) }));
    const texts = await this.#read(alone, (inspector) => checkTextsOf(inspector, alone));
    const ordered = checks.flatMap((_, at) => texts?.get(`alembic_check_${at}`) ?? []);
    return ordered.length === checks.length ? ordered : undefined;
  }

  /**
   * Reads the texts of the CHECKs of several tables together, for {@link ModelReflection.checkTexts}. Those that the
   * database does not accept in a table of their own columns are left to it.
   */
  async prepareChecks(checks: readonly { readonly table: Table; readonly check: CheckConstraint }[]): Promise<void> {
    const alone = new Map<string, LoneCheck>();
    for (const { table, check } of checks) {
      const one = this.#loneCheck(table, check);
      if (one !== undefined) alone.set(one.key, one);
    }
    await this.#readChecks([...alone.values()]);
  }

  #loneCheck(table: Table, check: CheckConstraint): LoneCheck | undefined {
    const one = this.#loneChecks.get(check) ?? loneCheck(this.#dialect, table, check);
    if (one !== undefined) this.#loneChecks.set(check, one);
    return one;
  }

  async #readChecks(checks: readonly LoneCheck[]): Promise<void> {
    for (const { table, checks: held } of joinChecks(checks)) {
      const shown = await (await this.#connectTemporary())?.readChecks(table.name, this.#createTable(table));
      const texts = shown ?? (await this.#read(table, (inspector) => checkTextsOf(inspector, table)));
      for (const [at, { key }] of held.entries()) {
        const text = texts?.get(probeName(at).name);
        if (text !== undefined) this.#checks.set(key, text);
      }
      // One that is not accepted must not keep the others away.
      if (texts !== undefined || held.length === 1) continue;
      const middle = Math.ceil(held.length / 2);
      await this.#readChecks(held.slice(0, middle));
      await this.#readChecks(held.slice(middle));
    }
  }

  /** Whether there is a database to reflect in, because a server may refuse to create one. */
  async isPossible(): Promise<boolean> {
    return (await this.#connect()) !== undefined;
  }

  /** Makes the database compare two defaults; `undefined` where it cannot decide. */
  async decideDefaults(spellings: DefaultSpellings): Promise<boolean | undefined> {
    const { typeText, one, other } = spellings;
    const key = JSON.stringify([typeText, one, other]);
    if (!this.#decisions.has(key)) this.#decisions.set(key, await this.#decide(spellings));
    return this.#decisions.get(key);
  }

  async #decide(spellings: DefaultSpellings): Promise<boolean | undefined> {
    const decide = this.#dialect.compareHooks.decideDefaults;
    const temporary = await this.#connectTemporary();
    if (temporary !== undefined) return decide?.(temporary, spellings, "TEMPORARY TABLE");
    const scratch = await this.#connect();
    return scratch && decide?.(scratch.driver, spellings, "TABLE");
  }

  /** Closes the database and the session. */
  async close(): Promise<void> {
    await (await this.#temporary)?.close();
    this.#temporary = undefined;
    await (await this.#scratch)?.close();
    this.#scratch = undefined;
    this.#columns.clear();
    this.#checks.clear();
    this.#indexes.clear();
  }

  /** Makes a table, reads something of it and drops it; `undefined` if the database does not accept it. */
  async #read<T>(table: Table, read: (inspector: Inspector) => Promise<T>): Promise<T | undefined> {
    const scratch = await this.#connect();
    if (scratch === undefined || !(await this.#execute(new CreateTable(table)))) return undefined;
    try {
      return await read(scratch.inspector());
    } finally {
      await this.#execute(new DropTable(table));
    }
  }

  #connect(): Promise<Connection | undefined> {
    this.#scratch ??= this.#places.openScratch();
    return this.#scratch;
  }

  async #connectTemporary(): Promise<TemporaryTables | undefined> {
    this.#temporary ??= this.#places.openTemporary?.();
    return this.#temporary;
  }

  #createTable(table: Table): string {
    return this.#dialect.compile(new CreateTable(table)).at(-1)?.sql ?? "";
  }

  async #execute(element: CreateTable | CreateIndex | DropTable): Promise<boolean> {
    const scratch = await this.#connect();
    if (scratch === undefined) return false;
    const statements = this.#dialect.compile(element);
    // Types of a table are created before it. A type that exists from an earlier table is reused.
    for (const { sql } of statements.slice(0, -1)) await scratch.driver.execute(sql).catch(() => undefined);
    try {
      await scratch.driver.execute(statements.at(-1)?.sql ?? "");
      return true;
    } catch {
      // A model may use a function, a collation or an extension that only the real database has.
      return false;
    }
  }

  /** Type and default as DDL, or `undefined` where the dialect does not have them. */
  #textOf({ type, serverDefault }: Column): string | undefined {
    try {
      const given = serverDefault instanceof DefaultClause ? serverDefault.arg : null;
      const written = given === null || typeof given === "string" ? given : [sqlOf(this.#dialect, given)];
      return JSON.stringify([this.#dialect.compileType(type), written]);
    } catch {
      return undefined;
    }
  }
}

const indexesByName = (indexes: readonly ReflectedIndex[]): ReadonlyMap<string, ReflectedIndex> =>
  new Map(indexes.map((index) => [index.name, index]));

async function checkTextsOf(inspector: Inspector, { name }: Table): Promise<ReadonlyMap<string | null, string>> {
  return new Map((await inspector.getCheckConstraints(name)).map((one) => [one.name, one.sqltext]));
}

/** Returns a column with the same type and default, for a table of its own. */
function probeOf({ type, serverDefault }: Column): Column {
  return new Column("probe", type, serverDefault instanceof DefaultClause ? { serverDefault } : {});
}

/**
 * The table without its schema and its foreign keys, which would lock the tables that they name. A column of unknown type
 * becomes TEXT, so that the table can be created for its other columns.
 */
function aloneOf(table: Table, { withChecks = true } = {}): Table {
  const alone = table.toMetadata(new MetaData({ namingConvention: table.metadata.namingConvention }), { schema: null });
  for (const column of alone.columns) if (column.type.affinity === "NullType") column.type = new TEXT();
  for (const constraint of alone.constraints) {
    const isCheck = constraint instanceof CheckConstraint;
    if (constraint instanceof ForeignKeyConstraint || (isCheck && !withChecks)) alone.removeConstraint(constraint);
  }
  return alone;
}
