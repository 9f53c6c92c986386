import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.js";
import { MemoryOutput } from "../../src/support/output.js";
import { writeEnvironment } from "../interop/random-commands/write-environment.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "alembic-edit-"));
  const plain = { dependsOn: [], labels: [], message: "text" };
  const graph = new Map([
    ["1", { id: "aaaa1111", down: [], ...plain }],
    ["2", { id: "bbbb1111", down: ["aaaa1111"], ...plain }],
    ["3", { id: "cccc1111", down: ["aaaa1111"], ...plain }],
  ]);
  writeEnvironment(folder, "ts", graph);
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin", "editor"), '#!/bin/sh\necho "$1" >> edited.txt\n');
  writeFileSync(join(folder, "bin", "broken"), "#!/bin/sh\nexit 3\n");
  writeFileSync(join(folder, "bin", "arguments"), '#!/bin/sh\nfor each; do echo "$each"; done > arguments.txt\n');
  writeFileSync(join(folder, "bin", "killed"), "#!/bin/sh\nkill -TERM $$\n");
  for (const name of ["editor", "broken", "arguments", "killed"]) chmodSync(join(folder, "bin", name), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function edit(rev: string, env: Record<string, string>) {
  const output = new MemoryOutput();
  const before = process.cwd();
  process.chdir(folder);
  try {
    const code = await main(["edit", rev], { cwd: folder, env, output });
    return { code, stdout: output.stdout };
  } finally {
    process.chdir(before);
  }
}

describe.skipIf(process.platform === "win32")("edit", () => {
  test("when EDITOR is a path then it opens every file of the symbol", async () => {
    expect(await edit("heads", { EDITOR: join(folder, "bin", "editor") })).toEqual({ code: 0, stdout: "" });
    const paths = readFileSync(join(folder, "edited.txt"), "utf8").trim().split("\n");
    expect(paths.map((path) => path.split("/").at(-1))).toEqual(["2.ts", "3.ts"]);
  });
  test("when VISUAL is a name then it is looked up on the path", async () => {
    expect((await edit("aaaa", { VISUAL: "editor", PATH: join(folder, "bin") })).code).toBe(0);
  });
  test("when the editor fails then that is a failure", async () => {
    const { code, stdout } = await edit("aaaa", { EDITOR: join(folder, "bin", "broken") });
    expect(code).toBe(255);
    expect(stdout).toMatch(
      /^FAILED: Error executing editor \(Command '.*broken .*1\.ts' returned non-zero exit status 3\.\)\n$/,
    );
  });
  test("when EDITOR has arguments then they stand before the file", async () => {
    const PATH = join(folder, "bin");
    for (const program of ["arguments", join(PATH, "arguments")]) {
      const { code } = await edit("aaaa", { EDITOR: `${program} --wait 'two words'`, PATH });
      expect([code, readFileSync(join(folder, "arguments.txt"), "utf8").split("\n").slice(0, 2)]).toEqual([
        0,
        ["--wait", "two words"],
      ]);
    }
  });
  test("when EDITOR is empty then it counts as not set", async () => {
    const { code } = await edit("aaaa", { EDITOR: "", VISUAL: " ", PATH: join(folder, "bin") });
    expect(code).toBe(0);
  });
  test("when EDITOR names no program then VISUAL may, and else no other editor is opened", async () => {
    const PATH = join(folder, "bin");
    expect((await edit("aaaa", { EDITOR: "nope", VISUAL: "editor", PATH })).code).toBe(0);
    for (const wrong of ["nope --wait", PATH, join(PATH, "nope")]) {
      expect((await edit("aaaa", { EDITOR: wrong, PATH })).stdout).toBe(
        `FAILED: Error executing editor (No such program: EDITOR='${wrong}')\n`,
      );
    }
    expect((await edit("aaaa", { EDITOR: "nope", VISUAL: "nor this", PATH })).stdout).toBe(
      "FAILED: Error executing editor (No such program: EDITOR='nope', VISUAL='nor this')\n",
    );
  });
  test("when the editor is killed then the failure names the signal", async () => {
    const { stdout } = await edit("aaaa", { EDITOR: "killed", PATH: `${join(folder, "bin")}:/bin:/usr/bin` });
    expect(stdout).toMatch(
      /^FAILED: Error executing editor \(Command '.*killed .*1\.ts' died with signal SIGTERM\.\)\n$/,
    );
  });
  test("when there is no editor then the failure says which variables name one", async () => {
    expect((await edit("aaaa", { PATH: join(folder, "nowhere") })).stdout).toBe(
      'FAILED: Error executing editor (No suitable editor found. Please set the "EDITOR" or "VISUAL" environment variables)\n',
    );
  });
  test("when the symbol gives no file then the failure says so", async () => {
    expect((await edit("base", {})).stdout).toBe("FAILED: No revision files indicated by symbol 'base'\n");
    expect((await edit("current", {})).stdout).toBe("FAILED: No current revisions\n");
  });
});
