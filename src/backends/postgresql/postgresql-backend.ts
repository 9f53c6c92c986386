import { PostgresqlDialect } from "../../dialects/postgresql/postgresql-dialect.js";
import type { Backend, TransactionFacts } from "../backend.js";

/** PostgreSQL: SQL can be written for it, but there is no driver to run it. */
export class PostgresqlBackend implements Backend {
  readonly name = "postgresql";
  readonly schemes = ["postgresql"];
  readonly dialect = new PostgresqlDialect();
  readonly transactions: TransactionFacts = { transactionalDdl: true, lockScope: "transaction" };
}
