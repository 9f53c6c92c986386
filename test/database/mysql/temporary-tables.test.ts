import mysql from "mysql2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MysqlTemporaryTables } from "../../../src/backends/mysql/temporary-tables.js";
import type { MysqlConnection } from "../../../src/database/mysql/mysql-connection.js";
import { connect } from "../../../src/runtime/connect.js";
import type { Connection } from "../../../src/runtime/connection.js";
import { connectionFrom } from "../../../src/runtime/connection-from.js";
import { haveMariadb, isMysql, newMariadbDatabase, onMariadb } from "../../servers/mariadb.js";
import type { TestDatabase } from "../../servers/postgresql.js";

/** Columns of which the catalogs and SHOW CREATE TABLE have the same words. */
const alike = [
  "INT",
  "INT(7) UNSIGNED ZEROFILL DEFAULT 5",
  "BIGINT UNSIGNED NOT NULL",
  "TINYINT(1) DEFAULT 1",
  "DECIMAL(10,2) DEFAULT '0'",
  "DOUBLE DEFAULT -1.5e3",
  "BIT(3) DEFAULT b'101'",
  "VARCHAR(9)",
  "VARCHAR(9) DEFAULT NULL",
  "VARCHAR(30) NOT NULL DEFAULT 'it''s, a CHECK (x) DEFAULT 1'",
  "VARCHAR(9) DEFAULT 'NULL'",
  "VARCHAR(9) DEFAULT ''",
  "VARCHAR(9) CHARACTER SET latin1 DEFAULT 'a'",
  "VARCHAR(9) CHARACTER SET latin1 COLLATE latin1_bin",
  "VARCHAR(9) COLLATE utf8mb4_bin DEFAULT 'b'",
  "CHAR(3) CHARACTER SET ascii NOT NULL",
  "ENUM('a', 'x DEFAULT ''y''', 'CHARACTER SET c') DEFAULT 'a'",
  "SET('a', 'b') COLLATE utf8mb4_bin DEFAULT 'a,b'",
  "TEXT",
  "LONGTEXT CHARACTER SET latin1",
  "VARBINARY(9)",
  "BLOB",
  "DATE DEFAULT '2024-02-29'",
  "TIMESTAMP NULL DEFAULT NULL",
  "TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)",
  "DATETIME DEFAULT CURRENT_TIMESTAMP",
  "DATETIME NULL ON UPDATE CURRENT_TIMESTAMP",
  "DATETIME DEFAULT '2024-02-29 01:02:03' ON UPDATE CURRENT_TIMESTAMP",
  "TIME(6) DEFAULT '01:02:03.5'",
  "YEAR DEFAULT 2024",
  "JSON",
  "POINT",
  "INT DEFAULT (1 + 2)",
  "VARCHAR(40) DEFAULT (CONCAT('a', CHAR(65), 'b'))",
  "DATETIME DEFAULT (CURRENT_TIMESTAMP + INTERVAL 1 DAY)",
  "VARCHAR(40) DEFAULT (uuid())",
];
/** Columns of which the words differ on one of the servers. */
const unlike = [
  "VARBINARY(9) DEFAULT 'ab'",
  "BINARY(3) DEFAULT 'a'",
  "VARCHAR(40) DEFAULT (CONCAT('a', '''', 'b'))",
  "VARCHAR(9) DEFAULT 'ü'",
  "VARCHAR(9) DEFAULT 'a\\\\b'",
  "VARCHAR(9) DEFAULT 'a\nb'",
  "ENUM('ü', 'b')",
];

const conditions = [
  "a > 0",
  "(a) != 7 AND b>1",
  "a IN (1, 2) OR s LIKE 'x%'",
  "s <> 'a), CONSTRAINT `x` CHECK (b'",
  "length(`s`) between 1 and 3",
  "NOT (a IS NULL)",
  "a * -1 < 2.50",
  "s <> concat('a', char(65), 'b')",
  "b & 1 = 0 OR s REGEXP '^[a-z]+$'",
];

describe.skipIf(!haveMariadb)(`temporary tables (${onMariadb})`, () => {
  let database: TestDatabase;
  let connection: Connection;
  let temporary: MysqlTemporaryTables;
  beforeAll(async () => {
    database = await newMariadbDatabase();
    connection = await connect(database.url);
    const opened = await MysqlTemporaryTables.open(connection.driver as MysqlConnection);
    if (opened === undefined) throw new Error("no temporary tables");
    temporary = opened;
  }, 120_000);
  afterAll(async () => {
    await temporary?.close();
    await connection?.close();
    database?.drop();
  });

  const readColumn = (definition: string) =>
    temporary.readColumn("alembic_column_probe", `\nCREATE TABLE alembic_column_probe (\n\tprobe ${definition}\n)`);

  test("when a column is read then it is as the inspector reads it in the catalogs, or it is left to them", async () => {
    const definitions = [...alike, ...unlike];
    await connection.execute(
      `CREATE TABLE t (${definitions.map((one, at) => `c${at} ${one.replaceAll(":", "\\:")}`).join(", ")})`,
    );
    const inCatalog = await connection.inspector().getColumns("t");
    for (const [at, definition] of definitions.entries()) {
      const { type, typeText, collation, default: text } = inCatalog[at] ?? {};
      const shown = await readColumn(definition);
      if (shown !== undefined || (at < alike.length && !(isMysql && /DEFAULT \(/.test(definition))))
        expect({ definition, ...shown }).toEqual({ definition, type, typeText, collation, default: text });
    }
    expect(await readColumn("NO_SUCH_TYPE")).toBeUndefined();
    expect((await temporary.execute("SHOW TABLES")).rows).toHaveLength(1);
  });

  test("when CHECKs are read then they are as the inspector reads them in the catalogs", async () => {
    const body = `(a INT, b INT, s VARCHAR(9), ${conditions.map((one, at) => `CONSTRAINT k${at} CHECK (${one})`).join(", ")})`;
    await connection.execute(`CREATE TABLE k ${body}`);
    const inCatalog = await connection.inspector().getCheckConstraints("k");
    const shown = await temporary.readChecks(
      "alembic_check_probe",
      `CREATE TABLE alembic_check_probe ${body.replaceAll(/\bk(?=\d+ CHECK)/g, "p")}`,
    );
    expect(shown?.size).toBe(conditions.length);
    for (const { name, sqltext } of inCatalog) expect(shown?.get(`p${name?.slice(1)}`)).toBe(sqltext);
    const other = await temporary.readChecks(
      "p",
      "CREATE TABLE p (s VARCHAR(9), CONSTRAINT one CHECK (s <> 'ü'), CONSTRAINT two CHECK (s <> 'a'))",
    );
    expect(other).toBeUndefined();
  });

  test("when the client is the caller's own then only a pool of several connections has a session for them", async () => {
    const sessions: boolean[] = [];
    for (const connectionLimit of [1, 2]) {
      const pool = mysql.createPool({ uri: database.url, connectionLimit });
      const own = await connectionFrom(pool);
      const opened = await MysqlTemporaryTables.open(own.driver as MysqlConnection);
      sessions.push(opened !== undefined);
      await opened?.close();
      await own.close();
      await new Promise<void>((resolve) => pool.end(() => resolve()));
    }
    expect(sessions).toEqual([false, true]);
  });
});
