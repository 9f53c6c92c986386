import { lstatSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { printable } from "../../cli/message-of.js";
import {
  backup,
  CommandError,
  type Config,
  type Connection,
  type DroppedValues,
  isInterruption,
  type OpenDatabaseOptions,
  type RunListener,
  type RunPlan,
} from "../../index.js";
import { refuseUnstamped } from "../database/refuse-unstamped.js";
import { paintFor } from "../paint.js";
import type { MigrationReport, PreservedRows, WorkDone } from "../revisions/migration-report.js";
import { damagedMessage } from "./damaged-message.js";
import { discardBackup } from "./discard-backup.js";
import { lockedMessage } from "./locked-message.js";
import { ProgressLine } from "./progress-line.js";
import { countRows, removedRows } from "./removed-rows.js";
import { type RunStart, stampAdvice } from "./stamp-advice.js";

/** Options that a {@link ProtectedRun} adds to `context.configure()`. */
export interface ProtectedRunOptions {
  readonly listener: RunListener;
  readonly info: { readonly report: MigrationReport };
}

/**
 * One migration of the laboratory's database. Under the write lock and before the first write it takes a backup; its
 * revisions report their work; and when the run fails, the message has the state of the database.
 *
 * A failed run was rolled back, so its backup is a second copy of the database. It is compared with the database byte
 * by byte, and removed only if they are the same.
 *
 * @example
 * ```ts
 * import { connect, type EnvironmentContext } from "alembic-ts";
 * import { databaseUrl, ProtectedRun } from "alembic-ts/nexuslims";
 *
 * export default async function env(context: EnvironmentContext): Promise<void> {
 *   const run = new ProtectedRun(context.config);
 *   await run.around(async () => {
 *     const connection = await connect(await databaseUrl(context.config), run.connectOptions);
 *     try {
 *       context.configure({ connection, ...run.options });
 *       await context.beginTransaction(() => context.runMigrations());
 *     } finally {
 *       await connection.close();
 *     }
 *   });
 * }
 * ```
 */
export class ProtectedRun {
  readonly #config: Config;
  readonly #line: ProgressLine;
  #database: string | undefined;
  #start: RunStart | undefined;
  #backup: string | undefined;
  readonly #preserved: PreservedRows[] = [];
  readonly #losses: DroppedValues[] = [];
  /** The number of rows in each table before a downgrade. */
  #rows: ReadonlyMap<string, number> = new Map();
  #removed: string | undefined;

  constructor(config: Config) {
    this.#config = config;
    this.#line = new ProgressLine(config.output, config.services.clock);
  }

  /** For `context.configure()`. */
  get options(): ProtectedRunOptions {
    return {
      listener: {
        beforeFirstWrite: (plan) => this.#beforeFirstWrite(plan),
        beforeCommit: (plan) => this.#beforeCommit(plan),
        afterCommit: () => this.#sayRemoved(),
        ...(this.#config.output.errIsTerminal ? { onLoss: (loss) => void this.#losses.push(loss) } : {}),
        onProgress: ({ table, phase, done, total }) =>
          this.#line.show({
            work: `${phase === "copy" ? "Copying" : "Verifying"} ${table}`,
            done,
            total,
            unit: "rows",
          }),
      },
      info: {
        report: {
          say: (line) => this.#say(line),
          progress: (state: WorkDone) => this.#line.show(state),
          preservedRows: (rows) => void this.#preserved.push(...rows),
        },
      },
    };
  }

  /** For `connect()`: on a terminal, prints why the run waits if another program has locked the database. */
  get connectOptions(): OpenDatabaseOptions {
    const { output } = this.#config;
    return { onWait: ({ message }) => void (output.errIsTerminal && output.err(`${printable(message)}\n`)) };
  }

  /**
   * Runs `work`, which connects, migrates and closes the connection.
   *
   * @throws CommandError where a run that has begun to write fails, with the message of the cause and the state of the
   * database.
   */
  async around(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#line.clear();
      const advice = lockedMessage(error) ?? this.#damagedMessage(error) ?? this.#stampAdvice(error);
      if (this.#database === undefined) throw advice === undefined ? error : new CommandError(advice, { cause: error });
      const kept = this.#backup !== undefined && !discardBackup(this.#database, this.#backup);
      const removed = this.#backup === undefined || kept ? "" : this.#removedBackup();
      if (isInterruption(error)) {
        if (kept) this.#config.output.err(`${printable(this.#keptBackup())}\n`);
        else if (removed !== "") this.#config.output.err(`${printable(removed)}\n`);
        throw error;
      }
      const state = kept
        ? `The changes were rolled back. ${this.#keptBackup()}`
        : `Nothing was changed: the database is as it was before.${removed === "" ? "" : `\n${removed}`}`;
      throw new CommandError(`${advice ?? (error instanceof Error ? error.message : String(error))}\n${state}`, {
        cause: error,
      });
    } finally {
      this.#line.clear();
    }
  }

  async #beforeFirstWrite(plan: RunPlan): Promise<void> {
    const schema = await tablesOf(plan.connection);
    const tables = [...schema.keys()];
    this.#start = { direction: plan.direction, heads: plan.heads, tables: schema };
    if (plan.direction === "upgrade" && plan.heads.length === 0) refuseUnstamped(tables, true);
    // The private copy of a preview needs no backup.
    if (plan.isPreview) return;
    if (plan.direction === "downgrade") await this.#countRows(plan.connection, tables.toSorted());
    const path = plan.connection.url.database;
    if (path === undefined) return;
    this.#database = path;
    if (plan.direction === "stamp" ? tables.includes("alembic_version") : tables.length > 0) {
      await this.#takeBackup(plan.connection, path);
    }
  }

  async #countRows(connection: Connection, tables: readonly string[]): Promise<void> {
    const { counts, uncounted } = await countRows(connection, tables);
    this.#rows = counts;
    if (uncounted.length === 0) return;
    const { output } = this.#config;
    const names = uncounted.map((table) => JSON.stringify(table)).join(", ");
    output.err(
      `${paintFor(output.errColor).warning(`⚠ Rows are not counted in ${names}: SQLite has no module for it here`)}\n`,
    );
  }

  /** Prints here, before the commit, which rows were verified, because a later revision may have dropped a table. */
  async #beforeCommit(plan: RunPlan): Promise<void> {
    const tables = [...(await tablesOf(plan.connection)).keys()];
    const kept = this.#preserved.filter(({ table }) => tables.includes(table));
    const counts = kept.map(({ rows, unit }) => `${rows} ${unit}`).join(", ");
    if (kept.length > 0) this.#say(`✓ Data integrity verified: ${counts} preserved`);
    this.#removed = removedRows(this.#rows, tables);
    await this.#warnOfLosses(plan.connection, tables);
  }

  #sayRemoved(): void {
    if (this.#removed === undefined) return;
    const { output } = this.#config;
    const where = this.#backup === undefined ? "" : `; the backup holds them: ${basename(this.#backup)}`;
    output.err(`${paintFor(output.errColor).warning(`⚠ ${this.#removed}${where}`)}\n`);
  }

  /**
   * Says what the commit is about to remove. A revision may write a table anew, so only what is not there any more is
   * lost.
   */
  async #warnOfLosses(connection: Connection, tables: readonly string[]): Promise<void> {
    const { output } = this.#config;
    for (const { table, column, message } of this.#losses) {
      const isKept = column === undefined ? tables.includes(table) : await hasColumn(connection, table, column);
      if (isKept || (column !== undefined && !tables.includes(table))) continue;
      this.#line.clear();
      output.err(`${paintFor(output.errColor).warning(`⚠ ${message}`)}\n`);
    }
  }

  async #takeBackup(connection: Connection, database: string): Promise<void> {
    const path = backupPath(database, this.#config.services.clock.now(), isTaken);
    try {
      await backup(connection.driver, path, {
        onProgress: ({ done, total }) => this.#line.show({ work: "Backing up", done, total, unit: "bytes" }),
      });
    } catch (error) {
      if (isInterruption(error)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new CommandError(`The backup could not be made, so the migration was not begun: ${reason}`, {
        cause: error,
      });
    }
    this.#line.clear();
    this.#backup = path;
    this.#say(`✓ Database backup created: ${basename(path)}`);
  }

  #damagedMessage(error: unknown): string | undefined {
    const { "nexuslims.database": path, "nexuslims.shown": shown } = this.#config.attributes;
    return typeof path === "string" && typeof shown === "string" ? damagedMessage(error, { shown, path }) : undefined;
  }

  #stampAdvice(error: unknown): string | undefined {
    return this.#start === undefined ? undefined : stampAdvice(error, this.#start);
  }

  #keptBackup(): string {
    return `The state from before this run is in the backup ${basename(this.#backup ?? "")}.`;
  }

  #removedBackup(): string {
    return `→ Backup removed, because it holds nothing else: ${basename(this.#backup ?? "")}`;
  }

  #say(line: string): void {
    this.#line.clear();
    const isDone = line.startsWith("✓");
    this.#config.printStdout(isDone ? paintFor(this.#config.output.outColor).done(line) : line, {
      isPainted: isDone,
    });
  }
}

/** The tables by name, each with the statement that made it. */
async function tablesOf(connection: Connection): Promise<ReadonlyMap<string, string>> {
  const found = await connection.execute(
    "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
  );
  return new Map(found.map((row) => [String(row["name"]), String(row["sql"])]));
}

async function hasColumn(connection: Connection, table: string, column: string): Promise<boolean> {
  const found = await connection.execute(
    "SELECT 1 FROM pragma_table_xinfo(:table) WHERE name = :column COLLATE NOCASE",
    { table, column },
  );
  return found.length > 0;
}

/** Whether the name exists; a link has it too, even if its target is missing. */
function isTaken(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // The backup refuses a name that cannot be looked up, with the reason.
    return false;
  }
}

/**
 * The name of a backup: `database.sqlite` becomes `database_backup_20260207_143216.sqlite`, beside it, in local time.
 * A second backup in the same second gets `_2` behind the time, so that none is overwritten.
 *
 * @param database - path of the database.
 * @param now - the present moment.
 * @param taken - returns whether a path is taken.
 */
export function backupPath(database: string, now: Date, taken: (path: string) => boolean): string {
  const suffix = extname(database);
  const stem = basename(database, suffix);
  const two = (number: number): string => String(number).padStart(2, "0");
  const day = `${String(now.getFullYear()).padStart(4, "0")}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  for (let number = 1; ; number++) {
    const count = number === 1 ? "" : `_${number}`;
    const path = join(dirname(database), `${stem}_backup_${day}_${time}${count}${suffix}`);
    if (!taken(path)) return path;
  }
}
