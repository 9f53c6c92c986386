import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MysqlBackend } from "../../../src/backends/mysql/mysql-backend.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { parseDatabaseUrl } from "../../../src/database/database-url.js";
import { haveMariadb, mariadb, newMariadbDatabase, onMariadb } from "../../servers/mariadb.js";
import type { TestDatabase } from "../../servers/postgresql.js";
import { Oracle } from "../oracle.js";
import { RandomCalls } from "../postgresql/random-calls.js";
import { noPython, python } from "../python.js";
import { Random } from "../random.js";
import { expectSameMigrations } from "../servers/migrate-both.js";
import { mariadbCalls } from "./random-calls.js";

const count = Number(process.env["COUNT"] ?? (process.env["CI"] ? 40 : 8));
const reflect = readFileSync(new URL("reflect_tables.py", import.meta.url), "utf8");

describe.skipIf(!haveMariadb || python() === undefined)(`random migrations (${onMariadb}, ${noPython})`, () => {
  let oracle: Oracle;
  let mine: TestDatabase;
  let theirs: TestDatabase;
  const backend = new MysqlBackend();
  let connection: DriverConnection;
  let other: DriverConnection;
  beforeAll(async () => {
    oracle = new Oracle();
    mine = await newMariadbDatabase();
    theirs = await newMariadbDatabase();
    connection = await backend.open(parseDatabaseUrl(mine.url), {});
    other = await backend.open(parseDatabaseUrl(theirs.url), {});
  }, 120_000);
  afterAll(async () => {
    await oracle?.close();
    for (const one of [connection, other]) await one?.close();
    for (const one of [mine, theirs]) one?.drop();
  });

  async function clear(database: DriverConnection): Promise<void> {
    await database.execute("SET foreign_key_checks = 0");
    const { rows } = await database.execute("SHOW TABLES");
    for (const row of rows)
      await database.execute(`DROP TABLE \`${String(Object.values(row)[0]).replaceAll("`", "``")}\``);
    await database.execute("SET foreign_key_checks = 1");
  }

  const started = Date.now();

  /** SHOW CREATE TABLE of every table, and its rows. */
  function dump(database: TestDatabase): string {
    const names = mariadb(database.server, ["-N", database.name, "-e", "show tables"]).stdout.split("\n");
    const quoted = names.filter((name) => name !== "").map((name) => `\`${name.replaceAll("`", "``")}\``);
    const statements = quoted.map((name) => `show create table ${name}; select * from ${name} order by 1;`);
    const done = mariadb(
      database.server,
      ["--default-character-set=utf8mb4", "-N", database.name],
      statements.join("\n"),
    );
    expect(done.stderr).toBe("");
    // Defaults such as CURRENT_TIMESTAMP(6) are the moment of each run; no script writes a time of these days itself.
    return done.stdout.replace(/\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?/g, (time) =>
      Date.parse(`${time.replace(" ", "T").slice(0, 23)}Z`) > started - 2 * 86_400_000 ? "the moment of the run" : time,
    );
  }

  test(`when ${count} migrations are run by both then SHOW CREATE TABLE, SQLAlchemy and the rows say the same`, {
    timeout: 3_600_000,
  }, async () => {
    const random = Random.fromEnvironment("random migrations on MariaDB");
    await expectSameMigrations(count, random, () => new RandomCalls(random, mariadbCalls).calls(), {
      oracle,
      backend,
      mine: { database: mine, connection },
      theirs: { database: theirs, connection: other },
      pythonUrl: ({ url }) => url.replace("mysql://", "mysql+pymysql://"),
      empty: clear,
      dump,
      reflect: { program: reflect, args: {} },
    });
  });
});
