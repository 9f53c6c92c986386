import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadBackend } from "../../../src/backends/load-backend.js";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { startRun } from "../../operations/run-operations.js";
import {
  havePostgresql,
  newPostgresqlDatabase,
  onPostgresql,
  postgresqlProgram,
  type TestDatabase,
} from "../../servers/postgresql.js";
import { type Call, Interpreter } from "../operation-language.js";
import { Oracle } from "../oracle.js";
import { noPython, python } from "../python.js";
import { Random } from "../random.js";
import { migrateByPython, RandomCalls } from "./random-calls.js";

const count = Number(process.env["COUNT"] ?? (process.env["CI"] ? 60 : 8));
const here = fileURLToPath(new URL("..", import.meta.url));
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

  async function ours(calls: readonly Call[]): Promise<string | undefined> {
    const backend = await loadBackend("postgresql");
    const run = startRun(backend.dialect, connection, {}, backend);
    await connection.begin("immediate");
    try {
      await new Interpreter(run.op).run(run.op, calls);
      await run.op.close();
      await connection.commit();
      return undefined;
    } catch (error) {
      await run.op.close().catch(() => undefined);
      await connection.rollback();
      return String(error);
    }
  }

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
    const psycopg = (database: TestDatabase): string => database.url.replace("postgresql://", "postgresql+psycopg://");
    let succeeded = 0;
    for (let done = 0; done < count; done++) {
      const calls = new RandomCalls(random).calls();
      const note = `${random.note}\n${calls.map((one) => JSON.stringify(one)).join("\n")}`;
      for (const one of [connection, other]) await one.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
      const failure = (await oracle.run(migrateByPython, { path: here, url: psycopg(theirs), calls })) as string | null;
      const outcome = await ours(calls);
      if (failure === null) expect(outcome, note).toBeUndefined();
      else expect(outcome, `${note}\n${failure}`).toBeDefined();
      expect(dump(mine), note).toBe(dump(theirs));
      const read = (database: TestDatabase): Promise<unknown> =>
        oracle.run(reflect, { url: psycopg(database), schemas: [null] });
      expect(await read(mine), note).toEqual(await read(theirs));
      if (failure === null) succeeded += 1;
    }
    expect(succeeded).toBeGreaterThan(count * 0.6);
  });
});
