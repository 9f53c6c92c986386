// sql.js itself has no type declarations: what the tests need of it is declared in in-memory.d.mts.
import initSqlJs from "sql.js";

export async function openInMemory(bytes) {
  const SQL = await initSqlJs();
  return new SQL.Database(bytes);
}
