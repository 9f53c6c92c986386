import { accessSync, constants } from "node:fs";
import { join, sep } from "node:path";
import { exitCodes } from "../../cli/exit-codes.js";
import { commandSpecs } from "../../cli/grammar/command-specs.js";
import { globalOptions } from "../../cli/grammar/option-specs.js";
import { type ParsedCommandLine, type ProgramSpec, parseArguments } from "../../cli/grammar/parse-arguments.js";
import { UsageError } from "../../cli/grammar/usage-error.js";
import { main } from "../../cli/main.js";
import { quotedPath } from "../../cli/message-of.js";
import {
  CommandError,
  type Config,
  type IdSource,
  loadConfig,
  type RunHooks,
  ScriptDirectory,
  silentLogger,
} from "../../index.js";
import type { Application } from "../application.js";
import { checkDatabaseFile } from "../database/check-database-file.js";
import { DatabaseFileError } from "../database/database-file-error.js";
import { type DatabasePath, databasePath } from "../database/database-path.js";
import { reportUnset } from "../database/find-database.js";
import { namedHeads } from "../database/named-heads.js";
import { NewerDatabaseError } from "../database/newer-database-error.js";
import { readState } from "../database/read-state.js";
import { UnstampedDatabaseError } from "../database/unstamped-database-error.js";
import { packageConfig } from "../package-config.js";
import { packageRoot } from "../package-root.js";
import { paintFor } from "../paint.js";
import { reportFailure } from "../report-failure.js";
import { versionRevisionId } from "../version-revision-id.js";

const PROG = "nexuslims db alembic";

/** The grammar of alembic-ts, with the help of `-c` as it works here. */
const program: ProgramSpec = {
  about: "Runs the commands of alembic-ts on the migrations of NexusLIMS and the database that NX_DB_PATH names.",
  options: globalOptions.map((option) =>
    option.key === "config"
      ? {
          ...option,
          help: "configuration file in place of this application's own; neither ALEMBIC_CONFIG nor files of the working directory are read; may be given once for each kind",
        }
      : option,
  ),
  commands: commandSpecs,
};

/** `nexuslims db alembic …`: the whole command line of alembic-ts, on the environment of this package. */
export async function alembic(application: Application, argv: readonly string[]): Promise<number> {
  const line = parsed(argv);
  if (line?.kind === "help" && line.command === undefined) {
    const { help } = await import("../../cli/grammar/help.js");
    // A command that is always refused is not listed.
    application.output.out(help(PROG, { ...program, commands: commandSpecs.filter(({ name }) => name !== "init") }));
    return exitCodes.done;
  }
  const name = line?.kind === "run" ? line.command.name : undefined;
  const root = packageRoot(application.packageFolder);
  const ids = new VersionIds(root.version);
  const hooks: RunHooks & { readonly ids: IdSource } = { ids };
  let stamped: StampReport | undefined;
  const code = await main(argv, application, {
    prog: PROG,
    reportFailure(error) {
      // A problem with the file is reported in the same words by every command of this program.
      if (!isAboutTheFile(error)) return undefined;
      if (error instanceof DatabaseFileError && error.path === "") reportUnset(application);
      else reportFailure(application, error);
      return exitCodes.commandFailed;
    },
    hooks,
    // The application prints its own messages; Alembic's log lines are for developers.
    logger: silentLogger,
    async loadConfig(options) {
      if (name === "init") refuseInit(root.folder);
      const files = options.configFiles ?? [];
      if (files.length > 0) return loadConfig(options);
      const database = await databasePath(application);
      const config = packageConfig(application, database, options);
      if (name === "stamp" && config.cmdOpts["sql"] !== true && database !== undefined) {
        stamped = { config, database, before: await headsOf(database) };
      }
      if (name === "edit") refuseInstalled(root.folder, "the change");
      if (name === "revision" || name === "merge") {
        refuseReadOnlyFolder(root.folder);
        await ids.learn(config);
      }
      return config.withAttributes({
        "nexuslims.needsStamp":
          name !== undefined && (NEEDS_STAMP.has(name) || config.cmdOpts["autogenerate"] === true),
        "nexuslims.use":
          name !== undefined && WRITES.has(name) && config.cmdOpts["preview"] !== true ? "write" : "read",
      });
    },
  });
  if (code === exitCodes.done && stamped !== undefined) await reportStamp(stamped);
  return code;
}

/** A `stamp` that is to be reported. */
interface StampReport {
  readonly config: Config;
  readonly database: DatabasePath;
  readonly before: readonly string[];
}

/** What a file is stamped with; nothing where it cannot be read, which the command reports. */
async function headsOf(database: DatabasePath): Promise<readonly string[]> {
  try {
    return checkDatabaseFile(database, "read") ? (await readState(database)).heads : [];
  } catch {
    return [];
  }
}

/** Says from where to where a `stamp` went, as `upgrade` does: Alembic's own line is one of the log. */
async function reportStamp({ config, database, before }: StampReport): Promise<void> {
  const after = namedHeads(await headsOf(database));
  const { done } = paintFor(config.output.outColor);
  const isSame = namedHeads(before) === after;
  const line = isSame ? `✓ Database is already stamped with ${after}` : "✓ Database stamped successfully";
  config.printStdout(done(line), { isPainted: true });
  if (!isSame) config.printStdout(`  ${namedHeads(before)} -> ${after}`);
}

/** Commands that mean nothing on the tables of NexusLIMS without a revision. */
const NEEDS_STAMP: ReadonlySet<string> = new Set(["upgrade", "downgrade", "check"]);
/** Commands that change the database. */
const WRITES: ReadonlySet<string> = new Set(["upgrade", "downgrade", "stamp", "ensure_version"]);

function isAboutTheFile(error: unknown): boolean {
  return (
    error instanceof DatabaseFileError || error instanceof NewerDatabaseError || error instanceof UnstampedDatabaseError
  );
}

/** The parsed command line; `undefined` where it breaks the grammar, which is reported when it is run. */
function parsed(argv: readonly string[]): ParsedCommandLine | undefined {
  try {
    return parseArguments(program, argv);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

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

const ADVICE = "Revisions of NexusLIMS are written in a checkout of its repository.";

/** `init` would overwrite the configuration that every command here reads. */
function refuseInit(root: string): never {
  throw new CommandError(
    `${quotedPath(root)} is the migration environment of NexusLIMS, and a second one would interfere with it. ` +
      "An environment of your own is made with 'alembic-ts init'.",
  );
}

function refuseInstalled(root: string, what: string): void {
  const folder = join(root, "versions");
  if (!folder.split(sep).includes("node_modules")) return;
  throw new CommandError(
    `${quotedPath(folder)} belongs to an installed package, whose next install would remove ${what}. ${ADVICE}`,
  );
}

function refuseReadOnlyFolder(root: string): void {
  refuseInstalled(root, "the file");
  const folder = join(root, "versions");
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new CommandError(`${quotedPath(folder)} cannot be written: ${(error as Error).message}. ${ADVICE}`, {
      cause: error,
    });
  }
}
