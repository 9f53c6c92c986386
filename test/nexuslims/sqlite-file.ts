import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { openInMemory, type Value } from "./in-memory.mjs";

type Ask = (sql: string) => Value[][];

/** Opens a copy of the file's bytes in memory, so that the file itself is not touched. */
async function reading<T>(path: string, work: (ask: Ask) => T): Promise<T> {
  const database = await openInMemory(readFileSync(path));
  try {
    return work((sql) => database.exec(sql)[0]?.values ?? []);
  } finally {
    database.close();
  }
}

/** What SQLite says of a file's schema, in the shape that test/interop/record_nexuslims.py records. */
export function schemaOf(path: string): Promise<unknown> {
  return reading(path, (ask) => {
    const objects = ask(
      "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name <> 'sqlite_sequence' ORDER BY type, name",
    );
    const tables: Record<string, unknown> = {};
    for (const [kind, name] of objects) {
      if (kind !== "table") continue;
      const indexes = ask(`PRAGMA index_list(${name})`).sort((a, b) => (String(a[1]) < String(b[1]) ? -1 : 1));
      tables[String(name)] = {
        columns: ask(`PRAGMA table_xinfo(${name})`),
        foreignKeys: ask(`PRAGMA foreign_key_list(${name})`),
        indexes: indexes.map(([, index, unique, origin, partial]) => [
          index,
          unique,
          origin,
          partial,
          ask(`PRAGMA index_xinfo("${index}")`),
        ]),
      };
    }
    return {
      objects: objects.map(([kind, name, table, sql]) => [
        kind,
        name,
        table,
        typeof sql === "string" ? sql.split(/\s+/).join(" ") : sql,
      ]),
      tables,
    };
  });
}

/** The number of rows and a digest of all values with their storage class, for each table, as the recorder has them. */
export function digestsOf(path: string): Promise<Record<string, readonly [number, string]>> {
  return reading(path, (ask) => {
    const digests: Record<string, readonly [number, string]> = {};
    const tables = ask(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence' ORDER BY name",
    );
    for (const [table] of tables) {
      const columns = ask(`PRAGMA table_info("${table}")`).map((row) => `"${row[1]}"`);
      const values = columns.map((column) => `typeof(${column}), ${column}`).join(", ");
      const rows = ask(`SELECT ${values} FROM "${table}" ORDER BY 1, 2`);
      const text = `[${rows.map(asPython).join(", ")}]`;
      digests[String(table)] = [rows.length, createHash("sha256").update(text).digest("hex")];
    }
    return digests;
  });
}

/** A row as Python's json module writes a list of [storage class, value]. */
function asPython(row: readonly Value[]): string {
  const pairs: string[] = [];
  for (let at = 0; at < row.length; at += 2) pairs.push(`[${JSON.stringify(row[at])}, ${JSON.stringify(row[at + 1])}]`);
  return `[${pairs.join(", ")}]`;
}

/** The rows of one statement. */
export function query(path: string, sql: string): Promise<Value[][]> {
  return reading(path, (ask) => ask(sql));
}

/** Runs statements on a file's bytes; a file that is not there yet is made. */
export async function change(path: string, ...statements: readonly string[]): Promise<void> {
  const database = await openInMemory(existsSync(path) ? readFileSync(path) : undefined);
  for (const sql of statements) database.run(sql);
  writeFileSync(path, database.export());
  database.close();
}
