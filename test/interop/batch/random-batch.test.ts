import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadBackend } from "../../../src/backends/load-backend.js";
import { openDatabase } from "../../../src/backends/open-database.js";
import { startRun } from "../../operations/run-operations.js";
import { type Call, Interpreter } from "../operation-language.js";
import { Oracle } from "../oracle.js";
import { noPython, python } from "../python.js";
import { type BatchCase, type BatchColumn, randomBatch } from "./random-batch.js";
import { isKept, readSnapshot, type Snapshot, sameNumber } from "./snapshot.js";

const snippet = `
import sys
sys.dont_write_bytecode = True
if args["path"] not in sys.path:
    sys.path.insert(0, args["path"])
import operation_language as language
result = language.online(args["database"], args["calls"])
`;
const here = fileURLToPath(new URL("..", import.meta.url));
const count = Number(process.env["COUNT"] ?? (process.env["CI"] ? 60 : 30));
const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000_000);

interface Outcome {
  readonly error: string | null;
  readonly warnings: readonly string[];
}

async function ours(path: string, calls: readonly Call[]): Promise<Outcome> {
  const connection = await openDatabase(`sqlite:///${path}`);
  const backend = await loadBackend("sqlite");
  const run = startRun(backend.dialect, connection, {}, backend);
  try {
    await connection.begin("immediate");
    await new Interpreter(run.op).run(run.op, calls);
    await run.op.close();
    await connection.commit();
    return { error: null, warnings: run.warnings };
  } catch (error) {
    return { error: String(error), warnings: run.warnings };
  } finally {
    await connection.close();
  }
}

async function setUp(path: string, statements: readonly string[]): Promise<void> {
  const connection = await openDatabase(`sqlite:///${path}`);
  try {
    for (const sql of statements) {
      try {
        await connection.execute(sql);
      } catch (error) {
        // A STRICT table refuses values of other types.
        if (!sql.startsWith("INSERT")) throw error;
      }
    }
  } finally {
    await connection.close();
  }
}

/** The values of some columns, row by row. */
function valuesOf(snapshot: Snapshot, columns: readonly BatchColumn[], isChosen: (column: BatchColumn) => boolean) {
  return snapshot.rows.map(({ key, values }) => [
    key,
    ...values.filter((_, at) => columns[at] !== undefined && isChosen(columns[at])),
  ]);
}

/** Refuses a changed value in a column that the batch does not convert, and one in another column without a warning. */
function expectNoSilentLoss(
  old: Snapshot,
  fresh: Snapshot,
  columns: readonly BatchColumn[],
  warnings: readonly string[],
): void {
  const isUntouched = ({ before, conversion }: BatchColumn): boolean => before !== null && conversion === "none";
  expect(valuesOf(fresh, columns, isUntouched)).toEqual(valuesOf(old, columns, isUntouched));
  expect(fresh.rows.map(({ rowid }) => rowid)).toEqual(old.rows.map(({ rowid }) => rowid));
  for (const [at, { name, before, conversion }] of columns.entries()) {
    if (before === null || conversion === "none") continue;
    const lost = old.rows.filter(
      ({ values }, row) => !isKept(values[at] ?? "", fresh.rows[row]?.values[at] ?? "", conversion),
    );
    if (lost.length > 0) expect(warnings.join("\n")).toContain(`column '${name}': `);
  }
  for (const object of old.objects) expect(fresh.objects).toContain(object);
  for (const part of ["others", "sequence", "problems"] as const) expect(fresh[part]).toEqual(old[part]);
}

/** The values of new and converted columns are Alembic's, or what they were. */
function expectTheirValues(old: Snapshot, fresh: Snapshot, theirs: Snapshot, columns: readonly BatchColumn[]): void {
  expect(fresh.rows.map(({ key }) => key)).toEqual(theirs.rows.map(({ key }) => key));
  for (const [at, { name, before, conversion }] of columns.entries()) {
    if (before !== null && conversion === "none") continue;
    for (const [row, { values }] of fresh.rows.entries()) {
      const [was, is, expected] = [old, fresh, theirs].map((one) => one.rows[row]?.values[at] ?? "");
      // Python's SQLite writes a number as text with 15 digits, newer ones with 17.
      if (is !== was && !sameNumber(is ?? "", expected ?? ""))
        expect({ name, was, is: values[at] }).toEqual({ name, was, is: expected });
    }
  }
}

describe.skipIf(python() === undefined)(`random batches${python() ? "" : ` (${noPython})`}`, () => {
  let oracle: Oracle;
  const folder = mkdtempSync(join(tmpdir(), "batches-"));
  let number = 0;
  beforeAll(() => {
    oracle = new Oracle();
  });
  afterAll(async () => {
    await oracle.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function check({ setup, batch, columns }: BatchCase): Promise<void> {
    const before = join(folder, `${++number}.db`);
    const [mine, theirs] = [`${before}.ours`, `${before}.theirs`];
    const oldNames = columns.map((column) => column.before);
    const names = columns.map(({ name }) => name);
    await setUp(before, setup);
    for (const copy of [mine, theirs]) copyFileSync(before, copy);
    const old = await readSnapshot(before, oldNames);
    const { error, warnings } = await ours(mine, [batch]);
    const theirError = await oracle.run(snippet, { path: here, database: theirs, calls: [batch] });
    if (error !== null) expect(await readSnapshot(mine, oldNames)).toEqual(old);
    else {
      const fresh = await readSnapshot(mine, names);
      expectNoSilentLoss(old, fresh, columns, warnings);
      if (theirError === null)
        expectTheirValues(old, fresh, await readSnapshot(theirs, names, { isSound: false }), columns);
    }
    for (const path of [before, mine, theirs]) rmSync(path, { force: true });
  }

  test(`when ${count} batches run on tables with rows then no value is lost in silence`, {
    timeout: 3_600_000,
  }, async () => {
    await fc.assert(fc.asyncProperty(randomBatch, check), { numRuns: count, seed });
  });
});
