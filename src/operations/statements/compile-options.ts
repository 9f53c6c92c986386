import type { CompileOptions } from "../../dialects/dialect.js";
import { LogLevel } from "../../support/logger.js";
import type { OperationsHost } from "../operations-host.js";
import type { StatementOrigin } from "./statement-sink.js";

/**
 * Returns how the statements of a run are written: in scripts as the environment configured it, online with bound
 * values.
 */
export function compileOptions(host: OperationsHost, origin: StatementOrigin): CompileOptions {
  const { opts, asSql, logger, connection } = host;
  const paramstyle = asSql ? opts.dialectOpts?.paramstyle : connection?.paramstyle;
  return {
    literalBinds: asSql && opts.literalBinds === true,
    ...(asSql ? {} : { values: {} }),
    warn: (message) => logger?.log(LogLevel.warning, `alembic.operations.${origin.directive}`, message),
    ...(paramstyle === undefined ? {} : { paramstyle }),
  };
}
