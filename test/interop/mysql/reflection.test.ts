import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { MysqlInspector } from "../../../src/dialects/mysql/inspector.js";
import { MysqlDialect } from "../../../src/dialects/mysql/mysql-dialect.js";
import { haveMariadb, newMariadbDatabase, onMariadb } from "../../servers/mariadb.js";
import type { TestDatabase } from "../../servers/postgresql.js";
import { Oracle } from "../oracle.js";
import { noPython, python } from "../python.js";

const program = readFileSync(new URL("reflect_tables.py", import.meta.url), "utf8");
const dialect = new MysqlDialect();
const byName = <T extends { readonly name: string | null }>(list: readonly T[]): readonly T[] =>
  list.toSorted((one, other) => (String(one.name) < String(other.name) ? -1 : 1));

const statements = [
  `CREATE TABLE parent (id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, code CHAR(3) NOT NULL, UNIQUE KEY uq_code (code))
    ENGINE=InnoDB COMMENT='it''s a parent'`,
  `CREATE TABLE kinds (
    a TINYINT(1) NOT NULL DEFAULT 1, b BIGINT(20) UNSIGNED ZEROFILL, c DECIMAL(10,2) DEFAULT 1.50, d DOUBLE, e FLOAT,
    f VARCHAR(20) CHARACTER SET latin1 DEFAULT 'it''s', g TEXT COLLATE utf8mb4_bin, h MEDIUMTEXT, i LONGBLOB, j VARBINARY(9),
    k DATETIME(6) DEFAULT current_timestamp(6), l TIMESTAMP NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
    m TIME(3), n DATE, o YEAR, p ENUM('x','it''s') NOT NULL DEFAULT 'x', q SET('a','b'), r BIT(4), s SMALLINT COMMENT 'small',
    t INT GENERATED ALWAYS AS (s + 1) STORED, u INT GENERATED ALWAYS AS (s * 2) VIRTUAL, v MEDIUMINT DEFAULT NULL,
    w INT UNSIGNED, x CHAR(3), y BINARY(4), z BLOB,
    CONSTRAINT ck_s CHECK (s > 0 and s < 9), CONSTRAINT fk_w FOREIGN KEY (w) REFERENCES parent (id) ON DELETE CASCADE,
    CONSTRAINT fk_x FOREIGN KEY (x) REFERENCES parent (code) ON UPDATE SET NULL,
    KEY ix_f (f(5), a), FULLTEXT KEY ix_h (h), UNIQUE KEY uq_n (n, m))`,
];

describe.skipIf(!haveMariadb || python() === undefined)(
  `reflection of MariaDB beside SQLAlchemy (${onMariadb}, ${noPython})`,
  () => {
    let database: TestDatabase;
    let connection: DriverConnection;
    let oracle: Oracle;
    beforeAll(async () => {
      database = await newMariadbDatabase();
      connection = await openDatabase(database.url);
      oracle = new Oracle();
    }, 120_000);
    afterAll(async () => {
      await oracle?.close();
      await connection?.close();
      database?.drop();
    });

    test("when tables of every kind are read then both say the same of them", async () => {
      for (const sql of statements) await connection.execute(sql);
      const theirs = await oracle.run(program, { url: database.url.replace("mysql://", "mysql+pymysql://") });
      const inspector = new MysqlInspector(connection);
      const mine: Record<string, unknown> = {};
      for (const name of await inspector.getTableNames()) {
        const columns = await inspector.getColumns(name);
        mine[name] = {
          columns: columns.map(({ type, nullable, comment, computed, ...column }) => ({
            ...{ name: column.name, type: dialect.compileType(type), nullable, default: column.default, comment },
            computed: computed ?? null,
          })),
          primaryKey: (await inspector.getPkConstraint(name)).constrainedColumns,
          foreignKeys: byName(await inspector.getForeignKeys(name)).map((key) => ({
            ...{ name: key.name, columns: key.constrainedColumns, table: key.referredTable },
            ...{ referred: key.referredColumns, options: key.options },
          })),
          uniques: byName(await inspector.getUniqueConstraints(name)).map((one) => [one.name, one.columnNames]),
          checks: byName(await inspector.getCheckConstraints(name)).map((one) => [one.name, one.sqltext]),
          indexes: byName(await inspector.getIndexes(name)).map((one) => [one.name, one.columnNames, one.unique]),
          comment: (await inspector.getTableComment(name)).text,
        };
      }
      expect(mine).toEqual(theirs);
    });
  },
);
