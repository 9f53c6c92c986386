import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { NexuslimsPython } from "../interop/nexuslims-python.js";
import { noPython, python } from "../interop/python.js";
import { makeV143 } from "../nexuslims/make-v1-4-3.mjs";
import { randomSeed, recordFigure, seededRandom, tortureCount } from "./counts.js";
import { CrashPlace, type CrashSubject } from "./crash-subjects.js";
import { Judge } from "./judge.js";
import { MIGRATION_STEPS, originStatements } from "./migration.js";
import { makeProject } from "./project.js";
import { bundleWorker } from "./start-worker.js";

const folder = temporaryFolder();
const KILLS = tortureCount("CRASH_KILLS", 8, 500);
const MODES = ["delete", "wal"] as const;
const TOOLS = ["ours", "Python"] as const;
const COMPANIONS = ["", "-journal", "-wal", "-shm"];
const WAL_HEADER = 32;

type Mode = (typeof MODES)[number];
type Tool = (typeof TOOLS)[number];

/** What a subject does when nobody kills it. */
interface Expected {
  readonly before: string;
  readonly after: string;
  /** Milliseconds from the first look at the file, and from the first write, to the end. */
  readonly durations: { readonly reading: number; readonly writing: number };
  /** The calls that change files. */
  readonly calls: readonly string[];
}

describe.skipIf(python() === undefined)(noPython, () => {
  let judge: Judge;
  let package_: NexuslimsPython;
  let worker: string;
  let place: CrashPlace;
  beforeAll(async () => {
    judge = new Judge();
    package_ = new NexuslimsPython();
    worker = await bundleWorker();
  });
  afterAll(async () => {
    judge.close();
    await package_.close();
    rmSync(worker, { force: true });
  });

  const data = (name = "") => folder(`data/${name}`);
  const origin = (database: CrashSubject["database"], mode: Mode) => folder(`${database}-${mode}.db`);

  const fresh = (from: string) => {
    for (const name of readdirSync(data())) rmSync(data(name));
    copyFileSync(from, place.database);
  };

  const contentOf = async (path: string, mode?: Mode): Promise<string> => {
    const verdict = await judge.dump(path);
    expect(verdict, path).toMatchObject({ integrity: ["ok"], ...(mode === undefined ? {} : { mode }) });
    return verdict.content!;
  };

  const makeOrigins = async () => {
    makeProject(folder(), place.database, MIGRATION_STEPS);
    for (const mode of MODES) await judge.run(origin("project", mode), originStatements(20_000, mode));
    writeFileSync(origin("nexuslims", "delete"), await makeV143({ logs: 5000 }));
    // The package's own migration wants a harvester for each instrument.
    const repair = "UPDATE instruments SET harvester = 'nemo' WHERE harvester IS NULL";
    await judge.run(origin("nexuslims", "delete"), [repair]);
    await package_.command(origin("nexuslims", "delete"), "stamp", ["v1_4_3"]);
    copyFileSync(origin("nexuslims", "delete"), origin("nexuslims", "wal"));
    await judge.run(origin("nexuslims", "wal"), ["PRAGMA journal_mode = wal"]);
  };

  const known = new Map<string, Expected>();
  const expectedOf = async (subject: CrashSubject, mode: Mode): Promise<Expected> => {
    const key = `${subject.name} ${mode}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    fresh(origin(subject.database, mode));
    const before = await contentOf(place.database);
    const running = place.start(subject, { TRAP_CALLS: folder("calls.json") });
    await running.line("reading");
    const reading = performance.now();
    await running.line("writing");
    const writing = performance.now();
    expect(await running.ended, key).toMatchObject({ code: 0 });
    const ended = performance.now();
    const durations = { reading: ended - reading, writing: ended - writing };
    const calls = JSON.parse(readFileSync(folder("calls.json"), "utf8")) as string[];
    const expected = { before, after: await contentOf(place.database, mode), durations, calls };
    known.set(key, expected);
    return expected;
  };

  /** Lets a tool upgrade what is there, and expects that it reaches the head. */
  const upgrade = async (tool: Tool, database: CrashSubject["database"], what: string) => {
    if (tool === "Python" && database === "nexuslims") {
      // The package has later revisions too.
      await package_.command(place.database, "upgrade", ["v2_4_0b"]);
      return;
    }
    const running = tool === "ours" ? place.upgrade(database) : place.upgradeByPython();
    const { code, stderr } = await running.ended;
    expect(code, `${what}: ${stderr}`).toBe(0);
  };

  /** The content after an upgrade to the head. The package writes the constraints of a table in any order. */
  const headIn = async (database: CrashSubject["database"], mode: Mode): Promise<string> => {
    const content = await contentOf(place.database, mode);
    if (database === "project") return content;
    return JSON.stringify([await package_.digests(place.database), await package_.reflect(place.database)]);
  };

  const heads = new Map<string, string>();
  const headOf = async (tool: Tool, database: CrashSubject["database"], mode: Mode): Promise<string> => {
    const key = `${tool} ${database} ${mode}`;
    const found = heads.get(key);
    if (found !== undefined) return found;
    fresh(origin(database, mode));
    await upgrade(tool, database, key);
    const head = await headIn(database, mode);
    heads.set(key, head);
    return head;
  };

  /** Kills a subject at a moment of the clock, or at one of its file calls; gives whether it was still there. */
  const kill = async (subject: CrashSubject, expected: Expected, aim: "clock" | "call", random: () => number) => {
    if (aim === "clock") {
      const running = place.start(subject);
      const start = random() < 0.25 ? "reading" : "writing";
      const delay = random() * expected.durations[start] * 1.1;
      await running.line(start);
      await new Promise((resolve) => setTimeout(resolve, delay));
      running.process.kill("SIGKILL");
      return (await running.ended).code === "SIGKILL";
    }
    // Most calls are writes; half of the rounds go to the few others, which are those that a commit is made of.
    const numbers = [...expected.calls.keys()];
    const few = numbers.filter((number) => expected.calls[number] !== "write");
    const chosen = random() < 0.5 && few.length > 0 ? few : numbers;
    const at = chosen[Math.floor(random() * chosen.length)]!;
    const part = ["before", "half", "after"][Math.floor(random() * 3)]!;
    return (await place.start(subject, { TRAP_AT: String(at), TRAP_PART: part }).ended).code === "SIGKILL";
  };

  /** Python's sqlite3 looks at a copy, so that the next run is the first to open what was left. */
  const lookAtCopy = async (mode: Mode): Promise<string> => {
    for (const suffix of COMPANIONS) {
      rmSync(folder(`look/work.db${suffix}`), { force: true });
      if (existsSync(place.database + suffix)) copyFileSync(place.database + suffix, folder(`look/work.db${suffix}`));
    }
    return contentOf(folder("look/work.db"), mode);
  };

  test("when the process is killed at any moment then the file is as before or as after, and the next run works", async () => {
    place = new CrashPlace(folder());
    mkdirSync(folder("look"));
    await makeOrigins();
    const subjects = place.subjects(worker);
    const random = seededRandom(randomSeed());
    const figures = {
      rounds: 0,
      killed: 0,
      "of them alembic-ts or nexuslims": 0,
      "before the first write": 0,
      "journal not yet in force": 0,
      "hot journal": 0,
      "hot journal and half the file written": 0,
      "WAL without commit": 0,
      "unfinished backup": 0,
      "committed, WAL not yet moved in": 0,
      committed: 0,
      "killed again in the next run": 0,
      "next run by ours": 0,
      "next run by Python Alembic": 0,
    };
    // Some are done before they can be killed; those rounds come on top.
    for (let round = 0; figures.killed < KILLS; round++) {
      expect(round).toBeLessThan(4 * KILLS);
      // Any eight rounds in a row kill everything once; four times as many do so in each mode and before each tool.
      const turn = Math.floor(round / subjects.length);
      const number = round % subjects.length;
      const subject = subjects[number]!;
      const mode = MODES[(turn + number) % 2]!;
      const tool = TOOLS[((turn >> 1) + (number >> 1)) % 2]!;
      const aim = random() < 0.6 ? "call" : "clock";
      const what = `round ${round}: ${subject.name} on ${mode}, by ${aim}, then ${tool}`;
      const expected = await expectedOf(subject, mode);
      const head = await headOf(tool, subject.database, mode);
      const ourHead = await headOf("ours", subject.database, mode);
      const source = origin(subject.database, mode);

      fresh(source);
      const wasKilled = await kill(subject, expected, aim, random);
      figures.rounds++;
      if (wasKilled) figures.killed++;
      if (wasKilled && subject.isReal) figures["of them alembic-ts or nexuslims"]++;

      const journal = existsSync(place.journal) ? readFileSync(place.journal) : Buffer.alloc(0);
      const isHot = journal.length > 0 && journal[0] !== 0;
      const isWalLeft = existsSync(place.wal) && statSync(place.wal).size > WAL_HEADER;
      const isTouched = !readFileSync(place.database).equals(readFileSync(source));
      const content = await lookAtCopy(mode);
      expect([expected.before, expected.after], what).toContain(content);
      const isAfter = content === expected.after && expected.after !== expected.before;
      const names = readdirSync(data());
      const copies = names.filter((name) => name === "copy.db" || /^work_backup_[\d_]+\.db$/.test(name));
      for (const name of copies) expect(await contentOf(data(name)), `${what}: ${name}`).toBe(expected.before);
      const isDone = isAfter || (subject.name === "worker: backup" && copies.length > 0);
      if (isDone) figures[isWalLeft ? "committed, WAL not yet moved in" : "committed"]++;
      else if (isHot) figures[isTouched ? "hot journal and half the file written" : "hot journal"]++;
      else if (journal.length > 0) figures["journal not yet in force"]++;
      else if (isWalLeft) figures["WAL without commit"]++;
      else if (names.some((name) => name.endsWith(".tmp"))) figures["unfinished backup"]++;
      else figures["before the first write"]++;

      if (subject.name === "worker: backup" && tool === "ours") {
        rmSync(data("copy.db"), { force: true });
        expect(await place.start(subject).ended, what).toMatchObject({ code: 0 });
      }
      let wanted = [isAfter ? ourHead : head];
      if (wasKilled && random() < 0.2) {
        // The first to take up what was left is killed as well.
        const next = subjects.find(
          ({ name }) => name === (subject.database === "project" ? "upgrade head" : "db upgrade"),
        )!;
        const trapped = { TRAP_AT: String(Math.floor(random() * 20)), TRAP_PART: random() < 0.5 ? "half" : "after" };
        if ((await place.start(next, trapped).ended).code === "SIGKILL") figures["killed again in the next run"]++;
        expect([expected.before, expected.after, ourHead], what).toContain(await lookAtCopy(mode));
        wanted = [head, ourHead];
      }
      await upgrade(tool, subject.database, what);
      figures[tool === "ours" ? "next run by ours" : "next run by Python Alembic"]++;
      expect(wanted, what).toContain(await headIn(subject.database, mode));
      for (const suffix of ["-journal", "-wal", "-shm"]) expect(existsSync(place.database + suffix), what).toBe(false);
    }
    // A test that kills at harmless moments only would prove nothing.
    const dangerous = ["hot journal and half the file written", "WAL without commit"] as const;
    if (KILLS >= 64) for (const name of dangerous) expect(figures[name], name).toBeGreaterThan(KILLS / 40);
    recordFigure("Kill -9", figures);
    console.log(JSON.stringify(figures));
  }, 3_600_000);
});
