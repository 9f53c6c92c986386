import { CommandError } from "../../support/command-error.js";
import type { AutogenContext } from "../autogen-context.js";

/** The name among others that differs from this one in letter case alone, if any. */
const inOtherLetters = (names: readonly string[], name: string): string | undefined =>
  names.includes(name) ? undefined : names.find((other) => other.toLowerCase() === name.toLowerCase());

function refuse(kind: string, models: string, database: string, way: string): never {
  throw new CommandError(
    `The models have the ${kind} '${models}', and the database has '${database}', which is the same name for it.`,
    { hint: `Write '${database}' in the models${way}.` },
  );
}

/**
 * Refuses models of an attached database in which a schema, a table or a column has the name that the database has, but
 * in other letters. Renames are found in the main database only; here the script would create the table beside itself.
 *
 * @param schemas - the schemas that are compared.
 * @throws {@link CommandError} when a name differs in letter case alone.
 */
export async function requireSameLetters(context: AutogenContext, schemas: readonly (string | null)[]): Promise<void> {
  const { inspector, sortedTables } = context;
  const attached = schemas.filter((name) => name !== null);
  const stored = new Map<string, readonly string[]>();
  const tablesOf = async (schema: string): Promise<readonly string[]> => {
    const known = stored.get(schema);
    if (known !== undefined) return known;
    const tables = (await inspector.getTableNames(schema)).filter((table) =>
      context.runNameFilters(table, "table", { schemaName: schema }),
    );
    stored.set(schema, tables);
    return tables;
  };
  for (const { schema, name, columns } of sortedTables) {
    if (schema === null || schema.toLowerCase() === inspector.defaultSchemaName?.toLowerCase()) continue;
    const otherSchema = inOtherLetters(attached, schema);
    if (otherSchema !== undefined) refuse("schema", schema, otherSchema, "");
    if (!attached.includes(schema)) continue;
    const tables = await tablesOf(schema);
    const otherTable = inOtherLetters(tables, name);
    if (otherTable !== undefined) {
      const call = `op.renameTable("${otherTable}", "${name}", { schema: "${schema}" })`;
      refuse("table", `${schema}.${name}`, `${schema}.${otherTable}`, `, or rename it in a revision: ${call}`);
    }
    if (!tables.includes(name)) continue;
    const names = (await inspector.getColumns(name, schema)).map((column) => column.name);
    for (const column of columns) {
      const other = inOtherLetters(names, column.name);
      if (other === undefined || !context.runNameFilters(other, "column", { tableName: name, schemaName: schema }))
        continue;
      const call = `op.alterColumn("${name}", "${other}", { newColumnName: "${column.name}", schema: "${schema}" })`;
      refuse("column", `${name}.${column.name}`, `${name}.${other}`, `, or rename it in a revision: ${call}`);
    }
  }
}
