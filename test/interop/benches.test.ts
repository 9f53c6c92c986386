import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { noPython, python } from "./python.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

describe.skipIf(python() === undefined)(noPython, () => {
  test("when the bench of rebuilds runs on few rows then it prints its rows: it uses parts that are not exported", () => {
    const env = { ...process.env, ROWS: "1000" };
    const ran = spawnSync(process.execPath, ["bench/run.mjs", "rebuild"], { cwd: root, encoding: "utf8", env });
    expect(ran.stderr).toBe("");
    expect(ran.stdout).toMatch(/batchAlterTable on 1,000 rows.*\n.*the proof.*\n.*peak memory/);
  });
});
