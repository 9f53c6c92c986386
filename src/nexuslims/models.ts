import { sa } from "../index.js";

/** The event types of `session_log` that its CHECK constraint allows. */
export const eventTypes = ["START", "END", "RECORD_GENERATION"] as const;

/** One of {@link eventTypes}. */
export type EventType = (typeof eventTypes)[number];

/** The record statuses of `session_log` that its CHECK constraint allows, in its order. */
export const recordStatuses = [
  "COMPLETED",
  "WAITING_FOR_END",
  "TO_BE_BUILT",
  "BUILT_NOT_EXPORTED",
  "ERROR",
  "NO_FILES_FOUND",
  "NO_CONSENT",
  "NO_RESERVATION",
] as const;

/** One of {@link recordStatuses}. */
export type RecordStatus = (typeof recordStatuses)[number];

const oneOf = (values: readonly string[]): string => `(${values.map((value) => `'${value}'`).join(", ")})`;

/** The tables of a NexusLIMS database at the newest revision, with which autogenerate compares a file. */
export const metadata: sa.MetaData = sa.MetaData();

/** The facility's instruments. */
const instruments: sa.Table = sa.Table(
  "instruments",
  metadata,
  sa.Column("instrument_pid", sa.String(100), { primaryKey: true }),
  sa.Column("api_url", sa.String(), { nullable: false, unique: true }),
  sa.Column("calendar_name", sa.String(), { nullable: false }),
  sa.Column("calendar_url", sa.String(), { nullable: false }),
  sa.Column("location", sa.String(100), { nullable: false }),
  sa.Column("schema_name", sa.String(), { nullable: false }),
  sa.Column("property_tag", sa.String(20), { nullable: false }),
  sa.Column("filestore_path", sa.String(), { nullable: false }),
  sa.Column("harvester", sa.String(), { nullable: false }),
  sa.Column("timezone", sa.String(), { nullable: false }),
  sa.Column("computer_name", sa.String(), { unique: true }),
  sa.Column("computer_ip", sa.String(15), { unique: true }),
  sa.Column("computer_mount", sa.String()),
);

/** One row for each start, end and record of a session at an instrument. */
const sessionLog: sa.Table = sa.Table(
  "session_log",
  metadata,
  sa.Column("id_session_log", sa.Integer(), { primaryKey: true }),
  sa.Column("session_identifier", sa.String(36), { nullable: false, index: true }),
  sa.Column("instrument", sa.String(100), sa.ForeignKey("instruments.instrument_pid"), { nullable: false }),
  sa.Column("timestamp", sa.String(), { nullable: false }),
  sa.Column("event_type", sa.String(17), { nullable: false }),
  sa.Column("record_status", sa.String(18), { nullable: false }),
  sa.Column("user", sa.String(50)),
  sa.CheckConstraint(`event_type IN ${oneOf(eventTypes)}`, { name: "check_event_type" }),
  sa.CheckConstraint(`record_status IN ${oneOf(recordStatuses)}`, { name: "check_record_status" }),
);

/** One row for each attempt to export a session's record. */
const uploadLog: sa.Table = sa.Table(
  "upload_log",
  metadata,
  sa.Column("id", sa.Integer(), { primaryKey: true }),
  sa.Column("session_identifier", sa.String(36), { nullable: false, index: true }),
  sa.Column("destination_name", sa.String(100), { nullable: false, index: true }),
  sa.Column("success", sa.Boolean(), { nullable: false }),
  sa.Column("timestamp", sa.String(), { nullable: false }),
  sa.Column("record_id", sa.String(255)),
  sa.Column("record_url", sa.String(500)),
  sa.Column("error_message", sa.String()),
  sa.Column("metadata_json", sa.String()),
);

/** The tables by name, for scripts and programs that work with a migrated database. */
export const models: {
  readonly instruments: sa.Table;
  readonly sessionLog: sa.Table;
  readonly uploadLog: sa.Table;
} = { instruments, sessionLog, uploadLog };
