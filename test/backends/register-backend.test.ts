import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  backup,
  command,
  connect,
  connectionFrom,
  loadConfig,
  loadDialect,
  MemoryOutput,
  openDatabase,
  registerBackend,
  sa,
} from "alembic-ts";
import { afterAll, describe, expect, test } from "vitest";
import { PlainDialect } from "../../src/dialects/base/plain-dialect.js";
import type { CompiledStatement, CompileOptions } from "../../src/dialects/dialect.js";
import { AlterColumn, DropColumn } from "../../src/schema/ddl/column-nodes.js";
import { CreateIndex } from "../../src/schema/ddl/index-nodes.js";
import { CreateTable } from "../../src/schema/ddl/table-nodes.js";
import type { ClauseElement } from "../../src/schema/elements/clause-element.js";
import { startRun } from "../operations/run-operations.js";

const folder = mkdtempSync(join(tmpdir(), "toy-backend-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The page's own code, as a user would have it in a file of his project. */
async function toy(): Promise<typeof import("./toy-backend.js")> {
  const page = readFileSync(new URL("../../docs/backends.md", import.meta.url), "utf8");
  const [, code = ""] = /```ts\n([\s\S]*?)```/.exec(page) ?? [];
  // Beside the tests, so that "alembic-ts" is what it is for them.
  const file = new URL("./toy-backend.ts", import.meta.url);
  expect(readFileSync(file, "utf8").replaceAll("\r\n", "\n")).toBe(code);
  return import("./toy-backend.js");
}

const env = `
import { connect } from "alembic-ts";
export default async function env(context) {
  const url = context.config.getMainOption("sqlalchemy.url");
  if (context.isOfflineMode()) {
    context.configure({ url, literalBinds: true });
    await context.beginTransaction(() => context.runMigrations());
    return;
  }
  const connection = await connect(url);
  try {
    context.configure({ connection });
    await context.beginTransaction(() => context.runMigrations());
    globalThis.toyRows = (await connection.execute("SELECT a, b FROM t WHERE a = :a", { a: 1 })).all();
    globalThis.toyLog = connection.driver.dialectName;
  } finally {
    await connection.close();
  }
}
`;
const envOfClient = `
export default async function env(context) {
  await context.configure({ connection: globalThis.toyClient });
  await context.beginTransaction(() => context.runMigrations());
}
`;
const revision = `
/** one */
import { sa } from "alembic-ts";
export const revision = "a1";
export const downRevision = null;
export async function upgrade(op) {
  const t = await op.createTable("t", sa.Column("a", sa.Integer()), sa.Column("b", sa.DateTime()));
  await op.bulkInsert(t, [{ a: 1 }, { a: 2 }]);
  if (!op.getContext().isOfflineMode())
    await op.getBind().execute("UPDATE t SET b = :b WHERE a = :a", { a: 1, b: "2024-01-02" });
}
export async function downgrade(op) {}
`;

function project(): string {
  mkdirSync(join(folder, "scripts/versions"), { recursive: true });
  writeFileSync(join(folder, "alembic.ini"), "[alembic]\nscript_location = scripts\nsqlalchemy.url = toy://\n");
  writeFileSync(join(folder, "scripts/env.ts"), env);
  writeFileSync(join(folder, "scripts/script.ts.ejs"), "");
  writeFileSync(join(folder, "scripts/versions/a1.ts"), revision);
  return folder;
}

describe("a backend from outside of the package", () => {
  test("when it is registered then its URLs are opened, and its dialect writes", async () => {
    const { loadToy } = await toy();
    registerBackend(await loadToy());
    const dialect = await loadDialect("toy");
    expect(dialect.compileType(sa.DateTime())).toBe("TIMESTAMP");
    const connection = await connect("toy://");
    expect(await connection.scalar("SELECT :x + :y", { x: 1, y: 2 })).toBe(3);
    expect(await connection.inspector().getTableNames()).toEqual([]);
    await connection.close();
  });

  test("when a program gives its client then the backend takes it, and leaves it open", async () => {
    const { ToyClient } = await toy();
    const client = new ToyClient(await openDatabase("sqlite://"));
    const connection = await connectionFrom(client);
    expect(connection.backend.name).toBe("toy");
    await connection.execute("CREATE TABLE kept (a INTEGER)");
    await connection.close();
    expect((await client.database.execute("SELECT count(*) AS n FROM kept")).rows).toEqual([{ n: 0 }]);
    const root = project();
    writeFileSync(join(root, "scripts/env.ts"), envOfClient);
    Object.assign(globalThis, { toyClient: client });
    await command.upgrade(loadConfig({ cwd: root, output: new MemoryOutput() }), "head");
    expect((await client.database.execute("SELECT a, b FROM t WHERE a = 1")).rows).toEqual([{ a: 1, b: "2024-01-02" }]);
    await client.database.close();
  });

  test("when no backend knows a client then one that could not be loaded is named", async () => {
    await toy();
    await expect(connectionFrom({ other: true })).rejects.toThrow("Unknown client: pass a client or pool of pg");
    const load = () => Promise.reject(new Error("no package 'broken'"));
    registerBackend({ schemes: ["broken"], load });
    const failure = await connectionFrom({ other: true }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ hint: "A registered backend could not be loaded: Error: no package 'broken'" });
    const { ToyClient } = await toy();
    const client = new ToyClient(await openDatabase("sqlite://"));
    expect((await connectionFrom(client)).backend.name).toBe("toy");
    await client.database.close();
  });

  test("when a script has keywords for it then they reach its compiler", async () => {
    class Toy extends PlainDialect {
      override compile(node: ClauseElement, options: CompileOptions = {}): readonly CompiledStatement[] {
        const statements = super.compile(node, options);
        const given =
          node instanceof CreateTable
            ? node.table.dialectOptions
            : node instanceof CreateIndex
              ? node.index.dialectOptions
              : node instanceof AlterColumn
                ? node.options.dialectOptions
                : node instanceof DropColumn
                  ? node.dialectOptions
                  : {};
        const words = Object.entries(given ?? {}).map(([key, value]) => ` ${key}=${String(value)}`);
        return statements.map((one) => ({ ...one, sql: one.sql.trim() + words.join("") }));
      }
    }
    const { op, statements } = startRun(new Toy({ name: "toy" }));
    await op.createTable("t", sa.Column("a", sa.Integer(), { index: true }), { dialectOptions: { toyEngine: "fast" } });
    await op.createIndex("i", "t", ["a"], { sqliteWhere: "a > 1", dialectOptions: { toyWhere: "a > 2" } });
    await op.alterColumn("t", "a", { nullable: false, dialectOptions: { toyOnline: true } });
    await op.dropColumn("t", "a", { dialectOptions: { toyForced: true } });
    expect(statements.map(({ sql }) => sql.replaceAll(/\s+/g, " "))).toEqual([
      "CREATE TABLE t ( a INTEGER ) toyEngine=fast",
      "CREATE INDEX ix_t_a ON t (a)",
      "CREATE INDEX i ON t (a) sqliteWhere=a > 1 toyWhere=a > 2",
      "ALTER TABLE t ALTER COLUMN a SET NOT NULL toyOnline=true",
      "ALTER TABLE t DROP COLUMN a toyForced=true",
    ]);
  });

  test("when a command runs on it then its own parameters, types and transactions count", async () => {
    await toy();
    const output = new MemoryOutput();
    const log: string[] = [];
    const logger = { log: (_level: number, _name: string, message: string) => void log.push(message) };
    const config = loadConfig({ cwd: project(), output, logger });
    await command.upgrade(config, "head");
    const found = globalThis as { readonly toyRows?: unknown; readonly toyLog?: unknown };
    expect(found.toyRows).toEqual([{ a: 1, b: "2024-01-02" }]);
    expect(found.toyLog).toBe("toy");
    expect(log).toContain("Context impl toyImpl.");
  });

  test("when a script is written for it then it is in its dialect", async () => {
    await toy();
    const output = new MemoryOutput();
    await command.upgrade(loadConfig({ cwd: project(), output }), "head", { sql: true });
    expect(output.stdout).toContain("CREATE TABLE t (\n    a INTEGER, \n    b TIMESTAMP\n);");
  });

  test("when it makes no backup and no preview then that is said in one sentence", async () => {
    await toy();
    const connection = await connect("toy://");
    await expect(backup(connection.driver, join(folder, "copy.db"))).rejects.toThrow(
      "alembic-ts makes no backups of a toy database; make one with the database's own tools",
    );
    await connection.close();
    const config = loadConfig({ cwd: project(), output: new MemoryOutput() });
    await expect(command.preview(config, "upgrade", "head")).rejects.toThrow("There is no preview of a toy database");
  });
});
