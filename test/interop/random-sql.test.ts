import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { compileCase, type SqlCase } from "./build-schema.js";
import { defaultsFirst } from "./defaults-first.js";
import { noPython, python } from "./python.js";
import { Random } from "./random.js";
import { RandomSql } from "./random-sql.js";

const program = fileURLToPath(new URL("build_schema.py", import.meta.url));
const count = Number(process.env["COUNT"] ?? (process.env["CI"] ? 500 : 120));
const refusals = /^(CompileError|CommandError|ArgumentError|UnsupportedCompilationError|NotImplementedError)$/;

async function compiled(one: SqlCase, dialectName: string): Promise<readonly string[] | "refused"> {
  try {
    return await compileCase(one, await loadDialect(dialectName), []);
  } catch {
    return "refused";
  }
}

describe.skipIf(python() === undefined)(
  python() === undefined ? `random statements (${noPython})` : "random statements",
  () => {
    test("when random statements are compiled then the SQL is SQLAlchemy's on every dialect", async () => {
      const random = Random.fromEnvironment("random statements");
      const cases = new RandomSql(random).cases(count);
      const answer = spawnSync(python() as string, [program], {
        input: JSON.stringify(cases),
        encoding: "utf8",
        maxBuffer: 1e9,
        env: { ...process.env, PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" },
      });
      expect(answer.stderr).toBe("");
      for (const one of JSON.parse(answer.stdout) as SqlCase[]) {
        for (const recorded of one.answers) {
          const { error } = recorded.answer;
          if (error !== undefined && !refusals.test(error.type)) continue;
          for (const name of recorded.dialects) {
            const theirs = error === undefined ? recorded.answer.sql : "refused";
            const wanted = name === "postgresql" && Array.isArray(theirs) ? defaultsFirst(theirs) : theirs;
            const note = `${random.note}: ${name}: ${JSON.stringify(one.statement)}`;
            expect(await compiled(one, name), note).toEqual(wanted);
          }
        }
      }
    });
  },
);
