import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareMetadata } from "../../../src/autogenerate/compare-metadata.js";
import type { Difference } from "../../../src/autogenerate/differences/difference.js";
import { differencesOf } from "../../../src/autogenerate/differences/differences-of.js";
import { produceMigrations } from "../../../src/autogenerate/produce-migrations.js";
import { renderTypescriptCode } from "../../../src/autogenerate/render/render-typescript-code.js";
import { connect } from "../../../src/runtime/connect.js";
import type { Connection } from "../../../src/runtime/connection.js";
import { MigrationContext } from "../../../src/runtime/migration-context.js";
import { buildMetadata } from "../../autogenerate/support/build-metadata.js";
import { randomSchema, type SchemaSpec } from "../../autogenerate/support/random-schema.js";
import { runOperations } from "../../autogenerate/support/run-operations.js";
import { Oracle } from "../oracle.js";
import { noPython, python } from "../python.js";
import { inOrder, type PlainDiff, plainDiff } from "./plain-diffs.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const runs = Number(process.env["AUTOGENERATE_INTEROP_RUNS"] ?? (process.env["CI"] ? 1000 : 25));
const program = readFileSync(new URL("compare_schema.py", import.meta.url), "utf8");

/** The rules of Python's Alembic: its plugin for CHECKs, which goes by name, in place of ours. */
const plugins = ["alembic.autogenerate.*", "~alembic.autogenerate.checks", "alembic.ext.checkconstraint_byname"];

const contextOf = (connection: Connection, log: string[] = []): MigrationContext =>
  MigrationContext.configure({
    connection,
    compareServerDefault: true,
    autogeneratePlugins: plugins,
    logger: { log: (_level, name, message) => void (name.startsWith("alembic.autogenerate") && log.push(message)) },
  });

/** The lines of a log without Python's `repr` of types and objects, and in no order. */
const plainLog = (lines: readonly string[]): readonly string[] =>
  lines
    .map((line) =>
      line
        .replace(/^(Detected type change) from .* on ('[^']*')$/, "$1 on $2")
        .replace(/^(Dialect impl) .* (detected)/, "$1 $2"),
    )
    .filter((line) => !line.startsWith("Detected removed unique constraint None"))
    .toSorted();

/**
 * Ours but for what Python cannot see: a unique constraint without a name that the models do not have any more. Python
 * leaves it in the database for ever; here it is dropped by its columns.
 */
const isBeyondPython = ([kind, constraint, , name]: PlainDiff): boolean =>
  kind === "remove_constraint" && constraint === "UniqueConstraint" && name === null;

/** Differences without what only we know, in no order; a default in parentheses is one without them, as in Python. */
function asInPython(differences: readonly Difference[]): readonly string[] {
  const bare = (key: string, value: unknown): unknown => {
    if (key === "why" || key === "upgradeToken") return undefined;
    if (key === "constraints" && Array.isArray(value)) return value.map((one) => JSON.stringify(one)).toSorted();
    return (key === "default" || key === "old" || key === "new") && typeof value === "string"
      ? value.replace(/^\((.*)\)$/, "$1")
      : value;
  };
  const isUnnamed = (one: Difference): boolean =>
    one.kind === "remove_constraint" && one.constraint.type === "unique" && one.constraint.name === null;
  return differences
    .filter((one) => !isUnnamed(one))
    .map((one) => JSON.stringify(one, bare))
    .toSorted();
}

describe.skipIf(python() === undefined)(`autogenerate beside Python (${noPython})`, () => {
  let oracle: Oracle;
  let folder: string;
  let count = 0;
  beforeAll(() => {
    oracle = new Oracle();
    folder = mkdtempSync(join(tmpdir(), "autogenerate-"));
  });
  afterAll(async () => {
    await oracle.close();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Answer {
    readonly found: readonly PlainDiff[];
    readonly log: readonly string[];
  }

  const inPython = async (path: string, spec: SchemaSpec, create = false): Promise<Answer> => {
    const { found, log } = (await oracle.run(program, { path, spec, create })) as Answer;
    return { found: inOrder(found), log: plainLog(log) };
  };

  const dataInPython = async (path: string, spec: SchemaSpec): Promise<readonly Difference[]> =>
    ((await oracle.run(program, { path, spec, create: false })) as { data: readonly Difference[] }).data;

  async function open<T>(path: string, work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await connect(`sqlite:///${path}`);
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  }

  const ours = (path: string, spec: SchemaSpec): Promise<Answer> =>
    open(path, async (connection) => {
      const log: string[] = [];
      const found = await compareMetadata(contextOf(connection, log), buildMetadata(spec));
      return { found: inOrder(found.map(plainDiff)), log: plainLog(log) };
    });

  const migrate = (path: string, spec: SchemaSpec): Promise<void> =>
    open(path, async (connection) => {
      const context = contextOf(connection);
      const { upgradeOps } = await produceMigrations(context, buildMetadata(spec));
      if (upgradeOps === null) throw new Error("no operations");
      await runOperations(connection, renderTypescriptCode(upgradeOps, { migrationContext: context }));
    });

  const schema = randomSchema({ beyondPython: false });

  test(`when both compare one file with the same models then they find the same, in order (SEED=${seed})`, async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(schema, schema, async (from, to) => {
        const path = join(folder, `pair${count++}.db`);
        await migrate(path, from);
        const theirs = await inPython(path, to);
        const mine = await ours(path, to);
        expect(mine.found.filter((diff) => !isBeyondPython(diff))).toEqual(theirs.found);
        expect(mine.log).toEqual(theirs.log);
        found += theirs.found.length;
        rmSync(path);
      }),
      { seed, numRuns: runs },
    );
    expect(found).toBeGreaterThan(runs);
  }, 600_000);

  test(`when differences are given as data then it is what Python has in its own (SEED=${seed})`, async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(schema, schema, async (from, to) => {
        const path = join(folder, `data${count++}.db`);
        await migrate(path, from);
        const theirs = await dataInPython(path, to);
        const mine = await open(path, async (connection) => {
          const { upgradeOps } = await produceMigrations(contextOf(connection), buildMetadata(to));
          if (upgradeOps === null) throw new Error("no operations");
          return differencesOf(upgradeOps, connection.dialect);
        });
        expect(mine.every(({ why, upgradeToken }) => why !== null && upgradeToken === "upgrades")).toBe(true);
        expect(asInPython(mine)).toEqual(asInPython(theirs));
        found += theirs.length;
        rmSync(path);
      }),
      { seed, numRuns: runs },
    );
    expect(found).toBeGreaterThan(runs);
  }, 600_000);

  test("when a column has NULL as its default then Python finds that and ours does not", async () => {
    const path = join(folder, "null.db");
    const column = { type: { name: "Text", args: [], options: {} }, nullable: true, computed: null };
    const spec = (value: "NULL" | null): SchemaSpec => [
      {
        name: "t",
        columns: [
          { ...column, name: "id", type: { name: "Integer", args: [], options: {} }, nullable: false, default: null },
          { ...column, name: "a", default: value === null ? null : { kind: "sql", value } },
        ],
        ...{ uniques: [], checks: [], foreignKeys: [], indexes: [], autoincrement: false, withoutRowid: false },
      },
    ];
    await migrate(path, spec("NULL"));
    expect((await inPython(path, spec(null))).found).toHaveLength(1);
    expect((await ours(path, spec(null))).found).toEqual([]);
    expect((await ours(path, spec("NULL"))).found).toEqual([]);
  });

  test(`when one has migrated a file then the other has nothing to find (SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(schema, async (spec) => {
        const path = join(folder, `one${count++}.db`);
        await migrate(path, spec);
        expect((await inPython(path, spec)).found).toEqual([]);
        const other = join(folder, `other${count++}.db`);
        await inPython(other, spec, true);
        expect((await ours(other, spec)).found).toEqual([]);
      }),
      { seed, numRuns: runs },
    );
  }, 600_000);
});
