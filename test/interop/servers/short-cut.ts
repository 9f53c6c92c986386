import fc from "fast-check";
import { expect, vi } from "vitest";
import type { AutogenOptions } from "../../../src/autogenerate/autogen-options.js";
import type { Inspector } from "../../../src/dialects/inspector.js";
import { type ModelSpec, text } from "../postgresql/random-models.js";
import type { ModelsOnServer } from "./models-on-server.js";

/** With a filter that lets everything pass, every table is read as a schema object and compared part by part. */
const watched: AutogenOptions = { includeObject: () => true };

/** Tables with two more of each kind, so that what was learned of the first one is used. */
function withTwins(spec: readonly ModelSpec[]): readonly ModelSpec[] {
  const named = (letter: string) => JSON.stringify(spec).replaceAll(/(_|")t(\d)(?=_|")/g, `$1t$2${letter}`);
  return [...spec, ...["x", "y"].flatMap((letter) => JSON.parse(named(letter)) as readonly ModelSpec[])];
}

const flipped = (comment: string | null): string | null => (comment === null ? "changed" : null);
const ofFirst = <T>(list: readonly T[], change: (one: T) => T): readonly T[] =>
  list.map((one, at) => (at === 0 ? change(one) : one));

/** Types of the same kind, with another size. */
const otherSize: Readonly<Record<string, string>> = {
  "sa.Integer()": "sa.BigInteger()",
  "sa.BigInteger()": "sa.Integer()",
  "sa.String(20)": "sa.String(40)",
  "sa.String(40)": "sa.String(20)",
  "sa.Numeric(10, 2)": "sa.Numeric(12, 4)",
};

type Change = (table: ModelSpec) => Partial<ModelSpec>;

/** Changes of one fact of a table, each of which a comparison has to find. */
const changes: readonly Change[] = [
  () => ({}),
  ({ comment }) => ({ comment: flipped(comment) }),
  ({ columns }) => ({ columns: ofFirst(columns, (one) => ({ ...one, comment: flipped(one.comment) })) }),
  ({ columns }) => ({ columns: ofFirst(columns, (one) => (one.identity ? one : { ...one, nullable: !one.nullable })) }),
  ({ columns }) => ({ columns: columns.map((one) => ({ ...one, default: null })) }),
  ({ columns }) => ({ columns: columns.map((one) => ({ ...one, type: otherSize[one.type] ?? one.type })) }),
  ({ columns }) => ({ columns: columns.map((one) => (one.identity ? { ...one, identity: { start: 77 } } : one)) }),
  ({ columns }) => ({ columns: columns.map((one) => (one.identity ? { ...one, identity: null } : one)) }),
  ({ columns }) => ({ columns: columns.flatMap((one, at) => (at === 0 ? [one, { ...one, name: "more" }] : [one])) }),
  ({ uniques }) => ({ uniques: uniques.slice(1) }),
  ({ uniques }) => ({ uniques: ofFirst(uniques, (one) => ({ ...one, columns: ["id"] })) }),
  ({ uniques, name }) => ({ uniques: [...uniques, { name: `uq_${name}_more`, columns: ["id"] }] }),
  ({ checks }) => ({ checks: checks.slice(1) }),
  ({ checks }) => ({ checks: ofFirst(checks, (one) => ({ ...one, sql: "a > 99" })) }),
  ({ indexes }) => ({ indexes: indexes.slice(1) }),
  ({ indexes }) => ({ indexes: ofFirst(indexes, (one) => ({ ...one, unique: !one.unique })) }),
  ({ indexes }) => ({ indexes: ofFirst(indexes, ({ length: _, ...one }) => ({ ...one, parts: ["id"], where: null })) }),
  ({ indexes, name }) => ({
    indexes: [...indexes, { name: `ix_${name}_more`, parts: ["id"], unique: false, where: null }],
  }),
  ({ foreignKey }) => ({ foreignKey: foreignKey === null ? null : { ...foreignKey, ondelete: "CASCADE" } }),
  ({ foreignKey, name }) => ({ foreignKey: foreignKey === null ? null : { ...foreignKey, table: name } }),
];

/** Changes of models that a server would not take for each table. */
const modelChanges: readonly Change[] = [
  ...changes,
  ({ columns }) => ({ columns: columns.map((one) => (one.default ? { ...one, default: text("1") } : one)) }),
  ({ columns }) => ({ columns: ofFirst(columns, (one) => ({ ...one, type: "sa.LargeBinary()", default: null })) }),
  ({ columns }) => ({ columns: columns.slice(1), uniques: [], checks: [], indexes: [] }),
];

/** The tables, with a change of each whose name ends with the letter. */
function withChanges(
  spec: readonly ModelSpec[],
  letter: "x" | "y",
  chosen: readonly number[],
  all: readonly Change[],
): readonly ModelSpec[] {
  return spec.map((table, at) =>
    table.name.endsWith(letter) ? { ...table, ...all[(chosen[at] ?? 0) % all.length]?.(table) } : table,
  );
}

/** A table like any other, first unchanged and then with another type: random tables may all be rare ones. */
const plain: readonly ModelSpec[] = [
  {
    name: "t1",
    columns: [{ name: "a", type: "sa.Integer()", nullable: true, default: null, identity: null, comment: null }],
    uniques: [],
    checks: [],
    indexes: [],
    foreignKey: null,
    comment: null,
  },
];
const ofPlain = [0, 0, 5].map((change) => Array.from({ length: 12 }, () => change));

/** Compares random databases with models that differ in single facts, with and without schema objects of equal tables. */
export async function compareBothWays(
  server: ModelsOnServer,
  models: fc.Arbitrary<readonly ModelSpec[]>,
  empty: readonly string[],
  parameters: { readonly seed: number; readonly numRuns: number },
): Promise<void> {
  const reflected = vi.spyOn(Object.getPrototypeOf(server.connection.inspector()) as Inspector, "reflectTable");
  const counts = { shortCut: 0, watched: 0, changed: 0 };
  const choice = fc.array(fc.nat(modelChanges.length - 1), { minLength: 12, maxLength: 12 });
  const choices = fc.array(choice, { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(models, choices, async (spec, [inDatabase = [], ...variants]) => {
      const tables = withTwins(spec);
      const stored = withChanges(tables, "x", inDatabase, changes);
      for (const statement of empty) await server.connection.execute(statement);
      await server.migrate(stored);
      for (const wanted of [tables, ...variants.map((chosen) => withChanges(stored, "y", chosen, modelChanges))]) {
        reflected.mockClear();
        const found = await server.comparison(wanted);
        counts.shortCut += reflected.mock.calls.length;
        reflected.mockClear();
        expect(found).toEqual(await server.comparison(wanted, watched));
        counts.watched += reflected.mock.calls.length;
        counts.changed += found.log.some((line) => line.startsWith("Detected")) ? 1 : 0;
      }
    }),
    { ...parameters, numRuns: parameters.numRuns + 1, examples: [[plain, ofPlain]], endOnFailure: true },
  );
  reflected.mockRestore();
  expect(counts.shortCut).toBeLessThan(counts.watched);
  expect(counts.changed).toBeGreaterThan(parameters.numRuns / 4);
}
