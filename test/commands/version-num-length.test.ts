import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { command } from "../../src/cli/command.js";
import { loadConfig } from "../../src/config/load-config.js";
import { MemoryOutput } from "../../src/support/output.js";

const long = "add_a_column_to_the_table_of_accounts";
let folder: string;
let output: MemoryOutput;

/** The configuration with another URL, and further lines. */
function config(url: string, more = "") {
  output = new MemoryOutput();
  const ini = join(folder, "alembic.ini");
  const text = readFileSync(ini, "utf8").replace(/^version_num_length.*\n/m, "");
  writeFileSync(
    ini,
    text.replace(/^sqlalchemy.url = .*/m, `sqlalchemy.url = ${url}`).replace("[alembic]\n", `[alembic]\n${more}`),
  );
  return loadConfig({ cwd: folder, output });
}
const sqlite = () => `sqlite:///${join(folder, "app.db")}`;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "version-length-"));
  await command.init(loadConfig({ cwd: folder, output: new MemoryOutput() }), ".", { template: "generic" });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("an identifier that is longer than the version table's column", () => {
  test("when it is written then it is refused, with the option that allows it, and no file is left", async () => {
    await expect(command.revision(config(sqlite()), { revId: long })).rejects.toThrow(
      `Revision identifier '${long}' has 37 characters, and the version table takes 32. Choose a shorter one, or set version_num_length`,
    );
    await expect(command.revision(config(sqlite()), { revId: "x".repeat(300) })).rejects.toThrow(/has 300 characters/);
    expect(readdirSync(join(folder, "versions"))).toEqual([]);
    await command.revision(config(sqlite(), "version_num_length = 64\n"), { revId: long });
    expect(readdirSync(join(folder, "versions"))).toHaveLength(1);
  });

  test("when a database would not take it then the run ends before its first step; SQLite takes it", async () => {
    await command.revision(config(sqlite(), "version_num_length = 64\n"), { revId: long });
    await expect(command.upgrade(config("postgresql://h/db"), "head", { sql: true })).rejects.toThrow(
      `Revision identifier '${long}' has 37 characters, and column version_num of table 'alembic_version' takes 32. Widen the column`,
    );
    expect(output.stdout).not.toContain("INSERT");
    await command.upgrade(config(sqlite()), "head");
    await command.current(config(sqlite()));
    expect(output.stdout).toContain(`${long} (head)`);
  });

  test("when the configuration widens it then a new version table is as wide", async () => {
    await command.revision(config(sqlite(), "version_num_length = 64\n"), { revId: long });
    await command.upgrade(config("postgresql://h/db", "version_num_length = 64\n"), "head", { sql: true });
    expect(output.stdout).toContain("version_num VARCHAR(64) NOT NULL");
    expect(output.stdout).toContain(`VALUES ('${long}')`);
  });

  test("when the length is no number then it is refused", () => {
    expect(() => config(sqlite(), "version_num_length = long\n").getVersionNumLength()).toThrow(
      "version_num_length has to be a positive whole number, not 'long'",
    );
  });
});
