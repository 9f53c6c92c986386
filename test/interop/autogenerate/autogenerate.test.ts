import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareMetadata } from "../../../src/autogenerate/compare-metadata.js";
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
const runs = Number(process.env["AUTOGENERATE_INTEROP_RUNS"] ?? (process.env["CI"] ? 150 : 25));
const program = readFileSync(new URL("compare_schema.py", import.meta.url), "utf8");

/** The rules of Python's Alembic: its plugin for CHECKs, which goes by name, in place of ours. */
const plugins = ["alembic.autogenerate.*", "~alembic.autogenerate.checks", "alembic.ext.checkconstraint_byname"];

const contextOf = (connection: Connection): MigrationContext =>
  MigrationContext.configure({ connection, compareServerDefault: true, autogeneratePlugins: plugins });

/**
 * Ours but for what Python cannot see: a unique constraint without a name that the models do not have any more. Python
 * leaves it in the database for ever; here it is dropped by its columns.
 */
const isBeyondPython = ([kind, constraint, , name]: PlainDiff): boolean =>
  kind === "remove_constraint" && constraint === "UniqueConstraint" && name === null;

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

  const inPython = async (path: string, spec: SchemaSpec, create = false): Promise<readonly PlainDiff[]> =>
    inOrder((await oracle.run(program, { path, spec, create })) as readonly PlainDiff[]);

  async function open<T>(path: string, work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await connect(`sqlite:///${path}`);
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  }

  const ours = (path: string, spec: SchemaSpec): Promise<readonly PlainDiff[]> =>
    open(path, async (connection) =>
      inOrder((await compareMetadata(contextOf(connection), buildMetadata(spec))).map(plainDiff)),
    );

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
        const mine = (await ours(path, to)).filter((diff) => !isBeyondPython(diff));
        expect(mine).toEqual(theirs);
        found += theirs.length;
        rmSync(path);
      }),
      { seed, numRuns: runs },
    );
    expect(found).toBeGreaterThan(runs);
  }, 600_000);

  test(`when one has migrated a file then the other has nothing to find (SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(schema, async (spec) => {
        const path = join(folder, `one${count++}.db`);
        await migrate(path, spec);
        expect(await inPython(path, spec)).toEqual([]);
        const other = join(folder, `other${count++}.db`);
        await inPython(other, spec, true);
        expect(await ours(other, spec)).toEqual([]);
      }),
      { seed, numRuns: runs },
    );
  }, 600_000);
});
