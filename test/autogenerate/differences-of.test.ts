import { describe, expect, test } from "vitest";
import { AutogenContext } from "../../src/autogenerate/autogen-context.js";
import type { AutogenOptions } from "../../src/autogenerate/autogen-options.js";
import type { Difference } from "../../src/autogenerate/differences/difference.js";
import { differencesOf } from "../../src/autogenerate/differences/differences-of.js";
import { comparatorsFor } from "../../src/autogenerate/plugins/comparators.js";
import { populateMigrationScript, scratchPlacesOf } from "../../src/autogenerate/produce-migrations.js";
import { PostgresqlDialect } from "../../src/dialects/postgresql/postgresql-dialect.js";
import { ExecuteSQLOp } from "../../src/operations/directives/execute-sql-op.js";
import type { DiffTuple } from "../../src/operations/directives/migrate-operation.js";
import { MigrationScript } from "../../src/operations/directives/migration-script.js";
import { CreateTableCommentOp, DropTableCommentOp } from "../../src/operations/directives/table-comment-ops.js";
import { CreateTableOp } from "../../src/operations/directives/table-ops.js";
import { DowngradeOps, UpgradeOps } from "../../src/operations/directives/upgrade-ops.js";
import { MigrationContext } from "../../src/runtime/migration-context.js";
import type { MetaData } from "../../src/schema/metadata.js";
import { sa } from "../../src/schema/sa.js";
import { database } from "./support/compare.js";

type Renames = NonNullable<ConstructorParameters<typeof AutogenContext>[2]>["renames"];

/** The differences between a database that the statements make and models. */
async function found(
  statements: readonly string[],
  metadata: MetaData,
  options: AutogenOptions = {},
  renames: Renames = [],
): Promise<readonly Difference[]> {
  const connection = await database(...statements);
  try {
    const context = MigrationContext.configure({ connection, compareServerDefault: true, ...options });
    const autogen = new AutogenContext(context, metadata, {
      comparators: comparatorsFor,
      scratch: scratchPlacesOf(context),
      renames,
    });
    const upgradeOps = new UpgradeOps();
    await populateMigrationScript(autogen, new MigrationScript("x", upgradeOps, new DowngradeOps()));
    await autogen.close();
    return differencesOf(upgradeOps, connection.dialect);
  } finally {
    await connection.close();
  }
}

const key = () => sa.Column("id", sa.Integer(), { primaryKey: true });
const place = { schema: null, table: "a", upgradeToken: "upgrades" };
const id = { name: "id", type: "INTEGER", nullable: false, default: null, primaryKey: true, comment: null };

describe("differences as data", () => {
  test("when a table is new then all its parts are there, and its indexes beside it", async () => {
    const metadata = sa.MetaData();
    sa.Table(
      "a",
      metadata,
      key(),
      sa.Column("b", sa.String(20), sa.CheckConstraint("b <> 'it''s'", { name: "ck" }), { serverDefault: "it's" }),
      sa.Column("c", sa.Integer(), sa.Computed("id * 2", { persisted: true })),
      sa.Column("d", sa.DateTime(), { serverDefault: sa.func.now() }),
      sa.Column("e", sa.Integer(), sa.ForeignKey("a.id", { ondelete: "CASCADE" })),
      sa.Column("f", sa.Enum("x", "y", { name: "kind", createConstraint: true }), { unique: true }),
    );
    const table = metadata.tables.get("a");
    table?.append(sa.Index("ix", "b", sa.text("lower(b)"), { unique: true, sqliteWhere: sa.text("id > 0") }));
    const plain = { nullable: true, default: null, primaryKey: false, comment: null };
    const why = "the models have the table, the database does not";
    expect(await found([], metadata)).toEqual([
      {
        kind: "add_table",
        ...place,
        columns: [
          id,
          { ...plain, name: "b", type: "VARCHAR(20)", default: "'it''s'" },
          { ...plain, name: "c", type: "INTEGER", computed: { sql: "id * 2", persisted: true } },
          { ...plain, name: "d", type: "DATETIME", default: "CURRENT_TIMESTAMP" },
          { ...plain, name: "e", type: "INTEGER" },
          { ...plain, name: "f", type: "VARCHAR(1)" },
        ],
        constraints: [
          { type: "primary_key", name: null, columns: ["id"] },
          {
            type: "foreign_key",
            name: null,
            columns: ["e"],
            referredSchema: null,
            referredTable: "a",
            referredColumns: ["id"],
            onupdate: null,
            ondelete: "CASCADE",
            deferrable: null,
            initially: null,
          },
          { type: "unique", name: null, columns: ["f"] },
          { type: "check", name: "ck", sql: "b <> 'it''s'" },
        ],
        comment: null,
        why,
      },
      {
        kind: "add_index",
        ...place,
        index: { name: "ix", unique: true, parts: ["b", "lower(b)"], where: "id > 0" },
        why: "the models have it, the database has no such name",
      },
    ]);
  });

  test("when one column differs in several things then each is a difference with a reason of its own", async () => {
    const metadata = sa.MetaData();
    sa.Table("a", metadata, key(), sa.Column("b", sa.String(50), { nullable: false, serverDefault: "x" }));
    const statement = "CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY, b VARCHAR(20))";
    expect(await found([statement], metadata)).toEqual([
      { kind: "modify_type", ...place, column: "b", old: "VARCHAR(20)", new: "VARCHAR(50)", why: expect.any(String) },
      {
        kind: "modify_nullable",
        ...place,
        column: "b",
        old: true,
        new: false,
        why: "the database allows NULL, the models do not",
      },
      {
        kind: "modify_default",
        ...place,
        column: "b",
        old: null,
        new: "'x'",
        why: "the database has none, and would have 'x' from the models",
      },
    ]);
  });

  test("when something was renamed then that is what is listed", async () => {
    const metadata = sa.MetaData();
    sa.Table("b", metadata, key(), sa.Column("after", sa.Text()));
    const renames = [
      { table: null, from: "a", to: "b" },
      { table: "b", from: "before", to: "after" },
    ];
    const why = "the rename was given";
    expect(
      await found(["CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY, before TEXT)"], metadata, {}, renames),
    ).toEqual([
      { kind: "rename_table", ...place, old: "a", new: "b", why },
      { kind: "rename_column", ...place, table: "b", column: "before", old: "before", new: "after", why },
    ]);
  });

  test("when hooks add operations then they are listed without a reason", () => {
    class Grant extends ExecuteSQLOp {
      override toDiffTuple(): DiffTuple {
        return ["grant", "everything"];
      }
    }
    const ops = [
      new ExecuteSQLOp("SELECT 1"),
      new ExecuteSQLOp(sa.select(sa.literalColumn("2"))),
      new Grant("GRANT"),
      new CreateTableCommentOp("a", "new", { existingComment: "old", schema: "s" }),
      new DropTableCommentOp("a", { existingComment: "old" }),
    ];
    const none = { schema: null, table: null, why: null, upgradeToken: "engine1_upgrades" };
    const upgrade = new UpgradeOps(ops, "engine1_upgrades");
    expect(differencesOf(upgrade, new PostgresqlDialect())).toEqual([
      { kind: "execute", ...none, sql: "SELECT 1" },
      { kind: "execute", ...none, sql: "SELECT 2" },
      { kind: "other", ...none, name: "grant" },
      { kind: "add_table_comment", ...none, schema: "s", table: "a", old: "old", new: "new" },
      { kind: "remove_table_comment", ...none, table: "a", old: "old", new: null },
    ]);
  });

  test("when a database has identities then their options are there", () => {
    const metadata = sa.MetaData();
    const table = sa.Table("a", metadata, sa.Column("id", sa.Integer(), sa.Identity({ start: 3, always: true })));
    const upgrade = new UpgradeOps([CreateTableOp.fromTable(table)]);
    expect(differencesOf(upgrade, new PostgresqlDialect())).toMatchObject([
      { columns: [{ name: "id", default: null, identity: { always: true, start: 3 } }], constraints: [] },
    ]);
  });
});
