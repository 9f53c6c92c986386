import type { Table } from "../../schema/table.js";
import { type KyselyWord, kyselyColumnType } from "./kysely-column-type.js";

/** The first line of the module, by which the command recognizes a file that it wrote. */
export const kyselyTypesHeading = "// Written by `alembic-ts types`. Run it again after a migration.";

/**
 * Writes the types of tables for Kysely: an interface for each table, and the `Database` interface of all tables.
 *
 * @returns the text of the module.
 * @example
 * ```ts
 * import { renderKyselyTypes, sa } from "alembic-ts";
 *
 * const metadata = sa.MetaData();
 * sa.Table("account", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }), sa.Column("name", sa.String()));
 * console.log(renderKyselyTypes(metadata.sortedTables, "postgresql"));
 * ```
 */
export function renderKyselyTypes(tables: readonly Table[], dialectName: string): string {
  const words = new Set<KyselyWord>();
  const names = new Set(["Database", "Json"]);
  let needsJson = false;
  const interfaces: string[] = [];
  const entries: string[] = [];
  for (const table of tables) {
    const name = interfaceName(table, names);
    const lines = table.columns.map((column) => {
      const type = kyselyColumnType(column, dialectName);
      for (const word of type.words) words.add(word);
      needsJson ||= type.needsJson;
      const comment = column.comment === null ? "" : `  /** ${column.comment.replaceAll("*/", "*\\/")} */\n`;
      return `${comment}  ${key(column.name)}: ${type.text};\n`;
    });
    interfaces.push(`export interface ${name} {\n${lines.join("")}}\n`);
    entries.push(`  ${key(table.key)}: ${name};\n`);
  }
  const parts = [
    kyselyTypesHeading,
    ...(words.size === 0 ? [] : [`import type { ${[...words].sort().join(", ")} } from "kysely";`]),
    "",
    ...(needsJson
      ? ["/** What a JSON column holds. */\nexport type Json = { [key: string]: unknown } | unknown[];\n"]
      : []),
    ...interfaces,
    `export interface Database {\n${entries.join("")}}\n`,
  ];
  return parts.join("\n");
}

const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

/** Returns an unused name for the interface of a table, such as `UserAccountTable`. */
function interfaceName(table: Table, taken: Set<string>): string {
  const words = table.key.split(/[^\p{L}\p{N}$]+/u).filter((word) => word !== "");
  const joined = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");
  const base = `${/^[\p{ID_Start}$]/u.test(joined) ? "" : "T"}${joined}Table`;
  let name = base;
  for (let count = 2; taken.has(name); count++) name = `${base}${count}`;
  taken.add(name);
  return name;
}
