import { basename } from "node:path";
import type { Config } from "../config/config.js";
import { catchRevisionErrors, revisionErrorWords } from "../graph/revision-command-error.js";
import type { RevisionIds } from "../graph/revision-ids.js";
import { type IterateRevisionsOptions, RevisionMap } from "../graph/revision-map.js";
import type { PythonEnvironment } from "../python/environment/python-environment.js";
import { CommandError } from "../support/command-error.js";
import { quotedPath } from "../support/printable.js";
import { expectStepsInProcess } from "../support/process-owner.js";
import { absolutePath, locationPath } from "./absolute-path.js";
import { discoverScripts } from "./discover-scripts.js";
import { lazyScriptLoader } from "./loading/lazy-script-loader.js";
import { scriptFailure } from "./loading/script-load-error.js";
import type { ProvidedModules, ScriptLoader } from "./loading/script-loader.js";
import type { GenerateRevisionOptions } from "./new-revision/generate-revision.js";
import type { WriteHook } from "./new-revision/write-hooks.js";
import { decodePython } from "./python/decode-python.js";
import { pythonWorldOf } from "./python/python-world.js";
import { readScript, readScriptClosely, readScriptWithoutRunning } from "./read-script.js";
import type { Script } from "./script.js";

/** Options of {@link ScriptDirectory.fromConfig}. */
export interface ScriptDirectoryOptions {
  /**
   * Modules that scripts get by these names. Default: `alembic-ts` and `alembic-ts/nexuslims` are the running package.
   */
  readonly modules?: ProvidedModules;
  /**
   * Whether a revision that computes its header is run for it. Default: `true`. With `false` such a revision is left out,
   * and nothing in the folder is run.
   */
  readonly runsHeaders?: boolean;
  /** Whether revisions will be run, so that what was read of them is kept for that. Default: `false`. */
  readonly runsSteps?: boolean;
}

/** The programs of an environment; the first one that is there is run. */
const environmentNames = ["env.ts", "env.mts", "env.js", "env.mjs", "env.py"];

/** Environments that are no file of TypeScript. */
export interface OtherEnvironments<Context> {
  /** Runs the built-in one. */
  builtIn(context: Context): Promise<void>;
  /** What an env.py reaches of the command. */
  python(context: Context): PythonEnvironment;
}

/**
 * The folder of a migration environment with its revision files.
 *
 * @example
 * ```ts
 * import { loadConfig, ScriptDirectory } from "alembic-ts";
 *
 * const scripts = await ScriptDirectory.fromConfig(loadConfig());
 * console.log(scripts.getCurrentHead());
 * ```
 */
export class ScriptDirectory {
  /** The configuration that names the folder. */
  readonly config: Config;
  /** The folder with env.ts. */
  readonly dir: string;
  /** The folders that hold revisions, absolute. */
  readonly versionLocations: readonly string[];
  /** Whether `version_locations` is configured, so that missing folders are made. */
  readonly hasVersionLocations: boolean;
  /** The graph of the revisions. */
  readonly revisionMap: RevisionMap<Script>;
  /** Runs the scripts. @internal */
  readonly loader: ScriptLoader;
  readonly #writeHooks = new Map<string, WriteHook>();
  #pythonModules = new Map<string, Readonly<Record<string, unknown>>>();
  readonly #scripts: () => readonly Script[];

  private constructor(
    config: Config,
    dir: string,
    locations: readonly string[] | undefined,
    loader: ScriptLoader,
    scripts: (directory: ScriptDirectory) => readonly Script[],
  ) {
    this.config = config;
    this.dir = dir;
    this.hasVersionLocations = locations !== undefined;
    this.versionLocations = locations ?? [absolutePath(dir, "versions")];
    this.loader = loader;
    const onWarning = (message: string): void => config.services.warn({ category: "UserWarning", message });
    this.#scripts = () => scripts(this);
    this.revisionMap = new RevisionMap(this.#scripts, { onWarning });
  }

  /**
   * Opens the folder that a configuration names and reads the headers of its revisions. A revision that computes its
   * header is run for it.
   *
   * @throws {CommandError} Where the configuration names no folder, or one that does not exist. A mistake in a single
   * revision is raised on the first use of the graph.
   */
  static async fromConfig(config: Config, options: ScriptDirectoryOptions = {}): Promise<ScriptDirectory> {
    const { files } = config.services;
    const location = config.getAlembicOption("script_location");
    if (location === undefined)
      throw new CommandError("No 'script_location' key found in configuration.", { hint: config._howToConfigure });
    // Read here to check them, so that every command refuses the same settings.
    for (const key of ["file_template", "output_encoding", "timezone", "truncate_slug_length"]) {
      config.getAlembicOption(key);
    }
    const pythonPath = config.getPrependSysPathsList() ?? [];
    const pathOf = (path: string): string => locationPath(files, config.cwd, path, pythonPath);
    const locations = config.getVersionLocationsList()?.map((path) => absolutePath(config.cwd, pathOf(path)));
    const given = pathOf(location);
    const dir = absolutePath(config.cwd, given);
    if (!files.exists(dir)) {
      throw new CommandError(
        `Path doesn't exist: ${given}.  Please use the 'init' command to create a new scripts folder.`,
      );
    }
    const provided = new Map<string, Readonly<Record<string, unknown>>>();
    const loader = lazyScriptLoader(
      options.modules,
      () => ({
        ...pythonWorldOf(
          config,
          [...pythonPath.map((path) => absolutePath(config.cwd, pathOf(path))), config.cwd],
          [dir, ...(locations ?? [absolutePath(dir, "versions")])],
        ),
        provided,
      }),
      options.runsSteps ?? false,
    );
    let scripts: readonly Script[] = [];
    let failure: unknown;
    const read = (): readonly Script[] => {
      if (failure !== undefined) throw failure;
      return scripts;
    };
    const directory = new ScriptDirectory(config, dir, locations?.length ? locations : undefined, loader, read);
    directory.#pythonModules = provided;
    try {
      scripts = await directory.#readScripts(options.runsHeaders ?? true);
      if (options.runsSteps) expectStepsInProcess(scripts.length);
    } catch (error) {
      failure = error;
    }
    return directory;
  }

  /**
   * The revisions as their files have them, whether or not they form a graph.
   *
   * @throws {CommandError} Where a file lacks what a revision needs.
   */
  get scripts(): readonly Script[] {
    return this.#scripts();
  }

  /**
   * The only folder that holds revisions.
   *
   * @throws {CommandError} Where several are configured.
   */
  get versions(): string {
    const [only, ...others] = this.versionLocations;
    if (only === undefined || others.length > 0) throw new CommandError("Multiple version_locations present");
    return only;
  }

  /** The environment's program, or `undefined` where there is none, or the built-in one is configured. */
  get envLocation(): string | undefined {
    const { files } = this.config.services;
    if (this.#usesBuiltIn) return undefined;
    return environmentNames.map((name) => absolutePath(this.dir, name)).find((path) => files.exists(path));
  }

  /** @throws {CommandError} Where `environment` has another value. */
  get #usesBuiltIn(): boolean {
    const given = this.config.getAlembicOption("environment");
    if (given === undefined || given === "built-in") return given !== undefined;
    throw new CommandError(`'environment' is '${given}' in the configuration; it can be left out, or be 'built-in'`);
  }

  /**
   * Lists revisions, newest first.
   *
   * @param base Where to end; `base` for all.
   * @param head Where to begin; `heads` for all.
   * @throws {CommandError} Where an end cannot be found, or the two are not related.
   */
  walkRevisions(base: RevisionIds = "base", head: RevisionIds = "heads"): readonly Script[] {
    const options = { inclusive: true, assertRelativeLength: false };
    return catchRevisionErrors({ start: base, end: head }, () =>
      this.revisionMap.iterateRevisions(head, base, options),
    );
  }

  /**
   * The revisions that one symbol or several mean; none for the base.
   *
   * @throws {CommandError} Where a symbol means no revision.
   */
  getRevisions(id: RevisionIds): readonly Script[] {
    return catchRevisionErrors({}, () => this.revisionMap.getRevisions(id));
  }

  /**
   * The revision that a symbol means; `null` for the base.
   *
   * @throws {CommandError} Where it means none or several.
   */
  getRevision(id: RevisionIds): Script | null {
    return catchRevisionErrors({}, () => this.revisionMap.getRevision(id));
  }

  /**
   * The revisions that a database with these version rows is at, including those that its rows only imply.
   *
   * @throws {CommandError} Where a row names an unknown revision.
   */
  getAllCurrent(ids: readonly string[]): readonly Script[] {
    return catchRevisionErrors({}, () => this.revisionMap.getAllCurrent(ids));
  }

  /**
   * The identifier behind a symbol such as `head`; all of them for `heads`; `null` for the base.
   *
   * @throws {CommandError} Where `head` means several.
   */
  asRevisionNumber(id: RevisionIds): RevisionIds {
    const { ids } = catchRevisionErrors({}, () => this.revisionMap.resolveRevisionNumber(id));
    if (ids.length === 0) return null;
    return id === "heads" ? ids : (ids[0] ?? null);
  }

  /** Lists the revisions from an upper end down to a lower end, newest first. */
  iterateRevisions(upper: RevisionIds, lower: RevisionIds, options: IterateRevisionsOptions = {}): readonly Script[] {
    return this.revisionMap.iterateRevisions(upper, lower, options);
  }

  /**
   * The only head, or `null` where there are no revisions.
   *
   * @throws {CommandError} Where there are several.
   */
  getCurrentHead(): string | null {
    return catchRevisionErrors(revisionErrorWords.currentHead, () => this.revisionMap.getCurrentHead());
  }

  /**
   * All heads; with `considerDependsOn` without those that another revision depends on.
   *
   * @throws {CommandError} Where the revisions do not form a graph.
   */
  getHeads(options: { readonly considerDependsOn?: boolean } = {}): readonly string[] {
    return catchRevisionErrors({}, () =>
      options.considerDependsOn ? this.revisionMap.realHeads : this.revisionMap.heads,
    );
  }

  /**
   * The only base, or `null` where there are no revisions.
   *
   * @throws {CommandError} Where there are several.
   */
  getBase(): string | null {
    const bases = this.getBases();
    if (bases.length > 1) {
      throw new CommandError("The script directory has multiple bases. Please use getBases().");
    }
    return bases[0] ?? null;
  }

  /**
   * All bases.
   *
   * @throws {CommandError} Where the revisions do not form a graph.
   */
  getBases(): readonly string[] {
    return catchRevisionErrors({}, () => this.revisionMap.bases);
  }

  /**
   * Gives Python revisions a module that they import, in place of one of the project: functions, types and plain values
   * under the names that Python has for them. An `env.ts` calls it before `context.runMigrations()`.
   *
   * @example
   * ```ts
   * import { type EnvironmentContext, sa, type ScriptDirectory } from "alembic-ts";
   *
   * export default async function env(context: EnvironmentContext<ScriptDirectory>): Promise<void> {
   *   context.script.providePythonModule("app.types", { GUID: () => sa.CHAR(36), DEFAULT_QUOTA: 20 });
   * }
   * ```
   */
  providePythonModule(name: string, values: Readonly<Record<string, unknown>>): void {
    this.#pythonModules.set(name, values);
  }

  /** Registers a post-write hook of the program's own, for hooks whose `type` is that name. */
  registerWriteHook(name: string, hook: WriteHook): void {
    this.#writeHooks.set(name, hook);
  }

  /** The post-write hooks of the program's own. @internal */
  get writeHooks(): ReadonlyMap<string, WriteHook> {
    return this.#writeHooks;
  }

  /**
   * Writes a new revision file and adds it to the graph.
   *
   * @param revid Its identifier.
   * @param message Its message; `null` for none.
   * @returns The new revision.
   * @throws {CommandError} Where the parent is ambiguous or not a head, the folder is not one of the version folders,
   * or the template or a post-write hook fails.
   */
  async generateRevision(
    revid: string,
    message: string | null,
    options: GenerateRevisionOptions = {},
  ): Promise<Script> {
    const { generateRevision } = await import("./new-revision/generate-revision.js");
    return generateRevision(this, revid, message, options);
  }

  /** Reads one revision file. @internal */
  async readScript(path: string): Promise<Script> {
    const { files } = this.config.services;
    return readScript(files, path, this.loader) ?? (await readScriptClosely(files, path, this.loader));
  }

  /**
   * Runs the environment: the function that env.ts exports by default gets `context`. A folder that has Python's env.py
   * only has that run, and where the configuration says so the built-in environment runs instead of either.
   *
   * @param others The environments that are no file of TypeScript; left out, there are none.
   * @throws {CommandError} Where there is no environment, or it exports no function.
   * @throws {ScriptLoadError} Where it cannot be read, parsed or linked.
   * @throws {AlembicError} Where an env.py cannot be run here, or raises what nothing catches.
   */
  async runEnv<Context>(context: Context, others?: OtherEnvironments<Context>): Promise<void> {
    const path = this.envLocation;
    if (path === undefined && this.#usesBuiltIn && others !== undefined) return others.builtIn(context);
    if (path === undefined) {
      throw new CommandError(`Can't find env.ts in ${quotedPath(this.dir)}`, {
        hint: "'init' writes one into a new folder, from where it can be copied.",
      });
    }
    if (path.endsWith(".py")) {
      if (others === undefined || this.loader.python === undefined) {
        throw new CommandError(`An env.py cannot be run here: ${quotedPath(path)}`);
      }
      const python = await this.loader.python();
      return python.runEnvironment(
        path,
        decodePython(this.config.services.files.read(path), path),
        others.python(context),
      );
    }
    const run = (await this.loader.load(path))["default"];
    if (typeof run !== "function") {
      throw new CommandError(
        `${quotedPath(path)} exports no function by default: write 'export default async function env(context)'`,
      );
    }
    try {
      await run(context);
    } catch (error) {
      await this.loader.mapError(error);
      throw scriptFailure(path, error);
    }
  }

  async #readScripts(runsHeaders: boolean): Promise<readonly Script[]> {
    const { files } = this.config.services;
    const scripts: Script[] = [];
    for (const path of discoverScripts(this.config, this.versionLocations)) {
      // Awaiting each of thousands of files that need no waiting would cost more than reading them.
      const script = readScript(files, path, this.loader);
      if (script !== undefined) scripts.push(script);
      else if (runsHeaders) scripts.push(await readScriptClosely(files, path, this.loader));
      else scripts.push(...(await readScriptWithoutRunning(files, path, this.loader)));
    }
    return scripts;
  }

  /** The name of the script template, which decides the language of new revisions. @internal */
  get templateName(): string | undefined {
    const { files } = this.config.services;
    const names = ["script.ts.ejs", "script.mts.ejs", "script.js.ejs", "script.mjs.ejs", "script.py.mako"];
    const found = names.map((name) => absolutePath(this.dir, name)).find((path) => files.exists(path));
    return found === undefined ? undefined : basename(found);
  }
}
