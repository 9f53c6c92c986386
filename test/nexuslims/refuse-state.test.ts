import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Laboratory } from "./laboratory.js";
import { change, query } from "./sqlite-file.js";

let lab: Laboratory;
beforeEach(() => {
  lab = new Laboratory();
});
afterEach(() => lab.remove());

/** Commands that look at the database, with their exit codes when they may not go on. */
const COMMANDS: readonly (readonly [words: string, code: number])[] = [
  ["current", 1],
  ["check", 2],
  ["check --diff", 2],
  ["history -i", 1],
  ["upgrade", 1],
  ["upgrade --preview", 1],
  ["downgrade", 1],
  ["alembic current", 255],
  ["alembic check", 255],
  ["alembic history -i", 255],
  ["alembic stamp v1_4_3", 255],
  ["alembic upgrade head", 255],
  ["alembic downgrade -1", 255],
  ["alembic ensure_version", 255],
  ["alembic revision --autogenerate -m x --rev-id x", 255],
];

/** Runs a command that must say why it does nothing. */
async function refused(words: string, code: number): Promise<string> {
  const [before, files] = [lab.bytes(), lab.files()];
  const ran = await lab.run(...words.split(" "));
  expect(ran).toMatchObject({ code, stdout: "" });
  expect(lab.bytes().equals(before)).toBe(true);
  expect(lab.files()).toEqual(files);
  return ran.stderr;
}

describe("another program's database", () => {
  test.each(COMMANDS)("when it carries no revision, then %s leaves it alone and says why", async (words, code) => {
    await change(lab.database, "CREATE TABLE foo (a)");
    expect(await refused(words, code)).toMatch(
      /^Error[\w ]*: The database holds tables, but none of NexusLIMS, and no revision is stamped\. Nothing was changed\. Does NX_DB_PATH name the right file\?\n$/,
    );
  });

  const ITS_OWN = ["CREATE TABLE foo (a)", "CREATE TABLE alembic_version (version_num)"];

  test.each(COMMANDS)("when it carries its own revision, then %s leaves it alone and says why", async (words, code) => {
    await change(lab.database, ...ITS_OWN, "INSERT INTO alembic_version VALUES ('1975ea83b712')");
    expect(await refused(words, code)).toMatch(
      /^Error[\w ]*: The database holds tables, but none of NexusLIMS, and is at revision 1975ea83b712, which is none of its revisions\. Nothing was changed\. Does NX_DB_PATH name the right file\?\n$/,
    );
  });

  test("when it carries its own revision, then a stamp with --purge leaves it alone, too", async () => {
    await change(lab.database, ...ITS_OWN, "INSERT INTO alembic_version VALUES ('1975ea83b712')");
    expect(await refused("alembic stamp --purge v1_4_3", 255)).toContain("none of NexusLIMS");
  });
});

describe("a database of a newer NexusLIMS", () => {
  beforeEach(async () => {
    await lab.run("init");
    await change(lab.database, "UPDATE alembic_version SET version_num = 'v2_5_0b'");
  });

  test.each(COMMANDS)("when %s is run, then it names the revision and changes nothing", async (words, code) => {
    expect(await refused(words, code)).toMatch(
      /^Error[\w ]*: The database is at revision v2_5_0b, which nexuslims [\d.]+ does not know: a newer version of NexusLIMS made it\. Nothing was changed\. Install that version, or a newer one\.\n$/,
    );
  });

  test("when a stamp purges the revision, then it need not be known", async () => {
    expect((await lab.run("alembic", "stamp", "--purge", "v2_4_0b")).code).toBe(0);
    expect((await lab.run("current")).stdout).toBe("v2_4_0b (head)\n");
  });
});

describe("a database without a revision", () => {
  test.each([
    ["downgrade", 1],
    ["downgrade base", 1],
    ["upgrade", 1],
    ["upgrade --preview", 1],
    ["alembic downgrade -1", 255],
    ["alembic upgrade head", 255],
  ])("when it holds a log book, then %s names the stamp", async (words, code) => {
    await lab.makeV143({ logs: 5 });
    expect(await refused(words, code)).toMatch(
      /^Error[\w ]*: .*no revision is stamped.*'nexuslims db alembic stamp v1_4_3'/,
    );
  });

  test("when it was taken down to base, then there is nothing to go back to", async () => {
    await lab.run("init");
    await lab.run("downgrade", "base");
    expect(await refused("downgrade", 1)).toBe(
      "Error downgrading database: The database is at no revision, so it cannot go back any further.\n",
    );
    expect((await lab.run("downgrade", "base")).stdout).toBe("✓ Database is already at revision none\n");
    expect((await lab.run("alembic", "stamp", "base")).code).toBe(0);
    expect(await query(lab.database, "SELECT COUNT(*) FROM alembic_version")).toEqual([[0]]);
  });
});

test("when a database carries two revisions, then current prints both, in the long form too", async () => {
  await lab.run("init");
  await change(lab.database, "UPDATE alembic_version SET version_num = 'v1_4_3'");
  await change(lab.database, "INSERT INTO alembic_version VALUES ('v2_4_0a')");
  expect(await lab.run("current")).toEqual({ code: 0, stdout: "v2_4_0a\nv1_4_3\n", stderr: "" });
  const { stdout } = await lab.run("current", "-v");
  expect(stdout.match(/^Rev: .*$/gm)).toEqual(["Rev: v2_4_0a", "Rev: v1_4_3"]);
});
