import { beforeAll, describe, expect, test } from "vitest";
import { haveMariadb, onMariadb } from "./mariadb.js";
import { havePostgresql, onPostgresql } from "./postgresql.js";
import { type RunScript, runOnMariadb, runOnPostgresql } from "./run-script.js";

describe.each([
  ["PostgreSQL", havePostgresql, onPostgresql, runOnPostgresql],
  ["MariaDB", haveMariadb, onMariadb, runOnMariadb],
] as const)("scripts on %s", (_, isInstalled, where, start) => {
  let run: RunScript;
  beforeAll(async () => {
    if (isInstalled) run = await start();
  }, 120_000);

  test.skipIf(!isInstalled)(
    `when a script is sound then it is accepted, each in a database of its own (${where})`,
    () => {
      const script = "CREATE TABLE t (a INTEGER NOT NULL);\n\nINSERT INTO t (a) VALUES (1);\n\n";
      expect(run(script)).toBe("");
      expect(run(script)).toBe("");
    },
  );

  test.skipIf(!isInstalled)(`when a script is not then the server's words come back (${where})`, () => {
    expect(run("CREATE TABLE t (a INTEGER, a INTEGER);")).toMatch(/duplicate column|specified more than once/i);
  });
});
