import type { Column } from "../../schema/column.js";
import type { CreateTable, RenameTable } from "../../schema/ddl/table-nodes.js";
import { dialectOption } from "../../schema/schema-item.js";
import type { Table } from "../../schema/table.js";
import { ArrayType } from "../../schema/types/array-type.js";
import { EnumType } from "../../schema/types/enum-type.js";
import { BigInteger, SmallInteger } from "../../schema/types/integer.js";
import type { CompileState } from "../base/compile-state.js";
import { Tables as BaseTables } from "../base/tables.js";
import { createNamedType, inSchemaOf, NamedTypes } from "./named-types.js";

/** CREATE TABLE as PostgreSQL writes it, with the enum types that it needs before it. */
export class Tables extends BaseTables {
  override create(node: CreateTable, state: CompileState): readonly string[] {
    const types = new NamedTypes(this.dialect.types).of(node.table);
    return [...types.map((type) => createNamedType(type, this.dialect, state)), ...super.create(node, state)];
  }

  override specification(column: Column, state: CompileState): string {
    let text = this.dialect.identifiers.column(column);
    if (isSerial(column, this.dialect.types.resolve(column.type))) {
      text += serial(this.dialect.types.resolve(column.type));
    } else {
      text += ` ${this.#type(column)}`;
      const written = this.defaultText(column.serverDefault, state);
      if (written !== null) text += ` DEFAULT ${written}`;
    }
    if (column.computed !== null) text += ` ${this.computed(column.computed, state)}`;
    if (column.identity !== null) text += ` ${this.identity(column.identity)}`;
    if (!column.nullable && column.identity === null) text += " NOT NULL";
    else if (column.nullable && column.identity !== null) text += " NULL";
    return text;
  }

  override afterTable(table: Table, _state: CompileState): string {
    const option = (name: string): unknown => dialectOption(table, "postgresql", name);
    const { identifiers } = this.dialect;
    let text = "";
    const inherits = option("inherits");
    if (inherits !== undefined && inherits !== null) {
      const names = Array.isArray(inherits) ? inherits : [inherits];
      text += `\n INHERITS (${names.map((name) => identifiers.quote(String(name))).join(", ")})`;
    }
    if (option("partitionBy")) text += `\n PARTITION BY ${String(option("partitionBy"))}`;
    if (option("using")) text += `\n USING ${String(option("using"))}`;
    if (option("with")) text += `\n WITH (${withOptions(option("with") as Record<string, unknown>)})`;
    if (option("withOids") === true) text += "\n WITH OIDS";
    if (option("withOids") === false) text += "\n WITHOUT OIDS";
    if (option("onCommit")) text += `\n ON COMMIT ${String(option("onCommit")).replaceAll("_", " ").toUpperCase()}`;
    if (option("tablespace")) text += `\n TABLESPACE ${identifiers.quote(String(option("tablespace")))}`;
    return text;
  }

  protected override renamed(node: RenameTable): string {
    return this.dialect.identifiers.quote(node.newTableName);
  }

  #type(column: Column): string {
    const { types } = this.dialect;
    const type = types.resolve(column.type);
    if (type instanceof EnumType) return types.write(inSchemaOf(type, column.table));
    if (type instanceof ArrayType && type.itemType instanceof EnumType) {
      return types.write(Object.assign(type.copy(), { itemType: inSchemaOf(type.itemType, column.table) }));
    }
    return types.write(column.type);
  }
}

function isSerial(column: Column, type: object): boolean {
  const { table } = column;
  if (!column.primaryKey || table === null || column.identity !== null || !("visitName" in type)) return false;
  if (table.autoincrementColumn !== column) return false;
  return column.default === null || (column.default.kind === "sequence" && column.default.optional);
}

function serial(type: object): string {
  if (type instanceof BigInteger) return " BIGSERIAL";
  return type instanceof SmallInteger ? " SMALLSERIAL" : " SERIAL";
}

/** The options of a WITH clause. */
export function withOptions(options: Readonly<Record<string, unknown>>): string {
  return Object.entries(options)
    .map(([name, value]) => (value === null ? name : `${name} = ${String(value)}`))
    .join(", ");
}
