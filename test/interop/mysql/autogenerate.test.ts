import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../../src/runtime/connect.js";
import type { Connection } from "../../../src/runtime/connection.js";
import { haveMariadb, newMariadbDatabase, onMariadb } from "../../servers/mariadb.js";
import type { TestDatabase } from "../../servers/postgresql.js";
import type { PlainDiff } from "../autogenerate/plain-diffs.js";
import { Oracle } from "../oracle.js";
import { buildModels, type ModelSpec } from "../postgresql/random-models.js";
import { noPython, python } from "../python.js";
import { ModelsOnServer } from "../servers/models-on-server.js";
import { compareBothWays } from "../servers/short-cut.js";
import { randomModels, types } from "./random-models.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const runs = Number(process.env["COUNT"] ?? (process.env["CI"] ? 15 : 4));
const fewRuns = Math.ceil(runs / 4);
const program = readFileSync(new URL("../postgresql/compare_models.py", import.meta.url), "utf8");
/** The rules of Python's Alembic: its plugin for CHECKs, which goes by name, in place of ours. */
const plugins = ["alembic.autogenerate.*", "~alembic.autogenerate.checks", "alembic.ext.checkconstraint_byname"];

/**
 * Ours without what Python's Alembic leaves out, so that its script fails or the next comparison finds more: a foreign key
 * that is dropped before a change and made again after it, or dropped before its table is, and the index that is left over
 * from a dropped foreign key.
 */
function asPythonHas(diffs: readonly PlainDiff[], theirs: readonly PlainDiff[]): readonly PlainDiff[] {
  const text = (one: PlainDiff): string => JSON.stringify(one);
  const known = new Set(theirs.map(text));
  const mine = new Set(diffs.map(text));
  const keys = diffs.filter(([kind]) => kind === "remove_fk").map(([, , table]) => table);
  const gone = new Set(diffs.filter(([kind]) => kind === "remove_table").map(([, name]) => name));
  return diffs.filter((one) => {
    const [kind, first, second] = one;
    if (known.has(text(one))) return true;
    if (kind === "remove_fk") return !gone.has(second) && !mine.has(text(["add_fk", ...one.slice(1)]));
    if (kind === "add_fk") return !mine.has(text(["remove_fk", ...one.slice(1)]));
    return !(kind === "remove_index" && keys.includes(first) && /^(fk_t\d|ref)$/.test(String(second)));
  });
}

describe.skipIf(!haveMariadb)(`autogenerate on MariaDB (${onMariadb})`, () => {
  let database: TestDatabase;
  let connection: Connection;
  let models: ModelsOnServer;
  let empty: readonly string[] = [];
  beforeAll(async () => {
    database = await newMariadbDatabase();
    empty = [
      ...[`DROP DATABASE ${database.name}`, `CREATE DATABASE ${database.name} CHARACTER SET utf8mb4`],
      `USE ${database.name}`,
    ];
    connection = await connect(database.url);
    models = new ModelsOnServer(connection, (spec) => buildModels(spec, types));
  }, 120_000);
  afterAll(async () => {
    await connection?.close();
    database?.drop();
  });

  const found = (spec: readonly ModelSpec[], options = {}): Promise<readonly PlainDiff[]> =>
    models.differences(spec, options);

  describe.skipIf(python() === undefined)(`beside Python (${noPython})`, () => {
    let oracle: Oracle;
    beforeAll(() => {
      oracle = new Oracle();
    });
    afterAll(() => oracle.close());

    test(`when both compare one database with the same models then they find the same (${runs} pairs, SEED=${seed})`, async () => {
      const url = database.url.replace("mysql://", "mysql+pymysql://");
      let count = 0;
      await fc.assert(
        fc.asyncProperty(randomModels(), randomModels(), async (from, to) => {
          const same = await oracle.run(program, { url, spec: from, create: true, empty });
          expect(same).toEqual([]);
          await connection.execute(`USE ${database.name}`);
          expect(await found(from, { autogeneratePlugins: plugins })).toEqual([]);
          const theirs = (await oracle.run(program, { url, spec: to, create: false })) as readonly PlainDiff[];
          const mine = asPythonHas(await found(to, { autogeneratePlugins: plugins }), theirs);
          // The server does not tell RESTRICT from no clause at all.
          const sorted = (list: readonly PlainDiff[]) =>
            list.map((one) => JSON.stringify(one).replaceAll('"RESTRICT"', "null")).toSorted();
          expect(sorted(mine)).toEqual(sorted(theirs));
          count += theirs.length;
        }),
        { seed, numRuns: runs, endOnFailure: true },
      );
      expect(count).toBeGreaterThan(runs);
    }, 3_600_000);
  });

  test(`when a database goes from one schema to another and back then nothing is left to do (${runs} pairs, SEED=${seed})`, async () => {
    await models.thereAndBack(randomModels({ isBeyondPython: true }), empty, { seed, runs });
  }, 3_600_000);

  test(`when the facts of the catalogs decide then they lead to what reading all leads to (${fewRuns} pairs, SEED=${seed})`, async () => {
    await compareBothWays(models, randomModels({ isBeyondPython: true }), empty, { seed, numRuns: fewRuns });
  }, 3_600_000);
});
