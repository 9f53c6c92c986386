/**
 * The operations as data, under the names of `alembic.operations.ops`. `op.invoke()` carries one out, a
 * {@link Rewriter} and `processRevisionDirectives` change those that autogenerate found, and a custom operation extends
 * `ops.MigrateOperation`.
 *
 * @example
 * ```ts
 * import { type Operations, ops, sa } from "alembic-ts";
 *
 * const addNote = new ops.AddColumnOp("account", sa.Column("note", sa.Text()));
 *
 * export async function upgrade(op: Operations): Promise<void> {
 *   await op.invoke(addNote);
 * }
 *
 * export async function downgrade(op: Operations): Promise<void> {
 *   await op.invoke(new ops.DropColumnOp("account", "note"));
 * }
 * ```
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * // What undoes a directive is a directive again.
 * console.log(new ops.RenameTableOp("account", "user").reverse());
 * ```
 */
export * as ops from "./ops/index.js";
