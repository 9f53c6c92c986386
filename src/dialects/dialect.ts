import type { DriverParamstyle, SqlParams, SqlValue } from "../database/connection.js";
import type { Column } from "../schema/column.js";
import type { Constraint } from "../schema/constraints/constraint.js";
import type { ClauseElement } from "../schema/elements/clause-element.js";
import type { Table } from "../schema/table.js";
import type { TypeEngine, TypeInput } from "../schema/types/type-engine.js";
import type { Capabilities } from "./capabilities.js";
import type { CompareHooks } from "./compare-hooks.js";

/** One statement for a database. */
export interface CompiledStatement {
  /** The text; its parameters are written in the style of {@link CompileOptions.paramstyle}. */
  readonly sql: string;
  /** Values of the parameters: a list if they are written `?` or `$1`. Absent if there are none. */
  readonly params?: SqlParams;
}

/** A value of a row whose columns have types: the stored value, or the object or list of a JSON column. */
export type ResultValue = SqlValue | object;

/** Options of {@link Dialect.compile}. */
export interface CompileOptions {
  /** Write values into the text instead of binding them; by default `false`. Schema changes always do. */
  readonly literalBinds?: boolean;
  /** Called with each warning about the construct. By default warnings are dropped. */
  readonly warn?: (message: string) => void;
  /**
   * How parameters are written where they are not literals; by default `"named"` (`:name`). A driver takes `"named"`,
   * `"qmark"` and `"numeric_dollar"`; the others are for scripts.
   *
   */
  readonly paramstyle?: Paramstyle;
  /**
   * The values of the call, for named parameters and for columns of an INSERT or UPDATE. A script has none.
   *
   */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** How a parameter is written, in the words of Python's database API. */
export type Paramstyle = DriverParamstyle | "format" | "pyformat" | "numeric";

/** A column or constraint in CREATE TABLE. */
export interface TableElement {
  readonly item: Column | Constraint;
  readonly sql: string;
}

/** The parts of a CREATE TABLE. */
export interface CompiledTable {
  /** The elements in the parentheses, in order. */
  readonly elements: readonly TableElement[];
  /** The options after them. */
  readonly options: string;
}

/**
 * Writes the SQL of one kind of database.
 *
 * @example
 * ```ts
 * import { loadDialect, sa } from "alembic-ts";
 *
 * const dialect = await loadDialect("postgresql");
 * const account = sa.table("account", sa.column("name", sa.String()));
 * const [statement] = dialect.compile(account.update().values({ name: "Ada" }), { literalBinds: true });
 * console.log(statement?.sql, dialect.compileType(sa.DateTime({ timezone: true })));
 * ```
 *
 */
export interface Dialect {
  /** `sqlite`, `postgresql`, `mysql`, `mariadb`, `mssql` or `oracle`. */
  readonly name: string;
  /** Alembic's name for it, such as `PostgresqlImpl`. */
  readonly implName: string;
  readonly capabilities: Capabilities;
  /** The rules for comparing a database with models. */
  readonly compareHooks: CompareHooks;

  /**
   * Writes a statement: a schema change of `schema/ddl`, INSERT, UPDATE, DELETE, SELECT, a text.
   *
   * @returns the statements, in order; an empty list where the change needs none.
   * @throws {@link CompileError} when this kind of database cannot do it.
   *
   */
  compile(node: ClauseElement, options?: CompileOptions): readonly CompiledStatement[];
  /**
   * Writes a CREATE TABLE in parts.
   *
   * @throws {@link CompileError} when this kind of database cannot do it.
   */
  compileTable(table: Table): CompiledTable;
  /**
   * Whether CREATE TABLE writes a constraint of a table. It writes all of them, except the CHECK of a type that the
   * database has itself.
   */
  writesConstraint(constraint: Constraint): boolean;
  /** Writes an expression, such as a server default or the condition of an index, with its values as literals. */
  compileExpression(clause: ClauseElement, options?: { readonly includeTable?: boolean }): string;
  /** Writes a type as a column definition has it. */
  compileType(type: TypeInput): string;
  /**
   * Whether a batch that builds a table anew casts the values of a column to its new type. It does where the kind of
   * value changes, except where the cast could change a value that the new type keeps.
   */
  castsValues(type: TypeEngine, oldType: TypeEngine): boolean;
  /**
   * Converts a value for a parameter. The name or place of the parameter is used in the message.
   *
   * @throws {@link CompileError} when the value does not fit the type, or SQL has no type for it.
   *
   */
  bindValue(value: unknown, type?: TypeEngine, name?: string | number): SqlValue;
  /** Converts a value of a result for a script: JSON is parsed, and a boolean becomes true or false. */
  resultValue(value: SqlValue, type: TypeEngine): ResultValue;
  /** Writes a value as SQL, in the form of the type, or of the value itself without one. */
  renderLiteral(value: unknown, type?: TypeEngine): string;
  /** Returns a statement as a script has it: with four spaces for each tab outside of strings and names. */
  scriptText(sql: string): string;
  /** Quotes a name where the database needs it. `quote` is `true` to quote always and `false` never. */
  quoteIdentifier(name: string, quote?: boolean | null): string;
  /** Writes the name of a table with its schema. */
  formatTable(table: { readonly name: string; readonly schema: string | null }): string;
}
