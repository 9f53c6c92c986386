import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { haveMariadb, mariadb, newMariadbDatabase, onMariadb } from "../../servers/mariadb.js";
import type { TestDatabase } from "../../servers/postgresql.js";

describe.skipIf(!haveMariadb)(`connections ${onMariadb}`, () => {
  let database: TestDatabase;
  let connection: DriverConnection;
  beforeAll(async () => {
    database = await newMariadbDatabase();
    connection = await openDatabase(database.url);
  }, 120_000);
  afterAll(async () => {
    await connection?.close();
    database?.drop();
  });

  test("when values of every kind are written and read then they are exact", async () => {
    await connection.execute(`CREATE TABLE kinds (a BIGINT UNSIGNED, b DECIMAL(30,10), c DATETIME(6), d DATE, e TIME(6),
      f JSON, g BLOB, h BOOL, i DOUBLE, j BIT(9), k VARCHAR(50), l ENUM('x','y'), m YEAR)`);
    const values = [
      ...[18446744073709551615n, "12345678901234567890.0123456789", "2026-01-02 03:04:05.000006", "0000-00-00"],
      ...["-837:59:59.000001", '{"a": [1, "ü"]}', new Uint8Array([0, 39, 92, 255]), true, 0.1, new Uint8Array([1, 2])],
      ...["it's \\ ? \0 \n 😀", "y", 1999],
    ];
    await connection.execute("SET SESSION sql_mode = ''");
    await connection.execute(`INSERT INTO kinds VALUES (${values.map(() => "?").join(", ")})`, values);
    const { rows } = await connection.execute("SELECT * FROM kinds");
    expect(Object.values(rows[0] ?? {})).toEqual(values.map((value) => (value === true ? 1 : value)));
    expect((await connection.execute("SELECT 1 AS a, 2 AS a")).tuples).toEqual([[1, 2]]);
  });

  test("when a question mark is in a text, a name or a comment then it is no parameter", async () => {
    const { rows } = await connection.execute("SELECT '?' AS `a?`, /* ? */ ? AS b -- ?\n, 'it\\'s ?' AS c", [5]);
    expect(rows).toEqual([{ "a?": "?", b: 5, c: "it's ?" }]);
    await expect(connection.execute("SELECT ?", [1, 2])).rejects.toThrow("has 1 parameters, but 2 values were given");
  });

  test("when the connection cannot be made then the message has the way out and never the password", async () => {
    const { port } = database.server;
    mariadb(database.server, ["-e", "create user if not exists p@127.0.0.1 identified by 'pa5sw0rd'"]);
    const failure = async (url: string): Promise<string> => {
      const error = await openDatabase(url).then(
        () => undefined,
        (caught: unknown) => caught as Error,
      );
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error ?? {}))).not.toMatch(/s3cret|pa5sw0rd/);
      return error?.message ?? "";
    };
    expect(await failure(`mysql+pymysql://p:s3cret@127.0.0.1:${port}/x`)).toMatch(
      /Access denied for user 'p'@.*Check the user and the password of the URL/,
    );
    expect(await failure(`mysql://p:pa5sw0rd@127.0.0.1:${port}/mysql`)).toContain("Give the user the right: GRANT");
    expect(await failure(`mariadb+mysqldb://root@127.0.0.1:${port}/not_there`)).toContain(
      `Make it with: mysql -h 127.0.0.1 -P ${port} -u root -p -e 'CREATE DATABASE \`not_there\` CHARACTER SET utf8mb4'`,
    );
    expect(await failure("mysql+asyncmy://p:s3cret@127.0.0.1:1/x")).toContain("no server listens there");
    expect(await failure("mysql://x/y?unix_socket=/nowhere/s")).toContain("there is no such socket");
    expect(await failure("mysql+other://x/y")).toContain("The driver 'other'");
    expect(await failure("mysql://u:s3cret@x/y?read_default_file=a")).toContain("'read_default_file'");
    expect(await failure("mysql://x/y?charset=latin1")).toContain("cannot be 'latin1'");
    expect(await failure("mysql://x/y?ssl_ca=/nowhere/ca.pem")).toContain("The file of ssl_ca cannot be read");
  });

  test("when the URL has a socket and a percent-encoded password then it connects", async () => {
    mariadb(database.server, ["-e", "create user q@localhost identified by 'p@ss/w:rd'"]);
    mariadb(database.server, ["-e", `grant all on ${database.name}.* to q@localhost`]);
    const socket = encodeURIComponent(`${database.server.folder}/s`);
    const one = await openDatabase(
      `mysql+pymysql://q:p%40ss%2Fw%3Ard@/${database.name}?unix_socket=${socket}&charset=utf8mb4`,
    );
    expect((await one.execute("SELECT CURRENT_USER() AS u")).rows).toEqual([{ u: "q@localhost" }]);
    await one.close();
  });

  test("when a run has several transactions then autocommit is turned off once, and on where a statement needs it", async () => {
    const one = await openDatabase(database.url);
    const autocommit = async () => Object.values((await one.execute("SELECT @@autocommit AS a")).rows[0] ?? {})[0];
    const questions = async () => {
      const { rows } = await one.execute("SHOW SESSION STATUS LIKE 'Questions'");
      return Number(Object.values(rows[0] ?? {})[1]);
    };
    await one.execute("CREATE TABLE turns (a INTEGER)");
    await one.beginRun({});
    await one.begin("immediate");
    const before = await questions();
    for (const value of [1, 2, 3]) {
      await one.execute("INSERT INTO turns VALUES (?)", [value]);
      await one.commit();
      await one.begin("immediate");
    }
    // Three INSERTs, three COMMITs and the question itself.
    expect((await questions()) - before).toBe(7);
    await one.execute("INSERT INTO turns VALUES (4)");
    await one.rollback();
    expect(await autocommit()).toBe(1);
    await one.begin("immediate");
    expect(await autocommit()).toBe(0);
    await one.endRun();
    expect(await autocommit()).toBe(1);
    expect((await one.execute("SELECT a FROM turns ORDER BY a")).rows).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
    await one.close();
  });

  test("when a deadlock ends the transaction then its commit fails too", async () => {
    await connection.execute("CREATE TABLE d1 (a INTEGER)");
    await connection.execute("CREATE TABLE d2 (a INTEGER)");
    await connection.execute("INSERT INTO d1 VALUES (1)");
    await connection.execute("INSERT INTO d2 VALUES (1)");
    const other = await openDatabase(database.url);
    await connection.begin();
    await other.begin();
    await connection.execute("UPDATE d1 SET a = 2");
    await other.execute("UPDATE d2 SET a = 2");
    const waiting = other.execute("UPDATE d1 SET a = 3").catch((error: unknown) => error);
    const failure = await connection.execute("UPDATE d2 SET a = 3").catch((error: unknown) => error);
    const errors = [failure, await waiting].filter((one) => one instanceof Error);
    expect(errors.map(String).join()).toContain(
      "The server has rolled back what was not committed; run the command again",
    );
    const ends = await Promise.allSettled([connection.commit(), other.commit()]);
    expect(ends.filter(({ status }) => status === "rejected")).toHaveLength(1);
    await Promise.all([connection.rollback(), other.rollback()]);
    await other.close();
  });

  test("when the session is killed then the message says that the connection was lost", async () => {
    const other = await openDatabase(database.url);
    const { rows } = await other.execute("SELECT CONNECTION_ID() AS id");
    await other.begin();
    await connection.execute(`KILL ${Number(rows[0]?.["id"])}`);
    await expect(other.execute("SELECT 1")).rejects.toThrow("The connection to the server was lost");
    expect(other.inTransaction).toBe(false);
    await other.close();
  });
});
