import { type Column, type ServerDefaultInput, serverDefaultOf } from "../../schema/column.js";
import type { AddColumn, AlterColumn, DropColumn } from "../../schema/ddl/column-nodes.js";
import { Computed } from "../../schema/defaults/computed.js";
import { Identity } from "../../schema/defaults/identity.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { CompileError } from "../compile-error.js";
import { UnsupportedError } from "../unsupported-error.js";
import type { CompileState } from "./compile-state.js";
import type { DialectParts } from "./dialect-parts.js";

/** Writes ALTER TABLE for columns. */
export class Columns {
  protected readonly dialect: DialectParts;

  constructor(dialect: DialectParts) {
    this.dialect = dialect;
  }

  add(node: AddColumn, state: CompileState): readonly string[] {
    const ifNotExists = node.ifNotExists ? "IF NOT EXISTS " : "";
    const specification = this.dialect.tables.specification(node.column, state);
    const key = node.inlinePrimaryKey && node.column.primaryKey ? " PRIMARY KEY" : "";
    const references = node.inlineReferences ? this.#references(node.column, state) : "";
    const checks = node.column.constraints
      .map((one) => this.dialect.constraints.write(one, state))
      .filter((one): one is string => one !== null)
      .map((one) => ` ${one}`);
    return [`${this.altered(node)} ADD COLUMN ${ifNotExists}${specification}${key}${references}${checks.join("")}`];
  }

  drop(node: DropColumn, _state: CompileState): readonly string[] {
    const ifExists = node.ifExists ? "IF EXISTS " : "";
    return [`${this.altered(node)} DROP COLUMN ${ifExists}${this.dialect.identifiers.quote(node.columnName)}`];
  }

  /** One statement for each part, in Alembic's order. */
  alter(node: AlterColumn, state: CompileState): readonly string[] {
    const { options } = node;
    this.warnOfAutoincrement(node, state);
    const statements: string[] = [];
    if (options.nullable !== undefined) statements.push(...this.nullable(node, options.nullable));
    if (options.serverDefault !== undefined) {
      statements.push(...this.serverDefault(node, options.serverDefault, state));
    }
    if (options.type !== undefined) statements.push(...this.type(node, options.type));
    if (options.comment !== undefined) statements.push(...this.comment(node, options.comment));
    if (options.newColumnName !== undefined) statements.push(...this.rename(node, options.newColumnName));
    return statements;
  }

  protected warnOfAutoincrement({ options }: AlterColumn, state: CompileState): void {
    if (options.autoincrement === undefined && options.existingAutoincrement === undefined) return;
    state.warn("autoincrement and existing_autoincrement only make sense for MySQL");
  }

  protected nullable(node: AlterColumn, nullable: boolean): readonly string[] {
    return [`${this.alteredColumn(node)} ${nullable ? "DROP NOT NULL" : "SET NOT NULL"}`];
  }

  protected type(node: AlterColumn, type: TypeEngine): readonly string[] {
    return [`${this.alteredColumn(node)} TYPE ${this.dialect.types.write(type)}`];
  }

  protected rename(node: AlterColumn, name: string): readonly string[] {
    const { identifiers } = this.dialect;
    return [`${this.altered(node)} RENAME ${identifiers.quote(node.columnName)} TO ${identifiers.quote(name)}`];
  }

  protected comment(node: AlterColumn, _comment: string | null): readonly string[] {
    throw new UnsupportedError(
      `Compiler for ${this.dialect.name} can't render element of type ColumnComment: the database has no comments on columns, so omit comment from alterColumn('${node.tableName}', '${node.columnName}') here`,
      "alterColumn comment",
      this.dialect.name,
    );
  }

  protected serverDefault(node: AlterColumn, given: ServerDefaultInput, state: CompileState): readonly string[] {
    const kind = defaultKind(given, node.options.existingServerDefault);
    if (kind === "computed") return this.computedDefault();
    if (kind === "identity") return this.identityDefault(node, given);
    return [this.plainDefault(node, given, state)];
  }

  protected plainDefault(node: AlterColumn, given: ServerDefaultInput, state: CompileState): string {
    if (given === null) return `${this.alteredColumn(node)} DROP DEFAULT`;
    return `${this.alteredColumn(node)} SET DEFAULT ${this.defaultText(given, state)}`;
  }

  /** A new default as SQL. */
  protected defaultText(given: ServerDefaultInput, state: CompileState): string {
    return this.dialect.tables.defaultText(serverDefaultOf(given), state) ?? "NULL";
  }

  /**
   * Refuses to turn a column into a generated one or back.
   *
   * @throws {@link CompileError} always.
   *
   */
  protected computedDefault(): never {
    throw new CompileError(
      'Adding or removing a "computed" construct, e.g. GENERATED ALWAYS AS, to or from an existing column is not supported.',
    );
  }

  protected identityDefault(_node: AlterColumn, _given: ServerDefaultInput): readonly string[] {
    throw new CompileError(
      'Adding, removing or modifying an "identity" construct, e.g. GENERATED AS IDENTITY, to or from an existing column is not supported in this dialect.',
    );
  }

  /** `ALTER TABLE t`. */
  protected altered(node: { readonly tableName: string; readonly schema: string | null }): string {
    return `ALTER TABLE ${this.dialect.identifiers.alteredTable(node.tableName, node.schema)}`;
  }

  /** `ALTER TABLE t ALTER COLUMN c`. */
  protected alteredColumn(node: AlterColumn): string {
    return `${this.altered(node)} ALTER COLUMN ${this.dialect.identifiers.quote(node.columnName)}`;
  }

  #references(column: Column, state: CompileState): string {
    const [key] = column.foreignKeys;
    const constraint = key?.constraint ?? null;
    if (key === undefined || column.foreignKeys.length !== 1 || constraint?.elements.length !== 1) return "";
    const { constraints, identifiers } = this.dialect;
    const { schema, table } = key.target;
    const name = identifiers.table({ name: table, schema });
    const target = `${name} (${identifiers.quote(key.column?.name ?? key.target.column)})`;
    return ` REFERENCES ${target}${constraints.match(constraint)}${constraints.cascades(constraint, state)}${constraints.deferrability(constraint)}`;
  }
}

/** Whether a new default, or the existing one, is a generated value, an identity or a plain one. */
export function defaultKind(
  given: ServerDefaultInput,
  existing: ServerDefaultInput | undefined,
): "computed" | "identity" | "plain" {
  if (given instanceof Computed || existing instanceof Computed) return "computed";
  return given instanceof Identity || existing instanceof Identity ? "identity" : "plain";
}
