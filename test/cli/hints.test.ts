import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { main } from "../../src/cli/main.js";
import { MemoryOutput } from "../../src/support/output.js";

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "alembic-hints-"));
  await run("init", "alembic");
  setUrl("sqlite:///%(here)s/app.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: readonly string[]) {
  const output = new MemoryOutput();
  const code = await main(argv, { cwd: folder, env: {}, output });
  return { code, stdout: output.stdout, hint: /^Hint: (.*)$/ms.exec(output.stderr)?.[1]?.trimEnd() };
}

function setUrl(url: string): void {
  const ini = join(folder, "alembic.ini");
  writeFileSync(ini, readFileSync(ini, "utf8").replace(/^sqlalchemy.url = .*/m, `sqlalchemy.url = ${url}`));
}

function revision(id: string, down: string | null, labels: string | null = null): void {
  mkdirSync(join(folder, "alembic", "versions"), { recursive: true });
  writeFileSync(
    join(folder, "alembic", "versions", `${id}.ts`),
    `export const revision = "${id}";
export const downRevision = ${JSON.stringify(down)};
export const branchLabels = ${JSON.stringify(labels)};
export async function upgrade() {}
export async function downgrade() {}
`,
  );
}

describe("a failure in Alembic's words has a way out behind it, on standard error", () => {
  test.each([
    ["app.db", "'app.db' is no database URL. For that file write sqlite:///app.db"],
    ["/srv/a?b.db", "'/srv/a?b.db' is no database URL. For that file write sqlite:////srv/a%3Fb.db"],
    ["user:secret@host", "A database URL is for example sqlite:///app.db (a file),"],
  ])("when sqlalchemy.url is %s then the URL is written out", async (url, hint) => {
    setUrl(url.replaceAll("%", "%%"));
    const failed = await run("current");
    expect(failed.code).toBe(255);
    expect(failed.stdout).toContain("Could not parse SQLAlchemy URL from given URL string");
    expect(failed.hint).toContain(hint);
    expect(failed.stdout + failed.hint).not.toContain("secret");
  });

  test("when the URL is still the template's then an example is given", async () => {
    setUrl("driver://user:pass@localhost/dbname");
    const failed = await run("current");
    expect(failed.stdout).toContain("The database URL is still the placeholder");
    expect(failed.hint).toContain("sqlite:///app.db (a file)");
  });

  test("when a file is no database then it is named, and stays as it is", async () => {
    writeFileSync(join(folder, "app.db"), "a text that is long enough for a header of SQLite ".repeat(20));
    setUrl(`sqlite:///${folder}/app.db`);
    const before = readFileSync(join(folder, "app.db"));
    const failed = await run("upgrade", "head");
    expect(failed.code).toBe(255);
    expect(failed.stdout).toContain(`file is not a database: '${join(folder, "app.db")}'.`);
    expect(failed.stdout).toContain("does the database URL name the right file?");
    expect(readFileSync(join(folder, "app.db")).equals(before)).toBe(true);
  });

  test.each([
    ["helper.ts", "export const a = 1;\n", "export const revision = "],
    ["helper.py", "a = 1\n", "revision = "],
  ])("when %s has no revision then the lines that it lacks are named", async (name, text, line) => {
    mkdirSync(join(folder, "alembic", "versions"), { recursive: true });
    writeFileSync(join(folder, "alembic", "versions", name), text);
    const failed = await run("heads");
    expect(failed.stdout).toContain(`Could not determine revision id from filename ${name}`);
    expect(failed.hint).toContain(line);
    expect(failed.hint).toContain(`'${join(folder, "alembic", "versions", name)}'`);
    expect(failed.hint).toContain("move a file that is no revision out of this folder");
  });

  test("when a walk is ambiguous or too long then the candidates are named", async () => {
    revision("aaaa", null);
    revision("bbbb", "aaaa", "left");
    revision("cccc", "aaaa", "right");
    expect(await run("upgrade", "+2")).toMatchObject({
      code: 255,
      stdout: "FAILED: Ambiguous walk\n",
      hint: expect.stringMatching(/^From revision aaaa the way forks to bbbb \(left\) and cccc \(right\);/),
    });
    expect(await run("upgrade", "left@+9")).toMatchObject({
      stdout: "FAILED: Relative revision +9 didn't produce 9 migrations\n",
      hint: "There are fewer than 9 revisions above base; head is bbbb, cccc.",
    });
    expect((await run("upgrade", "-1")).hint).toContain("An upgrade goes up");
    expect((await run("downgrade", "-1")).hint).toContain("The database is at no revision");
    await run("upgrade", "heads");
    expect((await run("upgrade", "+1")).hint).toContain("The database is at bbbb, cccc; say from which to count");
    expect((await run("downgrade", "+1")).hint).toContain("A downgrade goes down");
    expect((await run("downgrade", "left@-9")).hint).toContain("'downgrade base' takes all of them back.");
  });

  test("when a name is not known then what it could mean is named", async () => {
    revision("abcd1111", null, "left");
    revision("abcd2222", "abcd1111");
    expect((await run("upgrade", "abcd")).hint).toContain("'abcd1111', 'abcd2222'; write more");
    expect((await run("upgrade", "abcd2223")).hint).toBe("Did you mean 'abcd2222'?");
    expect((await run("upgrade", "haed")).hint).toBe("Did you mean 'head'?");
    expect((await run("upgrade", "nothing")).hint).toBe("'history' lists the revisions, the newest ones first.");
    expect((await run("upgrade", "lefd@head")).hint).toBe("Did you mean 'left'?");
    expect((await run("show", "a".repeat(5000))).code).toBe(255);
  });

  test("when the database is at a revision without a file then the hint says where it comes from", async () => {
    revision("aaaa", null);
    revision("bbbb", "aaaa");
    await run("upgrade", "head");
    rmSync(join(folder, "alembic", "versions", "bbbb.ts"));
    for (const words of [["upgrade", "head"], ["downgrade", "base"], ["current"], ["stamp", "head"]])
      expect(await run(...words)).toMatchObject({
        stdout: "FAILED: Can't locate revision identified by 'bbbb'\n",
        hint: expect.stringMatching(/^The database is at 'bbbb', which no revision file has. Put this file back/),
      });
    expect(await run("stamp", "--purge", "aaaa")).toMatchObject({ code: 0 });
  });

  test("when a command is used in the wrong way then the right one is named", async () => {
    revision("aaaa", null);
    const cases: readonly (readonly [words: string, hint: string])[] = [
      ["upgrade aaaa:bbbb", "is for --sql"],
      ["downgrade base --sql", "as in 'downgrade 27c6:ae10 --sql'"],
      ["edit current", "as in 'edit head'"],
      ["init alembic", "as in 'init alembic'"],
      ["init other -t nothing", "'list_templates' lists"],
      ["current --check-heads", "'upgrade heads' applies"],
      ["-c nothing.ini heads", "'nothing.ini' does not exist or has no section [alembic]."],
      ["-n other heads", "'alembic.ini' does not exist or has no section [other]."],
      ["revision --rev-id aaaa", "give --rev-id another one"],
      ["revision -m x --version-path elsewhere", "The version locations are '"],
    ];
    for (const [words, hint] of cases) {
      const failed = await run(...words.split(" "));
      expect(failed.code, words).toBe(255);
      expect(failed.hint, words).toContain(hint);
    }
    expect((await run("-q", "upgrade", "nope")).hint).toBeUndefined();
    await run("upgrade", "head");
    expect((await run("check")).hint).toContain("their sa.MetaData() to context.configure() as targetMetadata");
  });

  test.each([
    ["", "'alembic-ts --help' lists the commands."],
    ["upgrad head", "Did you mean 'upgrade'? 'alembic-ts --help' lists the commands."],
    ["nothing", "'alembic-ts --help' lists the commands."],
    ["upgrade --prview", "Did you mean '--preview'? 'alembic-ts upgrade --help' describes the command."],
    ["upgrade -Z", "'alembic-ts upgrade --help' describes the command."],
    ["upgrade a b", "'alembic-ts upgrade --help' describes the command."],
    [
      "upgrade -c my.ini",
      "'-c' is an option of the program: write it before the command, as in 'alembic-ts -c … upgrade'.",
    ],
    ["--sql upgrade", "'--sql' is an option of 'upgrade': write it after the command."],
    ["--sqll upgrade", "Did you mean '--sql'? 'alembic-ts upgrade --help' describes the command."],
    ["downgrade", "'alembic-ts downgrade --help' describes the command."],
  ])("when the command line is '%s' then the way out is behind the usage", async (words, hint) => {
    expect(await run(...words.split(" ").filter((word) => word !== ""))).toMatchObject({ code: 2, stdout: "", hint });
  });

  test("when head means several revisions then the merge is named", async () => {
    revision("aaaa", null, "left");
    revision("bbbb", "aaaa");
    revision("cccc", "aaaa");
    expect((await run("upgrade", "head")).hint).toBe(
      "The heads are bbbb, cccc: 'merge heads' writes a revision that joins them.",
    );
    expect((await run("upgrade", "left@head")).hint).toContain("'merge left@heads' writes");
    expect((await run("merge", "left@heads", "-m", "joined")).code).toBe(0);
  });

  test.each([
    ["op.create_table", "op.createTable"],
    ["op.addColum", "op.addColumn"],
    ["op.nothingLikeThat", undefined],
  ])("when a script calls %s then the hint is %s", async (called, meant) => {
    revision("aaaa", null);
    const path = join(folder, "alembic", "versions", "aaaa.ts");
    writeFileSync(path, readFileSync(path, "utf8").replace("upgrade() {}", `upgrade(op) { await ${called}("t"); }`));
    expect((await run("upgrade", "head")).hint).toBe(meant === undefined ? undefined : `Did you mean '${meant}'?`);
  });

  test("when a value of the configuration has a single % then the hint doubles it", async () => {
    setUrl("sqlite:///my%file.db");
    expect((await run("current")).hint).toBe("Write %% for a % in a value.");
  });

  test("when a rebuild is printed as a script then copyFrom and --preview are named", async () => {
    revision("aaaa", null);
    const path = join(folder, "alembic", "versions", "aaaa.ts");
    const text = readFileSync(path, "utf8").replace(
      "upgrade() {}",
      'upgrade(op) { await op.batchAlterTable("t", (batch) => batch.dropColumn("a")); }',
    );
    writeFileSync(path, text);
    const failed = await run("upgrade", "head", "--sql");
    expect(failed.stdout).toContain('passed to the "copyFrom" option of batchAlterTable() so that');
    expect(failed.hint).toContain("copyFrom: table");
    expect(failed.hint).toContain("--preview");
  });

  test("when SQLite has no statement for a constraint then the batch is named, and nothing is changed", async () => {
    revision("aaaa", null);
    const path = join(folder, "alembic", "versions", "aaaa.ts");
    const text = readFileSync(path, "utf8");
    const calls = [
      ['createUniqueConstraint("uq", "t", ["a"])', 'batch.createUniqueConstraint("uq", …)'],
      ['createCheckConstraint("ck", "t", "a > 0")', 'batch.createCheckConstraint("ck", …)'],
      ['createForeignKey("fk", "t", "u", ["a"], ["id"])', 'batch.createForeignKey("fk", …)'],
      ['createPrimaryKey("pk", "t", ["a"])', 'batch.createPrimaryKey("pk", …)'],
      ['dropConstraint("uq", "t")', 'batch.dropConstraint("uq", …)'],
    ] as const;
    for (const [call, hint] of calls) {
      writeFileSync(
        path,
        text.replace("upgrade() {}", `upgrade(op) { await op.execute("CREATE TABLE t (a)"); await op.${call}; }`),
      );
      const failed = await run("upgrade", "head");
      expect(failed.stdout, call).toContain("No support for ALTER of constraints in SQLite dialect.");
      expect(failed.hint, call).toContain(`op.batchAlterTable("t", (batch) => ${hint})`);
    }
    const database = await openDatabase(`sqlite:///${folder}/app.db`);
    expect((await database.execute("SELECT name FROM sqlite_master")).rows).toEqual([]);
    await database.close();
  });
});
