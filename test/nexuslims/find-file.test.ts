import { spawnSync } from "node:child_process";
import { lstatSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Laboratory } from "./laboratory.js";

let lab: Laboratory;
beforeEach(() => {
  lab = new Laboratory();
});
afterEach(() => lab.remove());

const COMMANDS = [
  ["current", 1],
  ["check", 2],
  ["history -i", 1],
  ["upgrade", 1],
  ["downgrade", 1],
  ["init", 1],
  ["init --force", 1],
  ["alembic current", 255],
  ["alembic stamp v1_4_3", 255],
] as const;

describe.skipIf(process.platform === "win32")("what is no regular file", () => {
  /** Every command, as a program of its own: one that opens a pipe waits for ever. */
  function refusedAs(kind: string, path: string): void {
    for (const [words, code] of COMMANDS) {
      const ran = lab.spawn(words.split(" "), { env: { NX_DB_PATH: path } });
      expect(ran, words).toMatchObject({ code, stdout: "" });
      expect(ran.stderr, words).toMatch(/^Error( initializing database)?: /);
      expect(ran.stderr, words).toContain(`: '${path}' is ${kind}; NX_DB_PATH must name a database file.\n`);
    }
  }

  test("when it is a named pipe, or a link to one, then every command refuses it", { timeout: 60_000 }, () => {
    expect(spawnSync("mkfifo", [lab.database]).status).toBe(0);
    refusedAs("a named pipe", lab.database);
    symlinkSync(lab.database, join(lab.folder, "link"));
    refusedAs("a named pipe", join(lab.folder, "link"));
    expect(lstatSync(lab.database).isFIFO()).toBe(true);
  });

  test("when it is a device, then every command refuses it", { timeout: 60_000 }, () => {
    refusedAs("a device", "/dev/null");
    expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  test("when it is a socket, then every command refuses it", { timeout: 60_000 }, async () => {
    const server = await new Promise<Server>((resolve) => {
      const made = createServer().listen(lab.database, () => resolve(made));
    });
    try {
      refusedAs("a socket", lab.database);
    } finally {
      server.close();
    }
  });
});

describe.skipIf(process.platform === "win32")("paths on which no file can be", () => {
  async function answers(path: string, sentence: string): Promise<void> {
    for (const [words, code] of COMMANDS) {
      const ran = await lab.runIn({ env: { NX_DB_PATH: path } }, ...words.split(" "));
      expect(ran, words).toMatchObject({ code, stdout: "" });
      expect(ran.stderr.replace(" initializing database", ""), words).toBe(`Error: ${sentence}\n`);
    }
  }
  const MUST = "NX_DB_PATH must name a database file.";

  test("when a file stands where a folder should be, then every command names it", async () => {
    writeFileSync(lab.database, "");
    const path = join(lab.database, "x/y.sqlite");
    await answers(path, `'${lab.database}' is not a folder, so '${path}' cannot be in it; ${MUST}`);
  });

  test("when a link leads back to itself, then every command says so", async () => {
    symlinkSync("database.sqlite", lab.database);
    await answers(lab.database, `'${lab.database}' is a symbolic link that leads back to itself; ${MUST}`);
  });

  test("when the name is too long, then every command says so", async () => {
    const path = join(lab.folder, "x".repeat(300));
    await answers(path, `'${path}' has a longer name than a file can have; ${MUST}`);
  });

  test("when a folder cannot be made, then init says so and leaves none", async () => {
    // A link that leads nowhere is in the place of the second folder.
    mkdirSync(join(lab.folder, "a"));
    symlinkSync("nowhere", join(lab.folder, "a/b"));
    const ran = await lab.runIn({ env: { NX_DB_PATH: join(lab.folder, "a/b/c/d.sqlite") } }, "init");
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toContain(`The folder '${join(lab.folder, "a/b")}' cannot be made: `);
    expect(lab.files()).toEqual(["a"]);
  });

  test.skipIf(process.platform !== "linux")("when the folder would be in /proc, then init ends and says so", () => {
    const ran = lab.spawn(["init"], { env: { NX_DB_PATH: "/proc/x/y/z.sqlite" } });
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toMatch(/^Error initializing database: The folder '\/proc\/x' cannot be made: .*ENOENT.*\n$/);
  });
});
