import type { Column } from "../../schema/column.js";
import type { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import type { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import type { CreateTable, DropTable, RenameTable } from "../../schema/ddl/table-nodes.js";
import type { Computed } from "../../schema/defaults/computed.js";
import { DefaultClause } from "../../schema/defaults/default-clause.js";
import type { FetchedValue } from "../../schema/defaults/fetched-value.js";
import type { Identity } from "../../schema/defaults/identity.js";
import type { IdentityOptions } from "../../schema/defaults/identity-options.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { Table } from "../../schema/table.js";
import { CompileError } from "../compile-error.js";
import type { TableElement } from "../dialect.js";
import type { CompileState } from "./compile-state.js";
import type { DialectParts } from "./dialect-parts.js";

/** Writes CREATE TABLE, DROP TABLE and the definitions of columns. */
export class Tables {
  protected readonly dialect: DialectParts;

  constructor(dialect: DialectParts) {
    this.dialect = dialect;
  }

  create(node: CreateTable, state: CompileState): readonly string[] {
    const { table } = node;
    const prefixes = table.prefixes.length === 0 ? "" : `${table.prefixes.join(" ")} `;
    const name = this.dialect.identifiers.table(table);
    const head = `\nCREATE ${prefixes}TABLE ${node.ifNotExists ? "IF NOT EXISTS " : ""}${name} ${this.afterName(table)}(`;
    const elements = this.elements(table, state)
      .map(({ sql }) => `\n\t${sql}`)
      .join(", ");
    return [`${head}${elements}\n)${this.afterTable(table, state)}\n\n`];
  }

  /** Returns the elements of CREATE TABLE: columns, then constraints. */
  elements(table: Table, state: CompileState): readonly TableElement[] {
    const found: TableElement[] = [];
    for (const item of table.columns)
      if (!item.system) found.push({ item, sql: this.#tableColumn(table, item, state) });
    for (const item of table.constraints) {
      if (!this.dialect.constraints.isWritten(item) || !this.#isNow(item)) continue;
      const sql = this.dialect.constraints.write(item, state);
      if (sql !== null && sql !== "") found.push({ item, sql });
    }
    return found;
  }

  drop(node: DropTable, _state: CompileState): readonly string[] {
    return [`\nDROP TABLE ${node.ifExists ? "IF EXISTS " : ""}${this.dialect.identifiers.table(node.table)}`];
  }

  rename(node: RenameTable, _state: CompileState): readonly string[] {
    const { identifiers } = this.dialect;
    const altered = identifiers.alteredTable(node.tableName, node.schema);
    return [`ALTER TABLE ${altered} RENAME TO ${this.renamed(node)}`];
  }

  /** The new name in RENAME TO. */
  protected renamed(node: RenameTable): string {
    return this.dialect.identifiers.alteredTable(node.newTableName, node.schema);
  }

  /** The text between the name of a new table and its parenthesis. */
  protected afterName(_table: Table): string {
    return "";
  }

  /** The text after the parenthesis of a new table. */
  afterTable(_table: Table, _state: CompileState): string {
    return "";
  }

  /** Writes the definition of a column and the CHECKs after it. */
  column(column: Column, state: CompileState): string {
    const checks = column.constraints.map((one) => this.dialect.constraints.columnCheck(one as CheckConstraint, state));
    return [this.specification(column, state), ...checks].join(" ");
  }

  /** Name, type, default and the rest of a column. */
  specification(column: Column, state: CompileState): string {
    let text = `${this.dialect.identifiers.column(column)} ${this.dialect.types.write(column.type)}`;
    const written = this.defaultText(column.serverDefault, state);
    if (written !== null) text += ` DEFAULT ${written}`;
    if (column.computed !== null) text += ` ${this.computed(column.computed, state)}`;
    const isIdentity = column.identity !== null && this.dialect.capabilities.supportsIdentityColumns;
    if (column.identity !== null && isIdentity) text += ` ${this.identity(column.identity)}`;
    if (!column.nullable && !isIdentity) text += " NOT NULL";
    return text;
  }

  /** The value of DEFAULT; `null` when there is none. */
  defaultText(serverDefault: FetchedValue | null, state: CompileState): string | null {
    if (!(serverDefault instanceof DefaultClause)) return null;
    const { arg } = serverDefault;
    return typeof arg === "string" ? this.dialect.literals.string(arg) : this.defaultExpression(arg, state);
  }

  protected defaultExpression(clause: ClauseElement, state: CompileState): string {
    return this.dialect.expressions.write(clause, state.with({ literalBinds: true, isSchema: true }));
  }

  computed(computed: Computed, state: CompileState): string {
    const expression = this.dialect.expressions.write(computed.sqltext, this.dialect.inSchema(state));
    const stored = computed.persisted === null ? "" : computed.persisted ? " STORED" : " VIRTUAL";
    return `GENERATED ALWAYS AS (${expression})${stored}`;
  }

  identity(identity: Identity): string {
    const options = this.identityOptions(identity.options);
    const text = `GENERATED ${identity.always === true ? "ALWAYS" : "BY DEFAULT"} AS IDENTITY`;
    return options === "" ? text : `${text} (${options})`;
  }

  /** The options of an identity or sequence, one after the other. */
  identityOptions(options: IdentityOptions): string {
    const parts: string[] = [];
    const given = (value: unknown): boolean => value !== undefined && value !== null;
    if (given(options.increment)) parts.push(`INCREMENT BY ${options.increment}`);
    if (given(options.start)) parts.push(`START WITH ${options.start}`);
    if (given(options.minvalue)) parts.push(`MINVALUE ${options.minvalue}`);
    if (given(options.maxvalue)) parts.push(`MAXVALUE ${options.maxvalue}`);
    if (given(options.nominvalue)) parts.push("NO MINVALUE");
    if (given(options.nomaxvalue)) parts.push("NO MAXVALUE");
    if (given(options.cache)) parts.push(`CACHE ${options.cache}`);
    if (given(options.cycle)) parts.push(options.cycle === true ? "CYCLE" : "NO CYCLE");
    return parts.join(" ");
  }

  #tableColumn(table: Table, column: Column, state: CompileState): string {
    try {
      return this.column(column, state);
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      throw new CompileError(`(in table '${table.name}', column '${column.name}'): ${error.message}`, { cause: error });
    }
  }

  /** Whether a constraint is part of CREATE TABLE, and is not added after all tables. */
  #isNow(constraint: Constraint): boolean {
    return (
      !this.dialect.capabilities.supportsAlter ||
      constraint.kind !== "foreignKeyConstraint" ||
      !(constraint as ForeignKeyConstraint).useAlter
    );
  }
}
