import type { CompileOptions } from "../dialects/dialect.js";
import type { ClauseElement } from "../schema/elements/clause-element.js";
import { CommandError } from "../support/command-error.js";
import { LogLevel } from "../support/logger.js";
import { insertRows } from "./insert-rows.js";
import { BulkRows, UnnamedConstraint } from "./lowering/lowered-node.js";
import type { OperationTarget } from "./operation-target.js";
import type { OperationsHost } from "./operations-host.js";
import { requireValues } from "./require-values.js";
import type { StatementOrigin } from "./statement-sink.js";

/** Compiles statements and sends them to the run's sink, one after the other. */
export class DirectTarget implements OperationTarget {
  readonly batchTable = undefined;
  readonly #host: OperationsHost;

  constructor(host: OperationsHost) {
    this.#host = host;
  }

  async apply(nodes: readonly ClauseElement[], origin: StatementOrigin): Promise<void> {
    for (const node of nodes) {
      if (node instanceof BulkRows) await insertRows(node, this.#host, origin);
      else if (node instanceof UnnamedConstraint)
        throw new CommandError(
          `A constraint without a name can be dropped by its columns only where batch mode builds the table anew`,
        );
      else await this.#send(node, origin);
    }
  }

  async #send(node: ClauseElement, origin: StatementOrigin): Promise<void> {
    const { dialect, sink } = this.#host;
    for (const statement of dialect.compile(node, compileOptions(this.#host, origin))) {
      if (!this.#host.asSql && node.kind === "text") requireValues(statement);
      await sink.execute(statement, origin);
    }
  }
}

/** How a run's statements are written: in scripts as the environment configured it, with values bound otherwise. */
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
