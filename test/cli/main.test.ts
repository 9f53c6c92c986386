import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HostSignal } from "../../src/cli/exit-codes.js";
import { commandSpecs } from "../../src/cli/grammar/command-specs.js";
import { globalOptions } from "../../src/cli/grammar/option-specs.js";
import { main } from "../../src/cli/main.js";
import { configArgumentNames } from "../../src/config/config-arguments.js";
import { MemoryOutput } from "../../src/support/output.js";
import { writeEnvironment } from "../interop/random-commands/write-environment.js";

let folder: string;
const graph = new Map([
  ["01", { id: "aaaa1111", down: [], dependsOn: [], labels: ["lib"], message: "first" }],
  ["02", { id: "bbbb2222", down: ["aaaa1111"], dependsOn: [], labels: [], message: "second" }],
]);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "alembic-main-"));
  writeEnvironment(folder, "ts", graph);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: string[]) {
  const output = new MemoryOutput();
  const code = await main(argv, { cwd: folder, env: {}, output });
  return { code, stdout: output.stdout, stderr: output.stderr };
}

describe("the command line", () => {
  test("when help is asked for then it is printed and the exit code is 0", async () => {
    const { code, stdout, stderr } = await run("--help");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Usage: alembic-ts \[options\] <command> \.\.\.\n/);
    for (const name of ["branches", "ensure_version", "list_templates", "upgrade"])
      expect(stdout).toContain(`  ${name} `);
    expect((await run("upgrade", "-h")).stdout).toMatch(/^Usage: alembic-ts upgrade \[options\] \[revision\]\n/);
  });

  test("when the version is asked for then it is the package's", async () => {
    expect(await run("--version")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^alembic-ts \d+\.\d+\.\d+\n$/),
    });
  });

  test("when another program runs it then its name and version are that program's", async () => {
    const output = new MemoryOutput();
    const host = { cwd: folder, env: {}, output };
    const options = { prog: "nexuslims db alembic", version: "9.9" };
    expect(await main(["--version"], host, options)).toBe(0);
    expect(await main(["nothing"], host, options)).toBe(2);
    expect(output.stdout).toBe("nexuslims db alembic 9.9\n");
    expect(output.stderr).toMatch(/^usage: nexuslims db alembic .*\nnexuslims db alembic: error: /);
  });

  test("when the words break the grammar then usage and reason are on stderr and the exit code is 2", async () => {
    const missing = await run("downgrade");
    expect(missing).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "usage: alembic-ts downgrade [options] <revision>\n" +
        "alembic-ts downgrade: error: the following arguments are required: revision\n" +
        "Hint: 'alembic-ts downgrade --help' describes the command.\n",
    });
    expect((await run()).stderr).toMatch(
      /alembic-ts: error: too few arguments\nHint: 'alembic-ts --help' lists the commands\.\n$/,
    );
    expect((await run("heads", "-q")).stderr).toMatch(
      /alembic-ts: error: unrecognized arguments: -q\nHint: '-q' is an option of the program: write it before the command, as in 'alembic-ts -q … heads'\.\n$/,
    );
  });

  test("when upgrade is given no revision then it goes to the head, and its usage says that none is needed", async () => {
    const { code, stdout } = await run("upgrade", "--sql");
    expect(code).toBe(0);
    expect(stdout).toBe((await run("upgrade", "head", "--sql")).stdout);
    expect((await run("upgrade", "--help")).stdout).toMatch(/^usage: alembic-ts upgrade \[options\] \[revision\]/i);
    expect((await run("downgrade", "--help")).stdout).toMatch(/^usage: alembic-ts downgrade \[options\] <revision>/i);
  });

  test("when an option has a name of its own then env.ts finds it in cmdOpts by that name", () => {
    const specs = [
      ...globalOptions,
      ...commandSpecs.flatMap(({ options, positionals }) => [...options, ...positionals]),
    ];
    const missing = specs.map(({ key }) => key).filter((key) => !Object.hasOwn(configArgumentNames, key));
    expect(missing).toEqual([]);
  });

  test("when the command fails then FAILED is on stdout and the exit code is 255", async () => {
    expect(await run("show", "nope")).toEqual({
      code: 255,
      stdout: "FAILED: Can't locate revision identified by 'nope'\n",
      stderr: "Hint: 'history' lists the revisions, the newest ones first.\n",
    });
    expect(await run("-q", "show", "nope")).toEqual({ code: 255, stdout: "", stderr: "" });
  });

  test("when errors are to be raised then the stack is on stderr and the exit code is 1", async () => {
    const { code, stdout, stderr } = await run("--raiseerr", "show", "nope");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/Can't locate revision identified by 'nope'\n {4}at /);
  });

  test("when two configurations of a kind are given then that is a failure", async () => {
    expect((await run("-c", "a.ini", "-c", "b.ini", "heads")).stdout).toBe(
      "FAILED: only one ini file may be indicated\n",
    );
  });

  test("when the terminal is narrow then a failure is wrapped and indented", async () => {
    const output = Object.assign(new MemoryOutput(), { columns: 30 });
    await main(["show", "nope"], { cwd: folder, env: {}, output });
    expect(output.stdout).toBe("  FAILED: Can't locate\n  revision identified by\n  'nope'\n");
  });

  test("when a file that is no project is the configuration then the failure says so", async () => {
    writeFileSync(join(folder, "empty.ini"), "[alembic]\n");
    expect((await run("-c", "empty.ini", "heads")).stdout).toBe(
      "FAILED: No 'script_location' key found in configuration.\n",
    );
  });
});

describe("JSON", () => {
  test("when heads are asked for as JSON then one document holds them", async () => {
    const { code, stdout } = await run("heads", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      version: 2,
      command: "heads",
      revisions: [
        {
          revision: "bbbb2222",
          downRevisions: ["aaaa1111"],
          dependsOn: [],
          branchLabels: ["lib"],
          children: [],
          doc: "second",
          message: "second\n\nRevision ID: bbbb2222\nRevises: aaaa1111",
          path: join(folder, "scripts/versions/02.ts"),
          isBase: false,
          isHead: true,
          isEffectiveHead: false,
          isBranchPoint: false,
          isMergePoint: false,
        },
      ],
    });
  });

  test("when the current revision is asked for as JSON then it is marked as current", async () => {
    expect(JSON.parse((await run("current", "--json")).stdout)).toEqual({
      version: 2,
      command: "current",
      revisions: [],
    });
    await run("stamp", "aaaa1111");
    expect(JSON.parse((await run("current", "--json")).stdout).revisions).toMatchObject([
      { revision: "aaaa1111", isCurrent: true, isBase: true },
    ]);
    const listed = JSON.parse((await run("history", "-i", "--json")).stdout).revisions;
    expect(listed.map((one: { isCurrent: boolean }) => one.isCurrent)).toEqual([false, true]);
    await run("stamp", "base");
  });

  test("when the command fails then the document names the failure", async () => {
    const { code, stdout } = await run("show", "nope", "--json");
    expect(code).toBe(255);
    expect(JSON.parse(stdout)).toEqual({
      version: 2,
      command: "show",
      error: {
        code: "command",
        message: "Can't locate revision identified by 'nope'",
        hint: "'history' lists the revisions, the newest ones first.",
      },
    });
  });
});

describe("what Alembic does not have", () => {
  test("when history is drawn then the graph stands beside the revisions", async () => {
    expect((await run("history", "--graph")).stdout).toBe("* bbbb2222 (lib) (head), second\n* aaaa1111 (lib), first\n");
    const { stdout } = await run("history", "--graph", "-v");
    expect(stdout).toContain("* Rev: bbbb2222 (head)\n| Parent: aaaa1111\n");
  });

  test("when the graph is drawn as JSON then the document is that of the list", async () => {
    const { revisions } = JSON.parse((await run("history", "--graph", "--json")).stdout);
    expect(revisions.map((one: { revision: string }) => one.revision)).toEqual(["bbbb2222", "aaaa1111"]);
  });

  test("when a shell asks for words then revisions, labels and symbols are printed, one a line", async () => {
    const { code, stdout } = await run("__complete", "alembic-ts upgrade ");
    expect([code, stdout.trim().split("\n").sort()]).toEqual([
      0,
      ["aaaa1111", "base", "bbbb2222", "head", "heads", "lib"],
    ]);
    expect((await run("__complete", "alembic-ts show bb")).stdout).toBe("bbbb2222\n");
    expect((await run("completion", "fish")).stdout).toContain("complete -c alembic-ts");
    expect((await run("completion", "tcsh")).stdout).toBe(
      "FAILED: No completion for shell 'tcsh'; expected bash, zsh or fish\n",
    );
  });

  test("when a shell asks for words in a folder whose revisions compute their headers then none of it is run", async () => {
    const root = mkdtempSync(join(tmpdir(), "alembic-completion-"));
    writeEnvironment(root, "ts", graph);
    const trace = join(root, "was-run");
    const spy = `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(trace)}, "");\n`;
    const computed = `${spy}export const revision = ["cc", "cc"].join("");\nexport const downRevision = "bbbb2222";\n`;
    writeFileSync(join(root, "scripts", "versions", "cccc_computed.ts"), computed);
    writeFileSync(
      join(root, "scripts", "versions", "dddd_python.py"),
      "import os\nrevision = os.environ['X']\ndown_revision = None\n",
    );
    writeFileSync(join(root, "scripts", "env.ts"), spy);
    const ini = join(root, "alembic.ini");
    for (const [cwd, line] of [
      [root, "alembic-ts upgrade "],
      [tmpdir(), `alembic-ts -c ${ini} upgrade `],
    ] as const) {
      const output = new MemoryOutput();
      await main(["__complete", line], { cwd, env: {}, output });
      expect(output.stdout.trim().split("\n").sort()).toEqual(["aaaa1111", "base", "bbbb2222", "head", "heads", "lib"]);
    }
    expect(existsSync(trace)).toBe(false);
    rmSync(root, { recursive: true });
  });

  test("when the folder is no project then a shell gets symbols only", async () => {
    const output = new MemoryOutput();
    await main(["__complete", "alembic-ts upgrade h"], { cwd: tmpdir(), env: {}, output });
    expect(output.stdout).toBe("head\nheads\n");
  });
});

describe("signals", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)(
    "when %s comes during a run then the exit code is %i and nothing is changed",
    async (signal, expected) => {
      const root = mkdtempSync(join(tmpdir(), "alembic-signal-"));
      mkdirSync(join(root, "x"));
      writeEnvironment(join(root, "x"), "ts", graph);
      const output = new MemoryOutput();
      let raise: (name: HostSignal) => void = () => undefined;
      const host = {
        cwd: join(root, "x"),
        env: {},
        output,
        onSignal(callback: (name: HostSignal) => void) {
          raise = callback;
          return () => undefined;
        },
      };
      const listener = { beforeStep: () => raise(signal) };
      expect(await main(["upgrade", "head"], host, { hooks: { listener } })).toBe(expected);
      expect(output.stderr).toContain("Interrupted: everything was rolled back, the database is as it was before.\n");
      const after = new MemoryOutput();
      await main(["current"], { ...host, output: after });
      expect(after.stdout).toBe("");
      rmSync(root, { recursive: true, force: true });
    },
  );
});
