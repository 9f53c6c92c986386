import { CompileError } from "../../dialects/compile-error.js";
import type { Dialect } from "../../dialects/dialect.js";
import { CheckConstraint, isTypeBound } from "../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import { CreateIndex } from "../../schema/ddl/index-nodes.js";
import { CreateTable } from "../../schema/ddl/table-nodes.js";
import { MetaData } from "../../schema/metadata.js";
import { Table } from "../../schema/table.js";
import { withoutLineEndSpaces } from "../../support/strip.js";
import { sqlOf } from "../sql-of.js";

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** Sorts by kind and name, and unnamed constraints by their columns or their text. */
const sortKey = (one: Constraint, dialect: Dialect): string =>
  [
    one.kind,
    one.name ?? "",
    ...("columns" in one ? (one.columns as readonly { name: string }[]).map((c) => c.name) : []),
    one instanceof CheckConstraint ? sqlOf(dialect, one.sqltext) : "",
  ].join();

/**
 * Returns the table with its constraints sorted by kind, name and columns. Properties that autogenerate does not
 * compare are taken from the table that it replaces: the order of columns, the primary key, the options.
 *
 */
function ordered(table: Table, dialect: Dialect, like: Table | undefined): Table {
  const order = like?.columns.map(({ name }) => name) ?? [];
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const columns = table.columns
    .toSorted((a, b) => place(a.name) - place(b.name))
    .map((one) => one.copy({ index: null, unique: null, withoutForeignKeys: true }));
  const isKept = like?.primaryKey.columns.every(({ name }) => table.findColumn(name)) ?? false;
  // The copy of a column has the CHECK of its type.
  const constraints = table.constraints.filter((one) => one !== table.primaryKey && !isTypeBound(one));
  // The primary key of the database may have no name.
  const { pk: _pk, ...namingConvention } = table.metadata.namingConvention;
  return new Table(
    table.name,
    new MetaData({ namingConvention }),
    ...columns,
    (isKept && like !== undefined ? like : table).primaryKey.copy(),
    ...constraints.toSorted((a, b) => byText(sortKey(a, dialect), sortKey(b, dialect))).map((one) => one.copy()),
    {
      schema: table.schema,
      comment: table.comment,
      prefixes: table.prefixes,
      dialectOptions: (like ?? table).dialectOptions,
    },
  );
}

/** A table's statements: CREATE TABLE, then its indexes by name. */
function tableDdl(table: Table, dialect: Dialect, like?: Table): string {
  const indexes = table.indexes.toSorted((a, b) => byText(a.name ?? "", b.name ?? ""));
  const statements = [
    new CreateTable(ordered(table, dialect, like)),
    ...indexes.map((index) => new CreateIndex(index)),
  ];
  const { statementTerminator } = dialect.capabilities;
  return statements
    .flatMap((statement) => dialect.compile(statement))
    .map(({ sql }) => `${withoutLineEndSpaces(sql.trim().replaceAll("\t", "    "))}${statementTerminator}\n`)
    .join("\n");
}

/** How tables are shown. */
export interface TablesDdlOptions {
  /** Tables that they replace, by the same keys; by default none. */
  readonly like?: ReadonlyMap<string, Table>;
  /** The stored statements by table, where the database stores them verbatim. */
  readonly stored?: ReadonlyMap<string, readonly string[]> | undefined;
}

/**
 * Returns the statements of a table. A table that cannot be compiled, such as one with an untyped column, has the
 * stored statements or else a comment with the reason.
 *
 */
function tableDdlOrReason(table: Table, dialect: Dialect, { like, stored }: TablesDdlOptions): string {
  try {
    return tableDdl(table, dialect, like?.get(table.key));
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    const statements = table.schema === null ? stored?.get(table.name) : undefined;
    if (statements !== undefined)
      return statements.map((sql) => `${sql.trim()}${dialect.capabilities.statementTerminator}\n`).join("\n");
    return `-- ${table.key}: ${error.message}\n`;
  }
}

/** The DDL of tables, in the order of their names. */
export function tablesDdl(tables: readonly Table[], dialect: Dialect, shown: TablesDdlOptions = {}): string {
  return tables
    .toSorted((a, b) => byText(a.key, b.key))
    .map((table) => tableDdlOrReason(table, dialect, shown))
    .join("\n");
}
