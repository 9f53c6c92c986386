import { expect, test } from "vitest";
import { sa } from "../../src/schema/sa.js";
import { online } from "./run-operations.js";

test.each<[string, string, string, boolean]>([
  ["lower() of numbers with a fraction", "lower(x)", "0.1", true],
  ["|| of numbers with a fraction", "x || 'a'", "0.1", true],
  ["CAST to text", "CAST(x AS TEXT)", "0.1", true],
  ["lower() of texts", "lower(x)", "'a'", false],
  ["lower() of integers", "lower(x)", "1", false],
  ["a sum", "x + 1", "0.1", false],
  ["lower() of another column", "lower(y)", "0.1", false],
])("when an index is on %s then a warning says so only where digits matter", async (_what, sql, value, warned) => {
  const { op, connection, warnings } = await online();
  await op.execute("CREATE TABLE t (x, y TEXT)");
  await op.execute(`INSERT INTO t VALUES (${value}, 'b')`);
  await op.createIndex("ix", "t", [sa.text(sql)]);
  expect(warnings.filter((text) => text.includes("'t.x'"))).toHaveLength(warned ? 1 : 0);
  expect(await op.getBind().scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'ix'")).toBe(1);
  await connection.close();
});
