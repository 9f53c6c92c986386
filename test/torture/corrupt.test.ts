import { createHash } from "node:crypto";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { AlembicError } from "../../src/support/alembic-error.js";
import { PythonPeer } from "../database/sqlite/python-peer.js";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { noPython, python } from "../interop/python.js";
import { randomSeed, recordFigure, seededRandom, tortureCount } from "./counts.js";
import { Judge } from "./judge.js";
import { MIGRATIONS, originStatements } from "./migration.js";

const folder = temporaryFolder();
const FILES = tortureCount("CORRUPT_FILES", 90, 1000);
const SUFFIXES = ["", "-journal", "-wal"];

type Random = () => number;

/** Damages a file in one of the ways that disks and people do. */
function mutate(bytes: Buffer, random: Random): Buffer {
  const at = (limit: number): number => Math.floor(random() * limit);
  const copy = Buffer.from(bytes);
  switch (at(6)) {
    case 0:
      // The header, where everything is decided.
      for (let count = 1 + at(4); count > 0; count--) copy[at(Math.min(100, copy.length))] = at(256);
      return copy;
    case 1:
      for (let count = 1 + at(50); count > 0; count--) copy[at(copy.length)] = at(256);
      return copy;
    case 2:
      return copy.subarray(0, at(copy.length));
    case 3: {
      const page = at(Math.ceil(copy.length / 4096)) * 4096;
      copy.fill(at(2) === 0 ? 0 : 0xff, page, Math.min(page + 4096, copy.length));
      return copy;
    }
    case 4: {
      // One page where another should be.
      const pages = Math.floor(copy.length / 4096);
      copy.copyWithin(at(pages) * 4096, at(pages) * 4096, at(pages) * 4096 + 4096);
      return copy;
    }
    default: {
      // The header of a page: its kind, its cells.
      const page = at(Math.ceil(copy.length / 4096)) * 4096;
      for (let count = 1 + at(3); count > 0; count--) {
        const position = page + at(12);
        if (position < copy.length) copy[position] = at(256);
      }
      return copy;
    }
  }
}

const hash = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

const snapshot = (name: string) =>
  SUFFIXES.map((suffix) => (existsSync(folder(name + suffix)) ? hash(readFileSync(folder(name + suffix))) : undefined));

describe.skipIf(python() === undefined)(noPython, () => {
  let judge: Judge;
  beforeAll(() => {
    judge = new Judge();
  });
  afterAll(() => judge.close());

  /** Makes a database of each kind: whole, with a hot journal, with a WAL. */
  async function origins(): Promise<string[]> {
    await judge.run(folder("plain.db"), originStatements(600, "delete"));
    for (const mode of ["delete", "wal"]) {
      const peer = new PythonPeer(folder(`${mode}.db`));
      for (const statement of originStatements(600, mode)) await peer.run(statement);
      await peer.run("PRAGMA cache_size=5");
      await peer.run("BEGIN");
      await peer.run("UPDATE t SET v = 'in the middle of a longer change ' || v");
      await peer.kill();
    }
    return ["plain.db", "delete.db", "wal.db"];
  }

  async function attempt(work: () => Promise<void>): Promise<unknown> {
    try {
      await work();
      return undefined;
    } catch (error) {
      return error;
    }
  }

  test("when files are damaged then there is an error or a result, never a crash, and the files stay", async () => {
    const random = seededRandom(randomSeed());
    const names = await origins();
    const figures = { files: 0, readable: 0, migrated: 0, refused: 0, slowest: 0 };
    for (let round = 0; round < FILES; round++) {
      const origin = names[round % names.length]!;
      for (const name of readdirSync(folder())) if (/^(work|twin)/.test(name)) rmSync(folder(name));
      const present = SUFFIXES.filter((suffix) => existsSync(folder(origin + suffix)));
      const victim = present[Math.floor(random() * present.length)]!;
      for (const suffix of present) {
        const bytes = readFileSync(folder(origin + suffix));
        writeFileSync(folder(`work.db${suffix}`), suffix === victim ? mutate(bytes, random) : bytes);
      }
      for (const suffix of present) copyFileSync(folder(`work.db${suffix}`), folder(`twin.db${suffix}`));
      const what = `round ${round}: ${origin}${victim}`;
      const input = snapshot("work.db");
      const begun = performance.now();

      const reading = await openDatabase(`sqlite:///${folder("work.db")}?timeout=0`);
      const readError = await attempt(async () => {
        await reading.execute("SELECT version_num FROM alembic_version");
        await reading.execute("SELECT count(*), max(v) FROM t");
        await reading.execute("PRAGMA integrity_check");
      });
      await reading.close();
      if (readError === undefined) figures.readable++;
      else expect(readError, what).toBeInstanceOf(AlembicError);
      expect(snapshot("work.db"), `${what}: reading changed the file`).toEqual(input);

      const connection = await openDatabase(`sqlite:///${folder("work.db")}?timeout=0`);
      const runError = await attempt(async () => {
        await connection.beginRun();
        await connection.begin("immediate");
        for (const statement of MIGRATIONS.rebuild) await connection.execute(statement);
        await connection.commit();
      });
      await attempt(() => connection.rollback());
      await attempt(() => connection.endRun());
      await connection.close();
      figures.files++;
      figures.slowest = Math.max(figures.slowest, Math.round(performance.now() - begun));
      if (runError === undefined) {
        figures.migrated++;
        continue;
      }
      figures.refused++;
      expect(runError, what).toBeInstanceOf(AlembicError);
      if (origin === "plain.db") {
        expect(snapshot("work.db"), `${what}: a failed run changed the file (${runError})`).toEqual(input);
      } else {
        // Taking up what a crash left behind is allowed; Python must see the same in both files.
        const [ours, theirs] = [await judge.dump(folder("work.db")), await judge.dump(folder("twin.db"))];
        expect(ours, `${what}: ${runError}`).toEqual(theirs);
      }
    }
    const { slowest, ...counts } = figures;
    recordFigure("Damaged input", {
      ...counts,
      "crashes or hangs": 0,
      "changed by reading": 0,
      "slowest, s": (slowest / 1000).toFixed(1),
    });
    console.log(JSON.stringify(figures));
  }, 1_800_000);
});
