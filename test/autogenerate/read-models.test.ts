import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareMetadata } from "../../src/autogenerate/compare-metadata.js";
import { readModels } from "../../src/autogenerate/models/read-models.js";
import { produceMigrations } from "../../src/autogenerate/produce-migrations.js";
import { renderTypescriptCode } from "../../src/autogenerate/render/render-typescript-code.js";
import { connect } from "../../src/runtime/connect.js";
import type { Connection } from "../../src/runtime/connection.js";
import { MigrationContext } from "../../src/runtime/migration-context.js";
import type { MetaData } from "../../src/schema/metadata.js";
import { types as mysqlTypes, randomModels as randomMysqlModels } from "../interop/mysql/random-models.js";
import { buildModels, randomModels } from "../interop/postgresql/random-models.js";
import { haveMariadb, newMariadbDatabase, onMariadb } from "../servers/mariadb.js";
import type { TestDatabase } from "../servers/postgresql.js";
import { buildMetadata } from "./support/build-metadata.js";
import { evaluateModels } from "./support/evaluate-models.js";
import { randomSchema } from "./support/random-schema.js";
import { runOperations } from "./support/run-operations.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const runs = Number(process.env["COUNT"] ?? (process.env["CI"] ? 300 : 30));
const serverRuns = Math.ceil(runs / 8);
// A case takes a second on MariaDB, where each statement of DDL is a transaction.
const mariadbRuns = Math.ceil(runs / 40);

const contextOf = (connection: Connection): MigrationContext =>
  MigrationContext.configure({ connection, compareServerDefault: true });

async function migrate(connection: Connection, metadata: MetaData): Promise<void> {
  const context = contextOf(connection);
  const { upgradeOps } = await produceMigrations(context, metadata);
  const body = renderTypescriptCode(upgradeOps!, { migrationContext: context });
  await runOperations(connection, body).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${body}`, { cause: error });
  });
}

/** Models of a database, of which a comparison finds nothing. */
async function cleanModels(connection: Connection): Promise<string> {
  const { source } = await readModels(contextOf(connection));
  const found = await compareMetadata(contextOf(connection), evaluateModels(source));
  expect(found.map(String), source).toEqual([]);
  return source;
}

describe("readModels on SQLite", () => {
  test(`when a schema is random then nothing differs from its models, and they make the same database (SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(randomSchema({ beyondPython: true }), async (spec) => {
        const [connection, made] = [await connect("sqlite://"), await connect("sqlite://")];
        try {
          await migrate(connection, buildMetadata(spec));
          const source = await cleanModels(connection);
          await migrate(made, evaluateModels(source));
          expect(await cleanModels(made)).toBe(source);
        } finally {
          await connection.close();
          await made.close();
        }
      }),
      { seed, numRuns: runs },
    );
  }, 600_000);

  test("when tables were made by hand then their models say what they have", async () => {
    const connection = await connect("sqlite://");
    for (const sql of [
      "CREATE TABLE account (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL COLLATE NOCASE UNIQUE, age INT CHECK (age > 0), made TIMESTAMP DEFAULT CURRENT_TIMESTAMP)",
      "CREATE TABLE \"order-line\" (a INT, b INT, note VARCHAR(20) DEFAULT 'it''s: \"x\"', twice AS (a * 2) STORED, CONSTRAINT pk_line PRIMARY KEY (b, a)) WITHOUT ROWID",
      "CREATE TABLE class (id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL, code VARCHAR(8), CONSTRAINT fk_owner FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, UNIQUE (account_id, code))",
      "CREATE UNIQUE INDEX ix_code ON class (lower(code), account_id DESC) WHERE code IS NOT NULL",
      "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
    ])
      await connection.execute(sql);
    await expect(await cleanModels(connection)).toMatchFileSnapshot("vectors/models-sqlite.txt");
    await connection.close();
  });

  test("when names of tables are no names of variables, or come twice, then each has its own", async () => {
    const connection = await connect("sqlite://");
    for (const name of ["user_account", "user-account", "UserAccount", "2fa", "sa", "class", "日本", "__"]) {
      await connection.execute(`CREATE TABLE "${name}" (id INTEGER PRIMARY KEY)`);
    }
    const source = await cleanModels(connection);
    const names = Array.from(source.matchAll(/^export const (\S+) =/gm), ([, name]) => name);
    expect(names).toEqual([
      "metadata",
      "t2fa",
      "userAccount",
      "t",
      "classTable",
      "saTable",
      "userAccountTable",
      "userAccountTable2",
      "日本",
    ]);
    await connection.close();
  });
});

describe("readModels on PostgreSQL", () => {
  let connection: Connection;
  beforeAll(async () => {
    connection = await connect("pglite://");
  });
  afterAll(() => connection.close());
  const empty = async (): Promise<void> => {
    await connection.execute("DROP SCHEMA public CASCADE");
    await connection.execute("CREATE SCHEMA public");
  };

  test(`when a schema is random then nothing differs from its models, and they make the same database (SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(randomModels({ isBeyondPython: true }), async (spec) => {
        await empty();
        await migrate(connection, buildModels(spec));
        const source = await cleanModels(connection);
        await empty();
        await migrate(connection, evaluateModels(source));
        expect(await cleanModels(connection)).toBe(source);
      }),
      { seed, numRuns: serverRuns },
    );
  }, 600_000);

  test("when tables were made by hand then their models say what they have", async () => {
    await empty();
    for (const sql of [
      "CREATE TYPE mood AS ENUM ('sad', 'it''s ok')",
      "CREATE TABLE account (id serial PRIMARY KEY, email varchar(80) NOT NULL UNIQUE, mood mood DEFAULT 'sad', tags text[] NOT NULL DEFAULT '{}', made timestamptz DEFAULT now(), total numeric(10,2) GENERATED ALWAYS AS (1.5) STORED)",
      "COMMENT ON TABLE account IS 'who may log in'",
      "COMMENT ON COLUMN account.email IS 'lower case'",
      "CREATE TABLE plain (id int PRIMARY KEY, big bigint GENERATED BY DEFAULT AS IDENTITY (START 5), account_id int REFERENCES account ON DELETE SET NULL, CONSTRAINT positive CHECK (id > 0), data jsonb, EXCLUDE USING btree (big WITH =))",
      "CREATE INDEX ix_data ON plain USING gin (data jsonb_path_ops)",
      "CREATE UNIQUE INDEX ix_lower ON account (lower(email)) INCLUDE (made) WHERE mood <> 'sad'",
    ])
      await connection.execute(sql);
    await expect(await cleanModels(connection)).toMatchFileSnapshot("vectors/models-postgresql.txt");
  });

  test("when keys are deferrable, or a type has no name in sa, then nothing differs from the models", async () => {
    await empty();
    for (const sql of [
      "CREATE TABLE t (a int, b int, p point, x xml CHECK (x IS NOT NULL), CONSTRAINT pk PRIMARY KEY (b) DEFERRABLE, CHECK (a > 5), CONSTRAINT uq UNIQUE (a) DEFERRABLE INITIALLY DEFERRED)",
      "CREATE INDEX ix_p ON t USING gist (p)",
      "CREATE INDEX ix_a ON t (abs(a)) WHERE x IS NOT NULL",
    ])
      await connection.execute(sql);
    const source = await cleanModels(connection);
    expect(source).toContain('sa.PrimaryKeyConstraint("b", { deferrable: true, name: "pk" })');
    expect(source).toContain('sa.UniqueConstraint("a", { deferrable: true, initially: "DEFERRED", name: "uq" })');
    expect(source).toContain('sa.Column("x", sa.NullType())');
  });

  test("when objects are no part of models then the inspector lists them", async () => {
    await empty();
    for (const sql of [
      "CREATE DOMAIN age AS int CHECK (value > 0)",
      "CREATE TYPE pair AS (a int, b int)",
      "CREATE TYPE span AS RANGE (subtype = float8)",
      "CREATE SEQUENCE numbers",
      "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'",
      "CREATE TABLE plain (id serial PRIMARY KEY, r int4range, EXCLUDE USING gist (r WITH &&))",
      "CREATE TABLE child () INHERITS (plain)",
      "CREATE UNLOGGED TABLE cache (id int)",
      "CREATE TABLE log (id int, d date) PARTITION BY RANGE (d)",
      "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')",
      "CREATE MATERIALIZED VIEW mv AS SELECT 1 AS a",
      "CREATE POLICY mine ON plain USING (true)",
      "ALTER TABLE plain ENABLE ROW LEVEL SECURITY",
    ])
      await connection.execute(sql);
    const expected = [
      ...["domain age", "type pair", "type span", "sequence numbers", "function one", "partitions of log"],
      ...["UNLOGGED of cache", "inheritance from plain of child", "exclusion constraint plain_r_excl of plain"],
      ...["materialized view mv", "policy mine of plain", "row level security of plain"],
    ];
    expect(await connection.inspector().getOtherObjects?.()).toEqual(expected);
    expect(await connection.inspector().getOtherObjects?.("public")).toEqual(expected);
  });
});

describe.skipIf(!haveMariadb)(`readModels on MariaDB (${onMariadb})`, () => {
  let database: TestDatabase;
  let connection: Connection;
  beforeAll(async () => {
    database = await newMariadbDatabase();
    connection = await connect(database.url);
  }, 120_000);
  afterAll(async () => {
    await connection?.close();
    database?.drop();
  });
  const empty = async (): Promise<void> => {
    await connection.execute(`DROP DATABASE ${database.name}`);
    await connection.execute(`CREATE DATABASE ${database.name} CHARACTER SET utf8mb4`);
    await connection.execute(`USE ${database.name}`);
  };

  test(`when a schema is random then nothing differs from its models, and they make the same database (SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(randomMysqlModels({ isBeyondPython: true }), async (spec) => {
        await empty();
        await migrate(connection, buildModels(spec, mysqlTypes));
        const source = await cleanModels(connection);
        await empty();
        await migrate(connection, evaluateModels(source));
        expect(await cleanModels(connection)).toBe(source);
      }),
      { seed, numRuns: mariadbRuns },
    );
  }, 600_000);

  test("when tables were made by hand then their models say what they have", async () => {
    await empty();
    for (const sql of [
      "CREATE TABLE account (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, email VARCHAR(80) CHARACTER SET latin1 COLLATE latin1_german1_ci NOT NULL UNIQUE COMMENT 'lower case', mood ENUM('sad','it''s ok') DEFAULT 'sad', rights SET('read','write'), made TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), total DECIMAL(10,2) AS (1.5) STORED, data JSON, big BIGINT UNSIGNED, flag TINYINT(1) DEFAULT 0, note MEDIUMTEXT) COMMENT 'who may log in'",
      "CREATE TABLE plain (a INT NOT NULL, b INT NOT NULL, account_id INT UNSIGNED, PRIMARY KEY (b, a), CONSTRAINT fk_owner FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE SET NULL, CONSTRAINT positive CHECK (a > 0)) ENGINE=InnoDB DEFAULT CHARSET=latin1",
      "CREATE INDEX ix_note ON account (note(20), email DESC)",
      "CREATE FULLTEXT INDEX ix_words ON account (note)",
    ])
      await connection.execute(sql);
    await expect(await cleanModels(connection)).toMatchFileSnapshot("vectors/models-mariadb.txt");
  });
});
