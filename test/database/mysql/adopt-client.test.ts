import mysql, { type Pool } from "mysql2";
import promised from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectionFrom } from "../../../src/runtime/connection-from.js";
import { MigrationContext } from "../../../src/runtime/migration-context.js";
import { haveMariadb, newMariadbDatabase, onMariadb } from "../../servers/mariadb.js";
import type { TestDatabase } from "../../servers/postgresql.js";

describe.skipIf(!haveMariadb)(`a client of mysql2 of one's own (${onMariadb})`, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await newMariadbDatabase();
  }, 120_000);
  afterAll(() => database?.drop());

  const ended = (client: { end(done: () => void): unknown }): Promise<void> =>
    new Promise((resolve) => client.end(() => resolve()));

  test("when a connection is given in a transaction then the caller's transaction goes on, and the client stays open", async () => {
    const client = mysql.createConnection(database.url);
    await client.promise().query("CREATE TABLE mine (a INT)");
    for (const given of [client, client.promise()]) {
      await client.promise().query("BEGIN");
      await client.promise().query("INSERT INTO mine VALUES (1)");
      const connection = await connectionFrom(given);
      expect(await connection.scalar("SELECT COUNT(*) FROM mine")).toBe(1);
      const context = MigrationContext.configure({ connection });
      expect(await context.getCurrentHeads()).toEqual([]);
      await connection.close();
      await client.promise().query("ROLLBACK");
      const [rows] = await client.promise().query("SELECT COUNT(*) AS n FROM mine");
      expect(rows).toEqual([{ n: 0 }]);
    }
    await ended(client);
  });

  test("when a connection that mysql2/promise opened is given then values are exact there too", async () => {
    const client = await promised.createConnection({ uri: database.url, dateStrings: false, rowsAsArray: true });
    const connection = await connectionFrom(client);
    expect(
      (await connection.execute("SELECT 9007199254740993 AS a, CAST('1.50' AS DECIMAL(5,2)) AS b")).first(),
    ).toEqual({
      a: 9007199254740993n,
      b: "1.50",
    });
    await connection.close();
    await client.end();
  });

  test("when a pool, or Drizzle on a pool, is given then its connections go back to it", async () => {
    const pool = mysql.createPool({ uri: database.url, connectionLimit: 2 });
    const idle = (): unknown =>
      (pool as Pool & { readonly _freeConnections: { readonly length: number } })._freeConnections.length;
    for (const client of [pool, pool.promise(), { $client: pool }, { $client: pool.promise() }]) {
      const connection = await connectionFrom(client);
      expect(await connection.scalar("SELECT 1")).toBe(1);
      await connection.close();
      expect(idle()).toBe(1);
    }
    await ended(pool);
  });

  test("when a pool has one connection only then a run goes without the second one, and does not wait for it forever", async () => {
    const pool = mysql.createPool({ uri: database.url, connectionLimit: 1 });
    const connection = await connectionFrom(pool);
    const { driver } = connection;
    await driver.beginRun({ versionTable: { name: "alembic_version", schema: null } });
    await driver.begin("immediate");
    await driver.execute("CREATE TABLE single (a INT)");
    await driver.commit();
    await driver.endRun();
    await connection.close();
    const [rows] = await pool.promise().query("SELECT COUNT(*) AS n FROM single");
    expect(rows).toEqual([{ n: 0 }]);
    await ended(pool);
  }, 20_000);
});
