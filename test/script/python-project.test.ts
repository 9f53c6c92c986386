import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load-config.js";
import type { GenerateRevisionOptions } from "../../src/script/new-revision/generate-revision.js";
import { ScriptDirectory } from "../../src/script/script-directory.js";
import { MemoryOutput } from "../../src/support/output.js";
import { Oracle } from "../interop/oracle.js";
import { noPython, python } from "../interop/python.js";
import { Project } from "./project.js";

interface NewRevision extends GenerateRevisionOptions {
  readonly id: string;
  readonly message: string | null;
}

const revisions: readonly NewRevision[] = [
  { id: "aaaa", message: "first one" },
  { id: "bbbb", message: 'it\'s "quoted" \\ and more', branchLabels: ["left"] },
  { id: "cccc", message: null, head: "aaaa", splice: true, branchLabels: "right" },
  { id: "dddd", message: "needs", head: "right@head", dependsOn: ["bbbb"] },
  { id: "eeee", message: "needs by label", head: "dddd", dependsOn: ["left"] },
  { id: "ffff", message: "join\n\nsecond paragraph", head: ["bbbb", "eeee"] },
  { id: "gggg", message: "other base Grüße", head: "base", dependsOn: ["ffff", "aaaa"] },
];

/** The options of `alembic revision` or, for several parents, `alembic merge`. */
function argv({ id, message, head, splice, branchLabels, dependsOn }: NewRevision): readonly string[] {
  const labels = branchLabels === undefined || branchLabels === null ? [] : [branchLabels].flat();
  const shared = [
    ...(message === null ? [] : ["-m", message]),
    "--rev-id",
    id,
    ...(splice ? ["--splice"] : []),
    ...labels.flatMap((label) => ["--branch-label", label]),
  ];
  if (Array.isArray(head)) return ["merge", ...shared, ...head];
  const depends = dependsOn === undefined || dependsOn === null ? [] : [dependsOn].flat();
  const parent = typeof head === "string" ? ["--head", head] : [];
  return ["revision", ...shared, ...parent, ...depends.flatMap((name) => ["--depends-on", name])];
}

const withoutDate = (text: string): string => text.replace(/^Create Date: .*$/m, "Create Date: -");

/** Lists in the order of names: Alembic prints some in the order of a Python set, which is none. */
const sorted = (text: string): string =>
  text.replace(
    /^(Branch names|Branches into): (.*)$/gm,
    (_, word: string, list: string) => `${word}: ${list.split(", ").sort().join(", ")}`,
  );

/** The revision files of an environment by name, without their date. */
function filesOf(folder: string): Readonly<Record<string, string>> {
  const versions = join(folder, "migrations", "versions");
  const names = readdirSync(versions).filter((name) => name.endsWith(".py"));
  return Object.fromEntries(
    names.sort().map((name) => [name, withoutDate(readFileSync(join(versions, name), "utf8"))]),
  );
}

describe.skipIf(python() === undefined)(`projects of Python's alembic${python() ? "" : ` (${noPython})`}`, () => {
  let oracle: Oracle;
  beforeAll(() => {
    oracle = new Oracle();
  });
  afterAll(() => oracle.close());

  test.each(["generic", "async", "multidb", "pyproject", "pyproject_async"])(
    "when revisions are added to one of template %s then both tools write the same files",
    async (template) => {
      const project = new Project();
      const [theirs, ours] = [project.path("theirs"), project.path("ours")];
      for (const folder of [theirs, ours]) {
        mkdirSync(folder);
        expect(await oracle.alembic(folder, ["init", "-t", template, "migrations"])).toMatchObject({ code: 0 });
      }
      for (const revision of revisions) {
        const answer = await oracle.alembic(theirs, argv(revision));
        expect(answer).toMatchObject({ code: 0 });
        const output = new MemoryOutput();
        const directory = await ScriptDirectory.fromConfig(loadConfig({ cwd: ours, output }));
        const script = await directory.generateRevision(revision.id, revision.message, revision);
        expect(script.revision).toBe(revision.id);
        expect(output.stdout).toBe(answer.stdout.replaceAll(theirs, ours));
      }
      expect(filesOf(ours)).toEqual(filesOf(theirs));
      const directory = await ScriptDirectory.fromConfig(loadConfig({ cwd: ours }));
      const shown = directory.walkRevisions().map((script) => `${script.logEntry()}\n`);
      const history = await oracle.alembic(ours, ["history", "-v"]);
      expect(sorted(shown.join(""))).toBe(sorted(history.stdout));
    },
  );

  test("when a project has revisions of both kinds then they are one graph", async () => {
    const project = new Project();
    expect(await oracle.alembic(project.folder, ["init", "migrations"])).toMatchObject({ code: 0 });
    expect(await oracle.alembic(project.folder, ["revision", "-m", "python", "--rev-id", "aaaa"])).toMatchObject({
      code: 0,
    });
    project.write({
      "migrations/script.ts.ejs": readFileSync(new URL("../../script.ts.ejs", import.meta.url), "utf8"),
    });
    const directory = await ScriptDirectory.fromConfig(loadConfig({ cwd: project.folder }));
    const script = await directory.generateRevision("bbbb", "typescript");
    expect([script.language, script.path]).toEqual([
      "typescript",
      project.path("migrations/versions/bbbb_typescript.ts"),
    ]);
    const [newest, oldest] = (await ScriptDirectory.fromConfig(loadConfig({ cwd: project.folder }))).walkRevisions();
    expect([newest?.cmdFormat({ includeParents: true }), oldest?.language]).toEqual(["aaaa -> bbbb (head)", "python"]);
    expect(await oldest?.load()).toMatchObject({ exports: { revision: "aaaa", down_revision: null } });
  });

  test("when the template holds Python code then the error names what needs Python", async () => {
    const project = new Project({
      "alembic.ini": "[alembic]\nscript_location = %(here)s/m\n",
      "m/script.py.mako": `"""\${message}"""\nrevision = \${repr(up_revision)}\nx = \${__import__("os").getcwd()}\n`,
    });
    const directory = await ScriptDirectory.fromConfig(loadConfig({ cwd: project.folder }));
    await expect(directory.generateRevision("aaaa", "m")).rejects.toThrow(
      /script\.py\.mako:3: the function '__import__' needs Python's Mako/,
    );
  });
});
