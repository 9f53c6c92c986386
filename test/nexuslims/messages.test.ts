import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Laboratory } from "./laboratory.js";
import { change, query } from "./sqlite-file.js";

let lab: Laboratory;
beforeEach(() => {
  lab = new Laboratory();
});
afterEach(() => lab.remove());

describe("a 1.4.3 file that carries no revision", () => {
  const ADVICE = "'nexuslims db alembic stamp v1_4_3', then run 'nexuslims db upgrade'.";

  test("when it is checked, then stamp is named, and not upgrade alone", async () => {
    await lab.makeV143({ logs: 3 });
    const ran = await lab.run("check");
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toMatch(
      /^⚠ Database has pending migrations\n {2}Current revision: none\n {2}Latest revision: {2}v2_4_0b\n\nThe database holds/,
    );
    expect(ran.stderr).toContain(ADVICE);
    expect(ran.stderr).not.toContain("to apply pending migrations");
  });

  test.each(["check", "upgrade head", "revision --autogenerate -m x --rev-id x"])(
    "when alembic %s is run, then stamp is named",
    async (words) => {
      await lab.makeV143({ logs: 3 });
      const ran = await lab.run("alembic", ...words.split(" "));
      expect(ran).toMatchObject({ code: 255, stdout: "" });
      expect(ran.stderr).toContain(ADVICE);
    },
  );

  test("when a new file is at no revision, then check names upgrade", async () => {
    await lab.run("init");
    await lab.run("downgrade", "base");
    expect((await lab.run("check")).stderr).toContain("Run 'nexuslims db upgrade' to apply pending migrations.\n");
  });
});

describe("stamp", () => {
  test("when it moves the database, then it says from where to where, and on which it stays otherwise", async () => {
    await lab.makeStamped({ logs: 3 });
    expect((await lab.run("alembic", "stamp", "v1_4_3")).stdout).toBe("✓ Database is already stamped with v1_4_3\n");
    expect((await lab.run("alembic", "stamp", "base")).stdout).toContain(
      "✓ Database stamped successfully\n  v1_4_3 -> none\n",
    );
    expect((await lab.run("alembic", "stamp", "nowhere")).stdout).toBe(
      "FAILED: Can't locate revision identified by 'nowhere'\n",
    );
  });
});

describe("paths", () => {
  test("when a path is relative and has spaces and percent signs, then messages show it whole, in quotes", async () => {
    await lab.makeStamped({ logs: 3 });
    const folder = join(lab.folder, "100% of a?b #c");
    mkdirSync(folder);
    copyFileSync(lab.database, join(folder, "x y.sqlite"));
    const at = { env: { NX_DB_PATH: "x y.sqlite" }, cwd: folder };
    const shown = `'${join(folder, "x y.sqlite")}'`;
    expect((await lab.runIn(at, "init")).stderr).toContain(`Error: Database already exists at ${shown}\n`);
    expect((await lab.runIn(at, "current", "-v")).stdout).toContain(`Current revision(s) for ${shown}:\n`);
    expect((await lab.runIn(at, "init", "--force")).stdout).toContain(`Initializing database at ${shown}...\n`);
    const missing = await lab.runIn({ ...at, env: { NX_DB_PATH: "./a'b" } }, "upgrade");
    expect(missing.stderr).toContain(`There is no file at "${join(folder, "a'b")}", which NX_DB_PATH names.\n`);
  });

  test("when the path begins with ~/, then messages show where that is", async () => {
    const ran = await lab.runIn({ env: { NX_DB_PATH: "~/no such.sqlite", HOME: lab.folder } }, "check");
    expect(ran.stderr).toContain(`There is no file at '${join(lab.folder, "no such.sqlite")}', which`);
    const other = await lab.runIn({ env: { NX_DB_PATH: "~root/x.sqlite" } }, "check");
    expect(other.stderr).toContain(`There is no file at '${join(lab.folder, "~root/x.sqlite")}', which`);
  });
});

test("when a file has tables and columns that are called as what every object inherits, then every command works", async () => {
  await lab.makeStamped({ logs: 3 });
  await change(
    lab.database,
    'CREATE TABLE "constructor" (id INTEGER PRIMARY KEY, "__proto__" TEXT, "toString" TEXT)',
    'CREATE INDEX "valueOf" ON "constructor" ("__proto__", lower("toString"))',
    "INSERT INTO \"constructor\" VALUES (1, 'a', 'b')",
    'CREATE TABLE "__proto__" ("hasOwnProperty" TEXT)',
    "INSERT INTO \"__proto__\" VALUES ('c')",
  );
  for (const words of ["upgrade --preview", "upgrade", "current -v", "history -i", "downgrade", "upgrade"])
    expect(await lab.run(...words.split(" ")), words).toMatchObject({ code: 0 });
  const check = await lab.run("check", "--diff");
  expect(check).toMatchObject({ code: 1 });
  expect(check.stderr).toContain('["remove_table", sa.Table("constructor"');
  const rest = await query(lab.database, 'SELECT * FROM "constructor", "__proto__"');
  expect(rest).toEqual([[1, "a", "b", "c"]]);
});

describe.skipIf(process.platform === "win32")("names that are commands to a terminal", () => {
  const EVIL = "\u001b[2J\u009b31m\u202e";

  /** Every byte that a run printed. */
  const all = (ran: { readonly stdout: string; readonly stderr: string }): string => ran.stdout + ran.stderr;

  test("when a folder and the database are called so, then no command prints them raw", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lab-"));
    try {
      const inside = join(folder, `a${EVIL}`);
      mkdirSync(inside);
      const database = join(inside, `x${EVIL}.sqlite`);
      const at = { env: { NX_DB_PATH: database } };
      await lab.makeStamped({ logs: 3 });
      const commands = ["check", "current -v", "upgrade", "init", "downgrade base", "alembic stamp head", "history -i"];
      for (const words of commands) expect(all(await lab.runIn(at, ...words.split(" "))), words).not.toMatch(RAW);
      copyFileSync(lab.database, database);
      for (const words of commands) expect(all(await lab.runIn(at, ...words.split(" "))), words).not.toMatch(RAW);
      writeFileSync(database, "x");
      for (const words of commands) expect(all(await lab.runIn(at, ...words.split(" "))), words).not.toMatch(RAW);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("when a version row, a table and a column are called so, then no command prints them raw", async () => {
    await lab.makeStamped({ logs: 3 });
    await change(lab.database, `CREATE TABLE "t${EVIL}" (a)`, `ALTER TABLE session_log ADD COLUMN "c${EVIL}"`);
    for (const words of ["upgrade", "check", "alembic upgrade head"])
      expect(all(await lab.run(...words.split(" "))), words).not.toMatch(RAW);
    await change(lab.database, `UPDATE alembic_version SET version_num = 'v${EVIL}'`);
    for (const words of ["check", "current", "upgrade", "downgrade", "history -i", "alembic stamp head"])
      expect(all(await lab.run(...words.split(" "))), words).not.toMatch(RAW);
  });
});

/** Control characters but line ends and tabs, C1 among them, and marks of the direction of writing. */
const RAW = /(?![\t\n])[\p{Cc}\p{Bidi_Control}]/u;
