import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cachedDataVersionTag, setFlagsFromString } from "node:v8";
import { declareOwnProcess } from "../../support/process-owner.js";
import { exitCodes } from "../exit-codes.js";
import { main } from "../main.js";
import { machineCodeFunctions } from "./machine-code.js";
import { writeMachineCode } from "./machine-code-file.js";

/** Statements of the kinds that migrations run, since V8 makes the code of a function when it is first called. */
const STATEMENTS = [
  `CREATE TABLE "users" (id INTEGER NOT NULL, name VARCHAR(50) NOT NULL, score FLOAT DEFAULT 1.5, PRIMARY KEY (id), UNIQUE (name))`,
  `CREATE TABLE logs (id INTEGER NOT NULL PRIMARY KEY, at DATETIME DEFAULT CURRENT_TIMESTAMP, kind TEXT, user_id INTEGER,
    CHECK (kind IN ('a', 'b')), CONSTRAINT fk_user FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE)`,
  "INSERT INTO users (name) VALUES ('x'), ('y''s'), ('é')",
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
    INSERT INTO logs (id, kind, user_id) SELECT i, CASE i % 2 WHEN 0 THEN 'a' ELSE 'b' END, 1 + i % 3 FROM n`,
  "CREATE INDEX ix_logs_kind ON logs (kind)",
  "CREATE UNIQUE INDEX ix_logs_both ON logs (user_id, id DESC) WHERE kind = 'a'",
  "CREATE VIEW both AS SELECT users.name, logs.kind FROM users LEFT JOIN logs ON logs.user_id = users.id",
  "CREATE TRIGGER t AFTER INSERT ON users BEGIN UPDATE logs SET kind = 'a' WHERE user_id = new.id; END",
  "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
  ...["table_info", "table_xinfo", "index_list", "foreign_key_list"].map((name) => `PRAGMA main.${name}("logs")`),
  "PRAGMA main.index_xinfo(ix_logs_both)",
  "ALTER TABLE logs ADD COLUMN note VARCHAR(20)",
  "ALTER TABLE logs RENAME COLUMN note TO remark",
  "CREATE TABLE logs_new (id INTEGER NOT NULL PRIMARY KEY, at DATETIME, kind VARCHAR(9) NOT NULL, user_id INTEGER)",
  "SELECT MAX(id) FROM (SELECT id FROM logs WHERE id > 3 ORDER BY id LIMIT 100)",
  "INSERT INTO logs_new (id, at, kind, user_id) SELECT id, at, CAST(kind AS VARCHAR), user_id FROM logs WHERE id <= 900",
  "SELECT COUNT(*) AS n, MIN(id), MAX(id), COUNT(*) FILTER (WHERE kind = 'a') AS a, SUM(id) FROM logs_new",
  "SELECT kind AS value, COUNT(*) AS n FROM logs_new GROUP BY 1 ORDER BY 2 DESC, 1",
  "SELECT COUNT(*) FROM logs AS a CROSS JOIN logs_new AS b ON b.id = a.id WHERE typeof(a.kind) <> typeof(b.kind)",
  "DROP VIEW both",
  "DROP TRIGGER t",
  "DROP INDEX IF EXISTS ix_logs_kind",
  "DROP TABLE logs",
  "ALTER TABLE logs_new RENAME TO logs",
  "CREATE INDEX ix_logs_kind ON logs (kind)",
  "PRAGMA foreign_key_check",
  "SAVEPOINT s",
  "DELETE FROM logs WHERE kind = 'b'",
  "ROLLBACK TO SAVEPOINT s",
  "RELEASE SAVEPOINT s",
  "ALTER TABLE logs DROP COLUMN user_id",
  "PRAGMA integrity_check",
];

const ENV = `import { connect } from "alembic-ts";
export default async function env(context) {
  const connection = await connect(context.config.getMainOption("sqlalchemy.url"));
  context.configure({ connection });
  await context.beginTransaction(() => context.runMigrations());
  await connection.close();
}
`;

const FIRST = `import { sa } from "alembic-ts";
export const revision = "a";
export const downRevision = null;
export async function upgrade(op) {
  for (const statement of ${JSON.stringify(STATEMENTS)}) await op.execute(statement);
  await op.createTable("notes", sa.Column("id", sa.Integer(), { primaryKey: true }), sa.Column("text", sa.String(9)));
}
export async function downgrade(op) {
  for (const table of ["notes", "logs", "users"]) await op.dropTable(table);
}
`;

const SECOND = `import { sa } from "alembic-ts";
export const revision = "b";
export const downRevision = "a";
export async function upgrade(op) {
  await op.addColumn("notes", sa.Column("more", sa.String(9)));
  await op.createIndex("ix_notes_text", "notes", ["text"]);
  await op.bulkInsert(sa.table("notes", sa.column("id"), sa.column("text")), [{ id: 1, text: "x" }]);
  await op.batchAlterTable("notes", async (batch) => batch.alterColumn("text", { type: sa.String(20), nullable: true }));
}
export async function downgrade(op) {
  await op.dropIndex("ix_notes_text");
  await op.batchAlterTable("notes", async (batch) => batch.dropColumn("more"));
}
`;

/**
 * Makes the machine code of SQLite's functions, optimised, and writes it to a file.
 *
 * @param tag - V8's number for its version and flags in the process that will use the code. Where this process has another
 * one, nothing is written.
 */
export async function makeMachineCode(file: string, tag: number): Promise<void> {
  const functions = machineCodeFunctions();
  if (functions === undefined || cachedDataVersionTag() !== tag) return;
  let made: { readonly wasm: Uint8Array; readonly module: object } | undefined;
  declareOwnProcess((wasm, compile) => {
    made = { wasm, module: compile() };
    return made.module;
  });
  // Each function is then optimised at its first call.
  setFlagsFromString("--no-liftoff");
  await migrate();
  // The flag has switched this one off.
  for (const flag of ["--liftoff", "--wasm-dynamic-tiering"]) setFlagsFromString(flag);
  if (made === undefined || cachedDataVersionTag() !== tag) return;
  writeMachineCode(file, made.wasm, functions.serialize(made.module));
}

/** Runs the revisions of a small project there and back, and throws where a command fails. */
async function migrate(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "alembic-ts-"));
  // A relative URL is of the process's folder, which is the user's.
  process.chdir(folder);
  try {
    writeFileSync(
      join(folder, "alembic.ini"),
      "[alembic]\nscript_location = scripts\nsqlalchemy.url = sqlite:///a.db\n",
    );
    mkdirSync(join(folder, "scripts/versions"), { recursive: true });
    writeFileSync(join(folder, "scripts/env.ts"), ENV);
    writeFileSync(join(folder, "scripts/versions/a.ts"), FIRST);
    writeFileSync(join(folder, "scripts/versions/b.ts"), SECOND);
    const output = { out() {}, err() {}, columns: undefined, outColor: false, errColor: false, errIsTerminal: false };
    for (const words of ["upgrade a", "upgrade head", "current", "downgrade base", "upgrade head"]) {
      const code = await main(words.split(" "), { cwd: folder, env: {}, output });
      if (code !== exitCodes.done) throw new Error(`${words}: exit code ${code}`);
    }
  } finally {
    process.chdir(tmpdir());
    rmSync(folder, { recursive: true, force: true });
  }
}
