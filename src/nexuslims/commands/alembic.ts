import { accessSync, constants } from "node:fs";
import { join, sep } from "node:path";
import { main } from "../../cli/main.js";
import {
  CommandError,
  type Config,
  type IdSource,
  type LoadConfigOptions,
  loadConfig,
  type RunHooks,
  ScriptDirectory,
  silentLogger,
} from "../../index.js";
import type { Application } from "../application.js";
import { DatabaseFileError } from "../database-file-error.js";
import { databasePath } from "../database-path.js";
import { packageConfig } from "../package-config.js";
import { packageRoot } from "../package-root.js";
import { reportFailure } from "../report-failure.js";
import { versionRevisionId } from "../version-revision-id.js";

/** The exit code of a command of alembic-ts that failed. */
const COMMAND_FAILED = 255;

/** `nexuslims db alembic …`: the whole command line of alembic-ts, on the environment of this package. */
export async function alembic(application: Application, argv: readonly string[]): Promise<number> {
  const root = packageRoot(application.packageFolder);
  const ids = new VersionIds(root.version);
  const hooks: RunHooks & { readonly ids: IdSource } = { ids };
  return main(argv, application, {
    prog: "nexuslims db alembic",
    answerFailure(error) {
      // What is wrong with the file is said as every command of this program says it.
      if (!(error instanceof DatabaseFileError) || error.path === "") return undefined;
      reportFailure(application, error);
      return COMMAND_FAILED;
    },
    hooks,
    // Its messages are the application's own; Alembic's log lines are for developers.
    logger: silentLogger,
    async loadConfig(options) {
      const files = options.configFiles ?? [];
      if (files.length > 0) return loadConfig(options);
      const config = packageConfig(application, await databasePath(application), options);
      if (writesRevision(options)) {
        refuseReadOnlyFolder(root.folder);
        await ids.learn(config);
      }
      return config;
    },
  });
}

/** Only the commands that write a revision file have `--rev-id`. */
const writesRevision = ({ cmdOpts = {} }: LoadConfigOptions): boolean => "revId" in cmdOpts;

/** New revisions are named after the package's version. */
class VersionIds implements IdSource {
  readonly #version: string;
  #taken: readonly string[] = [];

  constructor(version: string) {
    this.#version = version;
  }

  async learn(config: Config): Promise<void> {
    const scripts = await ScriptDirectory.fromConfig(config);
    this.#taken = Array.from(scripts.walkRevisions(), (script) => script.revision);
  }

  next(): string {
    return versionRevisionId(this.#version, this.#taken);
  }
}

function refuseReadOnlyFolder(root: string): void {
  const folder = join(root, "versions");
  const installed = folder.split(sep).includes("node_modules");
  const advice = "Revisions of NexusLIMS are written in a checkout of its repository.";
  if (installed) {
    throw new CommandError(
      `${folder} belongs to an installed package, whose next install would remove the file. ${advice}`,
    );
  }
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new CommandError(`${folder} cannot be written: ${(error as Error).message}. ${advice}`, { cause: error });
  }
}
