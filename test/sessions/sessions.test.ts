import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/database/open-database.js";
import { Oracle } from "../interop/oracle.js";
import { noPython, python } from "../interop/python.js";
import { comparable, runningLines } from "../interop/random-commands/normalise.js";
import { type Outcome, ourTool, pythonTool, type Tool } from "../interop/random-commands/tool.js";
import { type Language, writeEnvironment } from "../interop/random-commands/write-environment.js";
import { formatSession, parseSession, type Session, type SessionStep } from "./session-file.js";

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

function stepOf(tool: Tool, argv: readonly string[], outcome: Outcome, rows: readonly string[]): SessionStep {
  const failed = outcome.stderr.includes("Traceback (most recent call last)");
  return {
    argv,
    stdout: failed || outcome.code === 2 ? "" : comparable(argv, outcome.stdout, tool.folder),
    running: runningLines(outcome.stderr),
    exit: failed ? "traceback" : outcome.code,
    rows,
  };
}

async function play(session: Session, language: Language, makeTool: (folder: string) => Tool): Promise<Session> {
  const root = mkdtempSync(join(tmpdir(), "alembic-session-"));
  try {
    writeEnvironment(root, language, session.graph, session.settings);
    const tool = makeTool(root);
    const steps: SessionStep[] = [];
    for (const { argv } of session.steps) {
      const outcome = await tool.run(argv);
      steps.push(stepOf(tool, argv, outcome, await rowsOf(tool)));
    }
    return { ...session, steps };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const read = (name: string) => parseSession(readFileSync(join(folder, name), "utf8"));

describe("sessions", () => {
  test.each(names)("when the commands of %s are run then they answer as recorded", async (name) => {
    const session = read(name);
    const played = await play(session, "ts", ourTool);
    const expected = session.steps.map((step, index) => {
      if (step.exit !== "traceback") return step;
      const ours = played.steps[index] as SessionStep;
      expect(ours.stdout).toMatch(/(^|\n)FAILED: .*\n$/);
      return { ...step, stdout: ours.stdout, exit: 255 };
    });
    expect(formatSession({ ...session, steps: played.steps })).toBe(formatSession({ ...session, steps: expected }));
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
