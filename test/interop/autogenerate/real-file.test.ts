import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Difference } from "../../../src/autogenerate/differences/difference.js";
import { differencesOf } from "../../../src/autogenerate/differences/differences-of.js";
import { produceMigrations } from "../../../src/autogenerate/produce-migrations.js";
import { metadata } from "../../../src/nexuslims/models.js";
import { connect } from "../../../src/runtime/connect.js";
import { MigrationContext } from "../../../src/runtime/migration-context.js";
import { CheckConstraint } from "../../../src/schema/constraints/check-constraint.js";
import { UniqueConstraint } from "../../../src/schema/constraints/unique-constraint.js";
import type { Table } from "../../../src/schema/table.js";
import { Laboratory } from "../../nexuslims/laboratory.js";
import { NexuslimsPython } from "../nexuslims-python.js";
import { Oracle } from "../oracle.js";
import { noPython, python } from "../python.js";

const program = readFileSync(new URL("compare_schema.py", import.meta.url), "utf8");

/** A table of the models as the Python side takes it. */
const specOf = (table: Table): unknown => ({
  name: table.name,
  columns: table.columns.map(({ name, type, nullable, primaryKey }) => ({
    name,
    type: { name: type.typeName, args: type.parameters(), options: {} },
    nullable,
    primaryKey,
    default: null,
  })),
  uniques: table.constraints
    .filter((one): one is UniqueConstraint => one instanceof UniqueConstraint)
    .map((one) => ({ name: one.name, columns: one.columns.map(({ name }) => name) })),
  checks: table.constraints
    .filter((one): one is CheckConstraint => one instanceof CheckConstraint)
    .map((one) => ({ name: one.name, sql: String((one.sqltext as unknown as { text: string }).text) })),
  foreignKeys: table.foreignKeyConstraints.map((one) => ({
    name: one.name,
    column: one.columns[0]?.name,
    table: one.referredTableName.table,
    target: one.referredColumnNames[0],
    ondelete: null,
    onupdate: null,
    deferrable: null,
    initially: null,
  })),
  indexes: table.indexes.map((index) => ({
    name: index.name,
    parts: index.columns.map(({ name }) => ({ sql: name })),
    unique: index.unique,
  })),
  autoincrement: false,
  withoutRowid: false,
});

describe.skipIf(python() === undefined)(`a file of NexusLIMS 1.4.3 beside Python (${noPython})`, () => {
  let oracle: Oracle;
  let theirs: NexuslimsPython;
  let lab: Laboratory;
  beforeAll(() => {
    oracle = new Oracle();
    theirs = new NexuslimsPython();
  });
  afterAll(async () => {
    await oracle.close();
    await theirs.close();
  });
  beforeEach(async () => {
    lab = new Laboratory();
    await lab.makeStamped({ logs: 50 });
  });
  afterEach(() => lab.remove());

  const inPython = async (): Promise<readonly Difference[]> => {
    const spec = metadata.sortedTables.map(specOf);
    return (
      (await oracle.run(program, { path: lab.database, spec, defaults: false })) as { data: readonly Difference[] }
    ).data;
  };

  const inOurs = async (): Promise<readonly Difference[]> => {
    const connection = await connect(`sqlite:///${lab.database}`);
    try {
      const { upgradeOps } = await produceMigrations(MigrationContext.configure({ connection }), metadata);
      return upgradeOps === null ? [] : differencesOf(upgradeOps, connection.dialect);
    } finally {
      await connection.close();
    }
  };

  test.each([
    ["ours", async () => void (await lab.run("upgrade"))],
    ["Python", async () => void (await theirs.command(lab.database, "upgrade", ["v2_4_0b"]))],
  ])("when %s upgraded it then both find the same history, which the environment leaves alone", async (_, upgrade) => {
    await upgrade();
    const found = (await inOurs()).map(({ why: _why, upgradeToken: _token, ...rest }) => rest);
    expect(found).toEqual(await inPython());
    expect(found).toHaveLength(11);
    expect(await lab.run("alembic", "check")).toMatchObject({
      code: 0,
      stdout: "No new upgrade operations detected.\n",
    });
  });
});
