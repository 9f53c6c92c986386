import type { Identifiers } from "../base/identifiers.js";

/** A column by the names around it. */
export interface ColumnPlace {
  readonly tableName: string;
  readonly columnName: string;
  readonly schema: string | null;
}

const declaration = "declare @const_name varchar(256)";

/** Drops the default or CHECK of a column, whose name only the server knows. */
export function dropRuleBlock(view: string, place: ColumnPlace, identifiers: Identifiers): string {
  const { tableName, columnName, schema } = place;
  return `${declaration}
select @const_name = QUOTENAME([name]) from ${view}
where parent_object_id = object_id('${qualifier(schema)}${tableName}')
and col_name(parent_object_id, parent_column_id) = '${columnName}'
exec('alter table ${identifiers.alteredTable(tableName, schema)} drop constraint ' + @const_name)`;
}

/** Drops the foreign key of a column, whose name only the server knows. */
export function dropForeignKeyBlock(place: ColumnPlace, identifiers: Identifiers): string {
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
