import { CompileError } from "../dialects/compile-error.js";
import type { Dialect } from "../dialects/dialect.js";
import type { Inspector } from "../dialects/inspector.js";
import { CheckConstraint } from "../schema/constraints/check-constraint.js";
import type { Constraint } from "../schema/constraints/constraint.js";
import { ForeignKeyConstraint } from "../schema/constraints/foreign-key-constraint.js";
import { UniqueConstraint } from "../schema/constraints/unique-constraint.js";
import { CreateIndex } from "../schema/ddl/create-index.js";
import { CreateTable } from "../schema/ddl/create-table.js";
import { MetaData } from "../schema/metadata.js";
import { Table } from "../schema/table.js";
import type { ColumnOrder } from "./column-order.js";

/** Constraints that a copy of the columns brings along by itself. */
function isMadeByColumn(constraint: Constraint): boolean {
  if (constraint instanceof UniqueConstraint) return constraint.columnFlag;
  if (constraint instanceof ForeignKeyConstraint) return constraint.isFromColumn;
  return constraint instanceof CheckConstraint && constraint.typeBound !== null;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const sortKey = (one: Constraint): string =>
  [
    one.kind,
    one.name ?? "",
    ...("columns" in one ? (one.columns as readonly { name: string }[]).map((c) => c.name) : []),
  ].join();

/** The table with its columns in the wanted order and its constraints by kind, name and columns. */
function ordered(table: Table, order: readonly string[]): Table {
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const columns = table.columns.toSorted((a, b) => place(a.name) - place(b.name));
  const constraints = table.constraints
    .filter((one) => one !== table.primaryKey && !isMadeByColumn(one))
    .toSorted((a, b) => byText(sortKey(a), sortKey(b)));
  return new Table(
    table.name,
    new MetaData(),
    ...columns.map((column) => column.copy({ index: null })),
    table.primaryKey.copy(),
    ...constraints.map((one) => one.copy()),
    { schema: table.schema, comment: table.comment, prefixes: table.prefixes, ...table.dialectOptions },
  );
}

/** A table's statements: CREATE TABLE, then its indexes by name. */
function tableDdl(table: Table, dialect: Dialect, order: ColumnOrder): string {
  const shown = ordered(table, order.get(table.key) ?? []);
  const indexes = table.indexes.toSorted((a, b) => byText(a.name ?? "", b.name ?? ""));
  const statements = [new CreateTable(shown), ...indexes.map((index) => new CreateIndex(index))];
  const { statementTerminator } = dialect.capabilities;
  return statements
    .flatMap((statement) => dialect.compile(statement))
    .map(({ sql }) => `${sql.trim().replaceAll("\t", "    ").replaceAll(/ +$/gm, "")}${statementTerminator}\n`)
    .join("\n");
}

/** Statements to the letter, by table. */
type StoredStatements = ReadonlyMap<string, readonly string[]>;

/**
 * The statements; for a column without a type, which has no DDL of its own, those that the database stores, or a line
 * that says why there are none.
 */
function tableDdlOrReason(table: Table, dialect: Dialect, order: ColumnOrder, stored?: StoredStatements): string {
  try {
    return tableDdl(table, dialect, order);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    const statements = stored?.get(table.name);
    if (statements !== undefined)
      return statements.map((sql) => `${sql.trim()}${dialect.capabilities.statementTerminator}\n`).join("\n");
    return `-- ${table.key}: ${error.message}\n`;
  }
}

/** The DDL of models, table by table in the order of their names. */
export function metadataDdl(
  metadata: readonly MetaData[],
  dialect: Dialect,
  order: ColumnOrder = new Map(),
  stored?: StoredStatements,
): string {
  const tables = metadata.flatMap((one) => [...one.tables.values()]);
  return tables
    .toSorted((a, b) => byText(a.key, b.key))
    .map((table) => tableDdlOrReason(table, dialect, order, stored))
    .join("\n");
}

/** The DDL of a database, in the same form as that of models; `skip` are tables that are left out. */
export async function databaseDdl(
  inspector: Inspector,
  dialect: Dialect,
  skip: readonly string[] = [],
  order: ColumnOrder = new Map(),
): Promise<string> {
  const metadata = new MetaData();
  for (const name of await inspector.getTableNames())
    if (!skip.includes(name)) await inspector.reflectTable(name, metadata);
  return metadataDdl([metadata], dialect, order, await inspector.getStatements?.());
}
