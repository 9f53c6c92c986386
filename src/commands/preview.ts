import { databaseDdl } from "../autogenerate/schema-diff/database-ddl.js";
import { schemaDiff } from "../autogenerate/schema-diff/schema-diff.js";
import { openDatabase } from "../backends/open-database.js";
import type { Config } from "../config/config.js";
import type { DatabaseChanges } from "../database/database-changes.js";
import type { DatabaseUrl } from "../database/database-url.js";
import type { PrivateCopy } from "../database/private-copy.js";
import type { MigrationStep } from "../graph/steps/migration-step.js";
import { Connection } from "../runtime/connection.js";
import { isInterruption, RunInterruptedError } from "../runtime/errors/run-interrupted-error.js";
import type { MigrationContext } from "../runtime/migration-context.js";
import type { RunHooks } from "../runtime/options/context-options.js";
import { PreviewedDatabases } from "../runtime/previewed-databases.js";
import type { Script } from "../script/script.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { CommandError } from "../support/command-error.js";
import { bindSteps } from "./run/bind-steps.js";
import { planDowngrade, planUpgrade } from "./run/plan-steps.js";
import { revisionRange } from "./run/revision-range.js";
import { runEnvironment } from "./run/run-environment.js";

/** The changes that a run would make to one database. */
export interface Preview extends DatabaseChanges {
  /** The database, its password hidden. */
  readonly database: string;
  /** One line for each step, as the log shows it. */
  readonly steps: readonly string[];
  /** The schema before and afterwards as a unified diff of DDL; empty where it stays the same. */
  readonly schemaDiff: string;
  /** Milliseconds that the run took, copying and comparing not included. */
  readonly milliseconds: number;
}

/** Options of {@link preview}. */
export interface PreviewOptions extends RunHooks {
  /** A word for `env.ts`. */
  readonly tag?: string | null | undefined;
  /** Called before a run on a database itself, which is rolled back; it is given the URL, the password hidden. */
  readonly onRolledBackRun?: ((database: string) => void) | undefined;
}

interface PreviewedRun {
  readonly context: MigrationContext;
  readonly steps: readonly MigrationStep<Script>[];
  /** What the run works on: a copy, which is compared afterwards, or what is known of the database itself at its end. */
  readonly place: PrivateCopy | RolledBackStates;
  readonly startedAt: number;
  endedAt?: number;
}

/** What a run in a transaction found before it and at its end, while the transaction was open. */
interface RolledBackStates {
  readonly original: DatabaseUrl;
  readonly before: string;
  after?: { readonly ddl: string; readonly changes: DatabaseChanges };
}

/**
 * Runs an upgrade or a downgrade without keeping its changes, and compares the database with its state before. On SQLite
 * the run is on a private copy in the system's temporary folder, which is always deleted; on PostgreSQL it is in a
 * transaction of the database itself, which is rolled back. Whatever environments and scripts do outside of their
 * databases is really done.
 *
 * @param revision target, as {@link upgrade} and {@link downgrade} take it.
 * @returns what changed, by database in the order in which the environment migrates them.
 * @throws RunInterruptedError where the signal aborts.
 * @throws CommandError where the run itself would fail, or the environment's connection was not opened with `connect()`.
 */
export async function preview(
  config: Config,
  direction: "upgrade" | "downgrade",
  revision: string,
  options: PreviewOptions = {},
): Promise<readonly Preview[]> {
  const script = await ScriptDirectory.fromConfig(config);
  const { start, end } = revisionRange(revision);
  if (start !== undefined)
    throw new CommandError("Range revision not allowed", {
      hint: "A range such as ae10:27c6 is for --sql; name the one revision to go to.",
    });
  const plan = direction === "upgrade" ? planUpgrade : planDowngrade;
  const runs: PreviewedRun[] = [];
  const milliseconds = () => config.services.clock.now().getTime();
  const endRun = () => {
    const run = runs.at(-1);
    if (run !== undefined) run.endedAt ??= milliseconds();
  };
  const previewed = new PreviewedDatabases(options.signal, {
    beforeCopy: endRun,
    beforeRollback: (url) => options.onRolledBackRun?.(url.render()),
  });
  try {
    await runEnvironment(config, script, {
      ...options,
      previewed,
      destinationRev: end,
      async fn(heads, context: MigrationContext) {
        endRun();
        const steps = plan(script, end, heads);
        const bound = await bindSteps(steps);
        const { connection } = context;
        const place = connection && previewed.ownerOf(connection.driver);
        if (connection === undefined || place === undefined) return bound;
        if (!("connection" in place)) {
          runs.push({ place, context, steps, startedAt: milliseconds() });
          return bound;
        }
        const skip = [context.versionTableName];
        const states: RolledBackStates = {
          original: place.connection.url,
          before: await ddlOf(connection, context, skip),
        };
        await place.start({ skip, signal: options.signal }, async () => {
          endRun();
          const changes = await place.changes();
          states.after = { ddl: await ddlOf(connection, context, skip), changes };
        });
        runs.push({ place: states, context, steps, startedAt: milliseconds() });
        return bound.map((one) => ({
          ...one,
          async run(op, args) {
            await place.beginStep(one.step.longLog);
            await one.run?.(op, args);
          },
        }));
      },
    });
    endRun();
    const previews: Preview[] = [];
    for (const run of runs) previews.push(await compare(run, options.signal));
    return previews;
  } catch (error) {
    // All commits went to a copy, or to a transaction that is rolled back.
    throw isInterruption(error) ? new RunInterruptedError("nothing", error) : error;
  } finally {
    await previewed.discard();
  }
}

async function compare(run: PreviewedRun, signal: AbortSignal | undefined): Promise<Preview> {
  const { place, context, steps, startedAt, endedAt = startedAt } = run;
  const skip = [context.versionTableName];
  const isCopy = "url" in place;
  const before = isCopy ? await ddlOfCopy(place.before, context, skip) : place.before;
  const after = isCopy ? await ddlOfCopy(place.url, context, skip) : (place.after?.ddl ?? place.before);
  const changes = isCopy ? await place.changes({ skip, signal }) : (place.after?.changes ?? { rows: [], lost: [] });
  return {
    database: place.original.render(),
    steps: steps.map(({ longLog }) => longLog),
    schemaDiff: await schemaDiff({ before, after, names: ["before", "after"] }),
    milliseconds: endedAt - startedAt,
    ...changes,
  };
}

async function ddlOfCopy(url: DatabaseUrl, context: MigrationContext, skip: readonly string[]): Promise<string> {
  const { backend } = context.connection as Connection;
  const connection = new Connection(await openDatabase(url), backend);
  try {
    return await ddlOf(connection, context, skip);
  } finally {
    await connection.close();
  }
}

/** Tables with their indexes, then views and triggers. */
async function ddlOf(connection: Connection, context: MigrationContext, skip: readonly string[]): Promise<string> {
  const inspector = connection.inspector();
  const parts = [await databaseDdl(inspector, context.dialect, { skip })];
  for (const view of await inspector.getViewNames()) {
    const definition = await inspector.getViewDefinition(view);
    const name = context.dialect.quoteIdentifier(view);
    // Most databases keep only the query.
    parts.push(
      statement(/^\s*CREATE\b/i.test(definition) ? definition : `CREATE VIEW ${name} AS\n${definition.trim()}`),
    );
  }
  for (const { name, sql } of (await inspector.getTriggers?.()) ?? [])
    parts.push(statement(sql ?? `-- trigger ${name}`));
  return parts.filter((part) => part !== "").join("\n");
}

function statement(sql: string): string {
  return `${sql.trim().replace(/;$/, "")};\n`;
}
