import { describe, expect, test } from "vitest";
import { DatabaseError } from "../../src/database/database-error.js";
import { ScriptError } from "../../src/runtime/errors/script-error.js";
import { StatementError } from "../../src/runtime/errors/statement-error.js";

describe("a statement that failed", () => {
  test("when a script sent it then the message names revision, directive, statement and values in one line", () => {
    const error = new StatementError(new DatabaseError("no such table: t", { statement: "INSERT", params: [1] }), {
      revision: "ae10",
      origin: { directive: "bulkInsert", subject: "t" },
      sql: "INSERT INTO t\n  (a, b, c)\n VALUES (?, ?, ?)",
      params: [1, "x".repeat(200), new Uint8Array(5000)],
    });
    expect(error.message).toBe(
      "no such table: t [revision: ae10] [directive: bulkInsert('t')] " +
        `[SQL: INSERT INTO t (a, b, c) VALUES (?, ?, ?)] [parameters: [1, "${"x".repeat(80)}… (200 characters)", <5000 bytes>]]`,
    );
    expect([error.code, error.revision, error.directive]).toEqual(["runtime.statement", "ae10", "bulkInsert"]);
    expect(error.cause).toBeInstanceOf(DatabaseError);
  });

  test("when the run itself sent it then there is no revision and no directive", () => {
    const error = new StatementError(new Error("disk full"), {
      revision: undefined,
      origin: undefined,
      sql: "UPDATE v SET a = :a",
      params: { a: null },
    });
    expect(error.message).toBe("disk full [SQL: UPDATE v SET a = :a] [parameters: { a: null }]");
  });
});

describe("a script that failed", () => {
  const withStack = (stack: string) => Object.assign(new TypeError("x is not a function"), { stack });

  test("when the stack passes through the script then the message names the line", () => {
    const cause = withStack("TypeError: x\n    at helper (/app/lib.ts:1:1)\n    at upgrade (/app/versions/a.ts:14:9)");
    const error = new ScriptError(cause, "ae10", "/app/versions/a.ts");
    expect(error.message).toBe("Revision ae10 failed: TypeError: x is not a function (/app/versions/a.ts:14:9)");
    expect(error.location).toBe("/app/versions/a.ts:14:9");
  });

  test("when the module was loaded with a query then the line is found all the same", () => {
    const error = new ScriptError(withStack("at file:///app/a.ts?v=2:3:4"), "ae10", "/app/a.ts");
    expect(error.location).toBe("/app/a.ts:3:4");
  });

  test("when the stack does not say then the message names the file", () => {
    expect(new ScriptError("just text", "ae10", "/app/a.ts").message).toBe(
      "Revision ae10 failed: just text (/app/a.ts)",
    );
  });
});
