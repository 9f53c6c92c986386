import { chmodSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Config } from "../../src/config/config.js";
import type { ConfigValue } from "../../src/config/table-values.js";
import { createDate, createDateText } from "../../src/script/new-revision/create-date.js";
import { hookArguments } from "../../src/script/new-revision/write-hooks.js";
import { ScriptDirectory } from "../../src/script/script-directory.js";
import { MemoryOutput } from "../../src/support/output.js";
import { Project, revisionText } from "./project.js";

const template = readFileSync(new URL("../../script.ts.ejs", import.meta.url), "utf8");
const moment = new Date("2026-01-25T10:28:35.345Z");

interface Setting {
  readonly project: Project;
  readonly output: MemoryOutput;
  readonly directory: ScriptDirectory;
}

async function setting(
  files: Readonly<Record<string, string>> = {},
  values: Readonly<Record<string, ConfigValue>> = {},
  sections: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): Promise<Setting> {
  const project = new Project({ "m/script.ts.ejs": template, "m/versions/README": "", ...files });
  const output = new MemoryOutput();
  const config = Config.fromValues(
    { scriptLocation: "m", timezone: "UTC", ...values },
    { cwd: project.folder, output, clock: { now: () => moment }, sections },
  );
  return { project, output, directory: await ScriptDirectory.fromConfig(config) };
}

describe("writing a revision", () => {
  test("when it is the first then the file is that of the template, byte for byte", async () => {
    const { directory, project, output } = await setting();
    const script = await directory.generateRevision("abc123", "Add users!");
    const path = project.path("m/versions/abc123_add_users.ts");
    expect(script).toMatchObject({ revision: "abc123", downRevision: null, path, doc: "Add users!", isHead: true });
    expect(output.stdout).toBe(`Generating ${path} ...  done\n`);
    expect(readFileSync(path, "utf8")).toBe(`/** Add users!
 *
 * Revision ID: abc123
 * Revises: 
 * Create Date: 2026-01-25 10:28:35.345000+00:00
 */
import { sa, type Operations } from "alembic-ts";

export const revision = "abc123";
export const downRevision = null;
export const branchLabels = null;
export const dependsOn = null;

/** Upgrade schema. */
export async function upgrade(op: Operations): Promise<void> {
  void [op, sa]; // pass
}

/** Downgrade schema. */
export async function downgrade(op: Operations): Promise<void> {
  void [op, sa]; // pass
}
`);
  });

  test("when operations and imports are given then they stand in the file", async () => {
    const { directory, project } = await setting();
    await directory.generateRevision("a", "x", {
      templateArgs: {
        upgrades: "await op.a(sa.Text());\n  await op.b();",
        downgrades: "await op.c();",
        imports: 'import { x } from "y";',
      },
    });
    const text = readFileSync(project.path("m/versions/a_x.ts"), "utf8");
    expect(text).toContain('import { sa, type Operations } from "alembic-ts";\nimport { x } from "y";\n\nexport const');
    expect(text).toContain("Promise<void> {\n  await op.a(sa.Text());\n  await op.b();\n}\n");
    expect(text).toContain("Promise<void> {\n  await op.c();\n}\n");
  });

  test("when revisions follow, branch, depend and join then the headers say so", async () => {
    const { directory } = await setting();
    await directory.generateRevision("aaaa", null);
    await directory.generateRevision("bbbb", "two", { branchLabels: "lib" });
    await directory.generateRevision("cccc", "three", { head: "aaaa", splice: true, branchLabels: ["x", "y"] });
    await directory.generateRevision("dddd", "four", { head: "y@head", dependsOn: ["lib", "aaa"] });
    await directory.generateRevision("eeee", "*/ five\nlines", { head: ["bbbb", "dddd"] });
    const again = await ScriptDirectory.fromConfig(directory.config);
    expect(
      again.walkRevisions().map((one) => [one.revision, one.downRevision, one.dependsOn, one.ownBranchLabels, one.doc]),
    ).toEqual([
      ["eeee", ["bbbb", "dddd"], null, [], "*/ five\nlines"],
      ["dddd", "cccc", ["lib", "aaaa"], [], "four"],
      ["cccc", "aaaa", null, ["x", "y"], "three"],
      ["bbbb", "aaaa", null, ["lib"], "two"],
      ["aaaa", null, null, [], "empty message"],
    ]);
    expect(again.getRevision("aaaa")?.path.endsWith("/aaaa_.ts")).toBe(true);
  });

  test("when the file's name has folders then they are made", async () => {
    const { directory, project, output } = await setting(
      {},
      { file_template: "%(year)d/%(month).2d/%(rev)s", recursive_version_locations: true },
    );
    await directory.generateRevision("a", "x");
    expect(existsSync(project.path("m/versions/2026/01/a.ts"))).toBe(true);
    expect(output.stdout.split("\n")[0]).toBe(`Creating directory ${project.path("m/versions/2026/01")} ...  done`);
    expect((await ScriptDirectory.fromConfig(directory.config)).getHeads()).toEqual(["a"]);
  });

  test("when the template is JavaScript then so is the revision", async () => {
    const project = new Project({
      "m/script.js.ejs":
        "// <%- message %>\nexport const revision = <%- repr(upRevision) %>;\nexport const downRevision = <%- repr(downRevision) %>;\n",
    });
    const directory = await ScriptDirectory.fromConfig(
      Config.fromValues({ scriptLocation: "m" }, { cwd: project.folder }),
    );
    const script = await directory.generateRevision("a", "x");
    expect([script.language, script.path]).toEqual(["javascript", project.path("m/versions/a_x.js")]);
  });

  test("when the encoding is another then what it lacks, and what could not be read again, is refused", async () => {
    const { directory, project } = await setting({}, { output_encoding: "latin-1" });
    await directory.generateRevision("a", "hello");
    await expect(directory.generateRevision("b", "gr\u00fc\u00dfe")).rejects.toThrow(
      "as 'latin-1' the file could not be read again: set output_encoding to utf-8",
    );
    expect(readdirSync(project.path("m/versions"))).toEqual(["README", "a_hello.ts"]);
    await expect(directory.generateRevision("b", "\u2603 snow")).rejects.toThrow(
      "Character '\u2603' can't be written in encoding 'latin-1'",
    );
    const other = await setting({}, { output_encoding: "ebcdic" });
    await expect(other.directory.generateRevision("a", "x")).rejects.toThrow(
      "output_encoding 'ebcdic' is not supported",
    );
    expect(other.output.stdout).toMatch(/ \.\.\. {2}FAILED\n$/);
  });
});

describe("what a new revision is refused for", () => {
  const branched = {
    "m/versions/a.ts": revisionText("aaaa", null),
    "m/versions/b.ts": revisionText("bbbb", "aaaa"),
    "m/versions/c.ts": revisionText("cccc", "aaaa"),
  };
  const line = { "m/versions/a.ts": revisionText("aaaa", null), "m/versions/b.ts": revisionText("bbbb", "aaaa") };

  test.each([
    [
      "an identifier with signs of its own",
      line,
      "x@y-z",
      {},
      "Character(s) '-, @' not allowed in revision identifier 'x@y-z'",
    ],
    [
      "several heads",
      branched,
      "dddd",
      {},
      "Multiple heads are present; please specify the head revision on which the new revision should be based, or perform a merge.",
    ],
    [
      "a parent that is no head",
      line,
      "dddd",
      { head: "aaaa" },
      "Revision aaaa is not a head revision; please specify --splice to create a new branch from this revision",
    ],
    ["the same parent twice", line, "dddd", { head: ["bbbb", "bbb"] }, "Duplicate head revisions specified"],
    ["an unknown parent", line, "dddd", { head: "zzzz" }, "Can't locate revision identified by 'zzzz'"],
    ["an unknown dependency", line, "dddd", { dependsOn: "zzzz" }, "Can't locate revision identified by 'zzzz'"],
    [
      "a folder that is not configured",
      line,
      "dddd",
      { versionPath: "elsewhere" },
      "Path elsewhere is not represented in current version locations",
    ],
    [
      "a label that is taken",
      line,
      "dddd",
      { branchLabels: "aaaa" },
      "Branch name 'aaaa' in revision dddd already used by revision aaaa",
    ],
    [
      "its own identifier for a label",
      line,
      "dddd",
      { branchLabels: "dddd" },
      "Branch name 'dddd' in revision dddd already used by revision dddd",
    ],
    [
      "an identifier that is a label",
      { "m/versions/a.ts": revisionText("aaaa", null, { labels: ["lab"] }) },
      "lab",
      {},
      "Branch name 'lab' in revision aaaa already used by revision lab",
    ],
    ["an identifier that is taken", line, "aaaa", {}, "Revision aaaa is present more than once"],
  ])("when it has %s then Alembic's words say so, and nothing is written", async (_, files, id, options, message) => {
    const { directory, output } = await setting(files);
    await expect(directory.generateRevision(id, "m", options)).rejects.toThrow(message);
    expect(output.stdout).toBe("");
    expect((await ScriptDirectory.fromConfig(directory.config)).revisionMap.keys).toEqual(directory.revisionMap.keys);
  });

  test.each([
    ["base", {}, "Revision identifier 'base' is not allowed: commands take it for a symbol"],
    ["current", {}, "Revision identifier 'current' is not allowed: commands take it for a symbol"],
    ["a/b", {}, "Character(s) '/' not allowed in revision identifier 'a/b'"],
    ["..\\b", {}, "Character(s) '\\' not allowed in revision identifier '..\\b'"],
    ["d", { branchLabels: ["fine", "heads"] }, "Branch label 'heads' is not allowed: commands take it for a symbol"],
    ["d", { branchLabels: "a@b:c" }, "Character(s) ':, @' not allowed in branch label 'a@b:c'"],
    [
      "d",
      { branchLabels: "release-2" },
      "Branch label 'release-2' is not allowed: commands take it for a relative revision",
    ],
  ])("when it is named %j with %j then it is refused, for no command could find it", async (id, options, message) => {
    const { directory, output } = await setting(line);
    await expect(directory.generateRevision(id, "m", options)).rejects.toThrow(message);
    expect(output.stdout).toBe("");
  });

  test("when a label has signs that no symbol uses then it is allowed", async () => {
    const { directory } = await setting(line);
    await directory.generateRevision("d", "m", { branchLabels: "my-feature" });
    expect(directory.getRevision("my-feature@head")?.revision).toBe("d");
  });

  test.each([
    ["hello", "m/versions/d_m.ts:1:1: ReferenceError: hello is not defined"],
    [
      'export const revision = "<%- upRevision %>"; export const downRevision = "zzzz";',
      "Revision zzzz, which revision d names as its down revision, is not present",
    ],
  ])("when the template gives the text %j then the file is taken away again", async (text, message) => {
    const { directory, project } = await setting({ ...line, "m/script.ts.ejs": text });
    await expect(directory.generateRevision("d", "m")).rejects.toThrow(message);
    expect(existsSync(project.path("m/versions/d_m.ts"))).toBe(false);
    expect(directory.getHeads()).toEqual(["bbbb"]);
    expect((await ScriptDirectory.fromConfig(directory.config)).getHeads()).toEqual(["bbbb"]);
  });

  test("when the file's name is that of another revision then that one stays", async () => {
    const { directory, project } = await setting(line, { file_template: "b" });
    const before = readFileSync(project.path("m/versions/b.ts"), "utf8");
    await expect(directory.generateRevision("d", "m")).rejects.toThrow(
      /\/b\.ts' exists already, and another revision may/,
    );
    expect(readFileSync(project.path("m/versions/b.ts"), "utf8")).toBe(before);
  });

  test("when several folders are configured then a base needs --version-path and others follow their parent", async () => {
    const values = { version_locations: ["one", "two"] };
    const { directory, project, output } = await setting({}, values);
    await expect(directory.generateRevision("a", "m")).rejects.toThrow(
      "Multiple version locations present, please specify --version-path",
    );
    await directory.generateRevision("a", "m", { versionPath: "two" });
    expect(output.stdout).toContain(`Creating directory ${project.path("two")} ...  done\n`);
    expect((await directory.generateRevision("b", "m")).path).toBe(project.path("two/b_m.ts"));
  });

  test("when the template forgets the labels then it is said, as by Alembic", async () => {
    const { directory, project } = await setting({
      "m/script.ts.ejs": "export const revision = <%- repr(upRevision) %>;\nexport const downRevision = null;\n",
    });
    await expect(directory.generateRevision("a", "m", { branchLabels: "lab" })).rejects.toThrow(
      `Version a specified branch_labels lab, however the migration file ${project.path("m/versions/a_m.ts")} does not have them; have you upgraded your script.ts.ejs to include the 'branch_labels' section?`,
    );
  });

  test.each([
    ["a\n<% if (x) { %>\nb", /^Template rendering failed: .*script\.ts\.ejs:3: Unexpected end of input$/],
    ["a\n<% foo( %>\nb\n", /^Template rendering failed: .*script\.ts\.ejs:2: Unexpected token ';'$/],
    ["a\n<%\nx;\ny(;\nz %>\n<% } %>", /^Template rendering failed: .*script\.ts\.ejs:4: Unexpected token ';'$/],
    ["<%- repr(x %>", /^Template rendering failed: .*script\.ts\.ejs:1: missing \) after argument list$/],
    ["a\n<% foo ", /^Template rendering failed: .*script\.ts\.ejs: Could not find matching close tag for "<%"\.$/],
    ["a\n<%= nothing.here %>", /^Template rendering failed: .*script\.ts\.ejs:2: nothing is not defined/],
  ])("when the template is %j then the failure names its line", async (text, message) => {
    const { directory, output } = await setting({ "m/script.ts.ejs": text });
    await expect(directory.generateRevision("a", "m")).rejects.toThrow(message);
    expect(output.stdout).toMatch(/ \.\.\. {2}FAILED\n$/);
  });

  test.each([
    [{ truncate_slug_length: "many" }, "truncate_slug_length"],
    [{ file_template: "%(nope)s" }, "file_template: unknown name 'nope'"],
    [{ timezone: "Nowhere/Land" }, "Can't locate timezone: Nowhere/Land"],
  ])("when the configuration holds %j then it is named", async (values, message) => {
    const { directory } = await setting({}, values);
    await expect(directory.generateRevision("a", "m")).rejects.toThrow(message);
  });

  test("when there is no template then it is said", async () => {
    const project = new Project({ "m/versions/x": "" });
    const directory = await ScriptDirectory.fromConfig(
      Config.fromValues({ scriptLocation: "m" }, { cwd: project.folder }),
    );
    await expect(directory.generateRevision("a", "m")).rejects.toThrow(/^Can't find script\.ts\.ejs in /);
  });
});

describe("the date of a revision", () => {
  test.each([
    ["Europe/Berlin", "2026-01-25 11:28:35.345000+01:00"],
    ["America/St_Johns", "2026-01-25 06:58:35.345000-03:30"],
    ["utc", "2026-01-25 10:28:35.345000+00:00"],
    ["Asia/Kathmandu", "2026-01-25 16:13:35.345000+05:45"],
  ])("when the zone is %s then it is %s", (zone, text) => {
    expect(createDateText(createDate(moment, zone))).toBe(text);
  });

  test("when a second is whole then it has no fraction, as in Python", () => {
    expect(createDateText(createDate(new Date("2026-01-25T10:28:35Z"), "UTC"))).toBe("2026-01-25 10:28:35+00:00");
  });

  test("when no zone is set then it is local time without an offset", () => {
    const local = createDateText(createDate(moment, undefined));
    expect(local).toMatch(/^2026-01-2[456] \d\d:\d\d:35\.345000$/);
  });
});

describe("post-write hooks", () => {
  const program =
    '#!/bin/sh\necho "$0 ran $@" | sed "s#.*/##"\necho problem >&2\nprintf "// seen\\n" >> "$1"\nexit 3\n';

  async function withHooks(hooks: Readonly<Record<string, string>>): Promise<Setting> {
    const found = await setting(
      { "tools/fmt": program, "node_modules/.bin/pretty": program },
      {},
      { post_write_hooks: hooks },
    );
    chmodSync(found.project.path("tools/fmt"), 0o755);
    chmodSync(found.project.path("node_modules/.bin/pretty"), 0o755);
    return found;
  }

  test("when a program is configured then it runs on the file and its output is passed on", async () => {
    const { directory, project, output } = await withHooks({
      hooks: "one two",
      "one.type": "exec",
      "one.executable": "tools/fmt",
      "one.options": "REVISION_SCRIPT_FILENAME --x 'a b'",
      "two.type": "module",
      "two.module": "pretty",
    });
    const script = await directory.generateRevision("a", "m");
    const lines = output.stdout.split("\n");
    expect(lines.slice(1)).toEqual([
      "Running post write hook 'one' ...",
      `a_m.ts --x a b`,
      "  done",
      "Running post write hook 'two' ...",
      "a_m.ts",
      "  done",
      "",
    ]);
    expect(output.stderr).toBe("problem\nproblem\n");
    expect(readFileSync(script.path, "utf8").match(/\/\/ seen/g)).toHaveLength(2);
    expect(script.path).toBe(project.path("m/versions/a_m.ts"));
  });

  test.each([
    [{ hooks: "x" }, "Key 'x.type' (or 'type' in toml) is required for post write hook 'x'"],
    [{ hooks: "x", "x.type": "nope" }, "No formatter with name 'nope' registered"],
    [{ hooks: "x", "x.type": "exec" }, "Key x.executable is required for post write hook 'x'"],
    [{ hooks: "x", "x.type": "module" }, "Key x.module is required for post write hook 'x'"],
    [{ hooks: "x", "x.type": "module", "x.module": "gone" }, "Could not find module gone"],
    [
      { hooks: "x", "x.type": "console_scripts", "x.entrypoint": "gone" },
      "Could not find entrypoint console_scripts.gone",
    ],
    [{ hooks: "x", "x.type": "exec", "x.executable": "/no/such/tool" }, "Can't run '/no/such/tool'"],
  ])("when the hooks are %j then it says: %s", async (hooks, message) => {
    const { directory, project } = await withHooks(hooks);
    await expect(directory.generateRevision("a", "m")).rejects.toThrow(message);
    expect(existsSync(project.path("m/versions/a_m.ts"))).toBe(true);
  });

  test("when the run is quiet then only the hooks are told of, as by Alembic", async () => {
    const { directory, output } = await withHooks({ hooks: "x", "x.type": "mine" });
    const quiet = await ScriptDirectory.fromConfig(directory.config.withCmdOpts({ quiet: true }));
    quiet.registerWriteHook("mine", () => undefined);
    await quiet.generateRevision("a", "m");
    expect(output.stdout).toBe("Running post write hook 'x' ...\n  done\n");
  });

  test("when a program registers a hook of its own then it is called", async () => {
    const { directory } = await withHooks({ hooks: "x", "x.type": "mine", "x.key": "value" });
    const seen: unknown[] = [];
    directory.registerWriteHook("mine", (path, options) => void seen.push([path.endsWith("a_m.ts"), options["key"]]));
    await directory.generateRevision("a", "m");
    expect(seen).toEqual([[true, "value"]]);
  });

  test("when the options do not name the file then it stands in front", () => {
    expect(hookArguments("--fix -l 3", "/a b.ts", true)).toEqual(["/a b.ts", "--fix", "-l", "3"]);
    expect(hookArguments("--out=REVISION_SCRIPT_FILENAME", "/a.ts", true)).toEqual(["--out=/a.ts"]);
  });
});
