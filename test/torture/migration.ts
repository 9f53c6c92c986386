import type { ProjectStep } from "./project.js";

/** Makes the database that the torture tests migrate. */
export function originStatements(rows: number, journalMode: string): string[] {
  return [
    `PRAGMA journal_mode = ${journalMode}`,
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)",
    "INSERT INTO alembic_version VALUES ('one')",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)",
    "CREATE INDEX ix ON t (v)",
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows}) ` +
      "INSERT INTO t SELECT i, 'some value of row number ' || i FROM n",
  ];
}

const REBUILD = ["INSERT INTO n SELECT id, v FROM t", "DROP TABLE t", "ALTER TABLE n RENAME TO t"];

/** What a migration does inside its transaction, by name. */
export const MIGRATIONS = {
  rebuild: [
    "CREATE TABLE n (id INTEGER PRIMARY KEY, v TEXT NOT NULL)",
    ...REBUILD,
    "CREATE INDEX ix ON t (v)",
    "ALTER TABLE t ADD COLUMN extra INTEGER DEFAULT 3",
    "UPDATE alembic_version SET version_num = 'two' WHERE version_num = 'one'",
  ],
  downgrade: [
    "CREATE TABLE n (id INTEGER PRIMARY KEY, v TEXT)",
    ...REBUILD,
    "UPDATE alembic_version SET version_num = 'zero' WHERE version_num = 'one'",
  ],
  stamp: ["DELETE FROM alembic_version", "INSERT INTO alembic_version VALUES ('stamped')"],
} as const;

export type Migration = keyof typeof MIGRATIONS;

/** The revisions around it, for the command lines of both tools. */
export const MIGRATION_STEPS: readonly ProjectStep[] = [
  { id: "zero", up: ["CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)"], down: ["DROP TABLE t"] },
  { id: "one", up: ["CREATE INDEX ix ON t (v)"], down: MIGRATIONS.downgrade.slice(0, -1) },
  // Changes nothing, so that a stamp may go here.
  { id: "stamped", up: [], down: [] },
  {
    id: "two",
    up: MIGRATIONS.rebuild.slice(0, -1),
    down: ["CREATE TABLE n (id INTEGER PRIMARY KEY, v TEXT)", ...REBUILD, "CREATE INDEX ix ON t (v)"],
  },
];
