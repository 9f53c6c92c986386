import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CommandError, CommandLine, MemoryOutput, ScriptDirectory } from "../../src/index.js";
import { Oracle } from "../interop/oracle.js";
import { noPython, python } from "../interop/python.js";
import { writeEnvironment } from "../interop/random-commands/write-environment.js";

let folder: string;
const graph = new Map([
  ["01", { id: "aaaa1111", down: [], dependsOn: [], labels: [], message: "first" }],
  ["02", { id: "bbbb2222", down: ["aaaa1111"], dependsOn: [], labels: [], message: "second" }],
]);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "alembic-command-line-"));
  writeEnvironment(folder, "ts", graph);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a command saw when it ran last. */
type Seen = { section: string; x: readonly string[] | undefined } & Readonly<Record<string, unknown>>;

function program(seen: Seen[]): CommandLine {
  return new CommandLine({ prog: "billing" })
    .registerCommand({
      name: "post_ledger",
      help: "post what the revisions changed",
      arguments: ["revision", "ledger"],
      options: ["sql", "message", "dependsOn", "template"],
      run(config, { revision, ledger, sql, message, dependsOn, template }) {
        const x = config.cmdOpts.x;
        seen.push({ section: config.configIniSection, x, revision, ledger, sql, message, dependsOn, template });
      },
    })
    .registerCommand({
      name: "count",
      help: "count revisions",
      arguments: ["revisions"],
      options: [{ flags: ["--twice"], key: "twice", kind: "flag", help: "count them twice" }],
      async run(config, { revisions, twice }) {
        const scripts = await ScriptDirectory.fromConfig(config);
        const found = revisions.flatMap((each) => scripts.getRevisions(each)).length;
        config.output.out(`${twice ? 2 * found : found}\n`);
      },
    });
}

async function run(...argv: readonly string[]) {
  const output = new MemoryOutput();
  const seen: Seen[] = [];
  const code = await program(seen).main(argv, { cwd: folder, env: {}, output });
  return { code, seen: seen[0], stdout: output.stdout, stderr: output.stderr };
}

const PYTHON = `
import contextlib, io
from alembic.config import CommandLine
seen = []
def post_ledger(config, revision, ledger, sql=False, message=None, depends_on=None, template="generic"):
    """post what the revisions changed

    More about it.
    """
    seen.append(dict(section=config.config_ini_section, x=config.cmd_opts.x, revision=revision, ledger=ledger, sql=sql,
                     message=message, dependsOn=depends_on, template=template))
result = []
for argv in args:
    line = CommandLine(prog="billing")
    line.register_command(post_ledger)
    seen.clear()
    err = io.StringIO()
    try:
        with contextlib.redirect_stderr(err):
            line.main(argv=argv)
        result.append({"seen": seen[0]})
    except SystemExit as stop:
        result.append({"code": stop.code, "error": err.getvalue().strip().split("error: ")[-1]})
`;

const lines: readonly (readonly string[])[] = [
  ["post_ledger", "head", "book.csv"],
  ["-n", "other", "-x", "a=b", "-x", "c", "post_ledger", "--sql", "-m", "text", "-1", "book.csv"],
  ["post_ledger", "head", "book.csv", "--depends-on", "a", "--depends-on", "b", "--templ", "multidb"],
  ["post_ledger", "head"],
  ["post_ledger"],
  ["post_ledger", "head", "book.csv", "more"],
  ["post_ledger", "head", "book.csv", "--autogenerate"],
  ["post_ledger", "head", "book.csv", "--message"],
];

describe("a command line with commands of one's own", () => {
  test("when such a command is called then it gets its arguments and options, typed", async () => {
    const { code, seen } = await run("-x", "a=b", "post_ledger", "head", "book.csv", "--sql", "-m", "text");
    expect(code).toBe(0);
    expect(seen).toMatchObject({ revision: "head", ledger: "book.csv", sql: true, message: "text", x: ["a=b"] });
    expect(await run("count", "aaaa1111", "heads", "--twice")).toMatchObject({ code: 0, stdout: "4\n" });
  });

  test("when it fails then it says so as all commands do", async () => {
    const { code, stdout } = await run("count", "nonsense");
    expect([code, stdout]).toEqual([255, "FAILED: Can't locate revision identified by 'nonsense'\n"]);
  });

  test("when help is asked for then it lists the command, and describes its arguments", async () => {
    const all = (await run("--help")).stdout;
    expect(all).toMatch(/^Usage: billing /);
    expect(all).toMatch(/ {2}upgrade {2,}.*\n {2}post_ledger {2,}post what the revisions changed\n {2}count /);
    const one = (await run("post_ledger", "--help")).stdout;
    expect(one).toMatch(
      /^Usage: billing post_ledger \[options\] <revision> <ledger>\n\nPost what the revisions changed\.\n/,
    );
    expect(one).toContain("revision identifier");
    expect(one).toContain("--depends-on <revision>");
  });

  test("when a shell asks for words then the command is among them", async () => {
    expect((await run("__complete", "billing po")).stdout).toBe("post_ledger\n");
    expect((await run("__complete", "billing count bb")).stdout).toBe("bbbb2222\n");
  });

  test("when Alembic's own commands are called then they work as ever", async () => {
    expect(await run("heads")).toMatchObject({ code: 0, stdout: "bbbb2222 (head)\n" });
  });

  test("when a name is taken, or an option is not known, then the command is refused", () => {
    const nothing = () => undefined;
    const line = new CommandLine();
    expect(() => line.registerCommand({ name: "upgrade", help: "", run: nothing })).toThrow(CommandError);
    line.registerCommand({ name: "mine", help: "", run: nothing });
    expect(() => line.registerCommand({ name: "mine", help: "", run: nothing })).toThrow(
      "There is a command 'mine' already",
    );
    // @ts-expect-error: an option that no command of Alembic's has
    expect(() => line.registerCommand({ name: "other", help: "", options: ["nonsense"], run: nothing })).toThrow(
      "Command 'other' asks for an option 'nonsense', which is not known",
    );
  });
});

describe.skipIf(python() === undefined)(`commands of one's own beside Python (${noPython})`, () => {
  test("when both get the same words then they understand and refuse the same", async () => {
    const oracle = new Oracle();
    try {
      const theirs = await oracle.run(PYTHON, lines, folder);
      const ours = await Promise.all(
        lines.map(async (argv) => {
          const { code, seen, stderr } = await run(...argv);
          if (code === 0) return { seen: { ...seen, x: seen?.x?.length ? seen.x : null } };
          // The way out behind it is ours alone.
          return {
            code,
            error: stderr
              .replace(/^Hint: .*\n/m, "")
              .trim()
              .split("error: ")
              .at(-1),
          };
        }),
      );
      expect(JSON.parse(JSON.stringify(ours, (_, value) => value ?? null))).toEqual(theirs);
    } finally {
      await oracle.close();
    }
  });
});
