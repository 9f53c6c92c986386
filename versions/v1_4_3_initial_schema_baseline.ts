/** Initial schema baseline.
 *
 * The tables `instruments` and `session_log` as NexusLIMS 1.4.3 has them. A database that the creation script of that
 * time made holds them already and is marked with `nexuslims db alembic stamp v1_4_3`.
 *
 * Revision ID: v1_4_3
 * Revises:
 * Create Date: 2026-01-25 10:28:31.725483
 */
import { type Operations, sa } from "alembic-ts";

export const revision = "v1_4_3";
export const downRevision = null;
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(op: Operations): Promise<void> {
  await op.createTable(
    "instruments",
    sa.Column("instrument_pid", sa.String(100), { nullable: false }),
    sa.Column("api_url", sa.String(), { nullable: false }),
    sa.Column("calendar_name", sa.String(), { nullable: false }),
    sa.Column("calendar_url", sa.String(), { nullable: false }),
    sa.Column("location", sa.String(100), { nullable: false }),
    sa.Column("schema_name", sa.String(), { nullable: false }),
    sa.Column("property_tag", sa.String(20), { nullable: false }),
    sa.Column("filestore_path", sa.String(), { nullable: false }),
    sa.Column("harvester", sa.String(), { nullable: false }),
    sa.Column("timezone", sa.String(), { nullable: false }),
    sa.Column("computer_name", sa.String(), { nullable: true }),
    sa.Column("computer_ip", sa.String(15), { nullable: true }),
    sa.Column("computer_mount", sa.String(), { nullable: true }),
    sa.PrimaryKeyConstraint("instrument_pid"),
    sa.UniqueConstraint("api_url"),
    sa.UniqueConstraint("computer_name"),
    sa.UniqueConstraint("computer_ip"),
  );
  await op.createTable(
    "session_log",
    sa.Column("id_session_log", sa.Integer(), { nullable: false }),
    sa.Column("session_identifier", sa.String(36), { nullable: false }),
    sa.Column("instrument", sa.String(100), { nullable: false }),
    sa.Column("timestamp", sa.String(), { nullable: false }),
    sa.Column("event_type", sa.String(), { nullable: false }),
    sa.Column("record_status", sa.String(), { nullable: false }),
    sa.Column("user", sa.String(50), { nullable: true }),
    sa.ForeignKeyConstraint(["instrument"], ["instruments.instrument_pid"]),
    sa.PrimaryKeyConstraint("id_session_log"),
  );
  await op.createIndex(op.f("ix_session_log_session_identifier"), "session_log", ["session_identifier"], {
    unique: false,
  });
}

export async function downgrade(op: Operations): Promise<void> {
  await op.dropIndex(op.f("ix_session_log_session_identifier"), { tableName: "session_log" });
  await op.dropTable("session_log");
  await op.dropTable("instruments");
}
