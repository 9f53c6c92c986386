/** add email
 *
 * Revision ID: e02f5c7a81d4
 * Revises: 4a6bd10c92e7
 * Create Date: 2026-11-28 16:41:12.079000
 */
import { sa, type Operations } from "alembic-ts";

export const revision = "e02f5c7a81d4";
export const downRevision = "4a6bd10c92e7";
export const branchLabels = null;
export const dependsOn = null;

const account = sa.table("account", sa.column("name", sa.String()), sa.column("email", sa.String()));

/** Adds the column, and fills it. */
export async function upgrade(op: Operations): Promise<void> {
  await op.addColumn("account", sa.Column("email", sa.String(100)));
  const email = sa.func.lower(account.c.name).concat("@example.com");
  await op.execute(account.update().values({ email }));
}

/** Downgrade schema. */
export async function downgrade(op: Operations): Promise<void> {
  await op.dropColumn("account", "email");
}
