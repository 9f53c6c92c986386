import { describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import type { Dialect } from "../../src/dialects/dialect.js";
import { compileCase, type RecordedAnswer, readCases, type SqlCase } from "../interop/build-schema.js";

const families = ["types", "literals", "expressions", "statements", "data_statements", "tables", "schema_objects"];
const dialects = new Map<string, Dialect>();

async function dialectOf(name: string): Promise<Dialect> {
  const dialect = dialects.get(name) ?? (await loadDialect(name));
  dialects.set(name, dialect);
  return dialect;
}

/** What is compared: the statements, or the error that refuses. */
function expected({ answer }: RecordedAnswer): unknown {
  const warnings = (answer.warnings ?? []).filter((message) => ofCompilers.test(message));
  if (answer.error === undefined) return { sql: answer.sql, warnings };
  const { type, message } = answer.error;
  // The address of a Python object, or its repr, is nothing to compare.
  return type === "UnsupportedCompilationError" || /<[^>]*>|object at|\(\)|has name/.test(message)
    ? { refused: true }
    : { error: message };
}

/** Warnings of compilers; the others are about how Python's objects are made. */
const ofCompilers = /^(autoincrement|Skipping|MS-SQL|Oracle|The dialect options|Using 'mysql|Computed)/;

async function actual(one: SqlCase, name: string, recorded: RecordedAnswer): Promise<unknown> {
  const warnings: string[] = [];
  try {
    const sql = await compileCase(one, await dialectOf(name), warnings);
    return { sql, warnings };
  } catch (error) {
    const isAnyError = JSON.stringify(expected(recorded)) === '{"refused":true}';
    return isAnyError ? { refused: true } : { error: (error as Error).message };
  }
}

describe.each(families)("%s", (family) => {
  for (const one of readCases(family)) {
    test(`when ${one.id} is compiled then the SQL is SQLAlchemy's`, async () => {
      for (const recorded of one.answers) {
        for (const name of recorded.dialects) {
          const found = await actual(one, name, recorded);
          expect({ dialect: name, ...(found as object) }).toEqual({ dialect: name, ...(expected(recorded) as object) });
        }
      }
    });
  }
});
