import { describe, expect, test } from "vitest";
import { sa } from "../../src/schema/sa.js";

describe("sa", () => {
  test("when a class is called without new then an instance comes back", () => {
    const type = sa.String(36);
    expect(type).toBeInstanceOf(sa.String);
    expect(new sa.String(36).length).toBe(type.length);
  });

  test("when a type class is named and not called then the column has an instance of it", () => {
    expect(sa.Column("a", sa.Integer).type).toBeInstanceOf(sa.Integer);
  });

  test("when a class of sa is extended then its instances are told apart", () => {
    class Email extends sa.TypeDecorator {
      constructor() {
        super(sa.String(255));
      }
    }
    const column = sa.Column("email", new Email());
    expect(column.type.typeName).toBe("Email");
    expect(column.type.affinity).toBe("String");
  });

  test("when a table has columns then their names are known to the compiler", () => {
    const account = sa.Table("account", sa.MetaData(), sa.Column("id", sa.Integer()), sa.Column("name", sa.String()));
    const typed: sa.Column = account.c.name;
    expect(typed.name).toBe("name");
    // @ts-expect-error: there is no such column
    expect(account.c.nope).toBeUndefined();
    const light = sa.table("account", sa.column("id"), { schema: "s" });
    expect(light.c.id.table).toBe(light);
    expect(light.fullname).toBe("s.account");
  });

  test("when names of sa are words of JavaScript then they are there all the same", () => {
    const account = sa.table("account", sa.column("id"));
    expect(sa.delete(account).kind).toBe("delete");
    expect(sa.null().node.kind).toBe("null");
    expect(sa.case([account.c.id.eq(1), "one"], { else: "other" }).node.kind).toBe("case");
    expect(sa.JSON().affinity).toBe("JSON");
  });

  test("when a dialect has a generic type as it is then both names are one class", () => {
    expect(sa.mssql.INTEGER).toBe(sa.INTEGER);
    expect(sa.oracle.NVARCHAR2).toBe(sa.NVARCHAR);
    expect(sa.sqlite.JSON).not.toBe(sa.JSON);
  });

  test("when a type has parameters then they make the same type again", () => {
    expect(sa.String(36).parameters()).toEqual([36]);
    expect(sa.String({ collation: "C" }).parameters()).toEqual([{ collation: "C" }]);
    expect(sa.Numeric(10, 2, { asdecimal: false }).parameters()).toEqual([10, 2, { asdecimal: false }]);
    expect(sa.Numeric().parameters()).toEqual([]);
    expect(sa.DateTime({ timezone: true }).parameters()).toEqual([{ timezone: true }]);
    expect(sa.Enum("a", "b", { name: "e", nativeEnum: false }).parameters()).toEqual([
      "a",
      "b",
      { name: "e", nativeEnum: false },
    ]);
    expect(sa.mysql.TINYINT({ displayWidth: 1, unsigned: true }).parameters()).toEqual([
      { displayWidth: 1, unsigned: true },
    ]);
    expect(sa.mssql.VARBINARY("max").parameters()).toEqual(["max"]);
  });

  test("when a type has a variant then only that dialect sees it", () => {
    const type = sa.JSON().withVariant(sa.postgresql.JSONB(), "postgresql");
    expect(type.forDialect("postgresql").visitName).toBe("JSONB");
    expect(type.forDialect("sqlite")).toBe(type);
    expect(sa.JSON().variants.size).toBe(0);
  });
});
