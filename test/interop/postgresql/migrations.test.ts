import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadBackend } from "../../../src/backends/load-backend.js";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import {
  havePostgresql,
  newPostgresqlDatabase,
  onPostgresql,
  postgresqlProgram,
  type TestDatabase,
} from "../../servers/postgresql.js";
import { Oracle } from "../oracle.js";
import { noPython, python } from "../python.js";
import { Random } from "../random.js";
import { expectSameMigrations } from "../servers/migrate-both.js";
import { RandomCalls } from "./random-calls.js";

const count = Number(process.env["COUNT"] ?? (process.env["CI"] ? 60 : 8));
const reflect = readFileSync(new URL("reflect_schema.py", import.meta.url), "utf8");

describe.skipIf(!havePostgresql || python() === undefined)(`random migrations (${onPostgresql}, ${noPython})`, () => {
  let oracle: Oracle;
  let mine: TestDatabase;
  let theirs: TestDatabase;
  let connection: DriverConnection;
  let other: DriverConnection;
  beforeAll(async () => {
    oracle = new Oracle();
    mine = await newPostgresqlDatabase();
    theirs = await newPostgresqlDatabase();
    connection = await openDatabase(mine.url);
    other = await openDatabase(theirs.url);
  });
  afterAll(async () => {
    await oracle.close();
    for (const one of [connection, other]) await one.close();
    for (const one of [mine, theirs]) one.drop();
  });

  /** Schema and rows as pg_dump writes them, without what differs from one call to the next. */
  function dump(database: TestDatabase): string {
    const done = spawnSync(
      postgresqlProgram("pg_dump"),
      ["-h", "127.0.0.1", "-p", String(database.server.port), "-U", "postgres", "--no-owner", database.name],
      { encoding: "utf8", maxBuffer: 1 << 28 },
    );
    expect(done.stderr).toBe("");
    return done.stdout.replaceAll(/^\\(?:un)?restrict .*$/gm, "");
  }

  test(`when ${count} migrations are run by both then pg_dump, SQLAlchemy and the rows say the same`, {
    timeout: 3_600_000,
  }, async () => {
    const random = Random.fromEnvironment("random migrations");
    const backend = await loadBackend("postgresql");
    await expectSameMigrations(count, random, () => new RandomCalls(random).calls(), {
      oracle,
      backend,
      mine: { database: mine, connection },
      theirs: { database: theirs, connection: other },
      pythonUrl: ({ url }) => url.replace("postgresql://", "postgresql+psycopg://"),
      empty: (one) => one.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public"),
      dump,
      reflect: { program: reflect, args: { schemas: [null] } },
    });
  });
});
