import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { command } from "../../src/cli/command.js";
import { loadConfig } from "../../src/config/load-config.js";
import { connect } from "../../src/runtime/connect.js";
import { MemoryOutput } from "../../src/support/output.js";
import { makeV143 } from "../nexuslims/make-v1-4-3.mjs";
import { NexuslimsPython } from "./nexuslims-python.js";
import { noPython, python } from "./python.js";

const chain = ["v1_4_3", "v2_4_0a", "v2_4_0b", "v2_5_0a", "v2_5_0b"];
const migrations = fileURLToPath(
  new URL("../../.venv/lib/python3.11/site-packages/nexusLIMS/db/migrations", import.meta.url),
);

describe.skipIf(python() === undefined)(`Python revisions run here and by Python (${noPython})`, () => {
  let theirs: NexuslimsPython;
  let folder: string;
  let database: string;
  let reference: string;
  beforeAll(() => {
    theirs = new NexuslimsPython();
  });
  afterAll(() => theirs.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "python-revisions-"));
    database = join(folder, "ours.sqlite");
    reference = join(folder, "reference.sqlite");
    const lines = ["[alembic]", `script_location = ${migrations}`];
    writeFileSync(join(folder, "alembic.ini"), `${lines.join("\n")}\n`);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  type Verb = "upgrade" | "downgrade" | "stamp";
  const ours = async (verb: Verb, revision: string): Promise<void> => {
    // The package's own env.py takes the database from here, and makes a copy of it before each run.
    process.env["NX_DB_PATH"] = database;
    const copies = () => readdirSync(folder).filter((name) => name.includes("_backup_")).length;
    const output = new MemoryOutput();
    const before = copies();
    const isNew = !existsSync(database) || (await theirs.revision(database)) === "none";
    await command[verb](loadConfig({ cwd: folder, output }), revision).finally(() => {
      delete process.env["NX_DB_PATH"];
    });
    // Two copies within a second have one name.
    const made = output.stdout.includes("✓ Database backup created: ") ? 1 : 0;
    expect([made, copies() - before]).toEqual([isNew ? 0 : 1, isNew ? 0 : expect.any(Number)]);
    if (!isNew) expect(copies()).toBeGreaterThan(0);
  };
  const byPython = async (verb: Verb, revision: string, path = database): Promise<void> => {
    await theirs.command(path, verb, [revision]);
  };

  async function expectSame(revision: string): Promise<void> {
    expect(await theirs.revision(database)).toBe(revision);
    expect(await theirs.integrity(database)).toEqual(["ok"]);
    expect(await theirs.reflect(database)).toEqual(await theirs.reflect(reference));
    expect(await theirs.rows(database)).toEqual(await theirs.rows(reference));
  }

  test("when the package's own chain runs from an empty file and back then each step leaves what Python leaves", async () => {
    for (const revision of chain) {
      await ours("upgrade", revision);
      await byPython("upgrade", revision, reference);
      await expectSame(revision);
    }
    for (const revision of chain.toReversed().slice(1)) {
      await ours("downgrade", revision);
      await byPython("downgrade", revision, reference);
      await expectSame(revision);
    }
  }, 120_000);

  test.each([0, 1])(
    "when the tools take turns on a real v1.4.3 file with 2,270 logs then no value is lost (the %s-th begins)",
    async (first) => {
      writeFileSync(database, await makeV143());
      copyFileSync(database, reference);
      const tools = [ours, byPython];
      const turns = [
        ["stamp", "v1_4_3"],
        ...chain.slice(1, -1).map((revision) => ["upgrade", revision] as const),
        ...chain
          .toReversed()
          .slice(2)
          .map((revision) => ["downgrade", revision] as const),
        ["upgrade", "v2_5_0a"],
      ] as const;
      for (const [at, [verb, revision]] of turns.entries()) {
        await tools[(at + first) % 2]?.(verb, revision);
        await byPython(verb, revision, reference);
        await expectSame(revision);
      }
      expect((await theirs.rows(database))["session_log"]).toHaveLength(2270);
      // An instrument of this file has no harvester, which the last revision asks for. Python leaves half a table then.
      await expect(ours("upgrade", "v2_5_0b")).rejects.toThrow(
        /'instruments' has 2 rows without a value for column 'harvester'/,
      );
      await expectSame("v2_5_0a");
      // The laboratory names the harvester of those instruments; then the way is free for both, up and back.
      for (const path of [database, reference]) {
        const connection = await connect(`sqlite:///${path}`);
        await connection.execute("UPDATE instruments SET harvester = 'nemo' WHERE harvester IS NULL");
        await connection.close();
      }
      for (const [at, [verb, revision]] of (
        [
          ["upgrade", "v2_5_0b"],
          ["downgrade", "v2_5_0a"],
          ["upgrade", "v2_5_0b"],
        ] as const
      ).entries()) {
        await tools[(at + first) % 2]?.(verb, revision);
        await byPython(verb, revision, reference);
        await expectSame(revision);
      }
      expect((await theirs.rows(database))["session_log"]).toHaveLength(2270);
    },
    120_000,
  );
});
