import type { Config } from "../../config/config.js";
import { parseDatabaseUrl } from "../../database/database-url.js";
import { type GraphDatabase, type GraphView, graphView } from "../../graph/picture/graph-view.js";
import { connect } from "../../runtime/connect.js";
import { MigrationContext } from "../../runtime/migration-context.js";
import type { ConfigureOptions } from "../../runtime/options/configure-options.js";
import type { RunHooks } from "../../runtime/options/context-options.js";
import { ScriptDirectory } from "../../script/script-directory.js";
import { CommandError } from "../../support/command-error.js";
import { silentLogger } from "../../support/logger.js";
import { MemoryOutput } from "../../support/output.js";
import { splitRange } from "../history.js";
import { runEnvironment } from "../run/run-environment.js";

/** The part of the graph and the databases to read. */
export interface ReadGraphOptions extends RunHooks {
  /** `start:end`, `start:` or `:end`, each a symbol or `current`; by default everything. */
  readonly revRange?: string | null | undefined;
  /** Mark the revisions that the configured database is at; by default no database is opened. */
  readonly indicateCurrent?: boolean | undefined;
  /** Further databases to mark, each `NAME=URL` or a URL; by default none. */
  readonly at?: readonly string[] | undefined;
}

/**
 * Reads the graph of revisions and the places of databases in it. Databases are only read.
 *
 * @returns the data of a picture of the graph.
 * @throws CommandError if the range is not valid, two databases have the same name, or a database cannot be opened.
 */
export async function graph(config: Config, options: ReadGraphOptions = {}): Promise<GraphView> {
  const script = await ScriptDirectory.fromConfig(config);
  const [base, head] = splitRange(options.revRange);
  const others = (options.at ?? []).map(namedUrl);
  const wantsCurrent = base === "current" || head === "current";
  const current =
    options.indicateCurrent === true || wantsCurrent ? await configuredDatabases(config, script, options) : [];
  const databases: GraphDatabase[] = options.indicateCurrent === true ? [...current] : [];
  const versionTable = others.length === 0 ? {} : await versionTableOf(config, script);
  for (const { name, url } of others) {
    if (databases.some((database) => database.name === name)) {
      throw new CommandError(`Two databases have the name '${name}': name them with --at NAME=URL`);
    }
    databases.push({ name, rows: await rowsOf(url, versionTable, options) });
  }
  const rows = current.flatMap((database) => database.rows);
  const end = (symbol: string) => (symbol === "current" ? rows : symbol);
  // A database without a revision leaves the end open, as `history` does.
  const [lower, upper] = [end(base), end(head)];
  const revisions = script.walkRevisions(lower.length > 0 ? lower : "base", upper.length > 0 ? upper : "heads");
  return graphView(revisions, databases, script.walkRevisions());
}

/** `NAME=URL`; a URL alone is its own name, its password hidden. */
function namedUrl(text: string): { readonly name: string; readonly url: string } {
  const named = /^([^=:/?]+)=(.+)$/s.exec(text);
  if (named !== null) return { name: named[1]!, url: named[2]! };
  return { name: parseDatabaseUrl(text).render(), url: text };
}

/** The databases that the environment opens: one in most projects, named `current`. */
async function configuredDatabases(
  config: Config,
  script: ScriptDirectory,
  { listener, signal }: RunHooks,
): Promise<readonly GraphDatabase[]> {
  const found: { readonly url: string; readonly rows: readonly string[] }[] = [];
  await runEnvironment(config, script, {
    listener,
    signal,
    dontMutate: true,
    fn(rows, context) {
      found.push({ url: context.connection?.url.render() ?? `database ${found.length + 1}`, rows });
      return [];
    },
  });
  return found.map(({ url, rows }) => ({ name: found.length === 1 ? "current" : url, rows }));
}

type VersionTableOptions = Pick<ConfigureOptions, "versionTable" | "versionTableSchema">;

/** Where the environment keeps version rows. It is run for a script, so that it opens no database. */
async function versionTableOf(config: Config, script: ScriptDirectory): Promise<VersionTableOptions> {
  let found: VersionTableOptions = {};
  const silent = config.withServices({ output: new MemoryOutput(), logger: silentLogger });
  try {
    await runEnvironment(silent, script, {
      asSql: true,
      fn(_, context) {
        const { versionTable, versionTableSchema }: VersionTableOptions = (context as MigrationContext).opts;
        found = { versionTable, versionTableSchema };
        return [];
      },
    });
  } catch {
    // An environment that writes no scripts leaves Alembic's own name.
  }
  return found;
}

async function rowsOf(
  url: string,
  versionTable: VersionTableOptions,
  { signal }: RunHooks,
): Promise<readonly string[]> {
  const connection = await connect(url);
  try {
    const context = MigrationContext.configure({ ...versionTable, connection, signal, dontMutate: true });
    return await context.getCurrentHeads();
  } finally {
    await connection.close();
  }
}
