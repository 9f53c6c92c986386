import { spawnSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Laboratory } from "../nexuslims/laboratory.js";
import { makeV143 } from "../nexuslims/make-v1-4-3.mjs";
import { NexuslimsPython } from "./nexuslims-python.js";
import { noPython, python } from "./python.js";

const LATEST = "v2_4_0b";

/** One of the two tools, with the same four verbs. */
interface Tool {
  readonly name: string;
  make(): Promise<void>;
  upgrade(revision: string): Promise<void>;
  downgrade(revision: string): Promise<void>;
  stamp(revision: string): Promise<void>;
}

describe.skipIf(python() === undefined)(
  `the nexuslims package and nexuslims db on one file${python() === undefined ? ` (${noPython})` : ""}`,
  () => {
    let theirs: NexuslimsPython;
    let lab: Laboratory;
    beforeAll(() => {
      theirs = new NexuslimsPython();
    });
    afterAll(() => theirs.close());
    beforeEach(() => {
      lab = new Laboratory();
    });
    afterEach(() => lab.remove());

    const packageTool: Tool = {
      name: "Python",
      make: async () => void (await theirs.command(lab.database, "upgrade", [LATEST])),
      upgrade: async (revision) => void (await theirs.command(lab.database, "upgrade", [revision])),
      downgrade: async (revision) => void (await theirs.command(lab.database, "downgrade", [revision])),
      stamp: async (revision) => void (await theirs.command(lab.database, "stamp", [revision])),
    };
    const ours = async (...argv: string[]): Promise<void> => {
      const ran = await lab.run(...argv);
      if (ran.code !== 0) throw new Error(`${argv.join(" ")}: ${ran.stdout}${ran.stderr}`);
    };
    const ourTool: Tool = {
      name: "ours",
      make: () => ours("init"),
      upgrade: (revision) => ours("upgrade", revision),
      downgrade: (revision) => ours("downgrade", revision),
      stamp: (revision) => ours("alembic", "stamp", revision),
    };

    /** Both tools name the revision, the file is whole, and SQLAlchemy reflects what it reflects of a file of Python's. */
    async function expectSame(revision: string, reference: string): Promise<void> {
      expect(await theirs.revision(lab.database)).toBe(revision);
      expect((await lab.run("current")).stdout).toBe(revision === LATEST ? `${LATEST} (head)\n` : `${revision}\n`);
      expect(await theirs.integrity(lab.database)).toEqual(["ok"]);
      expect(await theirs.reflect(lab.database)).toEqual(await theirs.reflect(reference));
    }

    async function expectRows(before: Record<string, readonly unknown[]>): Promise<void> {
      const after = await theirs.rows(lab.database);
      expect(after["session_log"]).toEqual(before["session_log"]);
      expect(after["instruments"]).toEqual(before["instruments"]);
    }

    /** All ways in which two tools can take `count` turns. */
    function orders(count: number): Tool[][] {
      const tools = [packageTool, ourTool];
      return count === 0 ? [[]] : orders(count - 1).flatMap((order) => tools.map((tool) => [...order, tool]));
    }

    const named = (order: readonly Tool[]): string => order.map((tool) => tool.name).join(", ");

    test.each(orders(3).map((order) => [named(order), order] as const))(
      "when a new file is made, taken down and up by %s, then each step leaves what Python alone leaves",
      async (_, order) => {
        const reference = join(lab.folder, "reference.sqlite");
        const [make, down, up] = order as [Tool, Tool, Tool];
        await make.make();
        await theirs.command(reference, "upgrade", [LATEST]);
        await expectSame(LATEST, reference);
        await down.downgrade("v1_4_3");
        await theirs.command(reference, "downgrade", ["v1_4_3"]);
        await expectSame("v1_4_3", reference);
        await up.upgrade(LATEST);
        await theirs.command(reference, "upgrade", [LATEST]);
        await expectSame(LATEST, reference);
        await down.downgrade("v2_4_0a");
        await theirs.command(reference, "downgrade", ["v2_4_0a"]);
        await expectSame("v2_4_0a", reference);
      },
    );

    test.each(orders(4).map((order) => [named(order), order] as const))(
      "when a real v1.4.3 file is stamped, raised, lowered and raised by %s, then no value is lost",
      async (_, order) => {
        const reference = join(lab.folder, "reference.sqlite");
        writeFileSync(lab.database, await makeV143());
        copyFileSync(lab.database, reference);
        const before = await theirs.rows(lab.database);
        expect(before["session_log"]).toHaveLength(2270);
        const turns = [
          ["stamp", "v1_4_3"],
          ["upgrade", LATEST],
          ["downgrade", "v1_4_3"],
          ["upgrade", LATEST],
        ] as const;
        for (const [at, [verb, revision]] of turns.entries()) {
          await (order[at] as Tool)[verb](revision);
          await theirs.command(reference, verb, [revision]);
          await expectSame(revision, reference);
          await expectRows(before);
        }
      },
    );

    test.each([2, 3])(
      "when the tools alternate for %i rounds, then the file stays what Python alone makes",
      async (rounds) => {
        const reference = join(lab.folder, "reference.sqlite");
        writeFileSync(lab.database, await makeV143({ logs: 400 }));
        copyFileSync(lab.database, reference);
        const before = await theirs.rows(lab.database);
        await ourTool.stamp("v1_4_3");
        await theirs.command(reference, "stamp", ["v1_4_3"]);
        for (let round = 0; round < rounds; round++) {
          const [first, second] = round % 2 === 0 ? [ourTool, packageTool] : [packageTool, ourTool];
          const turns = [
            [first, "upgrade", "v2_4_0a"],
            [second, "upgrade", LATEST],
            [first, "downgrade", "v2_4_0a"],
            [second, "downgrade", "v1_4_3"],
          ] as const;
          for (const [tool, verb, revision] of turns) {
            await tool[verb](revision);
            await theirs.command(reference, verb, [revision]);
            await expectSame(revision, reference);
            await expectRows(before);
          }
        }
      },
    );

    test("when Python's newer version went further, then ours names its revision and changes nothing", async () => {
      await ourTool.make();
      await theirs.command(lab.database, "upgrade", ["head"]);
      const newer = await theirs.revision(lab.database);
      const bytes = lab.bytes();
      for (const name of ["current", "check", "upgrade"]) {
        const ran = await lab.run(name);
        expect(ran.code).not.toBe(0);
        expect(ran.stderr).toContain(newer);
        expect(ran.stderr).toContain("a newer version of NexusLIMS made it");
      }
      expect(lab.bytes().equals(bytes)).toBe(true);
      await theirs.command(lab.database, "downgrade", [LATEST]);
      expect((await lab.run("check")).stdout).toBe(`✓ Database is up-to-date (revision: ${LATEST})\n`);
    });

    const noSqlite3 = spawnSync("sqlite3", ["--version"]).status !== 0;

    test.skipIf(noSqlite3)(
      "when the sqlite3 program runs our offline script, then the schema is Python's",
      async () => {
        const reference = join(lab.folder, "reference.sqlite");
        writeFileSync(lab.database, await makeV143());
        copyFileSync(lab.database, reference);
        const before = await theirs.rows(lab.database);
        await packageTool.stamp("v1_4_3");
        await theirs.command(reference, "stamp", ["v1_4_3"]);
        const steps = [
          [["upgrade", "v1_4_3:v2_4_0b"], "upgrade", "v2_4_0b"],
          [["downgrade", "v2_4_0b:v1_4_3"], "downgrade", "v1_4_3"],
        ] as const;
        for (const [argv, verb, revision] of steps) {
          const script = (await lab.run(...argv, "--sql")).stdout;
          const ran = spawnSync("sqlite3", ["-bail", lab.database], { input: script, encoding: "utf8" });
          expect(ran.stderr).toBe("");
          await theirs.command(reference, verb, [revision]);
          await expectSame(revision, reference);
          await expectRows(before);
        }
      },
    );
  },
);
