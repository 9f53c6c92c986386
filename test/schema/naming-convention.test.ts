import { describe, expect, test } from "vitest";
import { ArgumentError } from "../../src/schema/arguments/argument-error.js";
import { conventionalName } from "../../src/schema/names/naming-convention.js";
import { sa } from "../../src/schema/sa.js";

const convention = { ck: "ck_%(table_name)s_%(constraint_name)s", uq: "uq_%(table_name)s_%(column_0_N_name)s" };

describe("naming convention", () => {
  test("when a constraint has no name then it gets one", () => {
    const metadata = sa.MetaData({ namingConvention: convention });
    const table = sa.Table(
      "t",
      metadata,
      sa.Column("a", sa.Integer()),
      sa.Column("b", sa.Integer()),
      sa.UniqueConstraint("a", "b"),
    );
    expect(table.constraints[1]?.name).toBe("uq_t_a_b");
  });

  test("when a name is final then it stays", () => {
    const metadata = sa.MetaData({ namingConvention: convention });
    const check = sa.CheckConstraint("a > 0", { name: sa.conv("mine") });
    const other = sa.CheckConstraint("a > 1", { name: "mine" });
    sa.Table("t", metadata, sa.Column("a", sa.Integer()), check, other);
    expect([check.name, other.name]).toEqual(["mine", "ck_t_mine"]);
  });

  test("when an application brings a token then it is called with the constraint and the table", () => {
    const metadata = sa.MetaData({
      namingConvention: {
        uq: "uq_%(mine)s",
        mine: (constraint, table) => `${table.name}_${constraint.columns.length}`,
      },
    });
    const unique = sa.UniqueConstraint("a");
    sa.Table("t", metadata, sa.Column("a", sa.Integer()), unique);
    expect(unique.name).toBe("uq_t_1");
  });

  test("when a template needs the constraint's own name and there is none then that is refused", () => {
    const metadata = sa.MetaData({ namingConvention: { uq: "uq_%(constraint_name)s" } });
    const make = () => sa.Table("t", metadata, sa.Column("a", sa.Integer()), sa.UniqueConstraint("a"));
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow("requires that constraint is explicitly named");
  });

  test("when there is no template then there is no name", () => {
    const table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer()), sa.UniqueConstraint("a"));
    const [, unique] = table.constraints;
    expect(conventionalName(unique as never, table)).toBeNull();
  });
});
