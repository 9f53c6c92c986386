import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newestBackup } from "../../src/nexuslims/protection/newest-backup.js";
import { BACKUP, Laboratory } from "./laboratory.js";

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
  ["upgrade --preview", 1],
  ["downgrade", 1],
  ["alembic current", 255],
  ["alembic upgrade head", 255],
  ["alembic stamp v1_4_3", 255],
] as const;

const MALFORMED = "is damaged: database disk image is malformed.";

test.each(COMMANDS)("when the file was cut short, then %s says so and names the newest backup", async (words, code) => {
  await lab.makeStamped({ logs: 200 });
  writeFileSync(lab.database, lab.bytes().subarray(0, 6000));
  const before = lab.bytes();
  const alone = await lab.run(...words.split(" "));
  expect(alone).toMatchObject({ code, stdout: "" });
  expect(alone.stderr.replace(/^Error[\w ]*: /, "")).toBe(
    `'${lab.database}' ${MALFORMED} There is no backup beside it; put one from elsewhere in its place, while no program uses the file.\n`,
  );
  writeFileSync(join(lab.folder, BACKUP), "");
  expect((await lab.run(...words.split(" "))).stderr).toContain(
    `${MALFORMED} The newest backup beside it is '${join(lab.folder, BACKUP)}'; put it in the database's place, while no program uses the file.\n`,
  );
  expect(lab.bytes().equals(before)).toBe(true);
  expect(lab.files()).toEqual(["database.sqlite", BACKUP]);
});

test.each([["upgrade"], ["upgrade --preview"]])(
  "when a page in the middle is damaged, then %s says so and changes nothing",
  async (words) => {
    await lab.makeStamped({ logs: 2000 });
    const bytes = lab.bytes();
    bytes.fill(0xff, bytes.length - 12_288, bytes.length - 8192);
    writeFileSync(lab.database, bytes);
    const ran = await lab.run(...words.split(" "));
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(
      /^Error upgrading database: '\/.*database\.sqlite' is damaged: [\s\S]*There is no backup beside it/,
    );
    expect(lab.bytes().equals(bytes)).toBe(true);
    expect(lab.files()).toEqual(["database.sqlite"]);
  },
);

test("when a crash left a WAL beside the damaged file, then it is to go with it", async () => {
  await lab.makeStamped({ logs: 200 });
  const bytes = lab.bytes().subarray(0, 6000);
  // The header says WAL.
  bytes.fill(2, 18, 20);
  writeFileSync(lab.database, bytes);
  writeFileSync(`${lab.database}-wal`, "");
  expect((await lab.run("current")).stderr).toContain(
    "while no program uses the file, and remove database.sqlite-wal, which is of the damaged one.\n",
  );
});

test("when there are several backups, then the newest is the latest second's last", () => {
  const database = join(lab.folder, "lab.book.db");
  expect(newestBackup(database)).toBeUndefined();
  for (const name of [
    "lab.book_backup_20260207_143216_2.db",
    "lab.book_backup_20260207_143216_10.db",
    "lab.book_backup_20260207_143216.db",
    "lab.book_backup_20260101_235959.db",
    "lab.book_backup_20270101_000000.db.gz",
    "lab.book_backup_mine.db",
    "lab_backup_20270101_000000.db",
  ]) {
    writeFileSync(join(lab.folder, name), "");
  }
  expect(newestBackup(database)).toBe("lab.book_backup_20260207_143216_10.db");
});
