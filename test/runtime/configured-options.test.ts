import { describe, expect, test } from "vitest";
import type { ConfigureOptions } from "../../src/runtime/options/configure-options.js";
import { configuredOptions } from "../../src/runtime/options/configured-options.js";
import { MetaData } from "../../src/schema/metadata.js";

const fn = () => true;
const command = { destinationRev: "head", asSql: true, tag: "t", startingRev: "a1" };

/** Keywords of which Alembic's `configure()` sets each in every call, and other values than their defaults. */
const decidedAnew: ConfigureOptions = {
  url: "postgresql://",
  dialectOpts: { paramstyle: "named" },
  transactionPerMigration: true,
  renderAsBatch: true,
  targetMetadata: new MetaData(),
  includeName: fn,
  includeObject: fn,
  includeSchemas: true,
  processRevisionDirectives: () => undefined,
  compareType: false,
  compareServerDefault: true,
  literalBinds: true,
  upgradeToken: "up",
  downgradeToken: "down",
  alembicModulePrefix: "o.",
  sqlalchemyModulePrefix: "s.",
  userModulePrefix: "u.",
  onVersionApply: () => undefined,
};

/** Keywords that stay until another call says something else. */
const staying: ConfigureOptions = {
  transactionalDdl: true,
  outputBuffer: { write: fn },
  startingRev: "b2",
  tag: "other",
  renderItem: () => false,
  autogeneratePlugins: ["alembic.autogenerate.tables"],
  versionTable: "v",
  versionTableSchema: "s",
  versionTablePk: false,
  mssqlBatchSeparator: "OVER",
  info: { tenant: 1 },
};

describe("configuredOptions", () => {
  test("when a second call leaves keywords out then Alembic's own have their defaults again, and the others stay", () => {
    const first = configuredOptions(command, { ...decidedAnew, ...staying });
    expect(first).toEqual({ ...command, ...decidedAnew, ...staying });
    expect(configuredOptions(first, {})).toEqual({ ...command, ...staying });
    const undefinedOnes = Object.keys({ ...decidedAnew, ...staying }).map((key) => [key, undefined]);
    expect(configuredOptions(first, Object.fromEntries(undefinedOnes))).toEqual({ ...command, ...staying });
  });

  test("when a keyword is null then it is what Alembic makes of None", () => {
    const nulls = {
      ...decidedAnew,
      ...staying,
      connection: 0,
      dialectName: 0,
      dialect: 0,
      operations: 0,
      outputEncoding: 0,
    };
    const { versionTable: _, ...keywords } = Object.fromEntries(Object.keys(nulls).map((key) => [key, null]));
    const { transactionalDdl, outputBuffer, startingRev, tag, renderItem, autogeneratePlugins } = staying;
    const first = configuredOptions(command, { ...decidedAnew, ...staying });
    expect(configuredOptions(first, keywords)).toEqual({
      ...command,
      ...{ transactionalDdl, outputBuffer, startingRev, tag, renderItem, autogeneratePlugins },
      renderAsBatch: false,
      compareServerDefault: true,
      alembicModulePrefix: "",
      sqlalchemyModulePrefix: "",
      versionTable: "v",
      versionTableSchema: null,
      versionTablePk: false,
      outputEncoding: null,
      mssqlBatchSeparator: null,
      info: { tenant: 1 },
    });
  });

  test("when a second call has values of the application then those of the first stay beside them", () => {
    const first = configuredOptions({}, { info: { tenant: 1, region: "eu" } });
    expect(configuredOptions(first, { info: { tenant: 2 } }).info).toEqual({ tenant: 2, region: "eu" });
  });

  test("when the version table has no name then that is refused", () => {
    const options = { versionTable: null } as unknown as ConfigureOptions;
    expect(() => configuredOptions({}, options)).toThrow(
      "versionTable is null: leave it out for 'alembic_version', or give a name",
    );
  });
});
