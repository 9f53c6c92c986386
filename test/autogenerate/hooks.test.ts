import { describe, expect, test } from "vitest";
import type { ParentNames } from "../../src/autogenerate/autogen-options.js";
import { compareMetadata } from "../../src/autogenerate/compare-metadata.js";
import { Plugin } from "../../src/autogenerate/plugins/plugin.js";
import { RevisionContext } from "../../src/autogenerate/revision-context.js";
import { Rewriter } from "../../src/autogenerate/rewriter.js";
import { SqliteDialect } from "../../src/dialects/sqlite/sqlite-dialect.js";
import { AddColumnOp } from "../../src/operations/directives/column-ops.js";
import { CreateIndexOp } from "../../src/operations/directives/index-ops.js";
import { MigrationScript } from "../../src/operations/directives/migration-script.js";
import { ModifyTableOps } from "../../src/operations/directives/modify-table-ops.js";
import { CreateTableOp } from "../../src/operations/directives/table-ops.js";
import { DowngradeOps, UpgradeOps } from "../../src/operations/directives/upgrade-ops.js";
import { MigrationContext } from "../../src/runtime/migration-context.js";
import { sa } from "../../src/schema/sa.js";
import { compare, database } from "./support/compare.js";
import { runOperations } from "./support/run-operations.js";

const account = "CREATE TABLE account (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(20))";

function models(...columns: Parameters<typeof sa.Table>[2][]) {
  const metadata = sa.MetaData();
  sa.Table("account", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }), ...columns);
  return metadata;
}

describe("filters", () => {
  test("when includeName refuses then the database's side is not looked at", async () => {
    const asked: (readonly [string | null, string, ParentNames])[] = [];
    const { diffs } = await compare([account, "CREATE TABLE other (x INTEGER)"], models(), {
      includeName(name, type, parents) {
        asked.push([name, type, parents]);
        return name !== "other" && name !== "name";
      },
    });
    expect(diffs).toEqual([]);
    expect(asked).toContainEqual([null, "schema", {}]);
    expect(asked).toContainEqual(["other", "table", { schemaName: null, schemaQualifiedTableName: "other" }]);
    const parents = { schemaName: null, tableName: "account", schemaQualifiedTableName: "account" };
    expect(asked).toContainEqual(["name", "column", parents]);
  });

  test("when includeObject refuses then a difference is left out, and both sides were seen", async () => {
    const asked: unknown[] = [];
    const metadata = models(sa.Column("name", sa.String(30)), sa.Column("more", sa.Integer(), { index: true }));
    const { diffs } = await compare([account, "CREATE TABLE other (x INTEGER)"], metadata, {
      includeObject(_object, name, type, reflected, compareTo) {
        asked.push([name, type, reflected, compareTo !== null]);
        return type !== "index" && name !== "other";
      },
    });
    expect(diffs).toEqual([["add_column", "account", "more"], [["modify_type", "account", "name"]]]);
    expect(asked).toEqual(
      expect.arrayContaining([
        ["account", "table", false, true],
        ["other", "table", true, false],
        ["name", "column", false, true],
        ["ix_account_more", "index", false, false],
      ]),
    );
  });

  test("when includeSchemas is set then attached databases are compared as well", async () => {
    const connection = await database(account, "ATTACH ':memory:' AS side", "CREATE TABLE side.gone (x INTEGER)");
    const metadata = models(sa.Column("name", sa.String(20)));
    sa.Table("new", metadata, sa.Column("x", sa.Integer()), { schema: "side" });
    const context = MigrationContext.configure({ connection, includeSchemas: true });
    const { compareMetadata } = await import("../../src/autogenerate/compare-metadata.js");
    const kinds = (await compareMetadata(context, metadata)).map(([kind, table]) => [
      kind,
      (table as { fullname: string }).fullname,
    ]);
    await connection.close();
    expect(kinds).toEqual([
      ["add_table", "side.new"],
      ["remove_table", "side.gone"],
    ]);
  });

  test("when two metadata have one table then that is refused", async () => {
    await expect(compare([], [models(), models()])).rejects.toThrow(
      'Duplicate table keys across multiple MetaData objects: "account"',
    );
  });
});

describe("functions that compare", () => {
  const metadata = models(sa.Column("name", sa.Text(), { serverDefault: "x" }));

  test("when compareType says no then a changed type is none, when it says nothing then the rules decide", async () => {
    const seen: string[] = [];
    const same = await compare([account], metadata, {
      compareServerDefault: false,
      compareType: (_context, inspected, model, inspectedType, modelType) => {
        seen.push(`${inspected.name} ${model.name} ${inspectedType.typeName} ${modelType.typeName}`);
        return false;
      },
    });
    expect(same.diffs).toEqual([]);
    expect(seen).toEqual(["id id INTEGER Integer", "name name VARCHAR Text"]);
    const usual = await compare([account], metadata, { compareServerDefault: false, compareType: () => null });
    expect(usual.diffs).toEqual([[["modify_type", "account", "name"]]]);
    const none = await compare([account], metadata, { compareServerDefault: false, compareType: false });
    expect(none.diffs).toEqual([]);
  });

  test("when compareServerDefault is a function then it gets both sides", async () => {
    const seen: unknown[] = [];
    const { diffs } = await compare([account], metadata, {
      compareType: false,
      compareServerDefault: (_context, _inspected, _model, inspected, _default, rendered) => {
        seen.push([inspected, rendered]);
        return true;
      },
    });
    expect(diffs).toEqual([[["modify_default", "account", "name"]]]);
    expect(seen).toEqual([[null, "x"]]);
  });

  test("when a plugin is named then its comparators take part, when one is left out then not", async () => {
    const calls: string[] = [];
    const own = new Plugin("my.plugin")
      .addAutogenerateComparator("table", "mine", (_context, _ops, pair) => {
        calls.push(pair.tableName);
        return "continue";
      })
      .addAutogenerateComparator("column", "types", () => "stop", { priority: 50 });
    const { diffs } = await compare([account], metadata, {
      autogeneratePlugins: ["alembic.autogenerate.*", "~alembic.autogenerate.defaults", own],
      compareServerDefault: true,
    });
    expect(calls).toEqual(["account"]);
    expect(diffs).toEqual([]);
    await expect(compare([], metadata, { autogeneratePlugins: ["no.such"] })).rejects.toThrow(
      "Did not locate plugins: no.such",
    );
    await expect(compare([], metadata, { autogeneratePlugins: ["%"] })).rejects.toThrow(
      "Invalid plugin expression '%'",
    );
  });
});

const context = MigrationContext.configure({ dialect: new SqliteDialect() });
const addColumn = () => new AddColumnOp("t", sa.Column("c", sa.Integer()));

describe("Rewriter", () => {
  test("when an operation is rewritten then nested ones are found, and the result is not rewritten again", async () => {
    let calls = 0;
    const writer = new Rewriter().rewrites(AddColumnOp, (_context, revision, op) => {
      calls++;
      expect(revision).toEqual(["abc"]);
      return [op, new CreateIndexOp(`ix_${op.column.name}`, op.tableName, [op.column.name])];
    });
    const upgrade = new UpgradeOps([new ModifyTableOps("t", [addColumn()])]);
    const directives = [new MigrationScript("r", upgrade, new DowngradeOps())];
    await writer.processRevisionDirectives(context, ["abc"], directives);
    await writer.processRevisionDirectives(context, ["abc"], directives);
    expect(calls).toBe(1);
    const [modify] = directives[0]?.upgradeOps?.ops ?? [];
    expect((modify as ModifyTableOps).ops.map(({ kind }) => kind)).toEqual(["addColumn", "createIndex"]);
  });

  test("when rewriters are chained then the second sees what the first left", async () => {
    const first = new Rewriter().rewrites(AddColumnOp, () => []);
    const second = new Rewriter().rewrites(ModifyTableOps, (_context, _revision, op) => (op.isEmpty() ? [] : op));
    const directives = [
      new MigrationScript("r", new UpgradeOps([new ModifyTableOps("t", [addColumn()])]), new DowngradeOps()),
    ];
    await first.chain(second).processRevisionDirectives(context, [], directives);
    expect(directives[0]?.upgradeOps?.ops).toEqual([]);
  });

  test("when a whole upgrade is made none then that is refused", async () => {
    const writer = new Rewriter().rewrites(UpgradeOps, () => []);
    const directives = [new MigrationScript("r", new UpgradeOps(), new DowngradeOps())];
    await expect(writer.processRevisionDirectives(context, [], directives)).rejects.toThrow(
      "Can only return single object for UpgradeOps traverse",
    );
  });
});

describe("RevisionContext", () => {
  const draft = () => new MigrationScript("r", new UpgradeOps(), new DowngradeOps());

  test("when hooks empty the list then nothing is left to write, the caller's hook first", async () => {
    const connection = await database(account);
    const order: string[] = [];
    const revision = new RevisionContext(draft(), {
      environmentPath: "env.ts",
      processRevisionDirectives: (_context, rows, directives) => {
        order.push(`caller ${rows.join()} ${directives.length}`);
      },
    });
    const metadata = models(sa.Column("name", sa.String(20)));
    const configured = MigrationContext.configure({
      connection,
      targetMetadata: metadata,
      processRevisionDirectives: (_context: unknown, _rows: unknown, directives: MigrationScript[]) => {
        order.push(`env ${directives[0]?.upgradeOps?.isEmpty()}`);
        directives.length = 0;
      },
    });
    await revision.runAutogenerate(["base"], configured);
    await connection.close();
    expect(order).toEqual(["caller base 1", "env true"]);
    expect(revision.generatedRevisions).toEqual([]);
  });

  test("when two databases are compared then each has its own tokens in one revision", async () => {
    const revision = new RevisionContext(draft(), { environmentPath: "env.ts" });
    for (const engine of ["one", "two"]) {
      const connection = await database();
      const metadata = sa.MetaData();
      sa.Table(engine, metadata, sa.Column("x", sa.Integer()));
      const tokens = { upgradeToken: `${engine}_upgrades`, downgradeToken: `${engine}_downgrades` };
      await revision.runAutogenerate(
        [],
        MigrationContext.configure({ connection, targetMetadata: metadata, ...tokens }),
      );
      await connection.close();
    }
    const [script] = revision.generatedRevisions;
    if (script === undefined) throw new Error("no revision");
    const values = revision.templateArgsOf(script);
    expect(Object.keys(values).sort()).toEqual([
      "imports",
      "one_downgrades",
      "one_upgrades",
      "two_downgrades",
      "two_upgrades",
    ]);
    expect(values["two_upgrades"]).toContain('op.createTable("two"');
    expect(values["two_downgrades"]).toContain('op.dropTable("two")');
  });

  test("when the environment has no models then the message is Alembic's", async () => {
    const connection = await database();
    const revision = new RevisionContext(draft(), { environmentPath: "/x/env.ts" });
    await expect(revision.runAutogenerate([], MigrationContext.configure({ connection }))).rejects.toThrow(
      "Can't proceed with --autogenerate option; environment script /x/env.ts does not provide a MetaData object or sequence of objects to the context.",
    );
    await connection.close();
  });

  test("when a rename is confirmed then it is renamed, with what names it, and nothing is dropped", async () => {
    const connection = await database(
      account,
      "CREATE INDEX ix ON account (name)",
      "CREATE VIEW v AS SELECT name FROM account",
    );
    const metadata = models(sa.Column("title", sa.String(20)), sa.Index("ix", "title"));
    const asked: string[] = [];
    const revision = new RevisionContext(draft(), {
      environmentPath: "env.ts",
      withSchemaDiff: true,
      confirmRename: async ({ table, from, to }) => {
        asked.push(`${table}.${from} ${to}`);
        return true;
      },
    });
    await revision.runAutogenerate([], MigrationContext.configure({ connection, targetMetadata: metadata }));
    await connection.close();
    expect(asked).toEqual(["account.name title"]);
    const kinds = revision.generatedRevisions[0]?.upgradeOps?.ops.map(({ kind }) => kind);
    expect(kinds).toEqual(["alterColumn"]);
    expect(revision.schemaDiffs.join()).toContain("-    name VARCHAR(20)");
    expect(revision.schemaDiffs.join()).toContain("+    title VARCHAR(20)");
  });

  test("when a rename names nothing then it is refused", async () => {
    const connection = await database(account);
    const renames = [{ table: "account", from: "nothing", to: "x" }];
    const revision = new RevisionContext(draft(), { environmentPath: "env.ts", renames });
    const configured = MigrationContext.configure({ connection, targetMetadata: models() });
    await revision.runAutogenerate([], configured);
    expect(() => revision.refuseUnusedRenames()).toThrow("Can't rename: the database has no column 'account.nothing'");
    await connection.close();
  });
});

describe("render hooks", () => {
  test("when renderItem writes an item then its text is taken, and null leaves it out", async () => {
    const metadata = models(
      sa.Column("name", sa.String(20)),
      sa.Column("secret", sa.Text()),
      sa.Column("more", sa.Text()),
    );
    const { upgrade } = await compare([account], metadata, {
      renderItem(type, item) {
        if (type === "column" && (item as { name: string }).name === "secret") return null;
        return type === "type" ? "new Money()" : false;
      },
    });
    expect(upgrade).toBe('  await op.addColumn("account", sa.Column("more", new Money(), { nullable: true }));');
  });

  test("when a type is the application's own then it is written as what it is stored as, or with the prefix", async () => {
    class Email extends sa.TypeDecorator {
      constructor() {
        super(sa.String(255));
      }
    }
    const metadata = models(sa.Column("name", sa.String(20)), sa.Column("mail", new Email()));
    expect((await compare([account], metadata)).upgrade).toContain('sa.Column("mail", sa.String(255), {');
    const { upgrade } = await compare([account], metadata, { userModulePrefix: "types." });
    expect(upgrade).toContain('sa.Column("mail", new types.Email(), {');
  });

  test("when a CHECK stands inside a column then the new table has it, and nothing is left to find", async () => {
    const metadata = models(sa.Column("age", sa.Integer(), sa.CheckConstraint("age > 0", { name: "ck_age" })));
    const { upgrade } = await compare([], metadata);
    expect(upgrade).toContain('sa.CheckConstraint("age > 0", { name: "ck_age" })');
    const connection = await database();
    await runOperations(connection, upgrade);
    expect(await compareMetadata(MigrationContext.configure({ connection }), metadata)).toEqual([]);
    await connection.close();
    const own = "CREATE TABLE account (id INTEGER NOT NULL PRIMARY KEY, age INTEGER)";
    expect((await compare([own], metadata)).upgrade).toContain('createCheckConstraint("ck_age", "age > 0")');
  });

  test("when a table goes then the downgrade makes it again, and both are in reverse order", async () => {
    const { upgrade, downgrade } = await compare(
      [
        "CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY)",
        "CREATE TABLE b (id INTEGER PRIMARY KEY REFERENCES a)",
        "CREATE INDEX ix ON b (id)",
      ],
      sa.MetaData(),
    );
    expect(upgrade.match(/op\.\w+\("?\w+|op\.f\("\w+/g)).toEqual([
      "op.dropIndex(op",
      'op.dropTable("b',
      'op.dropTable("a',
    ]);
    expect(downgrade.match(/await op\.\w+\(\s*"?\w+/g)?.map((text) => text.replaceAll(/\s+/g, ""))).toEqual([
      'awaitop.createTable("a',
      'awaitop.createTable("b',
      "awaitop.createIndex(op",
    ]);
  });

  test("when a plain directive can run then no batch is written, unless that is asked for", async () => {
    const metadata = models(
      sa.Column("name", sa.String(20)),
      sa.Column("more", sa.Integer(), { serverDefault: "1", nullable: false }),
    );
    expect((await compare([account], metadata)).upgrade).not.toContain("batch");
    expect((await compare([account], metadata, { renderAsBatch: true })).upgrade).toContain("await batch.addColumn(");
    const late = models(
      sa.Column("name", sa.String(20)),
      sa.Column("more", sa.DateTime(), { serverDefault: sa.func.now() }),
    );
    expect((await compare([account], late)).upgrade).toContain("await batch.addColumn(");
  });

  test("when an operation is unknown then it says itself how it is written", async () => {
    const { renderOperation } = await import("../../src/autogenerate/render/render-operation.js");
    const { AutogenContext } = await import("../../src/autogenerate/autogen-context.js");
    const { printSource } = await import("../../src/autogenerate/render/print-source.js");
    class GrantOp extends CreateTableOp {
      toTypescript(): string {
        return 'op.grant("x")';
      }
    }
    const rendered = renderOperation(new GrantOp("x", []), new AutogenContext(context, null, { autogenerate: false }));
    expect(printSource(rendered, 0)).toBe('await op.grant("x");\n');
  });
});
