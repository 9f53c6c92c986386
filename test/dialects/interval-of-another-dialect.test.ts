import { describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { CompileError } from "../../src/dialects/compile-error.js";
import { sa } from "../../src/schema/sa.js";

describe("the INTERVAL of another dialect", () => {
  test.each([
    ["oracle", sa.postgresql.INTERVAL({ precision: 3 }), "sa.postgresql.INTERVAL() cannot be written for oracle"],
    ["postgresql", sa.oracle.INTERVAL({ dayPrecision: 2 }), "sa.oracle.INTERVAL() cannot be written for postgresql"],
  ])("when %s is to write it then that is refused", async (name, type, message) => {
    const dialect = await loadDialect(name);
    expect(() => dialect.compileType(type)).toThrow(CompileError);
    expect(() => dialect.compileType(type)).toThrow(message);
    expect(dialect.compileType(sa.Interval())).toMatch(/^INTERVAL/);
  });
});
