import { MssqlDialect } from "../../dialects/mssql/mssql-dialect.js";
import type { Backend, TransactionFacts } from "../backend.js";

/** SQL Server: SQL can be written for it, but there is no driver to run it. */
export class MssqlBackend implements Backend {
  readonly name = "mssql";
  readonly schemes = ["mssql"];
  readonly dialect = new MssqlDialect();
  readonly transactions: TransactionFacts = { transactionalDdl: true, lockScope: "transaction" };
}
