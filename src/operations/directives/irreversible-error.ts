import { AlembicError } from "../../support/alembic-error.js";

/**
 * Why an operation has no reverse:
 *
 * - `sql`: what a statement of SQL undoes is not known,
 * - `data`: rows that were written cannot be told from those that were there,
 * - `originalUnknown`: what a drop removed was not handed in, so it cannot be made again,
 * - `notDefined`: a custom operation that does not say its reverse.
 */
export type IrreversibleReason = "sql" | "data" | "originalUnknown" | "notDefined";

const sentences: Record<IrreversibleReason, string> = {
  sql: "operation is not reversible; what a statement of SQL undoes is not known",
  data: "operation is not reversible; rows that were written cannot be told from those that were there",
  originalUnknown: "operation is not reversible; original object is not present",
  notDefined: "operation is not reversible; its class does not say what undoes it",
};

/**
 * An operation was asked for its reverse and has none.
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
