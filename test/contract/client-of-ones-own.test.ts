import { PGlite } from "@electric-sql/pglite";
import mysql from "mysql2";
import promised from "mysql2/promise";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Config } from "../../src/config/config.js";
import { DialectSource } from "../../src/runtime/dialect-source.js";
import { EnvironmentContext } from "../../src/runtime/environment-context.js";
import { MigrationContext } from "../../src/runtime/migration-context.js";
import { haveMariadb, newMariadbDatabase, onMariadb } from "../servers/mariadb.js";
import { havePostgresql, newPostgresqlDatabase, onPostgresql, type TestDatabase } from "../servers/postgresql.js";
import { makeProject } from "../servers/project.js";

/** A client that the program has opened itself. */
interface Opened {
  /** The object that configure() gets. */
  readonly client: object;
  /** Runs a statement on it, after the run; returns the first value. */
  query(sql: string): Promise<unknown>;
  /** How many clients of a pool are free; `undefined` for a single one. */
  idle?(): number;
  end(): Promise<unknown>;
}

interface Kind {
  readonly title: string;
  readonly isMissing?: boolean;
  readonly make?: () => Promise<TestDatabase>;
  open(url: string): Promise<Opened>;
}

const firstOf = (rows: unknown): unknown => Object.values((rows as readonly object[])[0] ?? {})[0];

async function pglite(): Promise<Opened> {
  const client = await PGlite.create("memory://");
  return { client, query: async (sql) => firstOf((await client.query(sql)).rows), end: () => client.close() };
}

async function pgClient(connectionString: string): Promise<Opened> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return { client, query: async (sql) => firstOf((await client.query(sql)).rows), end: () => client.end() };
}

async function pgPool(connectionString: string): Promise<Opened> {
  const client = new pg.Pool({ connectionString, max: 1 });
  return {
    client,
    query: async (sql) => firstOf((await client.query(sql)).rows),
    idle: () => client.idleCount,
    end: () => client.end(),
  };
}

async function mysqlConnection(url: string): Promise<Opened> {
  const client = await promised.createConnection(url);
  return { client, query: async (sql) => firstOf((await client.query(sql))[0]), end: () => client.end() };
}

async function mysqlPool(uri: string): Promise<Opened> {
  const client = promised.createPool({ uri, connectionLimit: 3 });
  return { client, query: async (sql) => firstOf((await client.query(sql))[0]), end: () => client.end() };
}

/** The same client as another object that leads to it. */
const as =
  (open: Kind["open"], change: (client: never) => object): Kind["open"] =>
  async (url) => {
    const opened = await open(url);
    return { ...opened, client: change(opened.client as never) };
  };
const drizzle = (client: object): object => ({ $client: client });
/** The object with callbacks below one with promises. */
const callbacks = (client: { readonly connection?: object; readonly pool?: object }): object =>
  client.pool ?? client.connection ?? {};

const postgresql = { isMissing: !havePostgresql, make: () => newPostgresqlDatabase() };
const mariadb = { isMissing: !haveMariadb, make: () => newMariadbDatabase() };
const kinds: readonly Kind[] = [
  { title: "a PGlite instance", open: pglite },
  { title: "Drizzle on PGlite", open: as(pglite, drizzle) },
  { ...postgresql, title: `a client of pg (${onPostgresql})`, open: pgClient },
  { ...postgresql, title: `a pool of pg (${onPostgresql})`, open: pgPool },
  { ...postgresql, title: `Drizzle on a pool of pg (${onPostgresql})`, open: as(pgPool, drizzle) },
  { ...mariadb, title: `a connection of mysql2/promise (${onMariadb})`, open: mysqlConnection },
  { ...mariadb, title: `a connection of mysql2 (${onMariadb})`, open: as(mysqlConnection, callbacks) },
  { ...mariadb, title: `a pool of mysql2/promise (${onMariadb})`, open: mysqlPool },
  { ...mariadb, title: `a pool of mysql2 (${onMariadb})`, open: as(mysqlPool, callbacks) },
  { ...mariadb, title: `Drizzle on a pool of mysql2 (${onMariadb})`, open: as(mysqlPool, drizzle) },
];

const steps = [
  {
    revision: "a1",
    down: null,
    upgrade: `  await op.createTable("mine", sa.Column("id", sa.BigInteger(), { primaryKey: true, autoincrement: false }));
  await op.bulkInsert(sa.table("mine", sa.column("id", sa.BigInteger())), [{ id: 1 }, { id: 9007199254740993n }]);`,
    downgrade: `  await op.dropTable("mine");`,
  },
  { revision: "b2", down: "a1", upgrade: `  await op.execute("UPDATE mine SET id = id + 1 WHERE id > 1");` },
];

const environment = (configure: string): string => `export default async function env(context) {
  const { client } = context.config.attributes;
  ${configure};
  await context.beginTransaction(() => context.runMigrations());
}
`;

describe.each(kinds)("context.configure() with $title", ({ isMissing = false, make, open }) => {
  let database: TestDatabase | undefined;
  let opened: Opened;
  beforeAll(async () => {
    if (isMissing) return;
    database = await make?.();
    opened = await open(database?.url ?? "");
  }, 120_000);
  afterAll(async () => {
    await opened?.end();
    database?.drop();
  });

  test.skipIf(isMissing)(
    "when a run upgrades and downgrades by it then it is whole, and the client stays open",
    async () => {
      const project = makeProject(database?.url ?? "pglite://", steps, {
        environment: environment("await context.configure({ connection: client })"),
      });
      const attributes = { client: opened.client };
      await project.upgrade("a1", attributes);
      await project.upgrade("head", attributes);
      expect(String(await opened.query("SELECT max(id) FROM mine"))).toBe("9007199254740994");
      expect(await opened.query("SELECT version_num FROM alembic_version")).toBe("b2");
      expect(opened.idle?.() ?? 1).toBe(1);
      await project.downgrade("base", attributes);
      expect(Number(await opened.query("SELECT count(*) FROM alembic_version"))).toBe(0);
      project.remove();
    },
  );

  test.skipIf(isMissing)(
    "when the promise is not awaited, or a pool is configured twice, then the run waits for it",
    async () => {
      const project = makeProject(database?.url ?? "pglite://", steps, {
        environment: environment(
          "await context.configure({ connection: client }); context.configure({ connection: client, versionTable: 'other' })",
        ),
      });
      await project.upgrade("head", { client: opened.client });
      expect(await opened.query("SELECT version_num FROM other")).toBe("b2");
      expect(opened.idle?.() ?? 1).toBe(1);
      project.remove();
    },
  );
});

describe("context.configure() with something else", () => {
  const context = (): EnvironmentContext =>
    new EnvironmentContext({
      config: Config.fromValues({}),
      script: { asRevisionNumber: () => null, getRevision: () => null },
      command: {},
      dialects: new DialectSource(),
    });
  const fn = (): undefined => undefined;

  test.each<[string, object, string]>([
    ["an unknown object", {}, "pass a client or pool of pg or mysql2, or a PGlite instance"],
    ["Kysely", { getExecutor: fn, selectFrom: fn }, "pass the pool that its dialect got"],
    ["Knex", Object.assign(() => undefined, { raw: fn, client: {} }), "knex.client.acquireConnection()"],
    [
      "postgres.js",
      Object.assign(() => undefined, { unsafe: fn, begin: fn }),
      "the package 'postgres' is not supported",
    ],
    ["Prisma", { $queryRaw: fn, $connect: fn }, "a Prisma client does not show its connection"],
    ["better-sqlite3", { prepare: fn, exec: fn, pragma: fn }, "connect('sqlite:///app.db')"],
    ["Drizzle on better-sqlite3", { $client: { prepare: fn, exec: fn } }, "connect('sqlite:///app.db')"],
    ["a client of pg that is not connected", new pg.Client(), "call 'await client.connect()' first"],
  ])("when it is %s then the message has the way out", async (_, client, words) => {
    const env = context();
    const configured = env.configure({ connection: client });
    await expect(configured).rejects.toThrow(words);
    await expect(env.beginTransaction(() => env.runMigrations())).rejects.toThrow(words);
    expect(() => env.getContext()).toThrow("No context has been configured yet.");
  });

  test("when it is no object then configure() throws", () => {
    expect(() => context().configure({ connection: "sqlite://" as never })).toThrow(
      "'connection' argument to configure() is expected to be a Connection or a client of a driver, got sqlite://",
    );
  });

  test("when a context is made outside of an environment then the message says how", () => {
    const client = mysql.createPool({});
    expect(() => MigrationContext.configure({ connection: client as never })).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("await connectionFrom(client)") }),
    );
    client.end();
  });
});
