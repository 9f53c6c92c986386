import type { ServerDefaultInput } from "../../schema/column.js";
import type { AddColumn, AlterColumn, DropColumn } from "../../schema/ddl/column-nodes.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { CommandError } from "../../support/command-error.js";
import { Columns as BaseColumns, defaultKind } from "../base/columns.js";
import type { CompileState } from "../base/compile-state.js";
import type { Identifiers } from "../base/identifiers.js";
import { commentTarget } from "./comments.js";

/** ALTER TABLE as SQL Server writes it. */
export class Columns extends BaseColumns {
  override add(node: AddColumn, state: CompileState): readonly string[] {
    return [`${this.altered(node)} ADD ${this.dialect.tables.specification(node.column, state)}`];
  }

  override drop(node: DropColumn, state: CompileState): readonly string[] {
    const { identifiers } = this.dialect;
    const blocks: string[] = [];
    if (node.mssqlDropDefault) blocks.push(dropDefaultOrCheck("sys.default_constraints", node, identifiers));
    if (node.mssqlDropCheck) blocks.push(dropDefaultOrCheck("sys.check_constraints", node, identifiers));
    if (node.mssqlDropForeignKey) blocks.push(dropForeignKeyOf(node, identifiers));
    return [...blocks, ...super.drop(node, state)];
  }

  override alter(node: AlterColumn, state: CompileState): readonly string[] {
    const { options } = node;
    const { type, existingType, existingNullable, serverDefault, existingServerDefault } = options;
    this.warnOfAutoincrement(node, state);
    const nullable = options.nullable ?? (type === undefined ? undefined : existingNullable);
    const statedType = type ?? existingType;
    if (nullable !== undefined && statedType === undefined) {
      throw new CommandError(
        "MS-SQL ALTER COLUMN operations with NULL or NOT NULL require the existingType or a new type be passed.",
      );
    }
    if (nullable === undefined && type !== undefined) {
      state.warn(
        "MS-SQL ALTER COLUMN operations that specify type_= should also specify a nullable= or existing_nullable= argument to avoid implicit conversion of NOT NULL columns to NULL.",
      );
    }
    const statements: string[] = [];
    if (serverDefault !== undefined) {
      const kind = defaultKind(serverDefault, existingServerDefault);
      if (kind === "computed") return this.computedDefault();
      if (kind === "identity") return this.identityDefault(node, serverDefault);
      if (existingServerDefault !== undefined || serverDefault === null) {
        statements.push(dropDefaultOrCheck("sys.default_constraints", node, this.dialect.identifiers));
      }
    }
    if (nullable !== undefined && statedType !== undefined) {
      statements.push(`${this.#altered(node, statedType)} ${nullable ? "NULL" : "NOT NULL"}`);
    } else if (type !== undefined) {
      statements.push(this.#altered(node, type));
    }
    if (options.comment !== undefined) statements.push(...this.comment(node, options.comment));
    if (serverDefault !== undefined && serverDefault !== null)
      statements.push(this.plainDefault(node, serverDefault, state));
    if (options.newColumnName !== undefined) statements.push(...this.rename(node, options.newColumnName));
    return statements;
  }

  protected override plainDefault(node: AlterColumn, given: ServerDefaultInput, state: CompileState): string {
    const column = this.dialect.identifiers.quote(node.columnName);
    return `${this.altered(node)} ADD DEFAULT ${this.defaultText(given, state)} FOR ${column}`;
  }

  protected override rename(node: AlterColumn, name: string): readonly string[] {
    const { identifiers } = this.dialect;
    const table = identifiers.alteredTable(node.tableName, node.schema);
    return [`EXEC sp_rename '${table}.${identifiers.quote(node.columnName)}', ${identifiers.quote(name)}, 'COLUMN'`];
  }

  protected override comment(node: AlterColumn, comment: string | null): readonly string[] {
    const place = { schema: node.schema, table: node.tableName, column: node.columnName };
    const object = commentTarget(place, this.dialect);
    if (comment === null) return [`exec sp_dropextendedproperty 'MS_Description', ${object}`];
    const existing = node.options.existingComment;
    const verb = existing === undefined || existing === null ? "add" : "update";
    return [`exec sp_${verb}extendedproperty 'MS_Description', ${this.dialect.comments.text(comment)}, ${object}`];
  }

  #altered(node: AlterColumn, type: TypeEngine): string {
    return `${this.alteredColumn(node)} ${this.dialect.types.write(type)}`;
  }
}

/** A column by the names around it. */
export interface ColumnPlace {
  readonly tableName: string;
  readonly columnName: string;
  readonly schema: string | null;
}

const declaration = "declare @const_name varchar(256)";

/** Drops the default or CHECK of a column, whose name only the server knows. */
export function dropDefaultOrCheck(view: string, place: ColumnPlace, identifiers: Identifiers): string {
  const { tableName, columnName, schema } = place;
  return `${declaration}
select @const_name = QUOTENAME([name]) from ${view}
where parent_object_id = object_id('${qualifier(schema)}${tableName}')
and col_name(parent_object_id, parent_column_id) = '${columnName}'
exec('alter table ${identifiers.alteredTable(tableName, schema)} drop constraint ' + @const_name)`;
}

/** Drops the foreign key of a column, whose name only the server knows. */
export function dropForeignKeyOf(place: ColumnPlace, identifiers: Identifiers): string {
  const { tableName, columnName, schema } = place;
  return `${declaration}
select @const_name = QUOTENAME([name]) from
sys.foreign_keys fk join sys.foreign_key_columns fkc
on fk.object_id=fkc.constraint_object_id
where fkc.parent_object_id = object_id('${qualifier(schema)}${tableName}')
and col_name(fkc.parent_object_id, fkc.parent_column_id) = '${columnName}'
exec('alter table ${identifiers.alteredTable(tableName, schema)} drop constraint ' + @const_name)`;
}

function qualifier(schema: string | null): string {
  return schema === null || schema === "" ? "" : `${schema}.`;
}
