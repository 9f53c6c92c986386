import { describe, expect, test } from "vitest";
import { sa } from "../../src/schema/sa.js";

describe("Column", () => {
  test("when a column is copied then it is the same in no table", () => {
    const column = sa.Column("a", sa.String(5), sa.CheckConstraint("a <> ''", { name: "ck" }), {
      nullable: false,
      serverDefault: "x",
      comment: "c",
      sqliteOnConflictNotNull: "FAIL",
    });
    sa.Table("t", sa.MetaData(), column);
    const copy = column.copy();
    expect(copy.table).toBeNull();
    expect(copy.nullable).toBe(false);
    expect(copy.comment).toBe("c");
    expect(copy.dialectOptions).toEqual({ sqliteOnConflictNotNull: "FAIL" });
    expect(copy.constraints).toHaveLength(1);
    expect(copy.serverDefault).toBe(column.serverDefault);
  });

  test("when a copy changes something then the column itself stays", () => {
    const column = sa.Column("a", sa.String(5));
    const copy = column.copy({ name: "b", type: sa.Integer(), nullable: false });
    expect([copy.name, copy.type.typeName, copy.nullable]).toEqual(["b", "Integer", false]);
    expect([column.name, column.type.typeName, column.nullable]).toEqual(["a", "String", true]);
  });

  test("when a reference comes from the column then a copy has it, when from the table then not", () => {
    const own = sa.Column("a", sa.Integer(), sa.ForeignKey("o.id"));
    const other = sa.Column("b", sa.Integer());
    sa.Table("t", sa.MetaData(), own, other, sa.ForeignKeyConstraint(["b"], ["o.id"]));
    expect(own.copy().foreignKeys).toHaveLength(1);
    expect(other.foreignKeys).toHaveLength(1);
    expect(other.copy().foreignKeys).toHaveLength(0);
  });

  test("when defaults exclude each other then that is refused", () => {
    expect(() => sa.Column("a", sa.Integer(), sa.Computed("b + 1"), { serverDefault: "5" })).toThrow(
      "A generated column cannot specify a server_default",
    );
    expect(() => sa.Column("a", sa.Integer(), sa.Identity(), { autoincrement: false })).toThrow(
      "A column with an Identity object cannot specify autoincrement: false",
    );
    expect(() => sa.Column("a", sa.Integer(), { serverDefault: 5 as unknown as string })).toThrow(
      "expected to be one of",
    );
  });

  test("when a column is an identity then NULL is not allowed unless it was said", () => {
    expect(sa.Column("a", sa.Integer(), sa.Identity()).nullable).toBe(false);
    expect(sa.Column("a", sa.Integer(), sa.Identity(), { nullable: true }).nullable).toBe(true);
  });

  test("when the name is an option then the column has it, and a second one is refused", () => {
    const column = sa.Column({ name: "a", type: sa.Integer() });
    expect(column.copy().name).toBe("a");
    expect(sa.Column(sa.Integer(), { name: "a" }).type).toBeInstanceOf(sa.Integer);
    expect(() => sa.Column("a", { name: "b" })).toThrow("May not pass name positionally and as an option.");
  });

  test("when two types are given then that is refused", () => {
    expect(() => sa.Column("a", sa.Integer(), { type: sa.String() })).toThrow(
      "May not pass type positionally and as an option",
    );
  });

  test("when a column has two defaults for inserted rows then that is refused", () => {
    expect(sa.Column("a", sa.Integer(), { insertDefault: 5 }).copy().default).toEqual(
      sa.Column("a", sa.Integer(), { default: 5 }).default,
    );
    expect(() => sa.Column("a", sa.Integer(), { default: 5, insertDefault: 6 })).toThrow(
      "The 'default' and 'insertDefault' parameters of Column are mutually exclusive",
    );
  });
});
