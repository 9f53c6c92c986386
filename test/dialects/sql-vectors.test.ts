import { describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import type { Dialect } from "../../src/dialects/dialect.js";
import { compileCase, type RecordedAnswer, readCases, type SqlCase } from "../interop/build-schema.js";
import { inOurWords } from "../interop/our-words.js";

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
    : { error: inOurWords(message) };
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

const json = (text: string) => ({
  ...Object.fromEntries(["sqlite", "mysql", "mariadb", "mssql", "oracle"].map((name) => [name, text])),
  postgresql: `${text}::JSON`,
});

/** Literals that SQLAlchemy has none for, or writes as text that most databases do not take for the bytes; ours instead. */
const beyondSqlAlchemy: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "77 LargeBinary": bytes("616263"),
  "78 LargeBinary": bytes("6974277320c3bc"),
  "87 postgresql.INET": { postgresql: "'127.0.0.1'::INET" },
  "json 0": json(`'{"a": 1, "b": [true, null, "it''s"]}'`),
  "json 1": json(`'[1, 2.5, "x"]'`),
  "json 2": json(`'"text"'`),
  "json 3": json("'5'"),
};

function bytes(digits: string): Readonly<Record<string, string>> {
  const common = { sqlite: `X'${digits}'`, mysql: `X'${digits}'`, mariadb: `X'${digits}'` };
  return { ...common, postgresql: `'\\x${digits}'::BYTEA`, mssql: `0x${digits}`, oracle: `HEXTORAW('${digits}')` };
}

describe.each(families)("%s", (family) => {
  for (const one of readCases(family)) {
    test(`when ${one.id} is compiled then the SQL is SQLAlchemy's`, async () => {
      for (const recorded of one.answers) {
        for (const name of recorded.dialects) {
          const found = await actual(one, name, recorded);
          const ours = beyondSqlAlchemy[one.id]?.[name];
          if (family === "literals" && ours !== undefined) {
            expect(found).toEqual({ sql: [ours], warnings: [] });
            expect(found).not.toEqual(expected(recorded));
            continue;
          }
          expect({ dialect: name, ...(found as object) }).toEqual({ dialect: name, ...(expected(recorded) as object) });
        }
      }
    });
  }
});
