import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../../src/runtime/connect.js";
import type { Connection } from "../../../src/runtime/connection.js";
import { havePostgresql, newPostgresqlDatabase, onPostgresql, type TestDatabase } from "../../servers/postgresql.js";
import { inOrder, type PlainDiff } from "../autogenerate/plain-diffs.js";
import { Oracle } from "../oracle.js";
import { noPython, python } from "../python.js";
import { ModelsOnServer } from "../servers/models-on-server.js";
import { compareBothWays } from "../servers/short-cut.js";
import { buildModels, type ModelSpec, randomModels, randomSchemas } from "./random-models.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const runs = Number(process.env["COUNT"] ?? (process.env["CI"] ? 40 : 5));
const fewRuns = Math.ceil(runs / 4);
const program = readFileSync(new URL("compare_models.py", import.meta.url), "utf8");
/** The rules of Python's Alembic: its plugin for CHECKs, which goes by name, in place of ours, and no enum types. */
const plugins = [
  "alembic.autogenerate.*",
  "~alembic.autogenerate.checks",
  "~alembic.autogenerate.enums",
  "alembic.ext.checkconstraint_byname",
];

const empty = ["DROP SCHEMA public CASCADE", "CREATE SCHEMA public"];

describe.skipIf(!havePostgresql)(`autogenerate on PostgreSQL (${onPostgresql})`, () => {
  let database: TestDatabase;
  let connection: Connection;
  let models: ModelsOnServer;
  beforeAll(async () => {
    database = await newPostgresqlDatabase();
    connection = await connect(database.url);
    models = new ModelsOnServer(connection, (spec) => buildModels(spec));
  });
  afterAll(async () => {
    await connection.close();
    database.drop();
  });

  const found = (spec: readonly ModelSpec[], options = {}): Promise<readonly PlainDiff[]> =>
    models.differences(spec, options);

  describe.skipIf(python() === undefined)(`beside Python (${noPython})`, () => {
    let oracle: Oracle;
    beforeAll(() => {
      oracle = new Oracle();
    });
    afterAll(() => oracle.close());

    /** Pairs of models, compared by both after the first of them was made. */
    const compareBoth = async (
      models: fc.Arbitrary<readonly ModelSpec[]>,
      count: number,
      { schemas = false, empty: clear = empty } = {},
    ): Promise<number> => {
      const url = database.url.replace("postgresql://", "postgresql+psycopg://");
      const options = { autogeneratePlugins: plugins, includeSchemas: schemas };
      // Foreign keys to a table that goes are dropped before it here.
      const sorted = (found: readonly PlainDiff[]) =>
        inOrder(found)
          .map((one) => JSON.stringify(one))
          .toSorted();
      let differences = 0;
      await fc.assert(
        fc.asyncProperty(models, models, async (from, to) => {
          const same = await oracle.run(program, { url, spec: from, create: true, empty: clear, schemas });
          expect(same).toEqual([]);
          expect(await found(from, options)).toEqual([]);
          const theirs = (await oracle.run(program, { url, spec: to, create: false, schemas })) as readonly PlainDiff[];
          const mine = await found(to, options);
          expect(sorted(mine)).toEqual(sorted(theirs));
          differences += theirs.length;
        }),
        { seed, numRuns: count, endOnFailure: true },
      );
      return differences;
    };

    test(`when both compare one database with the same models then they find the same (${runs} pairs, SEED=${seed})`, async () => {
      expect(await compareBoth(randomModels(), runs)).toBeGreaterThan(runs);
    }, 3_600_000);

    test(`when tables lie in several schemas then both find the same (${fewRuns} pairs, SEED=${seed})`, async () => {
      const places = ["app", '"Other Place"'].flatMap((name) => [
        `DROP SCHEMA IF EXISTS ${name} CASCADE`,
        `CREATE SCHEMA ${name}`,
      ]);
      const found = await compareBoth(randomSchemas(), fewRuns, { schemas: true, empty: [...empty, ...places] });
      expect(found).toBeGreaterThan(fewRuns);
      for (const statement of places) if (statement.startsWith("DROP")) await connection.execute(statement);
    }, 3_600_000);
  });

  test(`when a database goes from one schema to another and back then nothing is left to do (${runs} pairs, SEED=${seed})`, async () => {
    await models.thereAndBack(randomModels({ isBeyondPython: true }), empty, { seed, runs });
  }, 3_600_000);

  test(`when the facts of the catalogs decide then they lead to what reading all leads to (${fewRuns} pairs, SEED=${seed})`, async () => {
    await compareBothWays(models, randomModels({ isBeyondPython: true }), empty, { seed, numRuns: fewRuns });
  }, 3_600_000);
});
