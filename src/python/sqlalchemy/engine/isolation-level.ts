import { PyException, Raised } from "../../values/py-exception.js";
import type { ExceptionClasses } from "../exceptions.js";

/** A level at which each statement is committed by itself. */
export const autocommit = "AUTOCOMMIT";

const common = ["READ COMMITTED", "READ UNCOMMITTED", "REPEATABLE READ", "SERIALIZABLE", autocommit];

/** The levels of each kind of database, and the statement that sets one of them for a session. */
const levels: Readonly<Record<string, readonly [names: readonly string[], statement: (level: string) => string]>> = {
  sqlite: [
    ["READ UNCOMMITTED", "SERIALIZABLE", autocommit],
    (level) => `PRAGMA read_uncommitted = ${level === "SERIALIZABLE" ? 0 : 1}`,
  ],
  postgresql: [common, (level) => `SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL ${level}`],
  mysql: [common, (level) => `SET SESSION TRANSACTION ISOLATION LEVEL ${level}`],
};

/**
 * The name of an isolation level that a database has, and the statement that sets it; none for the one that commits each
 * statement by itself.
 */
export function isolationLevel(
  errors: ExceptionClasses,
  dialectName: string,
  given: unknown,
): { readonly level: string; readonly statement: string | undefined } {
  const name = dialectName === "mariadb" ? "mysql" : dialectName;
  const [names, statement] = (Object.hasOwn(levels, name) ? levels[name] : undefined) ?? [[], () => ""];
  const level = String(given).replaceAll("_", " ").toUpperCase();
  if (!names.includes(level))
    throw new Raised(
      new PyException(errors.named("ArgumentError"), [
        `Invalid value '${level}' for isolation_level. Valid isolation levels for '${dialectName}' are ${names.join(", ")}`,
      ]),
    );
  return { level, statement: level === autocommit ? undefined : statement(level) };
}
