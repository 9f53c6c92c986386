import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { MysqlInspector } from "../../../src/dialects/mysql/inspector.js";
import { MysqlDialect } from "../../../src/dialects/mysql/mysql-dialect.js";
import { haveMariadb, isMysql, newMariadbDatabase, onMariadb } from "../../servers/mariadb.js";
import type { TestDatabase } from "../../servers/postgresql.js";
import { Oracle } from "../oracle.js";
import { noPython, python } from "../python.js";
import { countQueries } from "../servers/count-queries.js";
import { randomDdl } from "./random-ddl.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const runs = Number(process.env["COUNT"] ?? (process.env["CI"] ? 60 : 6));
const program = readFileSync(new URL("reflect_tables.py", import.meta.url), "utf8");
const dialect = new MysqlDialect();
const byName = <T extends { readonly name: string | null }>(list: readonly T[]): readonly T[] =>
  list.toSorted((one, other) => (String(one.name) < String(other.name) ? -1 : 1));

/** The options that SHOW CREATE TABLE states: MySQL's omits the collation that a character set has by itself. */
function statedOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { mysqlCollate, ...rest } = options;
  return isMysql && mysqlCollate === "latin1_swedish_ci" ? rest : options;
}

interface TheirTable {
  readonly columns: readonly { readonly type: string }[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** MySQL repeats in a column the character set and the collation of its table, if the statement did. */
function withoutInherited(found: Readonly<Record<string, TheirTable>>): unknown {
  return Object.fromEntries(
    Object.entries(found).map(([name, table]) => {
      const inherited = new RegExp(
        ` (?:CHARACTER SET \\w+ )?COLLATE ${table.options["mysqlCollate"] ?? "latin1_swedish_ci"}$`,
      );
      return [
        name,
        { ...table, columns: table.columns.map((one) => ({ ...one, type: one.type.replace(inherited, "") })) },
      ];
    }),
  );
}

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

    /** What `reflect_tables.py` says, by our inspector. */
    async function reflected(): Promise<unknown> {
      const inspector = new MysqlInspector(connection);
      const found: Record<string, unknown> = {};
      for (const name of await inspector.getTableNames()) {
        const columns = await inspector.getColumns(name);
        found[name] = {
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
          indexes: byName(await inspector.getIndexes(name)).map(
            ({ name: index, columnNames, unique, dialectOptions }) => [
              ...[
                index,
                // SQLAlchemy omits the expressions of an index.
                columnNames.filter((column) => column !== null),
                unique,
                dialectOptions["mysqlPrefix"] ?? null,
                dialectOptions["mysqlLength"] ?? null,
              ],
            ],
          ),
          comment: (await inspector.getTableComment(name)).text,
          options: statedOptions(await inspector.getTableOptions(name)),
        };
      }
      return found;
    }
    const theirs = async (): Promise<unknown> => {
      const found = await oracle.run(program, { url: database.url.replace("mysql://", "mysql+pymysql://") });
      return isMysql ? withoutInherited(found as Readonly<Record<string, TheirTable>>) : found;
    };
    const clear = async (): Promise<void> => {
      await connection.execute("SET foreign_key_checks = 0");
      const { rows } = await connection.execute(
        "SELECT TABLE_NAME AS name, TABLE_TYPE AS kind FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()",
      );
      for (const { name, kind } of rows) {
        const word = kind === "VIEW" ? "VIEW" : kind === "SEQUENCE" ? "SEQUENCE" : "TABLE";
        await connection.execute(`DROP ${word} \`${String(name).replaceAll("`", "``")}\``);
      }
      await connection.execute("SET foreign_key_checks = 1");
    };

    test("when tables of every kind are read then both say the same of them", async () => {
      for (const sql of statements) await connection.execute(sql);
      expect(await reflected()).toEqual(await theirs());
      await clear();
    });

    test(`when a random schema is read then both say the same of it (${runs} runs, SEED=${seed})`, async () => {
      await fc.assert(
        fc.asyncProperty(randomDdl, async (made) => {
          await clear();
          for (const sql of made) await connection.execute(sql);
          expect(await reflected()).toEqual(await theirs());
        }),
        { seed, numRuns: runs, endOnFailure: true },
      );
    }, 3_600_000);

    test("when a schema has 500 tables then it takes as many queries as one with few", async () => {
      const counted = async (tables: number): Promise<number> => {
        await clear();
        for (let at = 0; at < tables; at++)
          await connection.execute(`CREATE TABLE t${at} (id INT PRIMARY KEY, a VARCHAR(9) UNIQUE) ENGINE=MyISAM`);
        return countQueries(connection, (counted) => new MysqlInspector(counted));
      };
      const few = await counted(2);
      expect(await counted(500)).toBe(few);
      expect(few).toBe(7);
    }, 120_000);
  },
);
