import { expect, test } from "vitest";
import { backupPath } from "../../src/nexuslims/protection/protected-run.js";

const moment = new Date(2026, 1, 7, 14, 32, 16);

test("when a backup is named, then it stands beside the database with the local time", () => {
  expect(backupPath("/lab/database.sqlite", moment, () => false)).toBe("/lab/database_backup_20260207_143216.sqlite");
});

test("when the name has no suffix or several dots, then only the last part is the suffix", () => {
  expect(backupPath("/lab/book", moment, () => false)).toBe("/lab/book_backup_20260207_143216");
  expect(backupPath("/lab/a.b.db", moment, () => false)).toBe("/lab/a.b_backup_20260207_143216.db");
});

test("when backups are made in one second, then none gets the name of another", () => {
  const taken = new Set<string>();
  for (let round = 0; round < 3; round++) taken.add(backupPath("/lab/d.sqlite", moment, (path) => taken.has(path)));
  expect([...taken]).toEqual([
    "/lab/d_backup_20260207_143216.sqlite",
    "/lab/d_backup_20260207_143216_2.sqlite",
    "/lab/d_backup_20260207_143216_3.sqlite",
  ]);
});
