import { expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";

// Alembic writes four spaces for each tab, also for those of values, which a script then changes.
test.each([
  ["sqlite", "SELECT\t'a\tb',\t\"c\td\" -- it's\tso\n\tFROM [e\tf]"],
  ["postgresql", "SELECT\t'a\tb',\t\"c\td\",\tE'\\'\t', $x$\t'$x$ -- it's\tso\n"],
  ["mysql", "SELECT\t'a\\'\tb',\t`c\td` # it's\tso\n\tFROM `e\tf`"],
])("when a script on %s has tabs in strings and names then they stay", async (name, sql) => {
  const text = (await loadDialect(name)).scriptText(sql);
  const expected = {
    sqlite: "SELECT    'a\tb',    \"c\td\" -- it's    so\n    FROM [e\tf]",
    postgresql: "SELECT    'a\tb',    \"c\td\",    E'\\'\t', $x$\t'$x$ -- it's    so",
    mysql: "SELECT    'a\\'\tb',    `c\td` # it's    so\n    FROM `e\tf`",
  };
  expect(text).toBe(expected[name as keyof typeof expected]);
});
