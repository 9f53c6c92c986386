import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { writeEnvironment } from "../interop/random-commands/write-environment.js";

const built = fileURLToPath(new URL("../../dist/bin/alembic-ts.js", import.meta.url));
const graph = new Map([
  ["1", { id: "a1", down: [], dependsOn: [], labels: [], message: "first" }],
  ["2", { id: "b2", down: ["a1"], dependsOn: [], labels: [], message: "endless" }],
]);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "alembic-signals-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A project whose second revision says that it runs, and then inserts rows for ever. */
function project(configure = ""): void {
  writeEnvironment(folder, "ts", graph);
  const path = join(folder, "scripts/versions/2.ts");
  const body =
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the script that is written holds the template
    '  console.log("running");\n  for (let i = 0; ; i++) await op.execute(`INSERT INTO t_a1 VALUES (${i})`);';
  const text = readFileSync(path, "utf8");
  writeFileSync(
    path,
    text.replace(/(function upgrade\(.*\{\n)[\s\S]*?\n\}/, (_, head: string) => `${head}${body}\n}`),
  );
  const env = join(folder, "scripts/env.ts");
  writeFileSync(env, readFileSync(env, "utf8").replaceAll("targetMetadata: null", `targetMetadata: null${configure}`));
}

interface Stopped {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What the program has in its temporary folder when the signal is sent. */
  readonly temporary: readonly string[];
}

function interrupt(signal: NodeJS.Signals, ...argv: readonly string[]): Promise<Stopped> {
  return new Promise((resolve) => {
    mkdirSync(temporaryFolder());
    const env = { ...process.env, TMPDIR: temporaryFolder() };
    const child = spawn(process.execPath, [built, ...argv], { cwd: folder, env });
    let stdout = "";
    let stderr = "";
    let temporary: readonly string[] = [];
    const send = () => {
      temporary = readdirSync(temporaryFolder());
      child.kill(signal);
    };
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
      if (chunk.includes("running")) setTimeout(send, 200);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const giveUp = setTimeout(() => child.kill("SIGKILL"), 30_000);
    child.on("close", (code) => {
      clearTimeout(giveUp);
      resolve({ code, stdout, stderr, temporary });
    });
  });
}

const temporaryFolder = () => join(folder, "tmp");

async function count(sql: string): Promise<unknown> {
  const connection = await openDatabase(`sqlite:///${join(folder, "test.db")}`);
  try {
    return (await connection.execute(sql)).rows[0]?.["n"];
  } finally {
    await connection.close();
  }
}

describe.skipIf(!existsSync(built))("a process that is told to stop", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)(
    "when %s comes during a script then it rolls back, says so and exits with %i",
    async (signal, expected) => {
      project();
      const { code, stderr } = await interrupt(signal, "upgrade", "head");
      expect(stderr).toContain("Interrupted: everything was rolled back, the database is as it was before.\n");
      expect(code).toBe(expected);
      expect(await count("SELECT count(*) AS n FROM sqlite_master")).toBe(0);
    },
  );

  test.each([
    ["SIGINT", 130, "while True: pass"],
    ["SIGTERM", 143, "try:\n        sum(iter(int, 1))\n    except BaseException: pass\n    finally: op.execute('x')"],
  ] as const)(
    "when %s comes while a Python revision computes then it rolls back and exits with %i",
    async (signal, expected, body) => {
      writeEnvironment(folder, "py", graph);
      const path = join(folder, "scripts/versions/2.py");
      const script = `def upgrade():\n    op.execute("INSERT INTO t_a1 VALUES (1)")\n    print("running")\n    ${body}\n`;
      writeFileSync(
        path,
        readFileSync(path, "utf8").replace(/def upgrade\(\):\n.*\n/, () => script),
      );
      const { code, stderr } = await interrupt(signal, "upgrade", "head");
      expect(stderr).toContain("Interrupted: everything was rolled back, the database is as it was before.\n");
      expect(code).toBe(expected);
      expect(await count("SELECT count(*) AS n FROM sqlite_master")).toBe(0);
      expect(readdirSync(folder).filter((name) => name.startsWith("test.db-"))).toEqual([]);
    },
  );

  test("when a Python env.py computes for ever then a signal ends it", async () => {
    writeEnvironment(folder, "py", graph);
    writeFileSync(join(folder, "scripts/env.py"), 'print("running")\nwhile True:\n    pass\n');
    const { code, stderr } = await interrupt("SIGINT", "upgrade", "head");
    expect(stderr).toBe("Interrupted\n");
    expect(code).toBe(130);
  });

  test("when each step has its own transaction then the whole steps stay", async () => {
    project(", transactionPerMigration: true");
    const { code, stderr } = await interrupt("SIGINT", "upgrade", "head");
    expect(stderr).toContain(
      "Interrupted: the step that was running was rolled back; the steps before it are committed.\n",
    );
    expect(code).toBe(130);
    expect(await count("SELECT count(*) AS n FROM t_a1")).toBe(0);
    expect(await count("SELECT version_num AS n FROM alembic_version")).toBe("a1");
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)(
    "when %s comes during a preview then the copy goes and the file stays, exit code %i",
    async (signal, expected) => {
      project(", transactionPerMigration: true");
      const path = join(folder, "test.db");
      const connection = await openDatabase(`sqlite:///${path}`);
      await connection.execute("CREATE TABLE own (x INTEGER)");
      await connection.execute("INSERT INTO own VALUES (1)");
      await connection.close();
      const before = [readFileSync(path, "hex"), statSync(path).mtimeMs];
      const { code, stdout, stderr, temporary } = await interrupt(signal, "upgrade", "--preview");
      expect(temporary).toHaveLength(1);
      expect(stderr).toContain("Interrupted: everything was rolled back, the database is as it was before.\n");
      expect(stdout).not.toContain("Preview");
      expect(code).toBe(expected);
      expect(readdirSync(temporaryFolder())).toEqual([]);
      expect([readFileSync(path, "hex"), statSync(path).mtimeMs]).toEqual(before);
      expect(readdirSync(folder).filter((name) => name.startsWith("test.db"))).toEqual(["test.db"]);
    },
  );
});
