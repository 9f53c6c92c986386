import type { AddColumn, AlterColumn } from "../../schema/ddl/column-nodes.js";
import { isDdlNode } from "../../schema/ddl/ddl-node.js";
import { Computed } from "../../schema/defaults/computed.js";
import { DefaultClause } from "../../schema/defaults/default-clause.js";
import { ClauseElement } from "../../schema/elements/clause-element.js";
import { CommandError } from "../../support/command-error.js";
import type { OperationsHost } from "../operations-host.js";
import { DirectTarget } from "../statements/direct-target.js";
import { noticeLoss } from "../statements/missing-values.js";
import type { OperationTarget, StatementOrigin } from "../statements/statement-sink.js";
import type { BatchAlterTableOptions } from "./batch-alter-table-options.js";
import { renamesCross, saysOldNames } from "./column-renames.js";

/** Changes that a batch keeps until its end. */
const kept = new Set([
  "addColumn",
  "dropColumn",
  "alterColumn",
  "addConstraint",
  "dropConstraint",
  "unnamedConstraint",
  "createIndex",
  "dropIndex",
  "setTableComment",
  "dropTableComment",
  "setColumnComment",
  "renameTable",
]);
const comments = new Set(["setTableComment", "dropTableComment", "setColumnComment"]);

/** Keeps the changes of a batch, and carries them out together. */
export class BatchTarget implements OperationTarget {
  readonly batchTable: { readonly name: string; readonly schema: string | null };
  readonly #host: OperationsHost;
  readonly #options: BatchAlterTableOptions;
  readonly #direct: DirectTarget;
  readonly #changes: { readonly node: ClauseElement; readonly origin: StatementOrigin }[] = [];

  /** @throws {CommandError} when `recreate` has an unknown value. */
  constructor(host: OperationsHost, tableName: string, options: BatchAlterTableOptions) {
    if (!["auto", "always", "never"].includes(options.recreate ?? "auto"))
      throw new CommandError("recreate may be one of 'auto', 'always', or 'never'.");
    this.#host = host;
    this.#options = options;
    this.#direct = new DirectTarget(host);
    this.batchTable = { name: tableName, schema: options.schema ?? null };
  }

  async apply(nodes: readonly ClauseElement[], origin: StatementOrigin): Promise<void> {
    for (const node of nodes) {
      if (node.kind === "createTable" || node.kind === "dropTable")
        throw new CommandError(`Can't ${node.kind === "createTable" ? "create" : "drop"} table in batch mode`);
      if (kept.has(node.kind)) this.#changes.push({ node, origin });
      else await this.#direct.apply([node], origin);
    }
  }

  /**
   * Carries out what was kept: with ALTER TABLE, or by building the table anew.
   *
   * @throws {CommandError} when the batch does not fit the table, or the table does not exist.
   */
  async flush(): Promise<void> {
    if (this.#rebuilds()) return this.#rebuild();
    if (this.#changes.some(({ node }) => isDdlNode(node) && node.kind === "addColumn" && node.position !== undefined))
      throw new CommandError(
        "Can't specify insertBefore or insertAfter when using ALTER; please specify recreate: 'always'",
      );
    for (const { node, origin } of this.#changes) await this.#direct.apply([node], origin);
  }

  #rebuilds(): boolean {
    const { recreate = "auto" } = this.#options;
    if (recreate !== "auto") return recreate === "always";
    const nodes = this.#changes.map(({ node }) => node);
    return (
      this.#host.dialect.capabilities.rebuildsTables &&
      (nodes.some((node) => this.#asksForRebuild(node)) || renamesCross(nodes) || saysOldNames(nodes))
    );
  }

  #asksForRebuild(node: ClauseElement): boolean {
    if (node.kind === "createIndex" || node.kind === "dropIndex") return false;
    if (node.kind === "alterColumn" && this.#renamesInPlace) return !onlyRenames(node as AlterColumn);
    if (node.kind !== "addColumn") return true;
    const { serverDefault, primaryKey, nullable, default: given } = (node as AddColumn).column;
    // ADD COLUMN makes no key and cannot use the defaults of the application.
    if (primaryKey || (!nullable && serverDefault === null && (given ?? null) !== null)) return true;
    if (serverDefault instanceof DefaultClause) return serverDefault.arg instanceof ClauseElement;
    return serverDefault instanceof Computed && serverDefault.persisted === true;
  }

  /** Whether a mere new name is left to the database, which then renames the column everywhere. */
  get #renamesInPlace(): boolean {
    const { copyFrom, tableArgs, tableKwargs, reflectArgs, reflectKwargs, namingConvention, partialReordering } =
      this.#options;
    const given = [copyFrom, tableArgs, tableKwargs, reflectArgs, reflectKwargs, namingConvention, partialReordering];
    return !this.#host.asSql && given.every((option) => option === undefined || option === null);
  }

  async #rebuild(): Promise<void> {
    const host = this.#host;
    const { name } = this.batchTable;
    const nodes = this.#changes.map(({ node }) => node).filter((node) => !comments.has(node.kind) || !this.#readsTable);
    if (host.asSql && this.#readsTable)
      throw new CommandError(needsDatabase(host.dialect.name, name), {
        hint: `Describe the table in op.batchAlterTable(${JSON.stringify(name)}, { copyFrom: table }, …), or run with --preview in place of --sql: it shows what the change does to the database, which is only read.`,
      });
    for (const node of nodes) await noticeLoss(node, host);
    const request = { tableName: name, options: this.#options, nodes };
    const rebuilder = host.asSql ? undefined : host.backend?.rebuilder;
    if (rebuilder !== undefined) return rebuilder.rebuild(host, request);
    const { rebuildByCopy } = await import("./rebuild/rebuild-by-copy.js");
    return rebuildByCopy(host, request);
  }

  /** Whether the table is read from the database and not given by the script. */
  get #readsTable(): boolean {
    return (this.#options.copyFrom ?? null) === null;
  }
}

function onlyRenames({ options }: AlterColumn): boolean {
  const { newColumnName, nullable, serverDefault, type, comment, autoincrement, sqliteUsing } = options;
  const others = [nullable, serverDefault, type, comment, autoincrement, sqliteUsing];
  return newColumnName !== undefined && others.every((option) => option === undefined);
}

function needsDatabase(dialectName: string, tableName: string): string {
  return (
    `This operation cannot proceed in --sql mode; batch mode with dialect ${dialectName} requires a live database ` +
    `connection with which to reflect the table "${tableName}". To generate a batch SQL migration script using table ` +
    `"move and copy", a complete Table object should be passed to the "copyFrom" option of batchAlterTable() ` +
    "so that table reflection can be skipped."
  );
}
