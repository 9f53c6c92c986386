import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareMetadata } from "../../src/autogenerate/compare-metadata.js";
import { produceMigrations } from "../../src/autogenerate/produce-migrations.js";
import { renderTypescriptCode } from "../../src/autogenerate/render/render-typescript-code.js";
import { connect } from "../../src/runtime/connect.js";
import type { Connection } from "../../src/runtime/connection.js";
import { MigrationContext } from "../../src/runtime/migration-context.js";
import { buildMetadata } from "./support/build-metadata.js";
import { randomSchema, type SchemaSpec, type TableSpec } from "./support/random-schema.js";
import { reflectSchema } from "./support/reflect-schema.js";
import { runOperations } from "./support/run-operations.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const runs = Number(process.env["AUTOGENERATE_RUNS"] ?? (process.env["CI"] ? 1000 : 60));

const contextOf = (connection: Connection): MigrationContext =>
  MigrationContext.configure({ connection, compareServerDefault: true });

/** The revision that brings a database to a schema, both ways, as text. */
async function autogenerate(connection: Connection, spec: SchemaSpec): Promise<{ upgrade: string; downgrade: string }> {
  const context = contextOf(connection);
  const { upgradeOps, downgradeOps } = await produceMigrations(context, buildMetadata(spec));
  if (upgradeOps === null || downgradeOps === null) throw new Error("no operations");
  const options = { migrationContext: context };
  return { upgrade: renderTypescriptCode(upgradeOps, options), downgrade: renderTypescriptCode(downgradeOps, options) };
}

async function differences(connection: Connection, spec: SchemaSpec): Promise<readonly unknown[]> {
  const found = await compareMetadata(contextOf(connection), buildMetadata(spec));
  return found.map(String);
}

/** A schema as the database has it when it is made from the models at once. */
async function schemaOf(spec: SchemaSpec): Promise<unknown> {
  const connection = await connect("sqlite://");
  try {
    await runOperations(connection, (await autogenerate(connection, spec)).upgrade);
    return await reflectSchema(connection);
  } finally {
    await connection.close();
  }
}

/** A unique constraint without a name in the models is the same as one that the database has with a name. */
function withoutUniqueNames(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === "uniques" && Array.isArray(value)
      ? value.map((one: { columnNames: string[] }) => one.columnNames.join()).toSorted()
      : value,
  );
}

/** Whether rows may be in a table while it changes from one form to the other and back. */
function takesRows(one: TableSpec, other: TableSpec | undefined): boolean {
  if (other === undefined) return false;
  const isFree = (table: TableSpec): boolean =>
    table.uniques.length === 0 &&
    table.checks.length === 0 &&
    table.columns.every(({ type }) => type.options["createConstraint"] !== true) &&
    table.indexes.every((index) => !index.unique);
  const fits = (from: TableSpec, to: TableSpec): boolean =>
    to.columns.every((column) => {
      const before = from.columns.find(({ name }) => name === column.name);
      if (column.nullable || column.name === "id") return true;
      return before === undefined ? column.default !== null && column.default.value !== "NULL" : !before.nullable;
    });
  const isPlain = (table: TableSpec): boolean =>
    table.columns.every((column) => column.nullable || column.name === "id" || column.default !== null);
  const noNull = (table: TableSpec): boolean =>
    table.columns.every((column) => column.nullable || column.default?.value !== "NULL");
  return isFree(one) && isFree(other) && fits(one, other) && fits(other, one) && isPlain(one) && noNull(one);
}

async function fill(connection: Connection, from: SchemaSpec, to: SchemaSpec): Promise<readonly string[]> {
  const filled: string[] = [];
  for (const table of from) {
    const target = to.find(({ name }) => name === table.name);
    if (!takesRows(table, target) || table.foreignKeys.length > 0 || (target?.foreignKeys.length ?? 0) > 0) continue;
    for (const id of [1, 2, 7]) await connection.execute(`INSERT INTO ${table.name} (id) VALUES (${id})`);
    filled.push(table.name);
  }
  return filled;
}

/** The rows of the tables, in the columns that neither side changes. */
async function rowsOf(connection: Connection, names: readonly string[], from: SchemaSpec, to: SchemaSpec) {
  const rows: Record<string, unknown> = {};
  for (const name of names) {
    const before = from.find((table) => table.name === name)?.columns ?? [];
    const after = to.find((table) => table.name === name)?.columns ?? [];
    const kept = before.filter((column) => after.some((other) => JSON.stringify(other) === JSON.stringify(column)));
    const list = kept.map((column) => `"${column.name}"`).join(", ");
    rows[name] = await connection.execute(`SELECT ${list} FROM ${name} ORDER BY id`);
  }
  return rows;
}

const calm = randomSchema({ beyondPython: true, calm: true });
const pair = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(randomSchema(), randomSchema()) },
  { weight: 1, arbitrary: fc.tuple(calm, calm) },
);

describe("autogenerate", () => {
  test(`when a schema is autogenerated and upgraded then nothing is left to find (SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(randomSchema(), async (spec) => {
        const connection = await connect("sqlite://");
        try {
          const script = await autogenerate(connection, spec);
          await runOperations(connection, script.upgrade);
          expect(await differences(connection, spec)).toEqual([]);
          await runOperations(connection, script.downgrade);
          expect(await reflectSchema(connection)).toEqual({});
        } finally {
          await connection.close();
        }
      }),
      { seed, numRuns: runs },
    );
  }, 600_000);

  test(`when a schema becomes another one then up is the other and down is the first (SEED=${seed})`, async () => {
    let changed = 0;
    let filled = 0;
    await fc.assert(
      fc.asyncProperty(pair, async ([from, to]) => {
        const connection = await connect("sqlite://");
        try {
          await runOperations(connection, (await autogenerate(connection, from)).upgrade);
          const before = withoutUniqueNames(await reflectSchema(connection));
          const names = await fill(connection, from, to);
          filled += names.length;
          const rows = await rowsOf(connection, names, from, to);
          const script = await autogenerate(connection, to);
          changed += script.upgrade.includes("await") ? 1 : 0;
          await runOperations(connection, script.upgrade);
          expect(withoutUniqueNames(await reflectSchema(connection)), script.upgrade).toEqual(
            withoutUniqueNames(await schemaOf(to)),
          );
          expect(await differences(connection, to), script.upgrade).toEqual([]);
          expect(await rowsOf(connection, names, from, to), script.upgrade).toEqual(rows);
          await runOperations(connection, script.downgrade);
          expect(withoutUniqueNames(await reflectSchema(connection)), script.downgrade).toEqual(before);
          expect(await differences(connection, from), script.downgrade).toEqual([]);
          expect(await rowsOf(connection, names, from, to), script.downgrade).toEqual(rows);
        } finally {
          await connection.close();
        }
      }),
      { seed, numRuns: runs },
    );
    expect(changed).toBeGreaterThan(runs / 2);
    // Of few pairs there may be none that takes rows.
    if (runs >= 300) expect(filled).toBeGreaterThan(0);
  }, 600_000);
});
