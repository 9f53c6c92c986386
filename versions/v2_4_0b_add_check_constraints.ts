/** Add check constraints to session_log.
 *
 * SQLite cannot add a CHECK to a table, so `session_log` is built anew, its rows are copied, and the copy is verified
 * before the old table goes.
 *
 * Revision ID: v2_4_0b
 * Revises: v2_4_0a
 * Create Date: 2026-01-25 10:28:38.768026
 */
// Types are in the heads of exported functions only: Node then runs this file without the compiler of TypeScript, which takes
// 11 MB and a quarter of the time of a small upgrade.
import { type Operations, type SqlValue, sa } from "alembic-ts";
import {
  copyRows,
  type Distribution,
  refuseColumns,
  refuseValues,
  reportPreservedRows,
  say,
  type VerifyTableIntegrityOptions,
  verifyTableIntegrity,
} from "alembic-ts/nexuslims";

export const revision = "v2_4_0b";
export const downRevision = "v2_4_0a";
export const branchLabels = null;
export const dependsOn = null;

const EVENT_TYPES = ["START", "END", "RECORD_GENERATION"];
const RECORD_STATUSES = [
  "COMPLETED",
  "WAITING_FOR_END",
  "TO_BE_BUILT",
  "BUILT_NOT_EXPORTED",
  "ERROR",
  "NO_FILES_FOUND",
  "NO_CONSENT",
  "NO_RESERVATION",
];

const KNOWN_EVENT = `event_type IN (${EVENT_TYPES.map((value) => `'${value}'`).join(", ")})`;
const KNOWN_STATUS = `record_status IN (${RECORD_STATUSES.map((value) => `'${value}'`).join(", ")})`;

export async function upgrade(op: Operations): Promise<void> {
  const before = await inventory(op);
  refuseValues("session_log", [
    { column: "event_type", found: before.eventTypes, allowed: EVENT_TYPES },
    { column: "record_status", found: before.recordStatuses, allowed: RECORD_STATUSES },
  ]);
  if (before.sessionLogs > 0) say(op, `→ Migrating ${before.sessionLogs} session logs...`);
  await op.createTable(
    "session_log_new",
    ...columns(),
    sa.CheckConstraint(KNOWN_EVENT, { name: "check_event_type" }),
    sa.CheckConstraint(KNOWN_STATUS, { name: "check_record_status" }),
    ...keys(),
  );
  await replaceBy(op, "session_log_new", before.instruments, before.sessionLogs, before.expected);
}

export async function downgrade(op: Operations): Promise<void> {
  const before = await inventory(op);
  if (before.sessionLogs > 0) say(op, `→ Downgrading ${before.sessionLogs} session logs...`);
  await op.createTable("session_log_old", ...columns(), ...keys());
  await replaceBy(op, "session_log_old", before.instruments, before.sessionLogs, before.expected);
}

const columns = () => [
  sa.Column("id_session_log", sa.Integer(), { nullable: false }),
  sa.Column("session_identifier", sa.String(36), { nullable: false }),
  sa.Column("instrument", sa.String(100), { nullable: false }),
  sa.Column("timestamp", sa.String(), { nullable: false }),
  sa.Column("event_type", sa.String(17), { nullable: false }),
  sa.Column("record_status", sa.String(18), { nullable: false }),
  sa.Column("user", sa.String(50), { nullable: true }),
];

const keys = () => [
  sa.ForeignKeyConstraint(["instrument"], ["instruments.instrument_pid"]),
  sa.PrimaryKeyConstraint("id_session_log"),
];

/**
 * Counts the rows before the copy, in one pass over `session_log`; offline there are none to count. Where all event types
 * are known, there is no map of them.
 */
export async function inventory(op: Operations) {
  if (op.getContext().isOfflineMode()) {
    return { instruments: 0, sessionLogs: 0, eventTypes: new Map(), recordStatuses: new Map(), expected: {} };
  }
  const connection = op.getBind();
  await refuseColumns(
    connection,
    "session_log",
    columns().map((column) => column.name),
  );
  const instruments = Number(await connection.scalar("SELECT COUNT(*) FROM instruments"));
  const statuses = RECORD_STATUSES.map(
    (status, at) => `COUNT(*) FILTER (WHERE record_status = '${status}') AS status_${at}`,
  );
  const [counts = {}] = await connection.execute(
    `SELECT (SELECT MIN(id_session_log) FROM session_log) AS low, (SELECT MAX(id_session_log) FROM session_log) AS high,
       COUNT(*) AS n, COUNT(*) FILTER (WHERE ${KNOWN_EVENT}) AS events, ${statuses.join(", ")}
     FROM session_log`,
  );
  const sessionLogs = Number(counts["n"]);
  const known = new Map();
  for (const [at, status] of RECORD_STATUSES.entries()) known.set(status, Number(counts[`status_${at}`]));
  const isComplete = [...known.values()].reduce((sum, count) => sum + count, 0) === sessionLogs;
  const recordStatuses = isComplete ? known : await distribution(op, "record_status");
  return {
    instruments,
    sessionLogs,
    eventTypes: counts["events"] === counts["n"] ? new Map() : await distribution(op, "event_type"),
    recordStatuses,
    expected: sameRows(counts["low"] ?? null, counts["high"] ?? null, recordStatuses),
  };
}

/** What the copy must have of the table that it replaces. */
export function sameRows(low: SqlValue, high: SqlValue, statuses: Distribution): VerifyTableIntegrityOptions {
  return {
    expectedPkRange: [low, high],
    expectedDistribution: statuses,
    distributionColumn: "record_status",
    pkColumn: "id_session_log",
  };
}

/** How often each value of a column of `session_log` is there. */
export async function distribution(op: Operations, column: string) {
  const counts = new Map();
  const rows = await op
    .getBind()
    .execute(`SELECT ${column} AS value, COUNT(*) AS n FROM session_log GROUP BY ${column}`);
  for (const row of rows) counts.set(row["value"] ?? null, Number(row["n"]));
  return counts;
}

/** Copies the rows of `session_log` into `table`, verifies them, and puts `table` in its place. */
export async function replaceBy(
  op: Operations,
  table: string,
  instruments: number,
  sessionLogs: number,
  expected: VerifyTableIntegrityOptions,
): Promise<void> {
  // The line breaks are those of the Python revision, so that the offline scripts are the same.
  const copy = `
        INSERT INTO ${table} (
            id_session_log, session_identifier, instrument, timestamp,
            event_type, record_status, user
        )
        SELECT
            id_session_log, session_identifier, instrument, timestamp,
            event_type, record_status, user
        FROM session_log
        `;
  await copyRows(op, copy, { from: "session_log", key: "id_session_log", rows: sessionLogs });

  if (sessionLogs > 0 || instruments > 0) {
    const connection = op.getBind();
    await verifyTableIntegrity(connection, "instruments", instruments);
    await verifyTableIntegrity(connection, table, sessionLogs, expected);
    await sayChangedClasses(op, table);
    reportPreservedRows(op, [
      { table: "instruments", rows: instruments, unit: "instruments" },
      { table: "session_log", rows: sessionLogs, unit: "session logs" },
    ]);
  }

  const own = await ownObjects(op, "session_log");
  await op.execute("DROP INDEX IF EXISTS ix_session_log_session_identifier");
  // The index of databases that the creation script of version 1.4.3 made.
  await op.execute('DROP INDEX IF EXISTS "session_log.fk_instrument_idx"');
  await op.dropTable("session_log");
  await renameUnderViews(op, table, "session_log");
  await op.createIndex("ix_session_log_session_identifier", "session_log", ["session_identifier"], { unique: false });
  for (const statement of own) await op.getBind().execute(statement);
}

/**
 * Compares the storage class of every copied value with that of its source, and says which have changed: VARCHAR makes
 * texts of the numbers that the DATETIME column of the creation script kept.
 */
export async function sayChangedClasses(op: Operations, table: string): Promise<void> {
  const connection = op.getBind();
  const names = columns().map((column) => column.name);
  // The key becomes an integer, and the other columns are texts, which change numbers only. So few rows, or none, are looked up.
  const mayChange = names.map((name) =>
    name === "id_session_log" ? `typeof(a.${name}) <> 'integer'` : `typeof(a.${name}) IN ('integer', 'real')`,
  );
  // CROSS JOIN reads the source in its order and looks each copy up by its key.
  const pairs = `FROM session_log AS a CROSS JOIN ${table} AS b ON b.id_session_log = a.id_session_log
     WHERE (${mayChange.join(" OR ")})`;
  const counts = names.map((name) => `COUNT(*) FILTER (WHERE typeof(a.${name}) <> typeof(b.${name})) AS ${name}`);
  const [changed = {}] = await connection.execute(`SELECT ${counts.join(", ")} ${pairs}`);
  const parts = [];
  for (const name of names) {
    if (Number(changed[name] ?? 0) === 0) continue;
    const classes = `typeof(a.${name}) AS old, typeof(b.${name}) AS new, COUNT(*) AS n`;
    const rows = await connection.execute(
      `SELECT ${classes} ${pairs} AND typeof(a.${name}) <> typeof(b.${name}) GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    for (const row of rows) {
      const values = Number(row["n"]) === 1 ? "value" : "values";
      parts.push(`${String(row["n"])} ${values} of ${name} from ${String(row["old"])} to ${String(row["new"])}`);
    }
  }
  if (parts.length > 0) say(op, `→ Storage class changed in session_log: ${parts.join(", ")}`);
}

/** The statements of the indexes and triggers that a facility has added to a table, and that go with the table. */
export async function ownObjects(op: Operations, table: string) {
  if (op.getContext().isOfflineMode()) return [];
  const rows = await op.getBind().execute(
    `SELECT sql FROM sqlite_master
      WHERE type IN ('index', 'trigger') AND tbl_name = :table COLLATE NOCASE AND sql IS NOT NULL
        AND name NOT IN ('ix_session_log_session_identifier', 'session_log.fk_instrument_idx')
      ORDER BY type`,
    { table },
  );
  return rows.map((row) => String(row["sql"]));
}

/** Renames a table while views and triggers still speak of the one that was dropped, which SQLite refuses otherwise. */
export async function renameUnderViews(op: Operations, from: string, to: string): Promise<void> {
  if (op.getContext().isOfflineMode()) return op.renameTable(from, to);
  const connection = op.getBind();
  const legacy = Number(await connection.scalar("PRAGMA legacy_alter_table"));
  await connection.execute("PRAGMA legacy_alter_table = ON");
  try {
    await op.renameTable(from, to);
  } finally {
    await connection.execute(`PRAGMA legacy_alter_table = ${legacy}`);
  }
}
