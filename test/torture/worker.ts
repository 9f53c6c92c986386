/**
 * A process for the torture tests: does one thing to a database through the library, says when it begins and ends.
 *
 *     worker.mjs migrate URL rebuild        one run of a migration
 *     worker.mjs backup URL PATH            a backup
 *     worker.mjs steps URL COUNT            applies the steps that are missing, each noted in the table "applied"
 *     worker.mjs wait URL                   holds the write lock until a signal comes
 */
import { backup } from "../../src/backends/backup.js";
import { openDatabase } from "../../src/backends/open-database.js";
import type { DriverConnection } from "../../src/database/connection.js";
import { InterruptedError } from "../../src/database/interrupted-error.js";
import { MIGRATIONS, type Migration } from "./migration.js";

const [action, url, argument] = process.argv.slice(2) as [string, string, string];
const controller = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => controller.abort(signal));

async function inRun(connection: DriverConnection, work: () => Promise<void>): Promise<void> {
  await connection.beginRun({ signal: controller.signal });
  try {
    await connection.begin("immediate");
    await work();
    await connection.commit();
  } finally {
    await connection.rollback();
    await connection.endRun();
  }
}

async function migrate(connection: DriverConnection): Promise<void> {
  // A small cache makes pages reach the file long before the commit.
  await connection.execute("PRAGMA cache_size = 10");
  await inRun(connection, async () => {
    await connection.execute("SELECT version_num FROM alembic_version");
    for (const statement of MIGRATIONS[argument as Migration]) await connection.execute(statement);
  });
}

async function applySteps(connection: DriverConnection): Promise<void> {
  await inRun(connection, async () => {
    await connection.execute("CREATE TABLE IF NOT EXISTS applied (step INTEGER, process INTEGER)");
    const { rows } = await connection.execute("SELECT max(step) AS last FROM applied");
    for (let step = Number(rows[0]?.["last"] ?? 0) + 1; step <= Number(argument); step++) {
      await connection.execute(`CREATE TABLE step_${step} (id INTEGER)`);
      await connection.execute("INSERT INTO applied VALUES (?, ?)", [step, process.pid]);
    }
  });
}

async function holdLock(connection: DriverConnection): Promise<void> {
  await inRun(connection, async () => {
    await connection.execute("DELETE FROM t");
    console.log("holding");
    for (;;) {
      await connection.execute("SELECT 1");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
}

const connection = await openDatabase(url);
try {
  // Everything is loaded and compiled before it counts.
  await connection.execute("SELECT count(*) FROM sqlite_schema");
  console.log("begin");
  if (action === "migrate") await migrate(connection);
  else if (action === "backup") await backup(connection, argument);
  else if (action === "steps") await applySteps(connection);
  else await holdLock(connection);
  console.log("end");
} catch (error) {
  if (!(error instanceof InterruptedError)) throw error;
  process.exitCode = error.reason === "SIGINT" ? 130 : 143;
} finally {
  await connection.close();
}
