import type { Backend, TransactionFacts } from "../backends/backend.js";
import { copySchema } from "../backends/sqlite/copy-schema.js";
import { rebuildTable } from "../backends/sqlite/rebuild/rebuild-table.js";
import type { DriverConnection, StatementRunner } from "../database/connection.js";
import type { Inspector } from "../dialects/inspector.js";
import { SqliteInspector } from "../dialects/sqlite/inspector.js";
import { SqliteDialect } from "../dialects/sqlite/sqlite-dialect.js";
import type { Rebuilder } from "../operations/operations-host.js";
import type { SqlJs } from "./sql-js.js";
import { SqlJsConnection } from "./sql-js-connection.js";

/** SQLite in memory, on a sql.js that the page has loaded. */
export class SqlJsBackend implements Backend<SqlJsConnection> {
  readonly name = "sqlite";
  readonly schemes = ["sqlite"];
  readonly dialect = new SqliteDialect();
  readonly transactions: TransactionFacts = { transactionalDdl: true, lockScope: "transaction" };
  readonly rebuilder: Rebuilder = { rebuild: rebuildTable };
  readonly #sqlJs: SqlJs;

  constructor(sqlJs: SqlJs) {
    this.#sqlJs = sqlJs;
  }

  async open(): Promise<SqlJsConnection> {
    return this.openBytes();
  }

  /** Opens a database with the contents of a file, or an empty one. */
  openBytes(bytes?: Uint8Array): SqlJsConnection {
    return new SqlJsConnection(new this.#sqlJs.Database(bytes));
  }

  inspector(connection: StatementRunner): Inspector {
    return new SqliteInspector(connection);
  }

  scratch(): Promise<SqlJsConnection> {
    return this.open();
  }

  async copySchema(from: DriverConnection, to: SqlJsConnection, schemas: readonly string[]): Promise<void> {
    await copySchema({ from, to, schemas }, this.dialect);
  }
}
