import type { EnvironmentConnection } from "../../environment/python-environment.js";
import { PyException, Raised } from "../../values/py-exception.js";
import type { ExceptionClasses } from "../exceptions.js";

/** The level at which each statement is committed by itself. */
const autocommit = "AUTOCOMMIT";

/** Sets the isolation level of a connection that an `env.py` opened. */
export async function setIsolationLevel(
  errors: ExceptionClasses,
  own: EnvironmentConnection,
  given: unknown,
): Promise<void> {
  const { name, capabilities } = own.dialect;
  const level = String(given).replaceAll("_", " ").toUpperCase();
  const statement = Object.hasOwn(capabilities.isolationLevels, level)
    ? capabilities.isolationLevels[level]
    : undefined;
  if (statement === undefined && level !== autocommit) {
    const names = [...Object.keys(capabilities.isolationLevels), autocommit];
    throw new Raised(
      new PyException(errors.named("ArgumentError"), [
        `Invalid value '${level}' for isolation_level. Valid isolation levels for '${name}' are ${names.join(", ")}`,
      ]),
    );
  }
  if (own.inTransaction)
    throw new Raised(
      new PyException(errors.named("InvalidRequestError"), [
        "This connection has already initialized a SQLAlchemy Transaction() object via begin() or autobegin; isolation_level may not be altered unless rollback() or commit() is called first.",
      ]),
    );
  if (statement === undefined) own.changeTransactions({ autocommit: true });
  else await own.execute(statement);
}
