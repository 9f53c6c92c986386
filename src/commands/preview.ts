import { databaseDdl } from "../autogenerate/schema-diff/database-ddl.js";
import { schemaDiff } from "../autogenerate/schema-diff/schema-diff.js";
import { openDatabase } from "../backends/open-database.js";
import type { Config } from "../config/config.js";
import type { DatabaseUrl } from "../database/database-url.js";
import type { DatabaseChanges, PrivateCopy } from "../database/private-copy.js";
import type { MigrationStep } from "../graph/steps/migration-step.js";
import { Connection } from "../runtime/connection.js";
import { isInterruption, RunInterruptedError } from "../runtime/errors/run-interrupted-error.js";
import type { MigrationContext } from "../runtime/migration-context.js";
import type { RunHooks } from "../runtime/options/context-options.js";
import { PrivateCopies } from "../runtime/private-copies.js";
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
  /** Milliseconds that the run took on the copy, copying and comparing not included. */
  readonly milliseconds: number;
}

/** Options of {@link preview}. */
export interface PreviewOptions extends RunHooks {
  /** A word for `env.ts`. */
  readonly tag?: string | null | undefined;
}

interface PreviewedRun {
  readonly copy: PrivateCopy;
  readonly context: MigrationContext;
  readonly steps: readonly MigrationStep<Script>[];
  readonly startedAt: number;
  endedAt?: number;
}

/**
 * Runs an upgrade or a downgrade on a private copy of each database and compares it with the original. The copy is in
 * the system's temporary folder and is always deleted. Whatever environments and scripts do outside of their databases
 * is really done.
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
  if (start !== undefined) throw new CommandError("Range revision not allowed");
  const plan = direction === "upgrade" ? planUpgrade : planDowngrade;
  const runs: PreviewedRun[] = [];
  const milliseconds = () => config.services.clock.now().getTime();
  const endRun = () => {
    const run = runs.at(-1);
    if (run !== undefined) run.endedAt ??= milliseconds();
  };
  const copies = new PrivateCopies(options.signal, endRun);
  try {
    await runEnvironment(config, script, {
      ...options,
      copies,
      destinationRev: end,
      fn(heads, context: MigrationContext) {
        endRun();
        const steps = plan(script, end, heads);
        const copy = context.connection && copies.copyAt(context.connection.driver);
        if (copy !== undefined) runs.push({ copy, context, steps, startedAt: milliseconds() });
        return bindSteps(steps);
      },
    });
    endRun();
    const previews: Preview[] = [];
    for (const run of runs) previews.push(await compare(run, options.signal));
    return previews;
  } catch (error) {
    // All commits went to a copy.
    throw isInterruption(error) ? new RunInterruptedError("nothing", error) : error;
  } finally {
    await copies.discard();
  }
}

async function compare(run: PreviewedRun, signal: AbortSignal | undefined): Promise<Preview> {
  const { copy, context, steps, startedAt, endedAt = startedAt } = run;
  const skip = [context.versionTableName];
  const [before, after] = [await ddlOf(copy.before, context, skip), await ddlOf(copy.url, context, skip)];
  return {
    database: copy.original.render(),
    steps: steps.map(({ longLog }) => longLog),
    schemaDiff: await schemaDiff({ before, after, names: ["before", "after"] }),
    milliseconds: endedAt - startedAt,
    ...(await copy.changes({ skip, signal })),
  };
}

/** Tables with their indexes, then views and triggers. */
async function ddlOf(url: DatabaseUrl, context: MigrationContext, skip: readonly string[]): Promise<string> {
  const { backend } = context.connection as Connection;
  const connection = new Connection(await openDatabase(url), backend);
  try {
    const inspector = connection.inspector();
    const parts = [await databaseDdl(inspector, context.dialect, { skip })];
    for (const view of await inspector.getViewNames()) parts.push(statement(await inspector.getViewDefinition(view)));
    for (const { name, sql } of (await inspector.getTriggers?.()) ?? [])
      parts.push(statement(sql ?? `-- trigger ${name}`));
    return parts.filter((part) => part !== "").join("\n");
  } finally {
    await connection.close();
  }
}

function statement(sql: string): string {
  return `${sql.trim()};\n`;
}
