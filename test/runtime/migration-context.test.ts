import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { Revision } from "../../src/graph/revision.js";
import { RevisionMap } from "../../src/graph/revision-map.js";
import { connect } from "../../src/runtime/connect.js";
import type { Connection } from "../../src/runtime/connection.js";
import { MigrationContext } from "../../src/runtime/migration-context.js";
import { Column } from "../../src/schema/column.js";
import { MetaData } from "../../src/schema/metadata.js";
import { Insert } from "../../src/schema/statements/insert.js";
import { Table } from "../../src/schema/table.js";
import { Integer } from "../../src/schema/types/integer.js";
import { StringType } from "../../src/schema/types/string-type.js";

let folder: string;
let connection: Connection;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "alembic-context-"));
  connection = await connect(`sqlite:///${join(folder, "test.db")}`);
});
afterEach(async () => {
  await connection.close();
  rmSync(folder, { recursive: true, force: true });
});

const map = new RevisionMap([new Revision("a1", null), new Revision("b2", "a1"), new Revision("c3", "a1")]);

describe("a context of a program's own", () => {
  test("when the database is new then there is no revision, and asking makes no table", async () => {
    const context = MigrationContext.configure({ connection });
    expect(await context.getCurrentRevision()).toBeUndefined();
    expect((await connection.execute("SELECT name FROM sqlite_master")).length).toBe(0);
  });

  test("when it is stamped then it is at that revision", async () => {
    const context = MigrationContext.configure({ connection });
    await context.stamp({ revisionMap: map }, "b2");
    expect(await context.getCurrentRevision()).toBe("b2");
    await context.stamp({ revisionMap: map }, "c3");
    expect(await context.getCurrentHeads()).toEqual(["b2", "c3"]);
    await expect(context.getCurrentRevision()).rejects.toThrow(
      "Version table 'alembic_version' has more than one head present; please use getCurrentHeads()",
    );
    await context.stamp({ revisionMap: map }, "base");
    expect(await context.getCurrentHeads()).toEqual([]);
    await expect(context.stamp({ revisionMap: map }, "head")).rejects.toThrow("Multiple heads are present");
  });

  test("when there is no transaction then commit and rollback have nothing to do, as in SQLAlchemy", async () => {
    await connection.execute("CREATE TABLE own (id INT)");
    await connection.commit();
    await connection.rollback();
    expect(await connection.scalar("SELECT count(*) FROM own")).toBe(0);
  });

  test("when the caller's transaction is open then nothing is committed for it", async () => {
    await connection.begin();
    await MigrationContext.configure({ connection }).stamp({ revisionMap: map }, "b2");
    await connection.rollback();
    expect(await MigrationContext.configure({ connection }).getCurrentHeads()).toEqual([]);
  });

  test("when a start is given online then that is refused", async () => {
    const context = MigrationContext.configure({ connection, startingRev: "a1" });
    await expect(context.getCurrentHeads()).rejects.toThrow(
      "Can't specify a current revision to a context when using a database connection",
    );
  });

  test("when there is neither a connection nor a dialect then that is refused", () => {
    expect(() => MigrationContext.configure({})).toThrow("Connection, url, or dialectName is required.");
  });

  test("when an option is unknown then it is refused, while values of the application's own are kept", () => {
    for (const [key, meant] of [
      ["compareServerDefualt", "compareServerDefault"],
      ["target_metadata", "targetMetadata"],
      ["targetMetaData", "targetMetadata"],
      ["version_table", "versionTable"],
    ] as const) {
      expect(() => MigrationContext.configure({ connection, [key]: null })).toThrow(
        `configure() got an unexpected option '${key}'; did you mean '${meant}'?`,
      );
    }
    expect(() => MigrationContext.configure({ connection, ...{ tenant: 5 } })).toThrow(
      "configure() got an unexpected option 'tenant'; values of the application's own go into 'info'",
    );
    expect(MigrationContext.configure({ connection, info: { tenant: 5 } }).opts.info).toEqual({ tenant: 5 });
  });

  test("when there are no steps to run then that is a failure", async () => {
    await expect(MigrationContext.configure({ connection }).runMigrations()).rejects.toThrow("no steps to run");
  });

  test("when statements are executed then strings and clauses both work", async () => {
    const table = new Table(
      "t",
      new MetaData(),
      new Column("id", new Integer()),
      new Column("name", new StringType(10)),
    );
    const context = MigrationContext.configure({ connection });
    await context.execute("CREATE TABLE t (id INTEGER, name VARCHAR(10))");
    await context.execute(new Insert(table).values({ id: 1, name: "Ada" }));
    expect((await connection.execute("SELECT * FROM t WHERE name = :name", { name: "Ada" })).first()).toEqual({
      id: 1,
      name: "Ada",
    });
    expect(await connection.scalar("SELECT count(*) FROM t")).toBe(1);
  });
});

describe("a script", () => {
  async function offline(name: string, options: object): Promise<{ context: MigrationContext; text: () => string }> {
    const chunks: string[] = [];
    const outputBuffer = { write: (chunk: string | Uint8Array) => chunks.push(String(chunk)) };
    const context = MigrationContext.configure({
      dialect: await loadDialect(name),
      asSql: true,
      outputBuffer,
      ...options,
    });
    return { context, text: () => chunks.join("") };
  }

  test("when DDL is transactional then the transaction stands in the script, and autocommit leaves it", async () => {
    const { context, text } = await offline("postgresql", {});
    await context.beginTransaction(async () => {
      await context.execute("SELECT 1");
      await context.autocommitBlock(() => context.execute("SELECT\t2"));
      await context.staticOutput("-- end");
    });
    expect(text()).toBe("BEGIN;\n\nSELECT 1;\n\nCOMMIT;\n\nSELECT    2;\n\nBEGIN;\n\n-- end\n\nCOMMIT;\n\n");
  });

  test("when transactionalDdl is switched off then there is no transaction", async () => {
    const { context, text } = await offline("postgresql", { transactionalDdl: false });
    await context.beginTransaction(() => context.execute("SELECT 1"));
    expect(text()).toBe("SELECT 1;\n\n");
  });

  test("when another batch separator is asked for, or none, then that is what stands between statements", async () => {
    const other = await offline("mssql", { mssqlBatchSeparator: "BYE" });
    await other.context.beginTransaction(() => other.context.execute("SELECT 1"));
    expect(other.text()).toBe("BEGIN TRANSACTION;\n\nSELECT 1;\n\nBYE\n\nCOMMIT;\n\nBYE\n\n");
    const none = await offline("oracle", { oracleBatchSeparator: null });
    await none.context.execute("SELECT 1 FROM dual");
    expect(none.text()).toBe("SELECT 1 FROM dual\n\n");
  });

  test("when a starting revision is given then the script starts there", async () => {
    const { context, text } = await offline("sqlite", { startingRev: "a1" });
    expect(await context.getCurrentHeads()).toEqual(["a1"]);
    await context.stamp({ revisionMap: map }, "b2");
    expect(text()).toBe("UPDATE alembic_version SET version_num='b2' WHERE alembic_version.version_num = 'a1';\n\n");
  });

  test("when an encoding is asked for then the buffer gets bytes", async () => {
    const chunks: unknown[] = [];
    const context = MigrationContext.configure({
      dialect: await loadDialect("sqlite"),
      asSql: true,
      outputBuffer: { write: (chunk) => chunks.push(chunk) },
      outputEncoding: "latin-1",
    });
    await context.staticOutput("-- Größe");
    expect(chunks).toEqual([Buffer.from("-- Größe\n\n", "latin1")]);
  });

  test("when purge is asked for then that is refused", async () => {
    const { context } = await offline("sqlite", { purge: true, fn: () => [] });
    await expect(context.runMigrations()).rejects.toThrow("Can't use --purge with --sql mode");
  });
});
