import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { compareMetadata } from "../../../src/autogenerate/compare-metadata.js";
import { produceMigrations } from "../../../src/autogenerate/produce-migrations.js";
import { renderTypescriptCode } from "../../../src/autogenerate/render/render-typescript-code.js";
import { command } from "../../../src/cli/command.js";
import { connect } from "../../../src/runtime/connect.js";
import type { Connection } from "../../../src/runtime/connection.js";
import { MigrationContext } from "../../../src/runtime/migration-context.js";
import type { MetaData } from "../../../src/schema/metadata.js";
import { sa } from "../../../src/schema/sa.js";
import { runOperations } from "../../autogenerate/support/run-operations.js";
import { plainDiff } from "../../interop/autogenerate/plain-diffs.js";
import { haveMariadb, mariadb, newMariadbDatabase, onMariadb } from "../../servers/mariadb.js";
import type { TestDatabase } from "../../servers/postgresql.js";
import { makeProject } from "../../servers/project.js";

const id = () => sa.Column("id", sa.Integer(), { primaryKey: true });

describe.skipIf(!haveMariadb)(`models beside a database (${onMariadb})`, () => {
  let database: TestDatabase;
  let connection: Connection;
  beforeEach(async () => {
    database = await newMariadbDatabase();
    connection = await connect(database.url);
    return async () => {
      await connection.close();
      database.drop();
    };
  }, 120_000);

  const run = async (...statements: readonly string[]): Promise<void> => {
    for (const sql of statements) await connection.execute(sql);
  };
  const compared = async (metadata: MetaData, on = connection, warnings: string[] = []) => {
    const context = MigrationContext.configure({ connection: on, compareServerDefault: true });
    context.logger.log = (_level, _name, message) => {
      warnings.push(message);
    };
    return (await compareMetadata(context, metadata)).map(plainDiff);
  };
  const script = async (metadata: MetaData): Promise<string> => {
    const context = MigrationContext.configure({ connection, compareServerDefault: true });
    const { upgradeOps } = await produceMigrations(context, metadata);
    if (upgradeOps === null) throw new Error("no operations");
    return renderTypescriptCode(upgradeOps, { migrationContext: context })
      .split("\n")
      .filter((line) => !line.includes("###"))
      .join("\n");
  };
  const scratchDatabases = (condition = "1 = 1"): string =>
    mariadb(database.server, [
      "-N",
      "-e",
      `SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'alembic\\_scratch%' AND ${condition}`,
    ]).stdout;
  /** The scratch databases that stay. Other test files compare on this server too: theirs are locked, and dropped soon. */
  const scratchLeftBehind = async (): Promise<string> => {
    const unlocked = scratchDatabases("IS_FREE_LOCK(SCHEMA_NAME) = 1");
    if (unlocked !== "") return unlocked;
    const names = scratchDatabases().split("\n").filter(Boolean);
    const left = (): string => names.filter((name) => scratchDatabases().includes(name)).join("\n");
    for (let round = 0; round < 100 && left() !== ""; round++) await new Promise((done) => setTimeout(done, 200));
    return left();
  };

  test("when many tables have CHECKs then one table in the scratch database decides them, and one that it refuses keeps none away", async () => {
    const metadata = sa.MetaData();
    const names = Array.from({ length: 20 }, (_, at) => `t${at}`);
    for (const [at, name] of names.entries()) {
      const type = at % 2 === 0 ? "INT" : "VARCHAR(9)";
      await run(`CREATE TABLE ${name} (a ${type}, b INT, CONSTRAINT ck_${name} CHECK (a <> ${at} and B > 1))`);
      sa.Table(
        name,
        metadata,
        sa.Column("a", at % 2 === 0 ? sa.Integer() : sa.String(9)),
        sa.Column("b", sa.Integer()),
        sa.CheckConstraint(name === "t7" ? "b > 7" : `(a) != ${at} AND b>1`, { name: `ck_${name}` }),
      );
    }
    await run("CREATE TABLE odd (a INT, CONSTRAINT ck_odd CHECK (a > 1))");
    const odd = sa.CheckConstraint("no_such_function(a) > 1", { name: "ck_odd" });
    sa.Table("odd", metadata, sa.Column("a", sa.Integer()), odd);
    const made: string[] = [];
    const { backend } = connection;
    const { scratch, temporaryTables } = backend;
    backend.temporaryTables = async (beside) => {
      const opened = await temporaryTables?.call(backend, beside);
      const readChecks = opened?.readChecks.bind(opened);
      if (opened !== undefined && readChecks !== undefined)
        opened.readChecks = (name, createTable) => {
          made.push(name);
          return readChecks(name, createTable);
        };
      return opened;
    };
    backend.scratch = async (beside) => {
      const opened = await scratch?.call(backend, beside);
      const execute = opened?.execute.bind(opened);
      if (opened !== undefined && execute !== undefined)
        opened.execute = (sql, params) => {
          const table = /CREATE TABLE (\w+)/.exec(sql)?.[1];
          if (table !== undefined) made.push(table);
          return execute(sql, params);
        };
      return opened;
    };
    expect(await compared(metadata)).toEqual([
      ["remove_constraint", "CheckConstraint", "t7", "ck_t7"],
      ["add_constraint", "CheckConstraint", "t7", "ck_t7"],
    ]);
    expect(made).not.toContain("t3");
    expect(made.filter((name) => name.startsWith("alembic_check")).length).toBeLessThan(20);
  });

  test("when the server made indexes for foreign keys and unnamed constraints then they are no changes", async () => {
    await run(
      "CREATE TABLE parent (id INT AUTO_INCREMENT PRIMARY KEY, code VARCHAR(9), UNIQUE (code))",
      `CREATE TABLE child (id INT AUTO_INCREMENT PRIMARY KEY, parent INT, other INT, CONSTRAINT fk_o FOREIGN KEY (other)
       REFERENCES parent (id), FOREIGN KEY (parent) REFERENCES parent (id))`,
    );
    const metadata = sa.MetaData();
    sa.Table("parent", metadata, id(), sa.Column("code", sa.String(9), { unique: true }));
    sa.Table(
      "child",
      metadata,
      id(),
      sa.Column("parent", sa.Integer(), sa.ForeignKey("parent.id")),
      sa.Column("other", sa.Integer(), sa.ForeignKey("parent.id", { name: "fk_o" })),
    );
    expect(await compared(metadata)).toEqual([]);
    expect(await scratchLeftBehind()).toBe("");
  });

  test("when a foreign key goes then the index that the server made for it goes after it", async () => {
    await run(
      "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, up INT, CONSTRAINT fk_up FOREIGN KEY (up) REFERENCES t (id))",
    );
    const metadata = sa.MetaData();
    sa.Table("t", metadata, id(), sa.Column("up", sa.Integer()));
    expect(await script(metadata)).toBe(`  await op.dropConstraint(op.f("fk_up"), "t", { type: "foreignkey" });
  await op.dropIndex(op.f("fk_up"), { tableName: "t" });`);
  });

  test("when a column of a foreign key gets another type then the key is dropped before and made again after it", async () => {
    await run(
      `CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, up INT, CONSTRAINT fk_up FOREIGN KEY (up) REFERENCES t (id)
       ON DELETE CASCADE)`,
    );
    const metadata = sa.MetaData();
    sa.Table(
      "t",
      metadata,
      sa.Column("id", sa.BigInteger(), { primaryKey: true }),
      sa.Column("up", sa.BigInteger(), sa.ForeignKey("t.id", { name: "fk_up", ondelete: "CASCADE" })),
    );
    const body = await script(metadata);
    const lines = body.split("\n").filter((line) => /^ {2}await/.test(line));
    // The line is short enough where the type has no display width.
    expect(lines.map((line) => line.replace(/\{ existingType.*/, "{"))).toEqual([
      '  await op.dropConstraint(op.f("fk_up"), "t", { type: "foreignkey" });',
      '  await op.alterColumn("t", "id", {',
      '  await op.alterColumn("t", "up", {',
      '  await op.createForeignKey(op.f("fk_up"), "t", "t", ["up"], ["id"], { ondelete: "CASCADE" });',
    ]);
    await runOperations(connection, body);
    expect(await compared(metadata)).toEqual([]);
  });

  test("when a generated column gets a comment then it stays generated", async () => {
    await run("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, n INT, g INT GENERATED ALWAYS AS (n + 1) STORED)");
    const metadata = sa.MetaData();
    sa.Table(
      "t",
      metadata,
      id(),
      sa.Column("n", sa.Integer()),
      sa.Column("g", sa.Integer(), sa.Computed("n + 1", { persisted: true }), { comment: "n and one" }),
    );
    await runOperations(connection, await script(metadata));
    expect(await compared(metadata)).toEqual([]);
    await run("INSERT INTO t (n) VALUES (4)");
    expect((await connection.execute("SELECT g FROM t")).scalar()).toBe(5);
  });

  test("when comments have quotes, commas, backslashes and other letters then they are read as they are", async () => {
    const comments = ["it's", "a','b", "NULL", "\\", "\\'", "\\0 \\Z \\n", "two\nlines\0\x1a", "ü 漢", " ", "'"];
    const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
    const columns = comments.map((comment, at) => `c${at} INT COMMENT ${quoted(comment)}`);
    await connection.driver.execute(`CREATE TABLE t (${columns.join(", ")})`);
    const found = await connection.inspector().getColumns("t");
    expect(found.map(({ comment }) => comment)).toEqual(comments);
  });

  describe("a user who may not make databases", () => {
    const comparedAs = async (user: string, ...rights: readonly string[]) => {
      await run(
        `CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, n INT DEFAULT 5, s VARCHAR(9), CONSTRAINT ck CHECK (n > 0))`,
      );
      const grants = rights.map((one) => one.replace(/ (?:TO|FROM) /, (word) => ` ON ${database.name}.*${word}`));
      mariadb(database.server, ["-e", [`drop user if exists ${user}`, `create user ${user}`, ...grants].join("; ")]);
      const small = await connect(database.url.replace("root@", `${user}@`));
      const metadata = sa.MetaData();
      sa.Table(
        "t",
        metadata,
        id(),
        sa.Column("n", sa.BigInteger(), { serverDefault: "5" }),
        sa.Column("s", sa.String(9)),
        sa.CheckConstraint("n > 1", { name: "ck" }),
      );
      const lines: string[] = [];
      const differences = await compared(metadata, small, lines);
      await small.close();
      return { differences, lines: lines.join("\n") };
    };

    test("when the user may make temporary tables then the server decides without another privilege", async () => {
      const { differences, lines } = await comparedAs("middle", "grant all TO middle");
      expect(differences).toEqual([
        [["modify_type", "t", "n"]],
        ["remove_constraint", "CheckConstraint", "t", "ck"],
        ["add_constraint", "CheckConstraint", "t", "ck"],
      ]);
      expect(lines).not.toContain("scratch");
    });

    test("when the user may not make these either then texts decide, and a line tells what is not compared", async () => {
      const { differences, lines } = await comparedAs(
        "small",
        "grant all TO small",
        "revoke create temporary tables FROM small",
      );
      expect(differences).toEqual([[["modify_type", "t", "n"]]]);
      expect(lines).toContain("this user may not make the scratch database");
    });
  });

  test("when a run on a cluster keeps its lock beside the version table then no model has to have it", async () => {
    await run("CREATE TABLE alembic_version_lock (id INT PRIMARY KEY)");
    expect(await compared(sa.MetaData())).toEqual([]);
  });

  test("when a program left a scratch database behind then the next comparison that makes one drops it", async () => {
    await run(
      "CREATE DATABASE alembic_scratch_0123456789ab",
      "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, s VARCHAR(9) DEFAULT 'a')",
    );
    const metadata = sa.MetaData();
    // The catalogs write this letter otherwise than a temporary table is shown.
    sa.Table("t", metadata, id(), sa.Column("s", sa.String(9), { serverDefault: "ü" }));
    expect(await compared(metadata)).toEqual([[["modify_default", "t", "s"]]]);
    expect(await scratchLeftBehind()).toBe("");
  });

  describe("a project", () => {
    const global = globalThis as { testModels?: MetaData };
    beforeAll(() => {
      global.testModels = sa.MetaData();
      sa.Table(
        "account",
        global.testModels,
        id(),
        sa.Column("full name", sa.String(40), { nullable: false, serverDefault: "x", comment: "it's" }),
      );
    });
    afterAll(() => {
      delete global.testModels;
    });

    test("when a column is renamed then the change repeats all that the column is, and the diff shows the rename", async () => {
      await run(
        "CREATE TABLE account (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) NOT NULL DEFAULT 'x' COMMENT 'it''s')",
      );
      const project = makeProject(database.url, [], {
        configure: "targetMetadata: globalThis.testModels, compareServerDefault: true",
      });
      const { config, output } = project.config();
      const checking = command.check(config, { rename: ["account.name=full name"], diff: true });
      await expect(checking).rejects.toThrow("rename_column");
      expect(output.stdout).toContain("-    name VARCHAR(40) NOT NULL COMMENT 'it''s' DEFAULT 'x',");
      copyFileSync("templates/generic/script.ts.ejs", join(project.folder, "migrations/script.ts.ejs"));
      const made = await command.revision(config, { autogenerate: true, rename: ["account.name=full name"] });
      expect(made).toBeDefined();
      await project.upgrade();
      await command.check(project.config().config);
      expect(await scratchLeftBehind()).toBe("");
      project.remove();
    });
  });
});
