import { describe, expect, test } from "vitest";
import { ArgumentError } from "../../src/schema/arguments/argument-error.js";
import { sa } from "../../src/schema/sa.js";

const names = (items: readonly { readonly name: string | null }[]): readonly (string | null)[] =>
  items.map(({ name }) => name);

describe("Table", () => {
  test("when a column is a primary key then the table's key has it and NULL is not allowed", () => {
    const table = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer(), { primaryKey: true }));
    expect(table.primaryKey.columnKeys).toEqual(["id"]);
    expect(table.c.id.nullable).toBe(false);
    expect(table.autoincrementColumn).toBe(table.c.id);
  });

  test("when a primary key constraint names columns then they are of the key", () => {
    const table = sa.Table(
      "t",
      sa.MetaData(),
      sa.Column("a", sa.Integer()),
      sa.PrimaryKeyConstraint("a", { name: "pk" }),
    );
    expect(table.c.a.primaryKey).toBe(true);
    expect(table.c.a.nullable).toBe(false);
    expect(table.primaryKey.name).toBe("pk");
  });

  test("when a key has a NULL that was asked for then it stays", () => {
    const column = sa.Column("a", sa.Integer(), { primaryKey: true, nullable: true });
    expect(sa.Table("t", sa.MetaData(), column).c.a.nullable).toBe(true);
  });

  test("when columns bring constraints along then those that were written come first", () => {
    const table = sa.Table(
      "t",
      sa.MetaData(),
      sa.Column("a", sa.Integer(), sa.ForeignKey("o.id"), { unique: true }),
      sa.CheckConstraint("a > 0", { name: "ck" }),
    );
    expect(table.constraints.map(({ kind }) => kind)).toEqual([
      "primaryKeyConstraint",
      "checkConstraint",
      "uniqueConstraint",
      "foreignKeyConstraint",
    ]);
  });

  test("when a column asks for an index then the table has one by convention", () => {
    const table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer(), { index: true, unique: true }), {
      schema: "s",
    });
    expect(names(table.indexes)).toEqual(["ix_s_t_a"]);
    expect(table.indexes[0]?.unique).toBe(true);
    expect(table.constraints).toHaveLength(1);
  });

  test("when a constraint names a column that is not there then that is refused", () => {
    const make = () => sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer()), sa.UniqueConstraint("b"));
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow("Can't create UniqueConstraint on table 't': no column named 'b' is present.");
  });

  test("when a constraint is given columns of a table then it joins the table", () => {
    const table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer()));
    const unique = sa.UniqueConstraint(table.c.a, { name: "uq" });
    expect(unique.table).toBe(table);
    expect(table.constraints).toContain(unique);
  });

  test("when a table of the same name is made again then that is refused", () => {
    const metadata = sa.MetaData();
    const table = sa.Table("t", metadata, sa.Column("a", sa.Integer()));
    expect(() => sa.Table("t", metadata, sa.Column("b", sa.Integer()))).toThrow("is already defined");
    expect(sa.Table("t", metadata)).toBe(table);
    expect(sa.Table("t", metadata, sa.Column("b", sa.Integer()), { extendExisting: true })).toBe(table);
    expect(table.columns.map(({ name }) => name)).toEqual(["a", "b"]);
  });

  test("when a column is in one table then it cannot join another", () => {
    const column = sa.Column("a", sa.Integer());
    sa.Table("t", sa.MetaData(), column);
    expect(() => sa.Table("u", sa.MetaData(), column)).toThrow("Column object 'a' already assigned to Table 't'");
  });

  test("when a column has no type then it has that of the column it refers to", () => {
    const metadata = sa.MetaData();
    const child = sa.Table("child", metadata, sa.Column("parent_id", sa.ForeignKey("parent.id")));
    expect(child.c.parent_id.type.typeName).toBe("NullType");
    sa.Table("parent", metadata, sa.Column("id", sa.BigInteger(), { primaryKey: true }));
    expect(child.c.parent_id.type.typeName).toBe("BigInteger");
  });

  test("when a table moves to other metadata then all of it comes along", () => {
    const metadata = sa.MetaData();
    sa.Table("parent", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }), { schema: "s" });
    const table = sa.Table(
      "child",
      metadata,
      sa.Column("id", sa.Integer(), { primaryKey: true }),
      sa.Column("parent_id", sa.Integer(), sa.ForeignKey("s.parent.id", { ondelete: "CASCADE" }), { unique: true }),
      sa.Column("name", sa.String(20), { index: true, serverDefault: "x", comment: "who" }),
      sa.CheckConstraint("id > 0", { name: "ck" }),
      { schema: "s", comment: "children", mysqlEngine: "InnoDB" },
    );
    sa.Index("ix_name", table.c.name.desc());
    const copy = table.toMetadata(sa.MetaData(), { schema: "t" });
    expect(copy.fullname).toBe("t.child");
    expect(copy.constraints.map(({ kind }) => kind)).toEqual(table.constraints.map(({ kind }) => kind));
    expect(copy.foreignKeyConstraints[0]?.elements[0]?.targetFullname).toBe("t.parent.id");
    expect(copy.foreignKeyConstraints[0]?.ondelete).toBe("CASCADE");
    expect(names(copy.indexes)).toEqual(["ix_t_child_name", "ix_name"]);
    expect(copy.comment).toBe("children");
    expect(copy.dialectOptions).toEqual({ mysqlEngine: "InnoDB" });
    expect(copy.c.name.comment).toBe("who");
    expect(copy.c.name).not.toBe(table.c.name);
  });

  test("when tables refer to each other then metadata sorts the referred ones first", () => {
    const metadata = sa.MetaData();
    sa.Table("a", metadata, sa.Column("b_id", sa.Integer(), sa.ForeignKey("b.id")));
    sa.Table("b", metadata, sa.Column("id", sa.Integer()), sa.Column("c_id", sa.Integer(), sa.ForeignKey("c.id")));
    sa.Table("c", metadata, sa.Column("id", sa.Integer()));
    expect(metadata.sortedTables.map(({ name }) => name)).toEqual(["c", "b", "a"]);
  });

  // The orders that SQLAlchemy 2.1 gives.
  test.each([
    [{ p: ["q"], q: ["p"], r: [] }, "p q r"],
    [{ a: ["p"], p: ["q"], q: ["p"], r: [] }, "p q r a"],
    [{ a: ["z"], b: ["a", "y"], p: ["q", "z"], q: ["p"], y: ["p"], z: [] }, "p q z a y b"],
    [{ a: ["b"], b: ["c", "y"], c: ["b"], x: ["x", "y"], y: ["x"] }, "b c x y a"],
  ])("when tables refer to each other in a circle, as in %j, then their foreign keys do not count", (tables, order) => {
    const metadata = sa.MetaData();
    for (const [name, others] of Object.entries(tables)) {
      const references = others.map((other) => sa.Column(`${other}_id`, sa.Integer(), sa.ForeignKey(`${other}.id`)));
      sa.Table(name, metadata, sa.Column("id", sa.Integer()), ...references);
    }
    expect(metadata.sortedTables.map(({ name }) => name).join(" ")).toBe(order);
  });

  test("when metadata has a schema then tables and references without one get it", () => {
    const metadata = sa.MetaData({ schema: "s" });
    sa.Table("o", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }));
    const table = sa.Table("t", metadata, sa.Column("o_id", sa.Integer(), sa.ForeignKey("o.id")));
    expect(table.fullname).toBe("s.t");
    expect(table.foreignKeyConstraints[0]?.elements[0]?.targetFullname).toBe("s.o.id");
    expect([...metadata.tables.keys()]).toEqual(["s.o", "s.t"]);
  });
});
