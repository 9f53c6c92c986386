import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PythonPeer } from "../database/sqlite/python-peer.js";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { noPython, python } from "../interop/python.js";
import { recordFigure } from "./counts.js";
import { Judge } from "./judge.js";
import { alembicTs, makeProject } from "./project.js";

const folder = temporaryFolder();

const COMMANDS = [
  ["current"],
  ["current", "--verbose"],
  ["current", "--check-heads"],
  ["check"],
  ["history", "--indicate-current"],
  ["heads"],
  ["upgrade", "head", "--sql"],
];

describe.skipIf(python() === undefined)(noPython, () => {
  let judge: Judge;
  beforeAll(() => {
    judge = new Judge();
  });
  afterAll(() => judge.close());

  const run = (...args: string[]) =>
    spawnSync(process.execPath, [alembicTs, ...args], { cwd: folder(), encoding: "utf8" });
  /** Everything that can be seen of the files whose name begins like the database's. */
  const seen = () =>
    readdirSync(folder())
      .filter((name) => name.startsWith("live.db"))
      .map((name) => {
        const { mtimeMs, mode } = statSync(folder(name));
        return [
          name,
          mtimeMs,
          mode,
          createHash("sha256")
            .update(readFileSync(folder(name)))
            .digest("hex"),
        ];
      });

  test("when the database is missing then no command that reads makes it", () => {
    makeProject(folder(), folder("live.db"));
    for (const command of COMMANDS) {
      run(...command);
      expect(seen(), command.join(" ")).toEqual([]);
    }
    recordFigure("Commands that read", { runs: COMMANDS.length, "files made or changed": 0 });
  });

  test.each(["delete", "wal"])(
    "when a crash left a %s database then no command that reads changes a file",
    async (mode) => {
      makeProject(folder(), folder("live.db"));
      expect(run("upgrade", "bbb2").status).toBe(0);
      const peer = new PythonPeer(folder("live.db"));
      await peer.run(`PRAGMA journal_mode=${mode}`);
      await peer.run(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO item SELECT i, 'name' FROM n",
      );
      await peer.run("PRAGMA cache_size=5");
      await peer.run("BEGIN");
      await peer.run("UPDATE item SET name = 'a name that is longer than it was'");
      await peer.run("UPDATE alembic_version SET version_num = 'wrong'");
      await peer.kill();
      const before = seen();
      expect(before.length).toBeGreaterThan(1);
      for (const command of COMMANDS) {
        const { stdout } = run(...command);
        if (command[0] === "current" && command.length === 1) expect(stdout).toBe("bbb2\n");
        expect(seen(), command.join(" ")).toEqual(before);
      }
      recordFigure("Commands that read", { runs: COMMANDS.length, "files made or changed": 0 });
      expect(run("upgrade", "head").status).toBe(0);
      expect((await judge.run(folder("live.db"), ["SELECT DISTINCT name FROM item"])).rows).toEqual([["name"]]);
      rmSync(folder("live.db"));
    },
  );
});
