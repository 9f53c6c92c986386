import {
  CommandError,
  type Connection,
  drawSvg,
  graphView,
  LogLevel,
  MigrationContext,
  memoryDatabaseBytes,
  openMemoryDatabase,
  ops,
  pythonRevision,
  RevisionContext,
  type RevisionScript,
  RevisionSet,
  type SqlJs,
  type sa,
  typescriptRevision,
  walkRevisions,
} from "../../src/browser/index.js";
import { loadDialect } from "./dialects.js";
import { problemOf } from "./problem-of.js";
import type { PlaygroundFile, PlaygroundRequest, PlaygroundResult, Problem } from "./protocol.js";
import { newRevisionId, revisionFile } from "./revision-text.js";
import { runModule } from "./run-module.js";
import { showDatabase } from "./show-database.js";

type MetaData = ReturnType<typeof sa.MetaData>;

export const modelsName = "models.ts";

/** Does what a request asks for. What goes wrong is part of the result, and the database is then as it was. */
export async function answer(sqlJs: SqlJs, request: PlaygroundRequest): Promise<PlaygroundResult> {
  const log: string[] = [];
  const problems: Problem[] = [];
  const names = new Set(request.files.map(({ name }) => name));
  const report = (error: unknown, file?: string) => problems.push(problemOf(error, names, file));
  console.log = (...values: unknown[]) => log.push(values.map(String).join(" "));

  const models = await loadModels(request.files, report);
  const scripts = await loadScripts(request.files, models, report, (text) => log.push(text.replace(/\n$/, "")));
  const revisions = new RevisionSet(scripts);
  const connection = await openMemoryDatabase(sqlJs, request.database);
  try {
    let newFile: PlaygroundFile | undefined;
    try {
      // A graph with a mistake is found when it is first used.
      void revisions.map.heads;
      newFile = await act(request, {
        revisions,
        connection,
        metadata: models["metadata"] as MetaData | undefined,
        log,
      });
    } catch (error) {
      report(error);
    }
    const at = [...(await MigrationContext.configure({ connection }).getCurrentHeads())];
    return {
      problems,
      log,
      ...(await showDatabase(connection)),
      at,
      ...pictureOf(revisions, at),
      sql: await sqlOf(request, revisions, scripts),
      newFile,
      database: memoryDatabaseBytes(connection),
    };
  } finally {
    await connection.close();
  }
}

async function loadModels(
  files: readonly PlaygroundFile[],
  report: (error: unknown, file: string) => void,
): Promise<Record<string, unknown>> {
  const file = files.find(({ name }) => name === modelsName);
  if (file === undefined) return {};
  try {
    return await runModule(file.name, file.text);
  } catch (error) {
    report(error, file.name);
    return {};
  }
}

async function loadScripts(
  files: readonly PlaygroundFile[],
  models: Record<string, unknown>,
  report: (error: unknown, file: string) => void,
  write: (text: string) => void,
): Promise<readonly RevisionScript[]> {
  const scripts: RevisionScript[] = [];
  for (const { name, text } of files) {
    if (name === modelsName) continue;
    try {
      if (name.endsWith(".py")) scripts.push(await pythonRevision(name, text, write));
      else scripts.push(typescriptRevision(name, text, await runModule(name, text, { "./models.js": models })));
    } catch (error) {
      report(error, name);
    }
  }
  return scripts;
}

/** What the actions work with. */
interface Parts {
  readonly revisions: RevisionSet;
  readonly connection: Connection;
  readonly metadata: MetaData | undefined;
  readonly log: string[];
}

async function act({ action }: PlaygroundRequest, parts: Parts): Promise<PlaygroundFile | undefined> {
  const { revisions, connection, metadata, log } = parts;
  if (action.kind === "look") return undefined;
  if (action.kind === "autogenerate") return autogenerate(action, parts);
  const logger = {
    log(level: LogLevel, _name: string, message: string) {
      if (level >= LogLevel.warning || message.startsWith("Running ")) log.push(message);
    },
  };
  const target = action.kind === "downgrade" ? await stepBack(action.target, revisions, connection) : action.target;
  await revisions[action.kind](connection, target, { targetMetadata: metadata ?? null, logger });
  return undefined;
}

/** One step back from a merge is to one of its parents, which leaves the database at both; `-1` could mean either. */
async function stepBack(target: string, { map }: RevisionSet, connection: Connection): Promise<string> {
  const [row, ...others] = await MigrationContext.configure({ connection }).getCurrentHeads();
  const down = row === undefined || others.length > 0 ? null : (map.getRevision(row)?.downRevision ?? null);
  return target === "-1" && Array.isArray(down) ? down[0] : target;
}

async function autogenerate(
  { message, language }: { readonly message: string; readonly language: "ts" | "py" },
  { revisions, connection, metadata, log }: Parts,
): Promise<PlaygroundFile | undefined> {
  if (metadata === undefined)
    throw new CommandError(`${modelsName} exports no 'metadata' to compare the database with`);
  const heads = revisions.map.heads;
  const context = MigrationContext.configure({ connection, targetMetadata: metadata });
  const rows = await context.getCurrentHeads();
  if (heads.length > 1) throw new CommandError("There are several heads: write a merge, or upgrade one branch, first");
  if ([...rows].sort().join() !== [...heads].sort().join())
    throw new CommandError("Target database is not up to date.");
  const script = new ops.MigrationScript(null, new ops.UpgradeOps(), new ops.DowngradeOps());
  const draft = new RevisionContext(script, {
    environmentPath: "the playground",
    language: language === "ts" ? "typescript" : "python",
  });
  await draft.runAutogenerate(rows, context);
  for (const { message: found } of draft.findings) log.push(found);
  if (draft.diffs.length === 0) {
    log.push("No new upgrade operations detected.");
    return undefined;
  }
  const { upgrades, downgrades, imports } = draft.templateArgsOf(script);
  const texts = { upgrades, downgrades, imports };
  return revisionFile(language, { revision: newRevisionId(), downRevision: heads[0] ?? null, message, ...texts });
}

function pictureOf(revisions: RevisionSet, at: readonly string[]) {
  try {
    const view = graphView(walkRevisions(revisions.map), [{ name: "database", rows: at }]);
    return { heads: revisions.map.heads, graph: view.revisions.length === 0 ? "" : drawSvg(view) };
  } catch {
    // What is wrong with the graph is reported already.
    return { heads: [], graph: "" };
  }
}

/** The SQL of the file that is shown, or of all revisions; where there is none, the reason as a comment. */
async function sqlOf(
  { selected, dialect: name, direction }: PlaygroundRequest,
  revisions: RevisionSet,
  scripts: readonly RevisionScript[],
): Promise<string> {
  const dialect = await loadDialect(name);
  const one = scripts.find(({ path }) => path === selected);
  try {
    if (one === undefined && selected !== modelsName) return "";
    const heads = revisions.map.heads;
    const down = one?.downRevision ?? null;
    const range =
      direction === "upgrade"
        ? { from: one === undefined ? null : down, to: one?.revision ?? "heads" }
        : { from: one === undefined ? heads : one.revision, to: one === undefined || down === null ? "base" : "-1" };
    return await revisions.sql(direction, range, { dialect });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return reason.replaceAll(/^/gm, "-- ");
  }
}
