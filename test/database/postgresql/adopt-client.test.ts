import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectionFrom } from "../../../src/runtime/connection-from.js";
import { MigrationContext } from "../../../src/runtime/migration-context.js";
import { havePostgresql, newPostgresqlDatabase, onPostgresql, type TestDatabase } from "../../servers/postgresql.js";

describe("a client of one's own", () => {
  test("when PGlite is given then it is used, and left open", async () => {
    const instance = await PGlite.create("memory://");
    const connection = await connectionFrom(instance);
    expect(
      (await connection.execute("SELECT 9007199254740993 AS a, CAST(:x AS int[]) AS b", { x: [1, 2] })).first(),
    ).toEqual({
      a: 9007199254740993n,
      b: [1, 2],
    });
    await connection.begin();
    await connection.execute("CREATE TABLE t (a int)");
    await connection.close();
    expect(instance.closed).toBe(false);
    expect((await instance.query("SELECT to_regclass('t') AS t")).rows).toEqual([{ t: null }]);
    await instance.close();
  });

  test("when it is something else then that is said", async () => {
    await expect(connectionFrom({})).rejects.toThrow("Unknown client");
  });

  describe.skipIf(!havePostgresql)(`of pg (${onPostgresql})`, () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await newPostgresqlDatabase();
    });
    afterAll(() => database?.drop());

    test("when a client is given in a transaction then the caller commits it", async () => {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      await client.query("BEGIN");
      const connection = await connectionFrom(client);
      expect(connection.inTransaction).toBe(true);
      const context = MigrationContext.configure({ connection });
      expect(await context.getCurrentHeads()).toEqual([]);
      await connection.execute("CREATE TABLE mine (a int)");
      await client.query("COMMIT");
      await connection.close();
      expect((await client.query("SELECT count(*)::int AS n FROM mine")).rows).toEqual([{ n: 0 }]);
      await client.end();
    });

    test("when a client has no method for the status, as in pg 8.11, then a run is committed", async () => {
      const client = new pg.Client({ connectionString: database.url });
      Object.defineProperty(client, "getTransactionStatus", { value: undefined });
      await client.connect();
      const connection = await connectionFrom(client);
      await MigrationContext.configure({ connection }).beginTransaction(async () => {
        await connection.execute("CREATE TABLE kept (a int)");
      });
      expect(connection.inTransaction).toBe(false);
      await client.query("SELECT * FROM kept");
      await client.query("BEGIN");
      expect(connection.inTransaction).toBe(true);
      await connection.close();
      await client.end();
    });

    test("when a pool, or Drizzle on a pool, is given then the client goes back to it", async () => {
      const pool = new pg.Pool({ connectionString: database.url, max: 1 });
      for (const client of [pool, { $client: pool }]) {
        const connection = await connectionFrom(client);
        expect(await connection.scalar("SELECT 1")).toBe(1);
        expect(pool.idleCount).toBe(0);
        await connection.close();
        expect(pool.idleCount).toBe(1);
      }
      await pool.end();
    });
  });
});
