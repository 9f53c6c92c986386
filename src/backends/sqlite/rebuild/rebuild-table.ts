import { parseCreateIndex } from "../../../dialects/sqlite/text/parse-create-index.js";
import { applyChanges } from "../../../operations/batch/rebuild/table-description.js";
import { TableModel } from "../../../operations/batch/rebuild/table-model.js";
import { RebuildError } from "../../../operations/batch/rebuild-error.js";
import type { OperationsHost, RebuildRequest } from "../../../operations/operations-host.js";
import { noticeLoss } from "../../../operations/statements/missing-values.js";
import { warnOfTexts } from "../../../operations/statements/warn-of-real-values.js";
import { DropColumn } from "../../../schema/ddl/column-nodes.js";
import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import { CommandError } from "../../../support/command-error.js";
import { LogLevel } from "../../../support/logger.js";
import { copyRows } from "./copy-rows.js";
import { planFromModel } from "./plan-from-model.js";
import { planFromObjects } from "./plan-from-objects.js";
import { foreignKeyReferrers, foreignKeyViolations, rebuildFindings, schemaProblem } from "./rebuild-findings.js";
import type { RebuildPlan } from "./rebuild-plan.js";
import { RebuildSession } from "./rebuild-session.js";
import { columnsOf, renameColumns } from "./rename-columns.js";
import { withStorageChanges } from "./storage-changes.js";
import { readMaster, type TableObjects, tableObjects } from "./table-objects.js";
import { readStatistics, writeStatistics } from "./table-statistics.js";
import { sameName } from "./text/table-draft.js";

/** Decides on a rebuild from the stored statements of the table and the new names of its columns. */
type Planner = (objects: TableObjects, session: RebuildSession, newNames: ReadonlyMap<string, string>) => RebuildPlan;

/**
 * Builds a SQLite table anew with the changes of a batch, and verifies that nothing else changed. It happens inside of
 * a savepoint, so a failure leaves the table as it was.
 *
 * @throws {CommandError} when the batch does not fit the table.
 * @throws {RebuildError} when the new table is not what it should be.
 */
export async function rebuildTable(host: OperationsHost, request: RebuildRequest): Promise<void> {
  const { tableName, options, nodes } = request;
  const { copyFrom } = options;
  if (copyFrom === undefined || copyFrom === null) {
    const session = new RebuildSession(host, tableName, options.schema ?? null);
    return inSavepoint(session, nodes, (objects, _, newNames) =>
      planFromObjects(objects, { nodes, options, newNames }, session),
    );
  }
  const model = new TableModel(host.dialect, copyFrom, options);
  applyChanges(model, nodes);
  const session = new RebuildSession(host, copyFrom.name, copyFrom.schema);
  return inSavepoint(session, nodes, (objects, _, newNames) =>
    planFromModel(model, nodes, { objects, newNames }, session),
  );
}

/** Carries out a plan; columns are renamed before it is made. */
async function inSavepoint(session: RebuildSession, nodes: readonly ClauseElement[], planner: Planner): Promise<void> {
  await withoutEnforcement(session, async () => {
    await session.run("SAVEPOINT alembic_batch");
    try {
      await rebuild(session, nodes, planner);
    } catch (error) {
      await session.run("ROLLBACK TO alembic_batch");
      await session.run("RELEASE alembic_batch");
      throw error;
    }
    await session.run("RELEASE alembic_batch");
  });
}

async function rebuild(session: RebuildSession, nodes: readonly ClauseElement[], planner: Planner): Promise<void> {
  // A missing table is reported before any other error.
  tableObjects(await readMaster(session), session.tableName);
  const problem = await schemaProblem(session);
  const { newNames, inOldNames } = await renameColumns(session, nodes);
  const objects = await readMaster(session);
  const table = tableObjects(objects, session.tableName);
  const plan = withStorageChanges(
    planned(() => planner(table, session, newNames), inOldNames),
    table.sql,
  );
  await noticeLeftOut(session, plan, nodes);
  const violations = plan.checksForeignKeys ? await foreignKeyViolations(session) : [];
  await swap(session, plan);
  const found = await rebuildFindings(session, plan, { objects, problem, violations });
  const findings = withoutAskedMismatches(found, nodes, session);
  if (findings.length > 0) throw new RebuildError(plan.tableName, findings.map(inOldNames));
}

/**
 * Logs a warning, not an error, for each foreign key that refers to no key after a batch that was told to drop a constraint,
 * because a later batch of the same script may change the other table. Returns the other findings.
 */
function withoutAskedMismatches(
  findings: readonly string[],
  nodes: readonly ClauseElement[],
  { host, tableName }: RebuildSession,
): readonly string[] {
  const dropsConstraint = nodes.some(({ kind }) => kind === "dropConstraint" || kind === "unnamedConstraint");
  if (!dropsConstraint) return findings;
  return findings.filter((finding) => {
    if (!finding.startsWith("foreign key mismatch")) return true;
    host.logger?.log(
      LogLevel.warning,
      "alembic.operations.batchAlterTable",
      `After the batch of '${tableName}' a foreign key refers to columns that are no key: ${finding}. Where foreign keys are enforced, SQLite refuses to change the rows of these tables until these columns are a key.`,
    );
    return false;
  });
}

/** Reports the columns that are gone without a `dropColumn`: `copyFrom` or `includeColumns` leave them out. */
async function noticeLeftOut(
  session: RebuildSession,
  plan: RebuildPlan,
  nodes: readonly ClauseElement[],
): Promise<void> {
  const { host, tableName, schema } = session;
  if (host.notice === undefined) return;
  const dropped = nodes.filter((node): node is DropColumn => node.kind === "dropColumn");
  const named = [...plan.compared.map(({ from }) => from), ...dropped.map(({ columnName }) => columnName)];
  for (const column of await columnsOf(session))
    if (!named.some((name) => sameName(name, column)))
      await noticeLoss(new DropColumn(tableName, column, { schema }), host);
}

function planned(plan: () => RebuildPlan, inOldNames: (text: string) => string): RebuildPlan {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof CommandError) || inOldNames(error.message) === error.message) throw error;
    throw new CommandError(inOldNames(error.message), { cause: error });
  }
}

async function swap(session: RebuildSession, plan: RebuildPlan): Promise<void> {
  const sequence = await readSequence(session, plan.tableName);
  const statistics = await readStatistics(session);
  await session.run(plan.createTable);
  await copyRows(session, plan);
  await session.run(`DROP TABLE ${session.table(plan.tableName)}`);
  // The legacy way of renaming checks no view and rewrites no reference, which is right, because both already have the
  // final name.
  const legacy = await session.number("PRAGMA legacy_alter_table");
  if (legacy === 0) await session.run("PRAGMA legacy_alter_table=ON");
  try {
    await session.run(`ALTER TABLE ${session.table(plan.temporaryName)} RENAME TO ${session.quote(plan.tableName)}`);
  } finally {
    if (legacy === 0) await session.run("PRAGMA legacy_alter_table=OFF");
  }
  if (plan.autoincrement) await keepSequence(session, plan.tableName, sequence);
  for (const sql of plan.createIndexes) {
    await session.run(sql);
    await warnOfIndex(sql, session);
  }
  for (const { sql, temporary } of plan.createTriggers)
    await session.run(temporary ? sql.replace(/^CREATE\s+TRIGGER/i, "CREATE TEMP TRIGGER") : session.inSchema(sql));
  await writeStatistics(session, statistics);
}

/** An index that stays is made anew too, by the version of SQLite that runs here. */
async function warnOfIndex(sql: string, { host, tableName: name, schema }: RebuildSession): Promise<void> {
  const { name: index, parts } = parseCreateIndex(sql);
  const expressions = parts.filter(({ column }) => column === null).map(({ expression }) => expression);
  await warnOfTexts({ name: index, table: { name, schema }, expressions }, host);
}

/** The counter of an AUTOINCREMENT table, or `null`. */
async function readSequence(session: RebuildSession, tableName: string): Promise<string | null> {
  const list = `${session.prefix}sqlite_master`;
  const hasCounters = await session.number(`SELECT count(*) AS n FROM ${list} WHERE name = 'sqlite_sequence'`);
  if (hasCounters === 0) return null;
  const { rows } = await session.read(
    `SELECT CAST(seq AS TEXT) AS seq FROM ${session.prefix}sqlite_sequence WHERE name = :table`,
    { table: tableName },
  );
  const seq = rows[0]?.["seq"];
  return typeof seq === "string" ? seq : null;
}

/**
 * Gives the new table the counter of the old one. A copy without rows writes a counter of 0, which the old one did not
 * have.
 */
async function keepSequence(session: RebuildSession, tableName: string, sequence: string | null): Promise<void> {
  const counters = `${session.prefix}sqlite_sequence`;
  if (sequence === null) {
    await session.run(`DELETE FROM ${counters} WHERE name = :table AND seq = 0`, { table: tableName });
    return;
  }
  const params = { table: tableName, sequence };
  const { rowCount } = await session.run(
    `UPDATE ${counters} SET seq = CAST(:sequence AS INTEGER) WHERE name = :table`,
    params,
  );
  if (rowCount === 0)
    await session.run(`INSERT INTO ${counters} (name, seq) VALUES (:table, CAST(:sequence AS INTEGER))`, params);
}

/**
 * Keeps SQLite from following foreign keys when the old table is dropped. A run has them off already.
 *
 * @throws {CommandError} when they are on, cannot be switched off, and rows of another table depend on them.
 */
async function withoutEnforcement(session: RebuildSession, work: () => Promise<void>): Promise<void> {
  if ((await session.number("PRAGMA foreign_keys")) === 0) return work();
  if (session.host.connection?.inTransaction === true) {
    const referring = await foreignKeyReferrers(session);
    if (referring.length === 0) return work();
    throw new CommandError(
      `Table '${session.tableName}' can't be built anew while foreign keys are enforced inside of a transaction: dropping the old table would reach the rows of ${referring.map((name) => `'${name}'`).join(", ")}. Execute PRAGMA foreign_keys=OFF before the transaction begins.`,
    );
  }
  await session.run("PRAGMA foreign_keys=OFF");
  try {
    await work();
  } finally {
    await session.run("PRAGMA foreign_keys=ON");
  }
}
