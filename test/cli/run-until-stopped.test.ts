import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { query } from "../nexuslims/sqlite-file.js";

const built = fileURLToPath(new URL("../../dist/bin/alembic-ts.js", import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "alembic-heed-"));
  const init = spawnSync(process.execPath, [built, "init", "."], { cwd: folder, encoding: "utf8" });
  expect(init.status, init.stdout + init.stderr).toBe(0);
  const ini = join(folder, "alembic.ini");
  writeFileSync(ini, readFileSync(ini, "utf8").replace(/^sqlalchemy\.url = .*/m, "sqlalchemy.url = sqlite:///app.db"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Two revisions: `a` makes a table, `b` runs a body. */
function revisions(body: string): void {
  const revision = (id: string, down: string | null, work: string): string => `/** ${id} */
import { type Operations } from "alembic-ts";
export const revision = "${id}";
export const downRevision = ${JSON.stringify(down)};
export const branchLabels = null;
export const dependsOn = null;
export async function upgrade(op: Operations): Promise<void> {
  ${work}
}
export async function downgrade(op: Operations): Promise<void> {}
`;
  writeFileSync(join(folder, "versions/a.ts"), revision("a", null, 'await op.execute("CREATE TABLE t_a (id INT)");'));
  writeFileSync(join(folder, "versions/b.ts"), revision("b", "a", body));
}

const upgrade = (...argv: string[]) =>
  spawnSync(process.execPath, [built, ...argv, "upgrade", "head"], { cwd: folder, encoding: "utf8", timeout: 30_000 });
const tables = () => query(join(folder, "app.db"), "SELECT name FROM sqlite_master WHERE name LIKE 't%'");
const rolledBack = "Interrupted: everything was rolled back, the database is as it was before.\n";
const nobody = "A failure that nothing was waiting for, in a script or in the environment: ";

describe.skipIf(!existsSync(built))("what a command does not wait for", () => {
  test.each([
    ["a module that cannot be found", 'import("nothing-here");', "Cannot find package 'nothing-here'"],
    ["a promise that is rejected", 'Promise.reject(new Error("u"));', "Error: u"],
    ["a timer that throws", 'setTimeout(() => { throw new Error("late"); }, 0);', "Error: late"],
  ])("when %s fails beside a script then the run is rolled back, and the failure told", async (_, body, expected) => {
    revisions(`${body}
  await new Promise((resolve) => setTimeout(resolve, 300));
  await op.execute("CREATE TABLE t_b (id INT)");`);
    const ran = upgrade();
    expect(ran.status).toBe(255);
    expect(ran.stdout).toContain(`FAILED: ${nobody}`);
    expect(ran.stdout).toContain(expected);
    expect(ran.stderr.endsWith(rolledBack)).toBe(true);
    expect(await tables()).toEqual([]);
    expect(existsSync(join(folder, "app.db-journal"))).toBe(false);
  });

  test("when a script waits for what never comes then the run is rolled back and says so", async () => {
    revisions("await new Promise(() => {});");
    const ran = upgrade();
    expect(ran.status).toBe(255);
    expect(ran.stdout).toBe(
      "FAILED: A script or the environment waits for something that never comes: one of its promises is never settled.\n",
    );
    expect(ran.stderr.endsWith(rolledBack)).toBe(true);
    expect(await tables()).toEqual([]);
    expect(existsSync(join(folder, "app.db-journal"))).toBe(false);
  });

  test.each([
    ["a batch", 'await op.batchAlterTable("t_a", async () => { await new Promise(() => {}); });'],
    ["an autocommit block", "await op.getContext().autocommitBlock(() => new Promise(() => {}));"],
  ])("when the callback of %s does then the run ends too", async (_, body) => {
    revisions(body);
    const ran = upgrade();
    expect([ran.status, ran.stdout]).toEqual([
      255,
      expect.stringMatching(/^FAILED: A script or the environment waits/),
    ]);
    expect(ran.stderr).toMatch(/\nInterrupted: [^\n]+\n$/);
    expect(existsSync(join(folder, "app.db-journal"))).toBe(false);
  });

  test("when the environment does then the command ends and says so", () => {
    revisions("");
    writeFileSync(join(folder, "env.ts"), "export default () => new Promise(() => {});\n");
    const ran = upgrade();
    expect([ran.status, ran.stdout]).toEqual([
      255,
      expect.stringMatching(/^FAILED: A script or the environment waits/),
    ]);
  });

  test("when a failure shows with the end of the last script then nothing is committed", async () => {
    revisions('Promise.reject(new Error("u"));');
    const ran = upgrade();
    expect([ran.status, ran.stdout]).toEqual([255, `FAILED: ${nobody}Error: u\n`]);
    expect(ran.stderr.endsWith(rolledBack)).toBe(true);
    expect(await tables()).toEqual([]);
  });

  test("when a script ends the process then that is no success", async () => {
    revisions("process.exit(0);");
    const ran = upgrade();
    expect(ran.status).toBe(255);
    expect(ran.stderr).toMatch(/\nFAILED: The process was ended before the command was, by process\.exit\(\)/);
    expect(await tables()).toEqual([]);
  });

  test("when --raiseerr is given then the stack is shown, with --json too", () => {
    revisions('throw new Error("in the script");');
    const plain = upgrade("--raiseerr");
    expect([plain.status, plain.stderr]).toEqual([1, expect.stringMatching(/Error: in the script[\s\S]*\n {4}at /)]);
    const json = spawnSync(process.execPath, [built, "--raiseerr", "show", "nope", "--json"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect([json.status, JSON.parse(json.stdout).command]).toEqual([1, "show"]);
    expect(json.stderr).toMatch(/\n {4}at /);
  });
});

describe.skipIf(!existsSync(built) || process.platform === "win32")("signals that a process gets", () => {
  /** Runs `upgrade head`, and sends the signal when a script or the environment has said that it waits. */
  const stopped = async (signal: NodeJS.Signals) => {
    const child = spawn(process.execPath, [built, "upgrade", "head"], { cwd: folder });
    let stderr = "";
    child.stderr.on("data", (data) => {
      stderr += data;
    });
    child.stdout.once("data", () => child.kill(signal));
    const start = performance.now();
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(performance.now() - start).toBeLessThan(15_000);
    return { code, stderr };
  };
  const wait = 'console.log("waiting"); await new Promise((resolve) => setTimeout(resolve, 20_000));';

  test.each([
    ["SIGHUP", 129, wait],
    ["SIGINT", 130, wait],
    ["SIGTERM", 143, wait],
    ["SIGINT", 130, `await op.batchAlterTable("t_a", async () => { ${wait} });`],
  ] as const)(
    "when %s comes while a script waits then the run does not wait along (%i)",
    async (signal, code, body) => {
      revisions(body);
      const ran = await stopped(signal);
      expect(ran).toEqual({ code, stderr: expect.stringContaining(rolledBack) });
      expect(await tables()).toEqual([]);
    },
  );

  test("when a signal comes while the environment waits then the command ends all the same", async () => {
    revisions("");
    writeFileSync(join(folder, "env.ts"), `export default async () => { ${wait} };\n`);
    expect(await stopped("SIGINT")).toEqual({ code: 130, stderr: expect.stringMatching(/(^|\n)Interrupted\n$/) });
  });

  test("when the environment fails behind a signal then its failure is told", async () => {
    revisions("");
    const waiting = wait.replace("20_000", "500");
    writeFileSync(
      join(folder, "env.ts"),
      `export default async () => { ${waiting} throw new Error("not mailed"); };\n`,
    );
    expect(await stopped("SIGINT")).toEqual({ code: 130, stderr: expect.stringContaining("not mailed") });
  });
});

describe.skipIf(!existsSync(built))("a program that runs a command in its own process", () => {
  test("when the command is stopped then the program goes on, and its exceptions are its own", () => {
    revisions('process.kill(process.pid, "SIGINT"); await new Promise((resolve) => setTimeout(resolve, 20_000));');
    const index = new URL("../../dist/index.js", import.meta.url).href;
    writeFileSync(
      join(folder, "program.mjs"),
      `import { CommandLine } from "${index}";
for (let count = 0; count < 12; count++) await new CommandLine().main(["heads"]);
const events = ["uncaughtException", "unhandledRejection", "beforeExit"];
console.log("listeners", events.map((event) => process.listenerCount(event)).join());
const running = new CommandLine().main(["upgrade", "head"]);
console.log("answer", await running);
await new Promise((resolve) => setTimeout(resolve, 100));
console.log("cleanup done");
setTimeout(() => { throw new Error("its own"); }, 0);
`,
    );
    const ran = spawnSync(process.execPath, ["program.mjs"], { cwd: folder, encoding: "utf8", timeout: 30_000 });
    expect(ran.stdout).toMatch(/\nlisteners 0,0,0\nanswer 130\ncleanup done\n$/);
    expect([ran.status, ran.stderr]).toEqual([1, expect.stringContaining("Error: its own")]);
    expect(ran.stderr).not.toContain("MaxListenersExceededWarning");
  });
});

const hasPython = spawnSync("python3", ["-c", "import pty"]).status === 0;

describe.skipIf(!existsSync(built) || !hasPython)(
  `the question on a terminal${hasPython ? "" : " (left out: it needs python3)"}`,
  () => {
    // Runs a command on a terminal, and presses keys when it asks.
    const program = `
import os, pty, sys
keys, command = sys.argv[1].encode().decode("unicode_escape").encode(), sys.argv[2:]
child, terminal = pty.fork()
if child == 0: os.execvp(command[0], command)
text = b""
while True:
    try: piece = os.read(terminal, 4096)
    except OSError: break
    if not piece: break
    text += piece
    if keys and b"[y/N]" in text:
        os.write(terminal, keys)
        keys = b""
sys.stdout.buffer.write(text)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`;
    const press = (keys: string) => {
      const env = join(folder, "env.ts");
      const models =
        'const targetMetadata = new sa.MetaData();\nsa.Table("account", targetMetadata, sa.Column("title", sa.String(50)));';
      const text = readFileSync(env, "utf8").replace(/^const targetMetadata = .*/m, models);
      writeFileSync(env, text.replace("import {", "import { sa,"));
      const argv = [keys, process.execPath, built, "revision", "--autogenerate", "-m", "x"];
      return spawnSync("python3", ["-c", program, ...argv], { cwd: folder, encoding: "utf8", timeout: 30_000 });
    };
    beforeEach(async () => {
      const connection = await openDatabase(`sqlite:///${join(folder, "app.db")}`);
      await connection.execute("CREATE TABLE account (name VARCHAR(50))");
      await connection.close();
    });

    test("when Ctrl-C is pressed then the command is interrupted, and nothing is written", () => {
      const ran = press("\\x03");
      expect([ran.status, ran.stdout]).toEqual([130, expect.stringMatching(/Interrupted\r\n$/)]);
      expect(readdirSync(join(folder, "versions"))).toEqual([]);
    });

    test.each([
      ["Ctrl-D", "\\x04", "addColumn"],
      ["y", "y\\n", 'alterColumn("account", "name"'],
    ])("when %s is pressed then that is the answer", (_, keys, expected) => {
      const ran = press(keys);
      expect(ran.status, ran.stdout).toBe(0);
      const [file = ""] = readdirSync(join(folder, "versions"));
      expect(readFileSync(join(folder, "versions", file), "utf8")).toContain(expected);
    });
  },
);
