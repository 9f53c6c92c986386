import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeEnvironment } from "../interop/random-commands/write-environment.js";

const built = fileURLToPath(new URL("../../dist/bin/alembic-ts.js", import.meta.url));
const hasBash = spawnSync("bash", ["--version"]).status === 0;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "alembic-complete-"));
  const graph = new Map([["1", { id: "a1b2", down: [], dependsOn: [], labels: ["lib"], message: "first" }]]);
  writeEnvironment(folder, "ts", graph);
  writeFileSync(join(folder, "other.ini"), "[alembic]\nscript_location = elsewhere\n");
  mkdirSync(join(folder, "elsewhere", "versions"), { recursive: true });
  writeFileSync(join(folder, "alembic-ts"), `#!/bin/sh\nexec "${process.execPath}" "${built}" "$@"\n`);
  chmodSync(join(folder, "alembic-ts"), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What bash would offer; `words` are the line as bash splits it. */
function offered(line: string, words: readonly string[]): string {
  const script = `eval "$(alembic-ts completion bash)"
COMP_LINE='${line}' COMP_POINT=${line.length} COMP_CWORD=${words.length - 1}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")})
_alembic_ts_complete
echo "\${COMPREPLY[*]}"`;
  const env = { ...process.env, PATH: `${folder}:${process.env["PATH"]}` };
  return spawnSync("bash", ["-c", script], { cwd: folder, env, encoding: "utf8" }).stdout.trim();
}

describe.skipIf(!existsSync(built) || !hasBash)("completion in bash", () => {
  test.each([
    ["alembic-ts up", ["alembic-ts", "up"], "upgrade"],
    ["alembic-ts upgrade a", ["alembic-ts", "upgrade", "a"], "a1b2"],
    ["alembic-ts upgrade lib@he", ["alembic-ts", "upgrade", "lib@he"], "lib@head lib@heads"],
    ["alembic-ts upgrade --sql a1b2:l", ["alembic-ts", "upgrade", "--sql", "a1b2", ":", "l"], "lib"],
    ["alembic-ts upgrade --sql a1b2:", ["alembic-ts", "upgrade", "--sql", "a1b2", ":"], "a1b2 lib head heads base"],
    ["alembic-ts revision --sp", ["alembic-ts", "revision", "--sp"], "--splice"],
    ["alembic-ts revision --head=l", ["alembic-ts", "revision", "--head", "=", "l"], "lib"],
    ["alembic-ts revision --head=", ["alembic-ts", "revision", "--head", "="], "a1b2 lib head heads base"],
    ["./alembic-ts upgrade a", ["./alembic-ts", "upgrade", "a"], "a1b2"],
    ["alembic-ts -c other.ini upgrade ", ["alembic-ts", "-c", "other.ini", "upgrade", ""], "head heads base"],
    ["alembic-ts -c missing.ini upgr", ["alembic-ts", "-c", "missing.ini", "upgr"], "upgrade"],
    ["other upgr", ["other", "upgr"], ""],
  ])("when '%s' is typed then what fits is offered", (line, words, expected) => {
    expect(offered(line, words)).toBe(expected);
  });
});
