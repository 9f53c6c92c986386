import { describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { runStatement } from "../../src/operations/statements/run-statement.js";
import { sa } from "../../src/schema/sa.js";

const t = sa.table("t", sa.column("a", sa.Integer()), sa.column("b", sa.String()));

describe("parameters by place", () => {
  test("when a name stands twice then a question mark has its value twice, and a number once", async () => {
    const dialect = await loadDialect("postgresql");
    const text = sa.text("SELECT :x, ':x', :y, :x");
    const values = { x: 1, y: "two" };
    expect(dialect.compile(text, { values, paramstyle: "qmark" })).toEqual([
      { sql: "SELECT ?, ':x', ?, ?", params: [1, "two", 1] },
    ]);
    expect(dialect.compile(text, { values, paramstyle: "numeric_dollar" })).toEqual([
      { sql: "SELECT $1, ':x', $2, $1", params: [1, "two"] },
    ]);
  });

  test("when a statement of columns is written then its values come in the order of the text", async () => {
    const dialect = await loadDialect("mysql");
    const update = t.update().where(t.c["a"]!.eq(5)).values({ b: "new" });
    const [statement] = dialect.compile(update, { values: {}, paramstyle: "qmark" });
    expect(statement).toEqual({ sql: "UPDATE t SET b=? WHERE t.a = ?", params: ["new", 5] });
  });

  test("when a call gives no value for a parameter then it is refused, and a script keeps its place", async () => {
    const dialect = await loadDialect("postgresql");
    const text = sa.text("SELECT :x");
    expect(() => dialect.compile(text, { values: {}, paramstyle: "numeric_dollar" })).toThrow(
      "A value is required for bind parameter 'x'",
    );
    expect(dialect.compile(text, { paramstyle: "qmark" })[0]?.sql).toBe("SELECT ?");
  });

  test("when a plain string runs then its names are written as the driver wants them, and a cast is left alone", async () => {
    const dialect = await loadDialect("postgresql");
    const sent: unknown[] = [];
    const style = { dialect, paramstyle: "numeric_dollar" } as const;
    await runStatement("SELECT :x, '1'::int, ':x' -- :y", { x: 1 }, style, async (one) => {
      sent.push(one);
      return undefined;
    });
    expect(sent).toEqual([{ sql: "SELECT $1, '1'::int, ':x' -- :y", params: [1] }]);
  });
});
