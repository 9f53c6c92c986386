import type { Dialect } from "../../dialects/dialect.js";
import { MysqlDialect } from "../../dialects/mysql/mysql-dialect.js";
import type { Backend, TransactionFacts } from "../backend.js";

/** MySQL: SQL can be written for it, but there is no driver to run it. */
export class MysqlBackend implements Backend {
  readonly name: string = "mysql";
  readonly schemes: readonly string[] = ["mysql"];
  readonly dialect: Dialect = new MysqlDialect();
  readonly transactions: TransactionFacts = { transactionalDdl: false, lockScope: "run" };
}
