/** Add upload_log table.
 *
 * Revision ID: v2_4_0a
 * Revises: v1_4_3
 * Create Date: 2026-01-25 10:28:35.345429
 */
import { type Operations, sa } from "alembic-ts";

export const revision = "v2_4_0a";
export const downRevision = "v1_4_3";
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(op: Operations): Promise<void> {
  await op.createTable(
    "upload_log",
    sa.Column("id", sa.Integer(), { nullable: false }),
    sa.Column("session_identifier", sa.String(36), { nullable: false }),
    sa.Column("destination_name", sa.String(100), { nullable: false }),
    sa.Column("success", sa.Boolean(), { nullable: false }),
    sa.Column("timestamp", sa.String(), { nullable: false }),
    sa.Column("record_id", sa.String(255), { nullable: true }),
    sa.Column("record_url", sa.String(500), { nullable: true }),
    sa.Column("error_message", sa.String(), { nullable: true }),
    sa.Column("metadata_json", sa.String(), { nullable: true }),
    sa.PrimaryKeyConstraint("id"),
  );
  await op.createIndex(op.f("ix_upload_log_session_identifier"), "upload_log", ["session_identifier"], {
    unique: false,
  });
  await op.createIndex(op.f("ix_upload_log_destination_name"), "upload_log", ["destination_name"], { unique: false });
}

export async function downgrade(op: Operations): Promise<void> {
  await op.dropIndex(op.f("ix_upload_log_destination_name"), { tableName: "upload_log" });
  await op.dropIndex(op.f("ix_upload_log_session_identifier"), { tableName: "upload_log" });
  await op.dropTable("upload_log");
}
