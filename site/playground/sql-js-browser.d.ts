// The package has no types; the worker hands the module to `openMemoryDatabase()`, whose types it has to fit.
declare module "sql.js/dist/sql-wasm-browser.js" {
  import type { SqlJs } from "alembic-ts/browser";

  const initSqlJs: (options: { locateFile: () => string }) => Promise<SqlJs>;
  export default initSqlJs;
}
