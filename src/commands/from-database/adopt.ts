import { resolve } from "node:path";
import { type Baseline, renderBaseline } from "../../autogenerate/models/render-baseline.js";
import type { IdSource } from "../../commands/random-ids.js";
import type { Config } from "../../config/config.js";
import type { Connection } from "../../runtime/connection.js";
import type { MigrationContext } from "../../runtime/migration-context.js";
import { ScriptDirectory } from "../../script/script-directory.js";
import { CommandError } from "../../support/command-error.js";
import { quotedPath } from "../../support/printable.js";
import { randomIds } from "../random-ids.js";
import { type RevisionView, viewRevision } from "../results/revision-view.js";
import type { RunHooks } from "../run/run-environment.js";
import { stamp } from "../stamp.js";
import { type FoundTool, findTools } from "./find-tools.js";
import { leaveOutTables } from "./leave-out-tables.js";
import { migrationTools } from "./migration-tools.js";
import { onDatabases } from "./on-databases.js";
import { ToolFolder } from "./tool-folder.js";
import { onlyModule } from "./write-module.js";

/** Options of {@link adopt}. */
export interface AdoptOptions extends RunHooks {
  /** Message of the baseline; by default `baseline`. */
  readonly message?: string | undefined;
  /** Identifier of the baseline; by default `ids` makes one. */
  readonly revId?: string | null | undefined;
  /** The folder of the other tool's migrations; by default the usual folders of the tool. */
  readonly folder?: string | undefined;
  /** Makes identifiers; by default random ones. */
  readonly ids?: IdSource | undefined;
}

/** A tool whose table was found. */
export interface AdoptedTool {
  readonly name: string;
  readonly table: string;
  /** How many of its migrations are applied. */
  readonly applied: number;
}

/** The result of {@link adopt}. */
export interface AdoptResult {
  readonly tools: readonly AdoptedTool[];
  /** The baseline revision, with which the database was stamped. */
  readonly revision: RevisionView;
  /** The tables of the tools, which autogenerate must ignore. */
  readonly leftOut: readonly string[];
  /** The environment to which the filter was added; absent if the user has to add it. */
  readonly environment?: string;
  /**
   * Objects of the database that are not part of the baseline, such as `view busy`, `sequence order_number` and
   * `exclusion constraint no_overlap of booking`.
   */
  readonly notInBaseline: readonly string[];
}

interface Reading {
  readonly tools: readonly FoundTool[];
  readonly baseline: Baseline;
  readonly notInBaseline: readonly string[];
}

/**
 * Takes over a database from another migration tool: writes a baseline revision that creates the tables of the
 * database, stamps the database with it, and makes autogenerate ignore the tool's tables. In the database only the
 * version table is written.
 *
 * @returns the tools that were found, the baseline, and the objects that are not part of it.
 * @throws CommandError if no tool is found, the tool has migrations that failed or are not applied, or the environment
 * or the database has revisions already. Nothing is written then.
 */
export async function adopt(config: Config, options: AdoptOptions = {}): Promise<AdoptResult> {
  const directory = await ScriptDirectory.fromConfig(config);
  if (directory.walkRevisions().length > 0) {
    throw new CommandError(`${quotedPath(directory.dir)} has revisions already: 'adopt' writes the first one`);
  }
  const language = directory.templateName?.endsWith(".mako") ? "python" : "typescript";
  const { tools, baseline, notInBaseline } = onlyModule(
    await onDatabases(config, options, (context) => readDatabase(context, config, directory, language, options)),
  );
  const leftOut = [...new Set(tools.flatMap(({ tables }) => tables))];
  const revId = options.revId || (options.ids ?? randomIds).next();
  const revision = viewRevision(
    await directory.generateRevision(revId, options.message ?? "baseline", {
      templateArgs: { config, ...baseline },
    }),
  );
  const environment = writeFilter(config, directory.envLocation, tools, leftOut);
  await stamp(config, revision.revision, { listener: options.listener, signal: options.signal });
  return {
    tools: tools.map(({ tool, rows }) => ({ name: tool.name, table: tool.table, applied: tool.applied(rows).length })),
    revision,
    leftOut,
    ...(environment === undefined ? {} : { environment }),
    notInBaseline,
  };
}

async function readDatabase(
  context: MigrationContext,
  config: Config,
  directory: ScriptDirectory,
  language: "typescript" | "python",
  options: AdoptOptions,
): Promise<Reading> {
  const connection = context.connection as Connection;
  const rows = await context.getCurrentHeads();
  if (rows.length > 0) {
    throw new CommandError(`The database is at revision ${rows.join(", ")} already: it needs no baseline`);
  }
  const tools = await findTools(connection);
  if (tools.length === 0) {
    const names = migrationTools.map(({ name, table }) => `${table} (${name})`);
    throw new CommandError(
      `The database ${connection.url.render()} has no table of another migration tool. Looked for: ${names.join(", ")}. ` +
        "For a database without another tool, use 'revision --autogenerate' and 'stamp'.",
    );
  }
  for (const found of tools) refuseUnfinished(config, directory, found, options.folder);
  const leftOut = new Set(tools.flatMap(({ tables }) => tables));
  return {
    tools,
    baseline: await renderBaseline(context, leftOut, language),
    notInBaseline: await missingParts(connection, leftOut),
  };
}

/**
 * Checks that the tool has applied all its migrations; the baseline would contain only a part of the others.
 *
 * @throws CommandError if the tool's lock is set, or migrations have failed or are not applied.
 */
function refuseUnfinished(
  config: Config,
  directory: ScriptDirectory,
  { tool, rows, isLocked }: FoundTool,
  folder: string | undefined,
): void {
  const { name } = tool;
  if (isLocked) {
    throw new CommandError(
      `${name} has set its lock (${tool.lockTable}): it is running, or a run was interrupted. Finish it with ${name} first.`,
    );
  }
  const failed = tool.failed?.(rows) ?? [];
  if (failed.length > 0) {
    throw new CommandError(
      `${name} has migrations that failed: ${failed.join(", ")}. Repair them with ${name} first, so that the database is what its migrations say.`,
    );
  }
  const { files } = config.services;
  const given = folder === undefined ? tool.folders : [folder];
  const paths = given.map((one) => resolve(config.cwd, one)).filter((path) => files.isFolder(path));
  if (folder !== undefined && paths.length === 0)
    throw new CommandError(`There is no folder ${quotedPath(resolve(config.cwd, folder))}`);
  for (const path of paths) {
    // A usual folder of the tool may be the folder of our own revisions.
    if (path === directory.dir || directory.versionLocations.includes(path)) continue;
    const pending = tool.pending?.(rows, new ToolFolder(files, path)) ?? [];
    if (pending.length === 0) continue;
    throw new CommandError(
      `${name} has migrations in ${quotedPath(path)} that are not applied: ${pending.join(", ")}. Apply or remove them first.`,
    );
  }
}

/** What a new database lacks after the baseline, and types of columns that cannot be written. */
async function missingParts(connection: Connection, leftOut: ReadonlySet<string>): Promise<readonly string[]> {
  const inspector = connection.inspector();
  const views = await inspector.getViewNames();
  const triggers = (await inspector.getTriggers?.()) ?? [];
  const ofModules = new Set(await inspector.getModuleTableNames?.());
  const tables = (await inspector.getTableNames()).filter((name) => !leftOut.has(name) && !ofModules.has(name));
  await inspector.cacheTables?.(null, tables);
  const types: string[] = [];
  for (const table of tables) {
    for (const { name, type, typeText } of await inspector.getColumns(table))
      if (type.affinity === "NullType")
        types.push(`the type of ${table}.${name}${typeText === "" ? "" : ` (${typeText})`}`);
  }
  return [
    ...types,
    ...((await inspector.getOtherObjects?.()) ?? []),
    ...views.map((name) => `view ${name}`),
    ...triggers.map(({ name }) => `trigger ${name}`),
  ];
}

/** Adds the filter to the environment; returns its path, or `undefined` if its code is not as `init` writes it. */
function writeFilter(
  config: Config,
  path: string | undefined,
  tools: readonly FoundTool[],
  leftOut: readonly string[],
): string | undefined {
  if (path === undefined) return undefined;
  const { files } = config.services;
  const text = leaveOutTables(files.readText(path), tools.map(({ tool }) => tool.name).join(" and "), leftOut);
  if (text === undefined) return undefined;
  files.write(path, new TextEncoder().encode(text));
  return path;
}
