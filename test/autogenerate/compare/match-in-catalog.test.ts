import { describe, expect, test } from "vitest";
import type { AutogenContext } from "../../../src/autogenerate/autogen-context.js";
import { EqualColumns } from "../../../src/autogenerate/compare/matched/equal-columns.js";
import { matchInCatalog } from "../../../src/autogenerate/compare/matched/match-in-catalog.js";
import type { ReflectedColumn, ReflectedTableParts } from "../../../src/dialects/inspector.js";
import { PostgresqlDialect } from "../../../src/dialects/postgresql/postgresql-dialect.js";
import { sa } from "../../../src/schema/sa.js";

const dialect = new PostgresqlDialect();
const integer = sa.INTEGER();
const column = (name: string, more: Partial<ReflectedColumn> = {}): ReflectedColumn => ({
  ...{ name, type: integer, typeText: "integer", nullable: true, default: null, primaryKey: 0 },
  ...{ autoincrement: false, comment: null, collation: null, ...more },
});
const key = { ...{ name: "fk", constrainedColumns: ["b"], referredSchema: null }, referredTable: "u" };
const usual: ReflectedTableParts = {
  name: "t",
  schema: null,
  columns: [column("a"), column("b")],
  primaryKey: { name: null, constrainedColumns: [] },
  foreignKeys: [{ ...key, referredColumns: ["id"], options: { ondelete: "CASCADE" } }],
  uniqueConstraints: [],
  checkConstraints: [],
  indexes: [],
  comment: { text: "one" },
};

function table(...more: Parameters<typeof sa.Table>[2][]) {
  const columns = [sa.Column("a", sa.Integer()), sa.Column("b", sa.Integer())];
  const foreignKey = sa.ForeignKeyConstraint(["b"], ["u.id"], { ondelete: "CASCADE" });
  return sa.Table("t", sa.MetaData(), ...columns, foreignKey, ...more, { comment: "one" });
}

async function match(parts: Partial<ReflectedTableParts>, models = table()) {
  const equal = new EqualColumns(dialect);
  for (const one of [column("a"), column("b")]) equal.add(equal.keyOf(sa.Column("a", sa.Integer()), one, null));
  const inspector = { defaultSchemaName: "public", getTableParts: async () => ({ ...usual, ...parts }) };
  const context = { dialect, inspector, hooks: dialect.compareHooks, foldsTableNames: false };
  return matchInCatalog(context as unknown as AutogenContext, { schema: null, name: "t", table: models }, equal);
}

describe("a table that is compared with the facts of the catalogs", () => {
  test("when all facts are those of the models then nothing is missing", async () => {
    const found = await match({});
    expect(found?.parts.same.columns.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(found?.parts.missing).toEqual([]);
    // The places of columns, and the name of a foreign key, are no difference.
    expect(await match({ columns: [column("b"), column("a")] })).toBeDefined();
    expect(await match({ foreignKeys: usual.foreignKeys.map((one) => ({ ...one, name: "other" })) })).toBeDefined();
  });

  test("when the models have one column more then only that is missing, unless it brings more along", async () => {
    const found = await match({}, table(sa.Column("c", sa.Integer())));
    expect(found?.parts.missing.map((one) => "name" in one && one.name)).toEqual(["c"]);
    expect(await match({}, table(sa.Column("c", sa.Integer(), { unique: true })))).toBeUndefined();
    expect(await match({}, table(sa.Column("c", sa.Integer(), { index: true })))).toBeUndefined();
    expect(await match({}, table(sa.Column("c", sa.Integer(), sa.ForeignKey("u.id"))))).toBeUndefined();
    expect(await match({}, table(sa.Column("c", sa.Integer(), sa.CheckConstraint("c > 0"))))).toBeUndefined();
  });

  test("when any fact differs then the comparators decide", async () => {
    const [foreignKey] = usual.foreignKeys;
    if (foreignKey === undefined) throw new Error("no foreign key");
    const changes: readonly Partial<ReflectedTableParts>[] = [
      { columns: [column("a"), column("b"), column("c")] },
      { columns: [column("a"), column("b", { default: "1" })] },
      { columns: [column("a"), column("b", { nullable: false })] },
      { comment: { text: null } },
      { comment: { text: "other" } },
      { foreignKeys: [] },
      { foreignKeys: [foreignKey, { ...foreignKey, constrainedColumns: ["a"] }] },
      { foreignKeys: [{ ...foreignKey, constrainedColumns: ["a"] }] },
      { foreignKeys: [{ ...foreignKey, referredTable: "v" }] },
      { foreignKeys: [{ ...foreignKey, referredSchema: "other" }] },
      { foreignKeys: [{ ...foreignKey, referredColumns: ["b"] }] },
      { foreignKeys: [{ ...foreignKey, options: {} }] },
      { foreignKeys: [{ ...foreignKey, options: { ondelete: "CASCADE", onupdate: "CASCADE" } }] },
      { foreignKeys: [{ ...foreignKey, options: { ondelete: "CASCADE", deferrable: true } }] },
      { uniqueConstraints: [{ name: "uq", columnNames: ["a"] }] },
      { checkConstraints: [{ name: "ck", sqltext: "a > 0" }] },
    ];
    for (const parts of changes) expect([parts, await match(parts)]).toEqual([parts, undefined]);
    expect(await match({}, table(sa.CheckConstraint("a > 0", { name: "ck" })))).toBeUndefined();
    expect(await match({}, table(sa.UniqueConstraint("a", { name: "uq" })))).toBeUndefined();
  });
});
