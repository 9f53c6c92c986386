import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { MetaData } from "../../src/schema/metadata.js";
import type { NamingConvention } from "../../src/schema/names/naming-convention.js";
import { AlembicError } from "../../src/support/alembic-error.js";
import { type Call, Interpreter } from "../interop/operation-language.js";
import { inOurWords } from "../interop/our-words.js";
import { scriptOf, startRun } from "./run-operations.js";

const folder = new URL("../interop/vectors/operations/", import.meta.url);

/** Failures of Python's own, which have no words that are meant for a person. */
const wordless = new Set(["UnsupportedCompilationError", "AssertionError", "AttributeError"]);

/**
 * Calls of which Alembic prints the first statements before it fails at a later one. This package compiles all
 * statements of a call before it writes the first, so it writes none of them.
 */
const refusedAsWhole = new Set(["sqlite all at once", "mssql all at once"]);

interface Answer {
  readonly sql: string;
  readonly warnings?: readonly string[];
  readonly error?: { readonly type: string; readonly message: string };
}

interface Case {
  readonly name: string;
  readonly calls: readonly Call[];
  readonly opts?: { readonly naming_convention?: NamingConvention; readonly literal_binds?: boolean };
  readonly answers: Readonly<Record<string, Answer>>;
}

/** SQLAlchemy puts the column in front of some messages and not of others. */
const withoutPlace = (message: string): string => message.replace(/^\(in table .*?\): /, "");

/** What this package prints for the calls, and how it failed where it did. */
async function answer(
  dialectName: string,
  { calls, opts = {} }: Case,
): Promise<{ sql: string; error?: Error; warnings: readonly string[] }> {
  const dialect = await loadDialect(dialectName);
  const targetMetadata =
    opts.naming_convention === undefined ? null : new MetaData({ namingConvention: opts.naming_convention });
  const run = startRun(dialect, undefined, { targetMetadata, literalBinds: opts.literal_binds === true });
  let error: Error | undefined;
  try {
    await new Interpreter(run.op).run(run.op, calls);
    await run.op.close();
  } catch (failure) {
    error = failure instanceof Error ? failure : new Error(String(failure));
  }
  const sql = scriptOf(dialect, run.statements);
  return { sql, warnings: run.warnings, ...(error === undefined ? {} : { error }) };
}

const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

describe.each(files)("%s", (file) => {
  const cases = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as readonly Case[];
  describe.each(Object.keys(cases[0]?.answers ?? {}))("%s", (dialectName) => {
    test.each(cases.map((one) => [one.name, one] as const))(
      "when it is %s then the script is Alembic's",
      async (_name, one) => {
        const expected = one.answers[dialectName];
        const { sql, error, warnings } = await answer(dialectName, one);
        expect(warnings).toEqual((expected?.warnings ?? []).filter((warning) => !/not matching locally/.test(warning)));
        if (expected?.error === undefined) {
          expect(error).toBeUndefined();
          expect(sql).toBe(expected?.sql);
          return;
        }
        expect(sql).toBe(refusedAsWhole.has(`${dialectName} ${one.name}`) ? "" : expected.sql);
        // An error of JavaScript's own would be a mistake of ours.
        expect(error).toBeInstanceOf(AlembicError);
        if (wordless.has(expected.error.type)) expect(error?.message).not.toBe("");
        else expect(withoutPlace(error?.message ?? "")).toBe(inOurWords(withoutPlace(expected.error.message)));
      },
    );
  });
});
