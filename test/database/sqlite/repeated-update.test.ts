import { expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import { repeatedUpdate } from "../../../src/database/sqlite/sqlite-handle.js";

test.each([
  ["UPDATE v SET n='b' WHERE v.n = 'a'", "UPDATE v SET n=? WHERE v.n = ?", ["b", "a"]],
  ["UPDATE v SET n='' WHERE v.n = 'é'", "UPDATE v SET n=? WHERE v.n = ?", ["", "é"]],
])("when the statement is %j then its texts become parameters", (statement, sql, params) => {
  expect(repeatedUpdate(statement)).toEqual({ sql, params });
});

test.each([
  "UPDATE v SET n='b'",
  "UPDATE v SET n='it''s' WHERE v.n = 'a'",
  "UPDATE v SET n='b\0' WHERE v.n = 'a'",
  "UPDATE v SET n='b' WHERE w.n = 'a'",
  "UPDATE v SET n='b' WHERE v.m = 'a'",
  "UPDATE v SET n='b' WHERE v.n = 'a' OR 1 = '1'",
  "UPDATE v SET n='b', m='c' WHERE v.n = 'a'",
  "UPDATE \"v\" SET n='b' WHERE \"v\".n = 'a'",
])("when the statement is %j then it is left as it is", (statement) => {
  expect(repeatedUpdate(statement)).toBeUndefined();
});

test("when a text is changed by such statements then rows, counts and failures are those of SQLite", async () => {
  const results: unknown[] = [];
  // A space more makes it another shape.
  for (const space of ["", " "]) {
    const connection = await openDatabase("sqlite://");
    await connection.execute("CREATE TABLE v (n VARCHAR(32) NOT NULL CHECK (n <> 'no'), PRIMARY KEY (n))");
    await connection.execute("INSERT INTO v VALUES ('a'), ('x'), ('1')");
    const log: unknown[] = [];
    for (const [to, from] of ["b a", "c b", "c b", "x c", "no c", "2 1", "B c", " B"].map((pair) => pair.split(" "))) {
      try {
        const { rowCount, columns, rows } = await connection.execute(
          `UPDATE v SET n='${to}' WHERE v.n =${space} '${from}'`,
        );
        log.push({ rowCount, columns, rows });
      } catch (error) {
        log.push((error as { reason?: string }).reason);
      }
      log.push((await connection.execute("SELECT n, typeof(n) AS kind FROM v ORDER BY n")).rows);
    }
    await expect(connection.execute(`UPDATE w SET n='b' WHERE w.n =${space} 'a'`)).rejects.toThrow("no such table: w");
    results.push(log);
    await connection.close();
  }
  expect(results[0]).toEqual(results[1]);
});
