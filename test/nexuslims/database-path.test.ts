import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { databasePath } from "../../src/nexuslims/database/database-path.js";

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "nexuslims-env-"));
});
afterEach(() => rmSync(cwd, { recursive: true }));

test("when the environment names the database, then it wins over .env", async () => {
  writeFileSync(join(cwd, ".env"), "NX_DB_PATH=/from/dotenv.sqlite\n");
  expect(await databasePath({ env: { NX_DB_PATH: "/from/env.sqlite" }, cwd })).toEqual({
    shown: "'/from/env.sqlite'",
    path: "/from/env.sqlite",
  });
});

test("when only .env names it, then quotes, export and comments are understood", async () => {
  writeFileSync(join(cwd, ".env"), '# the log book\nexport NX_DB_PATH="/lab books/database.sqlite" # here\n');
  expect((await databasePath({ env: {}, cwd }))?.path).toBe("/lab books/database.sqlite");
});

test("when the path is relative, then it starts at the working directory and is shown in full", async () => {
  expect(await databasePath({ env: { NX_DB_PATH: "data/x.sqlite" }, cwd })).toEqual({
    shown: `'${join(cwd, "data/x.sqlite")}'`,
    path: join(cwd, "data/x.sqlite"),
  });
});

test("when it is set nowhere, or empty, then there is none", async () => {
  expect(await databasePath({ env: {}, cwd })).toBeUndefined();
  expect(await databasePath({ env: { NX_DB_PATH: "" }, cwd })).toBeUndefined();
  writeFileSync(join(cwd, ".env"), "OTHER=1\n");
  expect(await databasePath({ env: {}, cwd })).toBeUndefined();
});

test("when the path begins with ~/ then it means the home folder, and ~ within it means itself", async () => {
  const home = { HOME: "/home/lab" };
  expect((await databasePath({ env: { ...home, NX_DB_PATH: "~/x.sqlite" }, cwd }))?.path).toBe("/home/lab/x.sqlite");
  expect((await databasePath({ env: { ...home, NX_DB_PATH: "~x/a~/b" }, cwd }))?.path).toBe(join(cwd, "~x/a~/b"));
  writeFileSync(join(cwd, ".env"), "NX_DB_PATH=~/x.sqlite\n");
  expect((await databasePath({ env: home, cwd }))?.path).toBe("/home/lab/x.sqlite");
});
