import type { CreateIndex } from "../../schema/ddl/index-nodes.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { CommandError } from "../../support/command-error.js";
import { BulkRows, UnnamedConstraint } from "../lowering/lowered-node.js";
import type { OperationsHost } from "../operations-host.js";
import { compileOptions } from "./compile-options.js";
import { insertRows } from "./insert-rows.js";
import { missingValues, noticeLoss } from "./missing-values.js";
import { requireBatch, withBatch } from "./require-batch.js";
import { requireValues } from "./run-statement.js";
import type { OperationTarget, StatementOrigin } from "./statement-sink.js";
import { warnOfRealValues } from "./warn-of-real-values.js";

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
    const { dialect, sink, asSql, backend } = this.#host;
    const index = node.kind === "createIndex" && !asSql ? (node as CreateIndex) : undefined;
    requireBatch(node, this.#host);
    await noticeLoss(node, this.#host);
    await warnOfRealValues(node, this.#host);
    if (index !== undefined) await backend?.indexGuard?.beforeCreate(index, this.#host);
    for (const statement of dialect.compile(node, compileOptions(this.#host, origin))) {
      if (!asSql && node.kind === "text") requireValues(statement);
      try {
        await sink.execute(statement, origin);
      } catch (error) {
        if (index !== undefined && backend?.indexGuard !== undefined)
          throw await backend.indexGuard.explain(error, index, this.#host);
        throw withBatch(await missingValues(error, node, this.#host), node, this.#host);
      }
    }
  }
}
