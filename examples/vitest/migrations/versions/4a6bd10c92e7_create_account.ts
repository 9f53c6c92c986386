/** create account
 *
 * Revision ID: 4a6bd10c92e7
 * Revises:
 * Create Date: 2026-11-28 16:26:54.518000
 */
import { sa, type Operations } from "alembic-ts";

export const revision = "4a6bd10c92e7";
export const downRevision = null;
export const branchLabels = null;
export const dependsOn = null;

/** Upgrade schema. */
export async function upgrade(op: Operations): Promise<void> {
  await op.createTable(
    "account",
    sa.Column("id", sa.Integer(), { nullable: false }),
    sa.Column("name", sa.String(50), { nullable: false }),
    sa.PrimaryKeyConstraint("id"),
  );
}

/** Downgrade schema. */
export async function downgrade(op: Operations): Promise<void> {
  await op.dropTable("account");
}
