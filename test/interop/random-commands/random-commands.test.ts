import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Oracle } from "../oracle.js";
import { noPython, python } from "../python.js";
import { Random } from "../random.js";
import { comparable, logLines, normalise, runningLines, withoutVersionRows } from "./normalise.js";
import { randomCommand } from "./random-command.js";
import { type RandomRevision, randomGraph } from "./random-graph.js";
import { ourTool, pythonTool, type Tool } from "./tool.js";
import { type Language, writeEnvironment } from "./write-environment.js";

const READ_STATE = `
import os, sqlite3
def state(path):
    if not os.path.exists(path):
        return {"rows": [], "tables": []}
    db = sqlite3.connect(path)
    tables = sorted(name for name, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
    rows = [row for row, in db.execute("SELECT version_num FROM alembic_version")] if "alembic_version" in tables else []
    db.close()
    return {"rows": rows, "tables": [name for name in tables if name != "alembic_version"]}
result = [state(path) for path in args]
`;

interface State {
  readonly rows: readonly string[];
  readonly tables: readonly string[];
}

const COMMANDS_PER_GRAPH = 20;
const runsScripts = new Set(["upgrade", "downgrade"]);

/** Both tools in a folder each, with the same graph in it. */
class Pair {
  readonly ours: Tool;
  readonly theirs: Tool;
  readonly #oracle: Oracle;
  readonly #root: string;

  constructor(oracle: Oracle, revisions: readonly RandomRevision[], random: Random, language: Language) {
    this.#oracle = oracle;
    this.#root = mkdtempSync(join(tmpdir(), "alembic-random-"));
    const order = random.sample(revisions, revisions.length);
    const files = new Map(
      order.map((revision, index) => [`${String(index).padStart(3, "0")}_${revision.id}`, revision]),
    );
    writeEnvironment(join(this.#root, "ts"), language, files);
    writeEnvironment(join(this.#root, "py"), "py", files);
    this.ours = ourTool(join(this.#root, "ts"));
    this.theirs = pythonTool(oracle, join(this.#root, "py"));
  }

  async states(): Promise<readonly [State, State]> {
    const paths = [this.ours, this.theirs].map(({ folder }) => join(folder, "test.db"));
    return (await this.#oracle.run(READ_STATE, paths)) as readonly [State, State];
  }

  /** Names of the revision files, without their ending. */
  files(tool: Tool): readonly string[] {
    const names = readdirSync(join(tool.folder, "scripts", "versions"));
    return names.flatMap((name) => /^(.*)\.(?:py|ts)$/.exec(name)?.[1] ?? []).sort();
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}

const same = (text: string) => text;
const sortLines = (text: string) => text.split("\n").sort().join("\n");

/** Differences that docs/differences-from-alembic.md names; afterwards the two folders are no longer alike. */
const isNamedDifference = (ours: string, theirs: string) =>
  ours.includes("leads out of the revision graph") ||
  (ours.includes("already used by revision") && /Relative revision|Ambiguous upgrade/.test(theirs));

const sameState = ({ rows, tables }: State) => JSON.stringify([[...rows].sort(), tables]);

/** Words of a command whose outcome depends on the order of Python's sets: nothing can be compared then. */
function dependsOnRowOrder(argv: readonly string[], rows: readonly string[]): boolean {
  return rows.length > 1 && argv[0] === "downgrade" && /^-\d+$/.test(argv.at(-1) ?? "");
}

describe.skipIf(python() === undefined)(`random commands against Python (${noPython})`, () => {
  let oracle: Oracle;
  beforeAll(() => {
    oracle = new Oracle();
  });
  afterAll(() => oracle.close());

  test("when both tools run the same commands on the same graph then output, steps, rows and files are the same", async () => {
    const random = Random.fromEnvironment("random commands");
    const count = Number(process.env["COUNT"] ?? (process.env["CI"] ? 2000 : 120));
    let done = 0;
    let failures = 0;
    while (done < count) {
      const revisions = randomGraph(random, 1 + random.below(12));
      // In a project of Python files, too, everything must work that runs none of them.
      const language = random.chance(0.25) ? "py" : "ts";
      const pair = new Pair(oracle, revisions, random, language);
      // Several dependencies of one revision are a set in Python, on whose order the order of revisions depends.
      const inOrder = revisions.some(({ dependsOn }) => dependsOn.length > 1) ? sortLines : same;
      const hasMerges = revisions.some(({ down, dependsOn }) => down.length + dependsOn.length > 1);
      const vocabulary = { ids: revisions.map(({ id }) => id), labels: revisions.flatMap(({ labels }) => labels) };
      let before: State = { rows: [], tables: [] };
      const log: string[] = [];
      for (let index = 0; index < COMMANDS_PER_GRAPH && done < count; index++) {
        const argv = randomCommand(random, { ...vocabulary, rows: before.rows }, index);
        if (dependsOnRowOrder(argv, before.rows)) continue;
        if (language === "py" && runsScripts.has(argv[0] ?? "")) continue;
        done += 1;
        log.push(argv.join(" "));
        const [ours, theirs] = [await pair.ours.run(argv), await pair.theirs.run(argv)];
        const [ourState, theirState] = await pair.states();
        // Python commits what it did before a failure; here a failed command changes nothing.
        const isHalfDone = theirs.code !== 0 && sameState(theirState) !== sameState(before);
        const hidesRows = argv.includes("--sql") && hasMerges;
        const traceback = theirs.stderr.includes("Traceback (most recent call last)");
        const show = (tool: Tool, outcome: typeof ours, state: State) => {
          const text = comparable(argv, outcome.stdout, tool.folder);
          return {
            code: traceback ? outcome.code !== 0 : outcome.code,
            stdout: traceback || outcome.code === 2 ? "" : inOrder(hidesRows ? withoutVersionRows(text) : text),
            log: traceback ? "" : inOrder(normalise(logLines(outcome.stderr), tool.folder)),
            // In no order, the steps before a failure may be others, too.
            running: traceback && inOrder === sortLines ? "" : inOrder(runningLines(outcome.stderr).join("\n")),
            ...(isHalfDone ? {} : { rows: [...state.rows].sort(), tables: state.tables }),
            files: pair.files(tool),
          };
        };
        // In one order of the steps Python's bookkeeping finds its row, in another it does not.
        if (inOrder === sortLines && /self\.heads\.remove[\s\S]*KeyError/.test(theirs.stderr)) break;
        if (ours.code !== 0 && isNamedDifference(ours.stdout, theirs.stdout)) break;
        const note = `${random.note}\n${pair.ours.folder}\n${log.join("\n")}\n${theirs.stdout}${theirs.stderr.slice(-600)}`;
        expect(show(pair.ours, ours, ourState), note).toEqual(show(pair.theirs, theirs, theirState));
        if (traceback) expect(ours.stdout).toMatch(/(^|\n)FAILED: .*\n$/);
        if (ours.code !== 0) expect(sameState(ourState), note).toBe(sameState(before));
        if (ours.code !== 0) failures += 1;
        before = ourState;
        if (isHalfDone) break;
        if (new Set(ourState.rows).size > 1 && String(ourState.rows) !== String(theirState.rows)) break;
      }
      pair.remove();
    }
    console.log(`random commands: ${done} run, ${failures} of them failed in both tools`);
  }, 900_000);
});
