import { AlembicError } from "../../support/alembic-error.js";

/**
 * Why an operation has no reverse:
 *
 * - `sql`: the SQL that undoes a statement is not known,
 * - `data`: the inserted rows cannot be distinguished from existing ones,
 * - `originalUnknown`: the dropped object was not passed, so it cannot be created again,
 * - `notDefined`: the custom operation does not define its reverse.
 *
 */
export type IrreversibleReason = "sql" | "data" | "originalUnknown" | "notDefined";

const sentences: Record<IrreversibleReason, string> = {
  sql: "operation is not reversible; the SQL that undoes a statement is not known",
  data: "operation is not reversible; the inserted rows cannot be distinguished from existing ones",
  originalUnknown: "operation is not reversible; original object is not present",
  notDefined: "operation is not reversible; its class does not define reverse()",
};

/**
 * `reverse()` was called on an operation that has no reverse.
 *
 * @example
 * ```ts
 * import { IrreversibleError, ops } from "alembic-ts";
 *
 * try {
 *   new ops.DropColumnOp("account", "name").reverse();
 * } catch (error) {
 *   if (error instanceof IrreversibleError) console.log(error.reason === "originalUnknown");
 * }
 * ```
 *
 */
export class IrreversibleError extends AlembicError {
  readonly code = "operations.irreversible";
  /** Kind of the operation, such as `dropColumn`. */
  readonly kind: string;
  /** Why the operation has no reverse. */
  readonly reason: IrreversibleReason;

  constructor(kind: string, reason: IrreversibleReason, message: string = sentences[reason]) {
    super(message);
    this.kind = kind;
    this.reason = reason;
  }
}
