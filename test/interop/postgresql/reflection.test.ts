import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { PostgresqlInspector } from "../../../src/dialects/postgresql/inspector.js";
import { havePostgresql, newPostgresqlDatabase, onPostgresql, type TestDatabase } from "../../servers/postgresql.js";
import { Oracle } from "../oracle.js";
import { noPython, python } from "../python.js";
import { countQueries } from "../servers/count-queries.js";
import { randomDdl } from "./random-ddl.js";
import { reflectedData } from "./reflected-data.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const runs = Number(process.env["COUNT"] ?? (process.env["CI"] ? 60 : 6));
const program = readFileSync(new URL("reflect_schema.py", import.meta.url), "utf8");
const schemas = [null, "public", "other"];

describe.skipIf(!havePostgresql || python() === undefined)(
  `reflection beside SQLAlchemy (${onPostgresql}, ${noPython})`,
  () => {
    let database: TestDatabase;
    let connection: DriverConnection;
    let oracle: Oracle;
    beforeAll(async () => {
      database = await newPostgresqlDatabase();
      connection = await openDatabase(database.url);
      oracle = new Oracle();
    });
    afterAll(async () => {
      await oracle.close();
      await connection.close();
      database.drop();
    });

    test(`when a random schema is read then both say the same of it (${runs} runs, SEED=${seed})`, async () => {
      const url = database.url.replace("postgresql://", "postgresql+psycopg://");
      await fc.assert(
        fc.asyncProperty(randomDdl, async (statements) => {
          for (const sql of statements) await connection.execute(sql);
          const theirs = await oracle.run(program, { url, schemas });
          const mine = await reflectedData(new PostgresqlInspector(connection), schemas);
          expect(mine).toEqual(theirs);
        }),
        // Shrinking a case of a server takes minutes; the seed repeats it.
        { seed, numRuns: runs, endOnFailure: true },
      );
    }, 3_600_000);

    test("when a schema has many tables then it takes as many queries as one with few", async () => {
      const counted = async (tables: number): Promise<number> => {
        await connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        for (let at = 0; at < tables; at++)
          await connection.execute(`CREATE TABLE t${at} (id serial PRIMARY KEY, a text UNIQUE)`);
        return countQueries(connection, (counted) => new PostgresqlInspector(counted));
      };
      expect(await counted(40)).toBe(await counted(2));
    });
  },
);
