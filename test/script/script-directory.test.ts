import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Config, type ConfigFromValuesOptions } from "../../src/config/config.js";
import type { ConfigWarning } from "../../src/config/config-services.js";
import type { ConfigValue } from "../../src/config/table-values.js";
import { ScriptDirectory } from "../../src/script/script-directory.js";
import { MemoryOutput } from "../../src/support/output.js";
import { Project, revisionText } from "./project.js";

const template = readFileSync(new URL("../../script.ts.ejs", import.meta.url), "utf8");

/** A configuration for the folder of a project. */
function configOf(
  project: Project,
  values: Readonly<Record<string, ConfigValue>> = {},
  options: ConfigFromValuesOptions = {},
): Config {
  return Config.fromValues({ scriptLocation: "m", ...values }, { cwd: project.folder, ...options });
}

async function open(
  files: Readonly<Record<string, string>>,
  values: Readonly<Record<string, ConfigValue>> = {},
  options: ConfigFromValuesOptions = {},
): Promise<ScriptDirectory> {
  return ScriptDirectory.fromConfig(configOf(new Project({ "m/script.ts.ejs": template, ...files }), values, options));
}

const ids = (directory: ScriptDirectory): readonly string[] =>
  directory.revisionMap.revisions.map(({ revision }) => revision);

describe("opening a script directory", () => {
  test("when no folder is configured then it says so", async () => {
    await expect(ScriptDirectory.fromConfig(Config.fromValues({}))).rejects.toThrow(
      "No 'script_location' key found in configuration.",
    );
  });

  test("when the folder is not there then it is named as it was written", async () => {
    const config = Config.fromValues({ scriptLocation: "nowhere" }, { cwd: new Project().folder });
    await expect(ScriptDirectory.fromConfig(config)).rejects.toThrow(
      "Path doesn't exist: nowhere.  Please use the 'init' command to create a new scripts folder.",
    );
  });

  test("when the folder is one of a package then package:folder finds it", async () => {
    const project = new Project({ "node_modules/pkg/db/versions/a.ts": revisionText("a", null) });
    const directory = await ScriptDirectory.fromConfig(configOf(project, { scriptLocation: "pkg:db" }));
    expect(directory.getHeads()).toEqual(["a"]);
    await expect(ScriptDirectory.fromConfig(configOf(project, { scriptLocation: "gone:db" }))).rejects.toThrow(
      "Can't find package 'gone' of 'gone:db'",
    );
  });

  test("when a Python package holds the folder then package:folder finds it", async () => {
    const project = new Project({ "src/my/app/db/versions/a.ts": revisionText("a", null) });
    const values = { scriptLocation: "my.app:db", prepend_sys_path: "src", path_separator: "os" };
    const directory = await ScriptDirectory.fromConfig(configOf(project, values));
    expect(directory.getHeads()).toEqual(["a"]);
  });

  test("when files are no revisions then they are left out", async () => {
    const directory = await open({
      "m/versions/b.ts": revisionText("b", "a"),
      "m/versions/a.js": revisionText("a", null),
      "m/versions/c.mts": revisionText("c", "b"),
      "m/versions/b.js": "not read: compiled from b.ts",
      "m/versions/b.d.ts": "declare const x: 1;",
      "m/versions/b.test.ts": "tests",
      "m/versions/b.spec.js": "tests",
      "m/versions/.#b.ts": "an editor's lock",
      "m/versions/__init__.py": "",
      "m/versions/README.md": "words",
      "m/versions/data.json": "{}",
      "m/versions/old.ts.bak": "words",
      "m/versions/inside/d.ts": revisionText("d", "c"),
    });
    expect(ids(directory)).toEqual(["a", "b", "c"]);
  });

  test("when folders inside are searched then those of Python's cache are not", async () => {
    const files = {
      "m/versions/z.ts": revisionText("z", null),
      "m/versions/2/b.ts": revisionText("b", "z"),
      "m/versions/1/deep/a.ts": revisionText("a", "b"),
      "m/versions/__pycache__/x.ts": "not read",
    };
    const directory = await open(files, { recursive_version_locations: true });
    expect(ids(directory)).toEqual(["z", "a", "b"]);
  });

  test("when files have names then they are read in the order of Python's, by code point", async () => {
    const names = ["b", "\u{1f600}a", "\uff5e", "\u{1f600}", "\u{1f601}", "a", "ab", "\ud7ff"];
    const files = Object.fromEntries(
      names.map((name, at) => [`m/versions/${name}.ts`, revisionText(`r${at}`, null, { doc: name })]),
    );
    const { revisions } = (await open(files)).revisionMap;
    // What Python's sorted() makes of these names with their endings.
    expect(revisions.map(({ doc }) => doc)).toEqual([
      "a",
      "ab",
      "b",
      "\ud7ff",
      "\uff5e",
      "\u{1f600}",
      "\u{1f600}a",
      "\u{1f601}",
    ]);
  });

  test("when several folders are configured then they are read in that order and missing ones skipped", async () => {
    const files = { "two/a.ts": revisionText("a", null), "one/b.ts": revisionText("b", null) };
    const directory = await open(files, { version_locations: ["two", "gone", "one"] });
    expect(ids(directory)).toEqual(["a", "b"]);
    expect(() => directory.versions).toThrow("Multiple version_locations present");
  });

  test("when a file is reached twice then it is read once, with Alembic's warning", async () => {
    const project = new Project({ "m/versions/a.ts": revisionText("a", null) });
    project.link("again", project.path("m/versions"));
    const warnings: ConfigWarning[] = [];
    const config = configOf(
      project,
      { version_locations: ["m/versions", "again"] },
      { warn: (warning) => warnings.push(warning) },
    );
    expect(ids(await ScriptDirectory.fromConfig(config))).toEqual(["a"]);
    expect(warnings).toEqual([
      {
        category: "UserWarning",
        message: `File ${project.path("m/versions/a.ts")} loaded twice! ignoring. Please ensure version_locations is unique.`,
      },
    ]);
  });

  test("when a link leads to a file that is missing then the error names the link", async () => {
    const project = new Project({ "m/versions/a.ts": revisionText("a", null) });
    project.link("m/versions/b.ts", project.path("gone.ts"));
    const directory = await ScriptDirectory.fromConfig(configOf(project, { version_locations: ["m/versions"] }));
    expect(() => ids(directory)).toThrow(
      `${project.path("m/versions/b.ts")} is a link to a file that is missing: restore it, or remove the link`,
    );
  });

  test("when an identifier is there twice then it warns on the errors' stream", async () => {
    const output = new MemoryOutput();
    const files = { "m/versions/a.ts": revisionText("a", null), "m/versions/b.ts": revisionText("a", null) };
    (await open(files, {}, { output })).getHeads();
    expect(output.stderr).toBe("UserWarning: Revision a is present more than once\n");
  });

  test("when a header is computed then the file is run for it", async () => {
    const directory = await open({
      "m/versions/a.ts":
        '/** Computed. */\nimport { prefix } from "../prefix.js";\nexport const revision: string = prefix + 1;\nexport const downRevision = null;\nexport const branchLabels = [prefix];',
      "m/prefix.ts": 'export const prefix = "x";',
    });
    expect(directory.getRevision("x@head")).toMatchObject({ revision: "x1", longdoc: "Computed." });
  });

  test.each([
    ["a.ts", "export const x = 1;", /^Could not determine revision id from filename nope_a\.ts\. Be sure/],
    ["a.py", "x = 1", /^Could not determine revision id from filename nope_a\.py\. Be sure/],
    ["a.ts", 'export const revision = "a";', /nope_a\.ts: the 'downRevision' variable is not declared/],
    ["a.py", 'revision = "a"', /nope_a\.py: the 'down_revision' variable is not declared/],
    ["a.py", "revision = make()\ndown_revision = None", /NameError: name 'make' is not defined \(.*nope_a\.py, line 1/],
    ["a.ts", "export const revision = 5 as number;\nexport const downRevision = null;", /'revision' is not a string/],
    [
      "a.ts",
      'export const revision = "a";\nexport const downRevision = [1].slice();',
      /'downRevision' is neither a string/,
    ],
    ["a.ts", 'export const revision = "a";\nexport const downRevision = (;', /nope_a\.ts:2:\d+: Unexpected token/],
    [
      "a.ts",
      'export const revision = "a";\nexport const downRevision = "a";',
      /^Self-loop is detected in revisions \(a\)/,
    ],
    ["a.ts", 'export const revision = "a-b";\nexport const downRevision = null;', /^Character\(s\) '-' not allowed/],
  ])("when %s holds %j then the first question to the graph says what is wrong", async (name, text, message) => {
    const directory = await open({ [`m/versions/nope_${name}`]: text });
    expect(() => directory.getHeads()).toThrow(message);
    expect(() => directory.walkRevisions()).toThrow(message);
  });

  test("when an old file has its identifier in its name only then that is it", async () => {
    const directory = await open({
      "m/versions/1a2b.py": "down_revision = None",
      "m/versions/3c4d.ts": 'export const downRevision = "1a2b";',
    });
    expect(ids(directory)).toEqual(["1a2b", "3c4d"]);
  });

  test("when compiled Python stands alone and sourceless is set then it is refused", async () => {
    const files = { "m/versions/a.pyc": "x" };
    expect((await open(files)).getHeads()).toEqual([]);
    const directory = await open(files, { sourceless: true });
    expect(() => directory.getHeads()).toThrow(/a\.pyc is compiled Python without its source/);
  });

  test("when a Python file says its encoding then it is read in it", async () => {
    const text = Buffer.from(
      '# -*- coding: latin-1 -*-\n"""Gr\u00fc\u00dfe"""\nrevision = "a"\ndown_revision = None\n',
      "latin1",
    );
    const project = new Project({ "m/versions/a.py": text });
    expect((await ScriptDirectory.fromConfig(configOf(project))).getRevision("a")?.doc).toBe("Gr\u00fc\u00dfe");
  });
});

describe("asking a script directory", () => {
  const files = {
    "m/versions/a.ts": revisionText("aaaa", null, { doc: "first" }),
    "m/versions/b.ts": revisionText("bbbb", "aaaa", { labels: ["lib"] }),
    "m/versions/c.ts": revisionText("cccc", "aaaa", { dependsOn: "bbbb" }),
  };

  test("when there are several heads then Alembic's words say so", async () => {
    const directory = await open(files);
    expect(directory.getHeads()).toEqual(["bbbb", "cccc"]);
    expect(directory.getHeads({ considerDependsOn: true })).toEqual(["cccc"]);
    expect(directory.getBase()).toBe("aaaa");
    expect(() => directory.getCurrentHead()).toThrow(
      "The script directory has multiple heads (due to branching).Please use getHeads(), or merge the branches using alembic-ts merge.",
    );
    expect(directory.asRevisionNumber("heads")).toEqual(["cccc"]);
    expect(directory.asRevisionNumber("lib@head")).toBe("bbbb");
    expect(directory.asRevisionNumber("base")).toBeNull();
    expect(() => directory.getRevision("zzzz")).toThrow("Can't locate revision identified by 'zzzz'");
    expect(() => directory.walkRevisions("bbbb", "aaaa")).toThrow(
      "Requested range bbbb:aaaa does not refer to ancestor/descendant revisions along the same branch",
    );
  });

  test("when there are several bases then Alembic's words say so", async () => {
    const directory = await open({
      "m/versions/a.ts": revisionText("a", null),
      "m/versions/b.ts": revisionText("b", null),
    });
    expect(() => directory.getBase()).toThrow("The script directory has multiple bases. Please use getBases().");
    expect(directory.getBases()).toEqual(["a", "b"]);
  });

  test("when a revision is shown then it is as Alembic shows it", async () => {
    const directory = await open(files);
    expect(
      directory
        .walkRevisions()
        .map((script) => script.cmdFormat({ includeParents: true, includeBranches: true, includeDoc: true })),
    ).toEqual([
      "aaaa (bbbb) -> cccc (head), cccc",
      "aaaa -> bbbb (lib) (effective head), bbbb",
      "<base> -> aaaa (branchpoint), first",
    ]);
    expect(String(directory.getRevision("aaaa"))).toBe("<base> -> aaaa (branchpoint), first");
  });

  test("when a revision is run then its functions are there and errors point at its lines", async () => {
    const directory = await open({
      "m/versions/a.ts": revisionText("a", null, { body: 'enum A { B }\n  throw new Error("here");' }),
    });
    const script = directory.getRevision("a");
    const { upgrade, downgrade } = (await script?.load()) ?? {};
    expect(await downgrade?.()).toBeUndefined();
    await expect(upgrade?.()).rejects.toThrow("here");
    const error = await Promise.resolve(upgrade?.()).catch((reason: unknown) => reason as Error);
    expect((error as Error).stack).toContain(`${script?.path}:9:`);
  });
});

describe("running an environment", () => {
  test("when env.ts exports a function then it gets the context", async () => {
    const directory = await open({
      "m/env.ts":
        "export default async function env(context: { seen: number }): Promise<void> {\n  context.seen++;\n}\n",
    });
    const context = { seen: 0 };
    await directory.runEnv(context);
    expect(context.seen).toBe(1);
  });

  test("when only env.py is there then it is run, and never without what it reaches of the command", async () => {
    const directory = await open({ "m/env.py": "import os" });
    expect(directory.envLocation).toMatch(/\/m\/env\.py$/);
    await expect(directory.runEnv("context")).rejects.toThrow(/^An env\.py cannot be run here: '.*\/m\/env\.py'$/);
  });

  test.each([
    ["nothing by default", "export const env = 1;", /\/env\.ts' exports no function by default/],
    [
      "a failure",
      "export default async function env() {\n  null.x;\n}",
      /env\.ts:2:8: TypeError: Cannot read properties of null/,
    ],
    [
      "an import that is not there",
      'import { x } from "./models.js";\nexport default () => x;',
      /env\.ts:1: Cannot find module '\.\/models\.js'/,
    ],
  ])("when env.ts has %s then one sentence says so", async (_, text, message) => {
    await expect((await open({ "m/env.ts": text })).runEnv({})).rejects.toThrow(message);
  });
});
