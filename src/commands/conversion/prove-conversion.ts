import { loadDialect } from "../../backends/load-dialect.js";
import type { Script } from "../../script/script.js";
import type { ScriptModule } from "../../script/script-module.js";
import { CommandError } from "../../support/command-error.js";
import { isError } from "../../support/is-built-in.js";
import { type Direction, type Recording, recordStep, type Stage } from "./record-step.js";

/** The kinds of databases whose SQL is compared. */
export const provedDialects = ["sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle"] as const;

const directions: readonly Direction[] = ["upgrade", "downgrade"];

/** The comparisons that a converted revision passed. */
export interface ConversionProof {
  /** Whether the SQL scripts of the upgrade and the downgrade are complete and equal for all kinds of databases. */
  readonly offline: boolean;
  /** Whether steps that query the database were run on a simulated one. Real rows were not compared. */
  readonly simulated: boolean;
}

/** The first difference between two revisions. */
export interface ConversionDifference {
  readonly difference: string;
}

/**
 * Compares two revisions: their headers, and the SQL of their steps on all kinds of databases. Steps that query the
 * database are also run on two simulated databases: an empty one, and one with every object that the revision names.
 *
 * @param text the text of the original; its string literals are the names of the objects
 * @returns the comparisons that the revisions passed, or their first difference
 * @throws {CommandError} if a step fails on every simulated database too, so that its SQL cannot be compared
 */
export async function proveConversion(
  original: Script,
  converted: Script,
  text: string,
): Promise<ConversionProof | ConversionDifference> {
  const header = differentHeader(original, converted);
  if (header !== undefined) return { difference: header };
  const asks = /offline_mode|OfflineMode|as_sql/.test(text);
  let isComplete = true;
  const modules = { theirs: await original.load(), ours: await converted.load() };
  for (const name of provedDialects) {
    for (const direction of directions) {
      const found = await compare(modules, name, direction, "script", text);
      if (typeof found === "string") return { difference: found };
      isComplete &&= found.failure === undefined;
    }
  }
  if (isComplete && !asks) return { offline: true, simulated: false };
  for (const direction of directions) {
    let reached = false;
    let failure: unknown;
    for (const name of provedDialects) {
      for (const stage of ["empty", "filled"] as const) {
        const found = await compare(modules, name, direction, stage, text);
        if (typeof found === "string") return { difference: found };
        reached ||= found.failure === undefined;
        failure = found.failure ?? failure;
      }
    }
    if (!reached && !isComplete)
      throw new CommandError(
        `${direction}() queries the database, and its SQL cannot be compared on a simulated one: ${messageOf(failure)}`,
      );
  }
  return { offline: isComplete, simulated: true };
}

function differentHeader(original: Script, converted: Script): string | undefined {
  const header = (script: Script): Readonly<Record<string, unknown>> => ({
    revision: script.revision,
    "down revision": script.downRevision,
    "branch labels": [...script.branchLabels].toSorted(),
    dependencies: script.dependsOn,
    message: script.longdoc.trim(),
  });
  const [a, b] = [header(original), header(converted)];
  const name = Object.keys(a).find((key) => JSON.stringify(a[key] ?? null) !== JSON.stringify(b[key] ?? null));
  return name === undefined
    ? undefined
    : `the ${name} would be ${JSON.stringify(b[name])} instead of ${JSON.stringify(a[name])}`;
}

async function compare(
  modules: { readonly theirs: ScriptModule; readonly ours: ScriptModule },
  dialectName: string,
  direction: Direction,
  stage: Stage,
  text: string,
): Promise<Pick<Recording, "failure"> | string> {
  const dialect = await loadDialect(dialectName);
  const theirs = await recordStep(modules.theirs, direction, dialect, stage, text);
  const ours = await recordStep(modules.ours, direction, dialect, stage, text);
  const place = `on ${dialectName}, ${direction}`;
  const at = theirs.statements.findIndex((sql, index) => sql !== ours.statements[index]);
  // A script ends at the first query: a Python revision writes the query, a TypeScript revision throws.
  const bothEnd = stage === "script" && theirs.failure !== undefined && ours.failure !== undefined;
  if (bothEnd && (at < 0 || at === ours.statements.length)) return theirs;
  if (at >= 0 || ours.statements.length !== theirs.statements.length) {
    const index = at >= 0 ? at : theirs.statements.length;
    return `${place}: ${shown(theirs, index)} would become ${shown(ours, index)}`;
  }
  if ((theirs.failure === undefined) !== (ours.failure === undefined))
    return `${place}: ${outcome(theirs)} would become ${outcome(ours)}`;
  return theirs;
}

const messageOf = (failure: unknown): string => (isError(failure) ? failure.message : String(failure));

const outcome = ({ failure }: Recording): string =>
  failure === undefined ? "success" : `the failure ${JSON.stringify(messageOf(failure))}`;

function shown(recording: Recording, at: number): string {
  const sql = recording.statements[at];
  if (sql === undefined) return outcome(recording);
  const line = sql.replace(/\s+/g, " ");
  return `"${line.length > 120 ? `${line.slice(0, 117)}...` : line}"`;
}
