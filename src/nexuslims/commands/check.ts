import { ScriptDirectory } from "../../index.js";
import type { Application } from "../application.js";
import { ExitCode } from "../exit-code.js";
import { findDatabase } from "../find-database.js";
import { namedHeads } from "../named-heads.js";
import { packageConfig } from "../package-config.js";
import { paintFor } from "../paint.js";
import { readState } from "../read-state.js";
import { refuseState } from "../refuse-state.js";
import { reportFailure } from "../report-failure.js";

/** What `check` takes. */
export interface CheckOptions {
  /** Show how the database differs from the models, too. */
  readonly diff: boolean;
}

/** `nexuslims db check`: are there migrations that the database does not have yet? */
export async function check(application: Application, { diff }: CheckOptions): Promise<number> {
  const { output } = application;
  const database = await findDatabase(application, "read");
  if (database === undefined) return ExitCode.unknown;
  try {
    const config = packageConfig(application, database);
    const scripts = await ScriptDirectory.fromConfig(config);
    const state = await readState(database);
    await refuseState(config, state);
    const latest = scripts.getCurrentHead() ?? "none";
    const current = namedHeads(state.heads);
    if (current === latest) {
      output.out(`${paintFor(output.outColor).done(`✓ Database is up-to-date (revision: ${current})`)}\n`);
      if (!diff) return ExitCode.done;
      const { checkDifference } = await import("./check-difference.js");
      return await checkDifference(application, config);
    }
    output.err(`${paintFor(output.errColor).warning("⚠ Database has pending migrations")}\n`);
    output.err(`  Current revision: ${current}\n  Latest revision:  ${latest}\n`);
    output.err("\nRun 'nexuslims db upgrade' to apply pending migrations.\n");
    return ExitCode.failed;
  } catch (error) {
    reportFailure(application, error, "checking migrations");
    return ExitCode.unknown;
  }
}
