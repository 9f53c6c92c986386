import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load-config.js";
import { type RunTool, runWriteHooks } from "../../src/script/new-revision/write-hooks.js";
import { MemoryOutput } from "../../src/support/output.js";
import { MemoryFileSystem } from "../config/memory-file-system.js";

const hook = {
  type: "exec",
  executable: "%(here)s/show.sh",
  options: "--config %(here)s/x.cfg \"%(here)s/y z\" '%(here)s' REVISION_SCRIPT_FILENAME",
  cwd: "%(here)s",
};
const ini = `[alembic]\n[post_write_hooks]\nhooks = show\n${Object.entries(hook)
  .map(([key, value]) => `show.${key} = ${value}\n`)
  .join("")}`;
const toml = `[[tool.alembic.post_write_hooks]]\nname = "show"\n${Object.entries(hook)
  .map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`)
  .join("")}`;
const json = JSON.stringify({ alembic: { post_write_hooks: [{ name: "show", ...hook }] } });

/** The program, its arguments and its folder. */
async function called(folder: string, name: string, text: string) {
  const files = new MemoryFileSystem({ [`${folder}/${name}`]: text });
  const output = new MemoryOutput();
  const config = loadConfig({ cwd: folder, files, output, platform: "linux" });
  const calls: unknown[] = [];
  const run: RunTool = async (command, args, { cwd }) => void calls.push([command, ...args, cwd]);
  await runWriteHooks(config, `${folder}/versions/a.ts`, new Map(), run);
  return calls;
}

// Alembic 1.18 gives the same for the folders of the first line. Of those of the second, it cuts a name at its spaces,
// takes quotes and backslashes out of it, and ends in an error at a `%` and at a single quote.
const folders = [
  ...["/p", "/que?ry", "/c#d", "/a,b", "/$HOME", "/*"],
  ...["/p q", "/50%", "/100%% q", "/it's", '/a"b', '/p  q\'s "x"'],
];

describe.each([
  ["alembic.ini", ini],
  ["pyproject.toml", toml],
  ["package.json", json],
])("the folder in the options of a hook of %s", (name, text) => {
  test.each(folders)("when it is %j then it is one argument with what is written behind it", async (folder) => {
    expect(await called(folder, name, text)).toEqual([
      [`${folder}/show.sh`, "--config", `${folder}/x.cfg`, `${folder}/y z`, folder, `${folder}/versions/a.ts`, folder],
    ]);
  });
});
