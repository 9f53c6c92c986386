import fc from "fast-check";
import { expect, test } from "vitest";
import { busyTimeout } from "../../../src/database/sqlite/busy-wait.js";
import { leadingWords, sqlTokens } from "../../../src/database/sqlite/statements/sql-tokens.js";
import { statementEffect } from "../../../src/database/sqlite/statements/statement-effect.js";
import { castWideIntegers } from "../../../src/database/sqlite/statements/wide-integers.js";

test.each([
  ["SELECT 1", "read"],
  ["  -- a note\n /* and one more */ select 1", "read"],
  ["VALUES (1)", "read"],
  ["EXPLAIN QUERY PLAN DELETE FROM t", "read"],
  ["WITH a AS (SELECT 'DELETE') SELECT * FROM a", "read"],
  ["WITH a AS (SELECT 1) DELETE FROM t", "write"],
  ["WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", "write"],
  ["WITH a AS (SELECT 1) REPLACE INTO t SELECT * FROM a", "write"],
  ["WITH a AS (SELECT replace('x', 'y', 'z')) SELECT * FROM a", "read"],
  ["", "read"],
  ["-- nothing", "read"],
  ["PRAGMA table_info(t)", "read"],
  ["PRAGMA main.table_info('t')", "read"],
  ["PRAGMA user_version", "read"],
  ["PRAGMA user_version;", "read"],
  ["PRAGMA user_version = 3", "write"],
  ["PRAGMA journal_mode = WAL", "write"],
  ["PRAGMA foreign_keys", "read"],
  ["PRAGMA foreign_keys = ON", "set"],
  ["pragma FOREIGN_KEYS(1)", "set"],
  ["PRAGMA main.synchronous = OFF", "set"],
  ["PRAGMA wal_checkpoint", "write"],
  ["PRAGMA optimize", "write"],
  ["BEGIN", "write"],
  ["CREATE TEMP TABLE t (a)", "write"],
  ["ATTACH 'x' AS y", "write"],
  ["VACUUM", "write"],
])("when the statement is %j then its effect is %s", (sql, effect) => {
  expect(statementEffect(sql)).toBe(effect);
});

test.each([
  ["PRAGMA busy_timeout = 500", 500],
  ["pragma main.busy_timeout(7);", 7],
  ["PRAGMA busy_timeout", "ask"],
  ["PRAGMA busy_timeouts", undefined],
  ["SELECT 'PRAGMA busy_timeout'", undefined],
])("when the statement is %j then it asks for a timeout of %s", (sql, timeout) => {
  expect(busyTimeout(sql)).toBe(timeout);
});

test("when any text is split into tokens then they are the text", () => {
  const piece = fc.constantFrom(
    "'",
    '"',
    "`",
    "[",
    "]",
    "--",
    "/*",
    "*/",
    ":a",
    "?1",
    "$b",
    "1e5",
    " ",
    "\n",
    "ä",
    "x",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 20 }), (pieces) => {
      const sql = pieces.join("");
      expect([...sqlTokens(sql)].map(({ text }) => text).join("")).toBe(sql);
    }),
  );
});

test("when words lead a statement then they come in capitals, to the first that is none", () => {
  expect(leadingWords("/* x */ create\ttable -- y\n t (a)", 3)).toEqual(["CREATE", "TABLE", "T"]);
  expect(leadingWords("'x' y", 2)).toEqual([]);
});

test.each([
  ["SELECT ?, ?2, ?", [1, 2n ** 40n, 2n ** 41n], "SELECT ?, (+CAST(?2 AS INTEGER)), (+CAST(? AS INTEGER))"],
  [
    "SELECT :a, ':a', \":a\", $b -- :a",
    { a: 2n ** 40n, b: 1 },
    "SELECT (+CAST(:a AS INTEGER)), ':a', \":a\", $b -- :a",
  ],
  ["SELECT :a", { a: 5 }, "SELECT :a"],
  ["SELECT :\u{1f600}, a\u{1f600}", { "\u{1f600}": 2 ** 40 }, "SELECT (+CAST(:\u{1f600} AS INTEGER)), a\u{1f600}"],
] as const)("when %s is given wide integers then only their places are cast", (sql, params, expected) => {
  expect(castWideIntegers(sql, params)).toBe(expected);
});
