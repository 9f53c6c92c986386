import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { command } from "../../src/cli/command.js";
import { main } from "../../src/cli/main.js";
import { loadConfig } from "../../src/config/load-config.js";
import { MemoryOutput } from "../../src/support/output.js";
import { printable, printableLine } from "../../src/support/printable.js";

const evil = "x\u001b[2K\u0007\u009b1Ay";
let folder: string;
let output: MemoryOutput;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "terminal-"));
  output = new MemoryOutput();
  await command.init(loadConfig({ cwd: folder, output }), ".", { template: "generic" });
  const ini = join(folder, "alembic.ini");
  const url = `sqlalchemy.url = sqlite:///${join(folder, "app.db")}`;
  writeFileSync(ini, readFileSync(ini, "utf8").replace(/^sqlalchemy.url = .*/m, url));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function database(...statements: readonly string[]): Promise<void> {
  const connection = await openDatabase(`sqlite:///${join(folder, "app.db")}`);
  for (const sql of statements) await connection.execute(sql);
  await connection.close();
}

async function run(...args: readonly string[]): Promise<string> {
  output = new MemoryOutput();
  await main(args, { cwd: folder, env: {}, output });
  return output.stdout + output.stderr;
}

describe("what a terminal would obey", () => {
  test("when a text has control characters then they are written out, in every plane", () => {
    expect(printable(`a\t${evil}\r\nb\u202ec`)).toBe("a\tx\\x1b[2K\\x07\\x9b1Ay\\x0d\nb\\u202ec");
    expect(printableLine("a\n\tb")).toBe("a\\x0a\\x09b");
  });

  test.each([
    ["NULL", "NULL", "NULL"],
    ["bytes", "x'6162'", "a BLOB of 2 bytes"],
    ["control characters", `'${evil}'`, "'x\\x1b[2K\\x07\\x9b1Ay'"],
    ["a line break", "'a' || char(10) || 'INFO forged'", "'a\\x0aINFO forged'"],
  ])("when a version is %s then it is named as that, and stamp --purge mends it", async (_what, sql, shown) => {
    await database("CREATE TABLE alembic_version (version_num)", `INSERT INTO alembic_version VALUES (${sql})`);
    for (const name of ["current", "check", "upgrade"]) {
      const printed = await run(name, ...(name === "upgrade" ? ["head"] : []));
      expect(printed.replaceAll(/\s+/g, " ")).toContain(`has a row whose version_num is ${shown}`);
      expect(printed).not.toMatch(/(?![\t\n])\p{Cc}/u);
    }
    expect(await run("stamp", "--purge", "base")).not.toContain("FAILED");
    expect(await run("current")).not.toContain("FAILED");
  });

  test("when names of a database and messages of revisions hold them then no line has them", async () => {
    await database(`CREATE TABLE "a${evil}\nINFO  [forged] b" (id INTEGER PRIMARY KEY)`);
    const env = join(folder, "env.ts");
    const text = readFileSync(env, "utf8").replace(
      /^const targetMetadata.*/m,
      'import { sa } from "alembic-ts";\nconst targetMetadata = new sa.MetaData();',
    );
    writeFileSync(env, text);
    writeFileSync(
      join(folder, "versions", "a.ts"),
      `/** Message ${evil}.\n */\nexport const revision = "a";\nexport const downRevision = null;\nexport async function upgrade() {}\nexport async function downgrade() {}\n`,
    );
    for (const args of [
      ["history"],
      ["heads", "--verbose"],
      ["show", "a"],
      ["upgrade", "head"],
      ["check"],
      ["check", "--diff"],
      ["current", "-v"],
      ["history", "--json"],
      ["check", "--json"],
      ["--raiseerr", "show", `zz${evil}`],
      ["show", "a", `b${evil}`],
      [`c${evil}`],
    ]) {
      const printed = await run(...args);
      expect(printed).not.toMatch(/(?![\t\n])\p{Cc}/u);
      expect(printed).not.toMatch(/^INFO {2}\[forged\]/m);
    }
  });
});
