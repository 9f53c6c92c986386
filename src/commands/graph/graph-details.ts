import { relative, sep } from "node:path";
import { loadDialect } from "../../backends/load-dialect.js";
import type { Config } from "../../config/config.js";
import type { GraphDetail } from "../../graph/picture/html/draw-html.js";
import { RevisionStep } from "../../graph/steps/revision-step.js";
import { MigrationContext } from "../../runtime/migration-context.js";
import type { CommandContextOptions } from "../../runtime/options/context-options.js";
import type { Script } from "../../script/script.js";
import { ScriptDirectory } from "../../script/script-directory.js";
import { silentLogger } from "../../support/logger.js";
import { MemoryOutput } from "../../support/output.js";
import { bindSteps } from "../run/bind-steps.js";
import { runEnvironment } from "../run/run-environment.js";

/**
 * Reads the details of revisions for the page: their files, and the SQL of their upgrades. No database is opened.
 *
 * @param dialects names of dialects; by default that of the environment.
 * @returns the details by revision. If a script cannot be run offline, a comment with the reason replaces the SQL.
 * @throws CommandError if a dialect does not exist.
 */
export async function graphDetails(
  config: Config,
  revisions: readonly string[],
  dialects: readonly string[] = [],
): Promise<ReadonlyMap<string, GraphDetail>> {
  const directory = await ScriptDirectory.fromConfig(config);
  const found = new Map<string, GraphDetail>();
  const loaded = await Promise.all(dialects.map(async (name) => [name, await loadDialect(name)] as const));
  for (const id of revisions) {
    const script = directory.getRevision(id);
    if (script === null) continue;
    const sql: Record<string, string> = {};
    if (loaded.length === 0) {
      const { name, text } = await environmentSql(config, directory, script);
      sql[name] = text;
    }
    for (const [name, dialect] of loaded) {
      const sink = new MemoryOutput();
      const context = MigrationContext.configure({
        ...stepOptions(directory, script),
        dialect,
        literalBinds: true,
        outputBuffer: { write: (chunk) => sink.out(String(chunk)) },
      });
      sql[name] = await textOrReason(sink, () => context.beginTransaction(() => context.runMigrations()));
    }
    found.set(id, {
      message: script.longdoc,
      path: relative(config.cwd, script.path).replaceAll(sep, "/"),
      script: config.services.files.readText(script.path),
      sql,
    });
  }
  return found;
}

/** The options that run the upgrade of one revision only, from the version rows just before it. */
function stepOptions(directory: ScriptDirectory, script: Script): CommandContextOptions {
  return {
    asSql: true,
    fn: () => bindSteps([new RevisionStep(directory.revisionMap, script, true)]),
    startingRev: script.versionedDownRevisions[0],
    startingHeads: script.normalizedDownRevisions,
    destinationRev: script.revision,
  };
}

async function environmentSql(config: Config, directory: ScriptDirectory, script: Script) {
  const sink = new MemoryOutput();
  const quiet = config.withServices({ output: sink, logger: silentLogger });
  const options = stepOptions(directory, script);
  let name = "SQL";
  const text = await textOrReason(sink, () =>
    runEnvironment(quiet, directory, {
      ...options,
      fn(heads, context) {
        name = (context as MigrationContext).dialect.name;
        return options.fn!(heads, context);
      },
    }),
  );
  return { name, text };
}

/** Returns the text that was written, or the reason as a comment if the script cannot be run. */
async function textOrReason(sink: MemoryOutput, run: () => Promise<void>): Promise<string> {
  try {
    await run();
    return sink.stdout.trim();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return reason.replaceAll(/^/gm, "-- ");
  }
}
