import { describe, expect, test } from "vitest";
import { EqualColumns } from "../../../src/autogenerate/compare/matched/equal-columns.js";
import type { ReflectedColumn } from "../../../src/dialects/inspector.js";
import { PostgresqlDialect } from "../../../src/dialects/postgresql/postgresql-dialect.js";
import type { ColumnArguments } from "../../../src/schema/column.js";
import { sa } from "../../../src/schema/sa.js";

const dialect = new PostgresqlDialect();
const integer = sa.INTEGER();
const reflected: ReflectedColumn = {
  ...{ name: "a", type: integer, typeText: "integer", nullable: true, default: "0", primaryKey: 0 },
  ...{ autoincrement: false, comment: null, collation: null },
};

/** Facts of the database that differ from those above. */
const facts: Readonly<Record<string, Partial<ReflectedColumn>>> = {
  "another type": { type: sa.BIGINT() },
  "another text of the type": { typeText: "int4" },
  "another default": { default: "1" },
  "no default": { default: null },
  "a comment": { comment: "one" },
  "a collation": { collation: "C" },
  "numbers by the server": { autoincrement: true },
  "an identity": { identity: { always: true } },
  "another identity": { identity: { always: false } },
  "an expression": { computed: { sqltext: "1 + 1", persisted: true } },
  "another expression": { computed: { sqltext: "1 + 2", persisted: true } },
  "an option": { dialectOptions: { some: true } },
};

/** Columns of the models that differ from `Integer()` with the default '0'. */
const models: Readonly<Record<string, ColumnArguments>> = {
  "another type": [sa.BigInteger(), { serverDefault: "0" }],
  "another size": [sa.String(5), { serverDefault: "0" }],
  "another text as default": [sa.Integer(), { serverDefault: "1" }],
  "the same default as SQL": [sa.Integer(), { serverDefault: sa.text("0") }],
  "no default": [sa.Integer()],
  "a comment": [sa.Integer(), { serverDefault: "0", comment: "one" }],
  "NULL by name": [sa.Integer(), { serverDefault: "0", nullable: true }],
  "no numbers": [sa.Integer(), { serverDefault: "0", autoincrement: false }],
  "an expression": [sa.Integer(), sa.Computed("1 + 1")],
  "a stored expression": [sa.Integer(), sa.Computed("1 + 1", { persisted: true })],
  "an identity": [sa.Integer(), sa.Identity(), { nullable: true }],
  "an identity that is always used": [sa.Integer(), sa.Identity({ always: true }), { nullable: true }],
  "an identity from 5": [sa.Integer(), sa.Identity({ start: 5 }), { nullable: true }],
};

const usual: ColumnArguments = [sa.Integer(), { serverDefault: "0" }];

describe("the facts by which columns are known to be equal", () => {
  test("when one fact of either side differs then the pair is another one", () => {
    const equal = new EqualColumns(dialect);
    const keyOf = (model: ColumnArguments, changes: Partial<ReflectedColumn> = {}) => {
      const column = { ...reflected, ...changes };
      return equal.keyOf(sa.Column("a", ...model), column, column.default);
    };
    const keys = [
      keyOf(usual),
      ...Object.values(facts).map((changes) => keyOf(usual, changes)),
      ...Object.values(models).map((model) => keyOf(model)),
    ];
    expect(keys).not.toContain(undefined);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keyOf(usual, { name: "b", type: integer })).toBe(keys[0]);
  });

  test("when a column counts the rows then it is not as one that does not", () => {
    const equal = new EqualColumns(dialect);
    const key = { ...reflected, primaryKey: 1, nullable: false, default: null };
    const alone = sa.Column("a", sa.Integer(), { primaryKey: true });
    const first = sa.Column("a", sa.String(5), { primaryKey: true });
    const beside = sa.Column("b", sa.Integer(), { primaryKey: true, autoincrement: false });
    sa.Table("t", sa.MetaData(), alone);
    sa.Table("u", sa.MetaData(), first, beside);
    const keys = [alone, first, beside].map((column) => equal.keyOf(column, key, null));
    expect(keys).not.toContain(undefined);
    expect(new Set(keys).size).toBe(3);
  });

  test("when the verdict depends on more than the columns then they are always compared", () => {
    const equal = new EqualColumns(dialect);
    const column = sa.Column("a", ...usual);
    const open: readonly Partial<ReflectedColumn>[] = [
      { nullable: false },
      { primaryKey: 1 },
      { ownedSequence: "t_a_seq" },
      { identity: { start: 1n } },
    ];
    for (const changes of open) expect(equal.keyOf(column, { ...reflected, ...changes }, "0")).toBeUndefined();
    const byTrigger = sa.Column("a", sa.Integer(), { serverDefault: sa.FetchedValue() });
    expect(equal.keyOf(byTrigger, reflected, "0")).toBeUndefined();
    expect(equal.keyOf(sa.Column("a", sa.mysql.YEAR()), reflected, "0")).toBeUndefined();
    equal.add(undefined);
    expect(equal.has(undefined)).toBe(false);
  });
});
