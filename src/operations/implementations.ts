import type { AbstractOperations } from "./abstract-operations.js";
import type { MigrateOperation } from "./directives/migrate-operation.js";

/** A class of operations. */
export type OperationClass<Operation extends MigrateOperation = MigrateOperation> = new (
  // biome-ignore lint/suspicious/noExplicitAny: a constructor of any arguments is meant
  ...args: any[] // any class of operations
) => Operation;

/** Carries out an operation in place of the built-in way. */
export type Implementation<Operation extends MigrateOperation = MigrateOperation> = (
  op: AbstractOperations,
  operation: Operation,
) => unknown;

/** Implementations that replace the built-in ones, by class. */
export type Implementations = ReadonlyMap<OperationClass, Implementation>;

/** The implementation for an operation: that of its class, else of the nearest class above. */
export function implementationOf(
  implementations: Implementations,
  operation: MigrateOperation,
): Implementation | undefined {
  let prototype: object | null = Object.getPrototypeOf(operation) as object | null;
  while (prototype !== null) {
    const found = implementations.get(prototype.constructor as OperationClass);
    if (found !== undefined) return found;
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return undefined;
}
