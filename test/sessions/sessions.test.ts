import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { Oracle } from "../interop/oracle.js";
import { inOurWords } from "../interop/our-words.js";
import { noPython, python } from "../interop/python.js";
import { comparable, normalise, runningLines } from "../interop/random-commands/normalise.js";
import { type Outcome, ourTool, pythonTool, type Tool } from "../interop/random-commands/tool.js";
import { type Language, writeEnvironment } from "../interop/random-commands/write-environment.js";
import { formatSession, parseSession, type Session, type SessionLanguage, type SessionStep } from "./session-file.js";

const folder = fileURLToPath(new URL(".", import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith(".session"));
/** With RECORD=1 the expected answers are written again, from Python's Alembic. */
const isRecording = process.env["RECORD"] === "1";

async function rowsOf(tool: Tool): Promise<readonly string[]> {
  const connection = await openDatabase(`sqlite:///${join(tool.folder, "test.db")}`);
  try {
    const tables = await connection.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'");
    if (tables.rows.length === 0) return [];
    const { rows } = await connection.execute("SELECT version_num FROM alembic_version");
    return rows.map((row) => String(row["version_num"])).sort();
  } finally {
    await connection.close();
  }
}

const userWarnings = (stderr: string, folder: string) =>
  stderr.split("\n").flatMap((line) => {
    const text = /^(?:\S+:\d+: )?UserWarning: (.*)$/.exec(line)?.[1];
    return text === undefined ? [] : normalise(text, folder);
  });

/** The exception at the end of Python's traceback; a database's has more lines than one. */
const exceptionOf = (stderr: string) =>
  stderr
    .trimEnd()
    .split("\n")
    .findLast((line) => /^[A-Za-z_][\w.]*(?::|$)/.test(line));

/** `init` writes one file more than Python's, see docs/differences-from-alembic.md. */
const withoutPackageJson = (text: string) => text.replace(/^Generating \S+\/package\.json \.\.\. {2}done\n/gm, "");

function stepOf(tool: Tool, told: SessionStep, outcome: Outcome, rows: readonly string[]): SessionStep {
  const failed = outcome.stderr.includes("Traceback (most recent call last)");
  return {
    ...told,
    stdout: failed || outcome.code === 2 ? "" : comparable(told.argv, outcome.stdout, tool.folder),
    warnings: userWarnings(outcome.stderr, tool.folder),
    running: runningLines(outcome.stderr),
    traceback: failed ? normalise(exceptionOf(outcome.stderr) ?? "?", tool.folder) : undefined,
    exit: failed ? "traceback" : outcome.code,
    rows,
  };
}

async function play(session: Session, language: Language, makeTool: (folder: string) => Tool): Promise<Session> {
  const root = mkdtempSync(join(tmpdir(), "alembic-session-"));
  const isFor = (each: { readonly language: SessionLanguage }) =>
    each.language === "both" || each.language === language;
  try {
    const settings = session.settings.filter(isFor).map(({ line }) => line);
    writeEnvironment(root, language, session.graph, settings);
    for (const { path, text } of session.files.filter(isFor)) {
      const place = join(root, path);
      mkdirSync(dirname(place), { recursive: true });
      if (text === undefined) rmSync(place, { recursive: true, force: true });
      else writeFileSync(place, text, { mode: text.startsWith("#!") ? 0o755 : 0o644 });
    }
    const tool = makeTool(root);
    const steps: SessionStep[] = [];
    for (const step of session.steps) {
      const outcome = await tool.run(step.argv, { EDITOR: "/bin/false", ...session.env });
      steps.push(stepOf(tool, step, outcome, await rowsOf(tool)));
    }
    return { ...session, steps };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const read = (name: string) => parseSession(readFileSync(join(folder, name), "utf8"));
const differences = readFileSync(new URL("../../docs/differences-from-alembic.md", import.meta.url), "utf8");
const isNamedDifference = (words: string) => differences.replace(/\s+/g, " ").includes(words);

/** What a command of ours must leave behind. */
function expectedOf(step: SessionStep): SessionStep {
  const exit = step.exit === "traceback" ? 255 : step.exit;
  return { ...step, stdout: inOurWords(step.ours ?? step.stdout), exit };
}

describe("sessions", () => {
  test.each(names)("when the commands of %s are run then they answer as recorded", async (name) => {
    const session = read(name);
    const played = await play(session, "ts", ourTool);
    const steps = played.steps.map((found, index) => {
      const step = { ...found, stdout: withoutPackageJson(found.stdout) };
      const told = session.steps[index] as SessionStep;
      // What is said in place of a traceback is ours to word, so it is recorded here.
      if (isRecording && (told.exit === "traceback" || told.reason !== undefined))
        return { ...told, ours: step.stdout };
      // One line says there what Python says in a warning and a traceback.
      if (told.exit !== "traceback") return step;
      const { traceback, warnings, running } = told;
      // Python loads every file before its first step.
      return { ...step, traceback, warnings, running: running.length === 0 ? running : step.running };
    });
    if (isRecording) {
      const recorded = steps.map((step, index) => ({ ...session.steps[index], ours: step.ours }) as SessionStep);
      writeFileSync(join(folder, name), formatSession({ ...session, steps: recorded }));
      return;
    }
    const expected = { ...session, steps: session.steps.map(expectedOf) };
    expect(formatSession({ ...session, steps })).toBe(formatSession(expected));
  });

  test.each(names)("when %s expects other words than Alembic's then the reason is written down", (name) => {
    for (const { argv, exit, ours, reason } of read(name).steps) {
      if (exit === "traceback") expect(ours, argv.join(" ")).toMatch(/(^|\n)FAILED: .*\n$/);
      else if (ours !== undefined) expect(reason, argv.join(" ")).toSatisfy(isNamedDifference);
    }
  });
});

describe.skipIf(python() === undefined)(`sessions against Python (${noPython})`, () => {
  let oracle: Oracle;
  beforeAll(() => {
    oracle = new Oracle();
  });
  afterAll(() => oracle.close());

  test.each(names)("when Python runs the commands of %s then it answers as recorded", async (name) => {
    const session = read(name);
    const text = formatSession(await play(session, "py", (root) => pythonTool(oracle, root)));
    if (isRecording) writeFileSync(join(folder, name), text);
    else expect(text).toBe(formatSession(session));
  });
});
