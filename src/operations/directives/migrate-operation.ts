import { IrreversibleError, type IrreversibleReason } from "./irreversible-error.js";

/** The reverse of an operation, or why there is none. */
export type Reversal =
  | { readonly reversible: true; readonly operation: MigrateOperation }
  | { readonly reversible: false; readonly reason: IrreversibleReason; readonly message: string };

/** A dropped and an added column, or table, that may be one that was renamed. */
export interface PossibleRename {
  readonly schema: string | null;
  /** The table of the column, or `null` where a table may have been renamed. */
  readonly table: string | null;
  readonly from: string;
  readonly to: string;
}

/** What autogenerate notes about an operation. */
export interface OperationNotes {
  /** Why the operation is needed; for a changed column, one reason for each comparison that found something. */
  why?: string | Readonly<Record<string, string>>;
  /** The lines of a comment above the directive in the script. */
  comments?: readonly string[];
  /** What the operation does to the rows of a table: lines of a comment that only a TypeScript script has. */
  rows?: readonly string[];
  /** The renames that this operation, together with a drop, may be. */
  renames?: readonly PossibleRename[];
}

/** An entry of the list that `compareMetadata` returns and `check` prints. */
export type DiffTuple = readonly unknown[];

/**
 * One step of a migration as data, without a connection, a dialect or SQL. `op.invoke()` executes it.
 *
 * @example
 * ```ts
 * import { ops, type Operations } from "alembic-ts";
 *
 * const rename = new ops.RenameTableOp("account", "user_account");
 *
 * export async function upgrade(op: Operations): Promise<void> {
 *   await op.invoke(rename);
 * }
 *
 * export async function downgrade(op: Operations): Promise<void> {
 *   await op.invoke(rename.reverse());
 * }
 * ```
 *
 */
export abstract class MigrateOperation {
  /** The kind of the operation, which is the name of the method of `op`. */
  abstract readonly kind: string;
  /** Notes of the application. This library does not read them. */
  readonly info: Record<string, unknown> = {};
  /** What autogenerate notes about the operation; empty for an operation of a script. */
  readonly notes: OperationNotes = {};

  /**
   * Returns the operation that undoes this one.
   *
   * @throws {@link IrreversibleError} with the reason where there is none.
   *
   */
  abstract reverse(): MigrateOperation;

  /**
   * Returns the operation as autogenerate lists it.
   *
   * @throws {Error} when autogenerate does not create operations of this class.
   *
   */
  toDiffTuple(): DiffTuple {
    throw new Error(`${this.constructor.name} is not an operation that autogenerate lists`);
  }

  /** Returns the reverse, or the reason why there is none, without throwing. */
  reversal(): Reversal {
    try {
      return { reversible: true, operation: this.reverse() };
    } catch (error) {
      if (!(error instanceof IrreversibleError)) throw error;
      return { reversible: false, reason: error.reason, message: error.message };
    }
  }
}
