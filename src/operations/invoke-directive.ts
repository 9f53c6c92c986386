import { CommandError } from "../support/command-error.js";
import type { AbstractOperations } from "./abstract-operations.js";
import type { CallQueue } from "./calls/call-queue.js";
import { CustomOperation } from "./custom-operation.js";
import type { MigrateOperation } from "./directives/migrate-operation.js";
import { OpContainer } from "./directives/op-container.js";
import { type Implementations, implementationOf } from "./implementations.js";
import { lower } from "./lowering/lowering-table.js";
import type { OperationsHost } from "./operations-host.js";
import type { OperationTarget } from "./statements/statement-sink.js";

/** The parts that a directive is carried out with. */
export interface Invocation {
  readonly operations: AbstractOperations;
  readonly host: OperationsHost;
  readonly target: OperationTarget;
  /** The queue that the call runs in. */
  readonly queue: CallQueue;
  readonly implementations: Implementations;
}

/**
 * Carries out a directive: in its own way where it has one, else lowered to statements for the target.
 *
 * @returns the result of the call that made it.
 * @throws {CommandError} when it has no implementation.
 */
export async function invokeDirective(operation: MigrateOperation, invocation: Invocation): Promise<unknown> {
  const { operations, host, target, queue, implementations } = invocation;
  const own = implementationOf(implementations, operation);
  if (own !== undefined) return queue.scope(() => own(operations, operation));
  if (operation instanceof CustomOperation) return queue.scope(() => operation.run(operations));
  if (operation instanceof OpContainer) {
    for (const one of operation.ops) await invokeDirective(one, invocation);
    return undefined;
  }
  const lowered = lower(operation, { dialect: host.dialect, opts: host.opts });
  if (lowered === undefined)
    throw new CommandError(
      `No implementation for operation '${operation.kind}'; make its class extend CustomOperation, or give one with Operations.implementationFor()`,
    );
  await target.apply(lowered.nodes, { directive: operation.kind, ...subjectOf(operation), call: queue.call });
  return lowered.result;
}

function subjectOf(operation: MigrateOperation): { readonly subject?: string } {
  const named = operation as { readonly tableName?: unknown };
  return typeof named.tableName === "string" ? { subject: named.tableName } : {};
}
