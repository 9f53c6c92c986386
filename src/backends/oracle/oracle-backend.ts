import { OracleDialect } from "../../dialects/oracle/oracle-dialect.js";
import type { Backend, TransactionFacts } from "../backend.js";

/** Oracle: SQL can be written for it, but there is no driver to run it. */
export class OracleBackend implements Backend {
  readonly name = "oracle";
  readonly schemes = ["oracle"];
  readonly dialect = new OracleDialect();
  readonly transactions: TransactionFacts = { transactionalDdl: false, lockScope: "run" };
}
