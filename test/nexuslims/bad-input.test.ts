import { type ChildProcessWithoutNullStreams, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MemoryOutput } from "../../src/index.js";
import { Laboratory } from "./laboratory.js";

const COMMANDS = [
  ["upgrade", 1],
  ["downgrade", 1],
  ["current", 1],
  ["check", 2],
] as const;

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

class Terminal extends MemoryOutput {
  override readonly errIsTerminal = true;
}

let lab: Laboratory;
beforeEach(() => {
  lab = new Laboratory();
});
afterEach(() => lab.remove());

describe.each(COMMANDS)("%s", (name, code) => {
  test("when NX_DB_PATH is not set, then it says so and how to set it", async () => {
    for (const env of [{}, { NX_DB_PATH: "" }]) {
      const ran = await lab.runIn({ env }, name);
      expect(ran).toMatchObject({ code, stdout: "" });
      expect(ran.stderr).toMatch(/^Error: NX_DB_PATH environment variable is not set\n/);
      expect(ran.stderr).toContain("export NX_DB_PATH=");
    }
    expect(lab.files()).toEqual([]);
  });

  test("when there is no file, then it names init and makes none", async () => {
    expect(await lab.run(name)).toEqual({
      code,
      stdout: "",
      stderr: `Error: Database does not exist. Run 'nexuslims db init' first.\nThere is no file at '${lab.database}', which NX_DB_PATH names.\n`,
    });
    expect(lab.files()).toEqual([]);
  });

  test("when the path is a folder, then it says so", async () => {
    mkdirSync(lab.database);
    const ran = await lab.run(name);
    expect(ran).toMatchObject({ code, stdout: "" });
    expect(ran.stderr).toBe(`Error: '${lab.database}' is a folder; NX_DB_PATH must name a database file.\n`);
    expect(lab.files()).toEqual(["database.sqlite"]);
  });

  test("when the file is text, then it says that it is no database and leaves it alone", async () => {
    writeFileSync(lab.database, "session logs, by hand\n");
    const ran = await lab.run(name);
    expect(ran).toMatchObject({ code, stdout: "" });
    expect(ran.stderr).toBe(
      `Error: '${lab.database}' is not a SQLite database. Does NX_DB_PATH name the right file? If it was one, put a backup in its place.\n`,
    );
    expect(lab.bytes().toString()).toBe("session logs, by hand\n");
    expect(lab.files()).toEqual(["database.sqlite"]);
  });

  test("when the file is empty, then it says so and leaves it alone", async () => {
    writeFileSync(lab.database, "");
    const ran = await lab.run(name);
    expect(ran).toMatchObject({ code, stdout: "" });
    expect(ran.stderr).toMatch(/is empty, so it is not a database/);
    expect(lab.bytes()).toHaveLength(0);
    expect(lab.files()).toEqual(["database.sqlite"]);
  });
});

test("when init is run without NX_DB_PATH, then it says so and how to set it", async () => {
  const ran = await lab.runIn({ env: {} }, "init");
  expect(ran).toMatchObject({ code: 1, stdout: "" });
  expect(ran.stderr).toMatch(/^Error: NX_DB_PATH environment variable is not set\n/);
});

test("when init is pointed at a folder, then it says so, with --force too", async () => {
  mkdirSync(lab.database);
  for (const options of [[], ["--force"]]) {
    const ran = await lab.run("init", ...options);
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toContain("is a folder");
  }
});

test("when init --force meets a file that is no database, then it stays", async () => {
  writeFileSync(lab.database, "session logs, by hand\n");
  expect(await lab.run("init", "--force")).toEqual({
    code: 1,
    stdout: "",
    stderr:
      `Error initializing database: '${lab.database}' is not a SQLite database, so it is not replaced. ` +
      "Does NX_DB_PATH name the right file? If the file may go, remove it first.\n",
  });
  expect(lab.bytes().toString()).toBe("session logs, by hand\n");
  expect(lab.files()).toEqual(["database.sqlite"]);
});

test("when init --force meets an empty file, then it makes a database there", async () => {
  writeFileSync(lab.database, "");
  expect(await lab.run("init", "--force")).toMatchObject({ code: 0, stderr: "" });
  expect((await lab.run("check")).code).toBe(0);
});

describe.skipIf(!isRoot && process.platform === "win32")("without permission", () => {
  const asNobody = isRoot ? { uid: NOBODY } : {};

  test("when the file may not be read, then every command says so", async () => {
    await lab.makeStamped();
    chmodSync(lab.folder, 0o777);
    chmodSync(lab.database, 0o000);
    for (const [name, code] of COMMANDS) {
      const ran = lab.spawn([name], asNobody);
      expect(ran.stderr).toBe(`Error: No permission to read '${lab.database}'. Run this as a user who may read it.\n`);
      expect(ran).toMatchObject({ code, stdout: "" });
    }
    expect(lab.files()).toEqual(["database.sqlite"]);
  });

  test("when the file may not be written, then upgrade says so and check still answers", async () => {
    await lab.makeStamped();
    const before = lab.bytes();
    chmodSync(lab.folder, 0o777);
    chmodSync(lab.database, 0o444);
    expect(lab.spawn(["upgrade"], asNobody)).toEqual({
      code: 1,
      stdout: "",
      stderr: `Error: No permission to write '${lab.database}'. Run this as a user who may write it.\n`,
    });
    for (const words of ["stamp head", "upgrade head", "downgrade -1", "ensure_version"]) {
      expect(lab.spawn(["alembic", ...words.split(" ")], asNobody), words).toEqual({
        code: 255,
        stdout: "",
        stderr: `Error: No permission to write '${lab.database}'. Run this as a user who may write it.\n`,
      });
    }
    expect(lab.spawn(["check"], asNobody)).toMatchObject({ code: 1, stdout: "" });
    expect(lab.spawn(["current"], asNobody).stdout).toBe("v1_4_3\n");
    expect(lab.bytes().equals(before)).toBe(true);
    expect(lab.files()).toEqual(["database.sqlite"]);
  });

  test("when the file may only be read, then a preview works, by either command, and leaves nothing", async () => {
    await lab.makeStamped({ logs: 5 });
    const before = lab.bytes();
    const temporary = join(lab.folder, "tmp");
    mkdirSync(temporary);
    chmodSync(temporary, 0o777);
    chmodSync(lab.folder, 0o555);
    chmodSync(lab.database, 0o444);
    for (const argv of [
      ["upgrade", "--preview"],
      ["alembic", "upgrade", "--preview"],
    ]) {
      const ran = lab.spawn(argv, { ...asNobody, env: { TMPDIR: temporary } });
      expect(ran).toMatchObject({ code: 0, stderr: "" });
      expect(ran.stdout).toContain("+CREATE TABLE upload_log (");
    }
    expect(lab.bytes().equals(before)).toBe(true);
    expect(readdirSync(temporary)).toEqual([]);
    chmodSync(lab.folder, 0o755);
  });

  test("when the folder may not be written, then upgrade says what it needs it for", async () => {
    await lab.makeStamped();
    chmodSync(lab.database, 0o666);
    chmodSync(lab.folder, 0o555);
    const ran = lab.spawn(["upgrade"], asNobody);
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toMatch(/^Error: No permission to write into .*journal/);
    expect(lab.files()).toEqual(["database.sqlite"]);
  });

  test("when a folder may not be entered, then every command names it", async () => {
    await lab.makeStamped({ logs: 5 });
    chmodSync(lab.folder, 0o000);
    const closed = `'${lab.database}': the folder '${lab.folder}' may not be entered.\n`;
    for (const [name, code] of COMMANDS) {
      const use = code === 1 && name !== "current" ? "write" : "read";
      const ran = lab.spawn([name], { ...asNobody, cwd: "/" });
      expect(ran).toEqual({ code, stdout: "", stderr: `Error: No permission to ${use} ${closed}` });
    }
    const alembic = lab.spawn(["alembic", "current"], { ...asNobody, cwd: "/" });
    expect(alembic).toEqual({ code: 255, stdout: "", stderr: `Error: No permission to read ${closed}` });
    for (const argv of [["init"], ["init", "--force"]]) {
      const stderr = `Error initializing database: No permission to make ${closed}`;
      expect(lab.spawn(argv, { ...asNobody, cwd: "/" })).toEqual({ code: 1, stdout: "", stderr });
    }
    chmodSync(lab.folder, 0o755);
  });

  test("when init --force may not write into the folder, then it says so and the file stays", async () => {
    await lab.makeStamped({ logs: 5 });
    const before = lab.bytes();
    chmodSync(lab.database, 0o666);
    chmodSync(lab.folder, 0o555);
    const ran = lab.spawn(["init", "--force"], asNobody);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toBe(
      `Error initializing database: No permission to write into '${lab.folder}', where '${lab.database}' is to be made.\n`,
    );
    expect(lab.bytes().equals(before)).toBe(true);
    expect(lab.files()).toEqual(["database.sqlite"]);
    chmodSync(lab.folder, 0o755);
  });

  test("when init --force replaces a file that nobody may use, then its owner may use the new one", async () => {
    writeFileSync(lab.database, "");
    chmodSync(lab.folder, 0o777);
    chmodSync(lab.database, 0o000);
    expect(lab.spawn(["init", "--force"], asNobody)).toMatchObject({ code: 0, stderr: "" });
    expect(statSync(lab.database).mode & 0o777).toBe(0o600);
    expect(lab.spawn(["current"], asNobody).stdout).toBe("v2_4_0b (head)\n");
  });

  test("when init may not write into the folder, then it says so and leaves nothing", () => {
    chmodSync(lab.folder, 0o555);
    const ran = lab.spawn(["init"], asNobody);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toBe(
      `Error initializing database: No permission to write into '${lab.folder}', where '${lab.database}' is to be made.\n`,
    );
    expect(lab.files()).toEqual([]);
  });
});

const hasSqlite3 = spawnSync("sqlite3", ["--version"]).status === 0;

describe.skipIf(!hasSqlite3)("a file that another program holds (needs sqlite3)", () => {
  test("when it is locked, then upgrade says so, after the wait, and changes nothing", async () => {
    await lab.makeStamped();
    const before = lab.bytes();
    const { spawn } = await import("node:child_process");
    const holder = spawn("sqlite3", [lab.database]);
    holder.stdin.write("BEGIN IMMEDIATE;\nSELECT 'held';\n");
    await new Promise((resolve) => holder.stdout.once("data", resolve));
    try {
      const ran = await lab.runIn(
        { env: { NX_DB_PATH: lab.database }, output: new Terminal() },
        "upgrade",
        "--lock-timeout",
        "2",
      );
      expect(ran).toMatchObject({ code: 1, stdout: "" });
      expect(ran.stderr).toMatch(/^Waiting for .*database\.sqlite.*\nError upgrading database: database is locked/);
      // Reading goes on meanwhile.
      expect(lab.spawn(["current"]).stdout).toBe("v1_4_3\n");
    } finally {
      holder.stdin.end("ROLLBACK;\n");
      await new Promise((resolve) => holder.once("exit", resolve));
    }
    expect(lab.bytes().equals(before)).toBe(true);
    expect(lab.files()).toEqual(["database.sqlite"]);
  });
});

describe.skipIf(!hasSqlite3)("a database in WAL mode (needs sqlite3)", () => {
  const INSERT =
    "INSERT INTO session_log VALUES (900001, 'wal', (SELECT MIN(instrument_pid) FROM instruments), '2024-01-01', 'START', 'ERROR', NULL);";

  async function sqlite3(): Promise<ChildProcessWithoutNullStreams> {
    const { spawn } = await import("node:child_process");
    const other = spawn("sqlite3", [lab.database]);
    other.stdin.write(`PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; ${INSERT} SELECT 'written';\n`);
    await new Promise<void>((resolve) => {
      let text = "";
      other.stdout.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes("written")) resolve();
      });
    });
    return other;
  }

  const ask = (path: string, sql: string): string =>
    spawnSync("sqlite3", [path, sql], { encoding: "utf8" }).stdout.trim();

  test("when a crash left rows in the WAL, then database and backup have them, and the mode stays", async () => {
    await lab.makeStamped();
    const other = await sqlite3();
    other.kill("SIGKILL");
    await new Promise((resolve) => other.once("exit", resolve));
    const ran = lab.spawn(["upgrade"]);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(ran.stdout).toContain("23 instruments, 2271 session logs preserved");
    const backup = lab.files().find((name) => name.includes("_backup_")) ?? "";
    for (const path of [lab.database, join(lab.folder, backup)]) {
      expect(ask(path, "SELECT COUNT(*) FROM session_log WHERE id_session_log = 900001; PRAGMA journal_mode")).toBe(
        "1\nwal",
      );
    }
  });

  test("when another program has it open, then it is upgraded, and the other one sees it", async () => {
    await lab.makeStamped();
    const other = await sqlite3();
    try {
      expect(lab.spawn(["upgrade"])).toMatchObject({ code: 0, stderr: "" });
      const seen = new Promise<string>((resolve) =>
        other.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString())),
      );
      other.stdin.write("SELECT version_num FROM alembic_version;\n");
      expect(await seen).toBe("v2_4_0b\n");
    } finally {
      other.stdin.end();
      await new Promise((resolve) => other.once("exit", resolve));
    }
  });

  test("when another program writes to it, then upgrade says so and changes nothing", async () => {
    await lab.makeStamped();
    const other = await sqlite3();
    const held = new Promise((resolve) => other.stdout.once("data", resolve));
    other.stdin.write("BEGIN IMMEDIATE; SELECT 'held';\n");
    await held;
    try {
      const ran = lab.spawn(["upgrade", "--lock-timeout", "1"]);
      expect(ran).toMatchObject({ code: 1, stdout: "" });
      expect(ran.stderr).toMatch(
        /^Error upgrading database: database is locked: another program is using the file \(waited [\d.]+ s\)\. Close it and try again\.\n/,
      );
      expect(ran.stderr).not.toMatch(/URL|SQL:/);
      expect(lab.spawn(["current"]).stdout).toBe("v1_4_3\n");
    } finally {
      other.stdin.end("ROLLBACK;\n");
      await new Promise((resolve) => other.once("exit", resolve));
    }
    expect(lab.files().filter((name) => name.includes("backup"))).toEqual([]);
  });
});

function smallDisk(kilobytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "small-disk-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder]);
  if (mounted.status === 0) return folder;
  rmSync(folder, { recursive: true });
  return undefined;
}

const disk = smallDisk(1);
if (disk !== undefined) {
  spawnSync("umount", [disk]);
  rmSync(disk, { recursive: true });
}

describe.skipIf(disk === undefined)("a full disk (needs the right to mount a tmpfs)", () => {
  test.each([
    ["the backup", 600, "The backup could not be made"],
    ["the migration", 1000, "full"],
  ])(
    "when there is no room for %s, then the file is as it was and nothing is left over",
    async (_, kilobytes, words) => {
      await lab.makeStamped();
      const bytes = lab.bytes();
      const folder = smallDisk(kilobytes);
      if (folder === undefined) throw new Error("the tmpfs could not be mounted");
      const full = join(folder, "database.sqlite");
      try {
        writeFileSync(full, bytes);
        const ran = lab.spawn(["upgrade"], { env: { NX_DB_PATH: full } });
        expect(ran.code).toBe(1);
        expect(ran.stderr).toMatch(/^Error upgrading database: /);
        expect(ran.stderr).toContain(words);
        const { readFileSync, readdirSync } = await import("node:fs");
        expect(readFileSync(full).equals(bytes)).toBe(true);
        expect(readdirSync(folder)).toEqual(["database.sqlite"]);
      } finally {
        spawnSync("umount", [folder]);
        rmSync(folder, { recursive: true });
      }
    },
  );
});
