import type { Dialect } from "../../dialects/dialect.js";
import type { Inspector } from "../../dialects/inspector.js";
import { MetaData } from "../../schema/metadata.js";
import type { Table } from "../../schema/table.js";
import { UserDefinedType } from "../../schema/types/user-defined-type.js";
import { tablesDdl } from "./tables-ddl.js";

/** Which tables of a database are shown. */
export interface DatabaseDdlOptions {
  /** Tables that are left out; by default none. */
  readonly skip?: readonly string[];
  /** The schemas to show; by default the default schema. */
  readonly schemas?: readonly (string | null)[];
}

/** A type by the words that the database has for it. */
class StoredType extends UserDefinedType {
  readonly #text: string;

  constructor(text: string) {
    super();
    this.#text = text;
  }
  override getColSpec(): string {
    return this.#text;
  }
}

const plain = (text: string): string => text.replaceAll(/\s+/g, "").toLowerCase();

/** Restores the types of the stored statement where reflection changed their spelling. */
async function keepTypes(table: Table, inspector: Inspector, dialect: Dialect): Promise<void> {
  for (const { name, typeText } of await inspector.getColumns(table.name, table.schema)) {
    const column = table.findColumn(name);
    if (column === undefined || typeText === "" || column.type.affinity === "NullType") continue;
    const [type = "", ...collation] = dialect.compileType(column.type).split(/(?= COLLATE )/);
    if (plain(type) !== plain(typeText)) column.type = new StoredType([typeText, ...collation].join(""));
  }
}

/** The DDL of a database's tables, in the same form as that of models. */
export async function databaseDdl(
  inspector: Inspector,
  dialect: Dialect,
  { skip = [], schemas = [null] }: DatabaseDdlOptions = {},
): Promise<string> {
  const metadata = new MetaData();
  const stored = await inspector.getStatements?.();
  for (const schema of schemas) {
    const ofModules = new Set(await inspector.getModuleTableNames?.(schema));
    for (const name of await inspector.getTableNames(schema)) {
      if (skip.includes(name)) continue;
      try {
        const table = await inspector.reflectTable(name, metadata, { schema });
        if (stored !== undefined) await keepTypes(table, inspector, dialect);
      } catch (error) {
        // Only the module of a virtual table knows its columns, and this SQLite may not have the module.
        if (!ofModules.has(name)) throw error;
      }
    }
  }
  return tablesDdl([...metadata.tables.values()], dialect, { stored });
}
