import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadDialect } from "../../../src/backends/load-dialect.js";
import { nodeFileSystem } from "../../../src/config/node-file-system.js";
import type { Dialect } from "../../../src/dialects/dialect.js";
import { decodePython } from "../../../src/script/python/decode-python.js";
import { plainPythonHeader } from "../../../src/script/python/plain-header.js";
import { PythonScripts } from "../../../src/script/python/python-scripts.js";
import { AlembicError } from "../../../src/support/alembic-error.js";
import { scriptOf, startRun } from "../../operations/run-operations.js";

const cache = fileURLToPath(new URL("../../../.cache/python-packages/", import.meta.url));
const recorded = `${cache}expected.jsonl`;
const root = `${cache}src`;
const only = process.env["PACKAGE"] ?? "";
const every = Number(process.env["EVERY"] ?? 1);

interface Recorded {
  readonly file: string;
  readonly tier: number;
  readonly runs: readonly {
    readonly dialect: string;
    readonly direction: "upgrade" | "downgrade";
    readonly sql?: string;
    readonly error?: string;
    readonly stub?: string;
  }[];
}

type Outcome = "identical" | "refused" | "different" | "both fail" | "only here";

/** Marks the beginning of a transaction. */
const BEGIN = "<begin>";

/** Times and random identifiers are other ones in each run. */
const settled = (sql: string): string =>
  sql
    .replaceAll(/[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/g, "<uuid>")
    .replaceAll(/\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:\+00:?00)?/g, "<time>");

/** SQLAlchemy keeps the indexes of a table in a set, so that those of one CREATE TABLE have no order. */
const indexesInOrder = (sql: string): string =>
  sql.replaceAll(/(?:CREATE (?:UNIQUE )?INDEX [^;/]*[;\n/]\s*(?:GO\s+|\/\s+)?){2,}/g, (run) =>
    run
      .split(/(?=CREATE )/)
      .map((one) => one.trim())
      .toSorted()
      .join("\n\n"),
  );

/** Whether two scripts are the same; a step that walks over a Python set has no order of its own. */
function isSame(ours: string, theirs: string, file: string): boolean {
  if (settled(ours) === settled(theirs)) return true;
  if (indexesInOrder(settled(ours)).trim() === indexesInOrder(settled(theirs)).trim()) return true;
  const walksOverSet = /\bset\(|(?:return|[=:]) \{\s*"\w+",/.test(readFileSync(`${root}/${file}`, "utf8"));
  const sorted = (sql: string): string => settled(sql).split("\n\n").toSorted().join("\n\n");
  return walksOverSet && sorted(ours) === sorted(theirs);
}

async function ours(
  scripts: PythonScripts,
  path: string,
  dialect: Dialect,
  direction: "upgrade" | "downgrade",
): Promise<{ sql: string } | { error: string; known: boolean }> {
  const run = startRun(dialect, undefined, { literalBinds: true });
  const { transactionalDdl, beginScript, commitScript } = dialect.capabilities;
  Object.assign(run.host.context, {
    async autocommitBlock(work: () => Promise<unknown>) {
      if (transactionalDdl) run.statements.push({ sql: commitScript.replace(/;$/, "") });
      await work();
      if (transactionalDdl) run.statements.push({ sql: `${BEGIN}${beginScript.replace(/;$/, "")}` });
    },
  });
  try {
    const module = await scripts.load(path, decodePython(readFileSync(path), path));
    await module[direction]?.(run.op, {} as never);
    await run.op.close();
    // SQL Server's tools get no GO behind the beginning of a transaction.
    return {
      sql: scriptOf(dialect, run.statements).replaceAll(new RegExp(`${BEGIN}([^\n]*\n\n)(?:GO\n\n)?`, "g"), "$1"),
    };
  } catch (error) {
    await run.op.close().catch(() => undefined);
    return {
      error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      known: error instanceof AlembicError,
    };
  }
}

describe.skipIf(!existsSync(recorded))(
  `revisions of packages${existsSync(recorded) ? "" : " (left out: fetch them with 'node scripts/python-packages.mjs')"}`,
  () => {
    test("when a revision is run offline then it prints what real Alembic prints, or is refused with its reason", async () => {
      const lines = readFileSync(recorded, "utf8").trim().split("\n");
      const cases = lines.map((line) => JSON.parse(line) as Recorded).filter(({ file }) => file.includes(only));
      const counts = new Map<string, Map<Outcome, number>>();
      const tiers = new Map<number, Map<Outcome, number>>();
      const notes: string[] = [];
      const count = <Key>(table: Map<Key, Map<Outcome, number>>, key: Key, outcome: Outcome): void => {
        const row = table.get(key) ?? new Map<Outcome, number>();
        row.set(outcome, (row.get(outcome) ?? 0) + 1);
        table.set(key, row);
      };
      // As a command does, which has read the headers before it runs a step.
      const plain = new Map<string, string>();
      for (const { file } of cases) {
        const path = `${root}/${file}`;
        const source = decodePython(readFileSync(path), path);
        if (plainPythonHeader(source) !== undefined) plain.set(path, source);
      }
      // What a module of one package registers, such as how a type is written, must not reach the others.
      const worlds = new Map<string, PythonScripts>();
      const scriptsOf = (file: string): PythonScripts => {
        const name = file.split("/")[0] ?? "";
        const known = worlds.get(name) ?? new PythonScripts({ files: nodeFileSystem, roots: [root], read: { plain } });
        worlds.set(name, known);
        return known;
      };
      for (const [at, one] of cases.entries()) {
        if (at % every !== 0) continue;
        for (const run of one.runs) {
          const dialect = await loadDialect(run.dialect);
          const mine = await ours(scriptsOf(one.file), `${root}/${one.file}`, dialect, run.direction);
          let outcome: Outcome;
          if ("sql" in mine) {
            if (run.sql === undefined) outcome = "only here";
            else outcome = isSame(mine.sql, run.sql, one.file) ? "identical" : "different";
          } else outcome = run.sql === undefined ? "both fail" : "refused";
          count(counts, one.file.split("/")[0] ?? "", outcome);
          count(tiers, one.tier, outcome);
          if (outcome === "different")
            notes.push(
              `DIFFERENT ${one.file} ${run.dialect} ${run.direction}\n--- Alembic\n${run.sql}\n--- here\n${"sql" in mine ? mine.sql : ""}`,
            );
          if (outcome === "refused" && "error" in mine)
            notes.push(
              `REFUSED ${one.file} ${run.dialect} ${run.direction} tier ${one.tier}${mine.known ? "" : " UNKNOWN"}: ${mine.error}`,
            );
          if (outcome === "only here")
            notes.push(`ONLY HERE ${one.file} ${run.dialect} ${run.direction}: ${run.error}`);
        }
      }
      const table = (rows: Map<unknown, Map<Outcome, number>>): string =>
        [...rows]
          .map(([key, row]) => `${String(key)}: ${[...row].map(([name, n]) => `${n} ${name}`).join(", ")}`)
          .join("\n");
      writeFileSync(`${cache}table.txt`, `${table(counts)}\n\n${table(tiers)}\n\n${notes.join("\n")}\n`);
      console.log(`${table(counts)}\n\n${table(tiers)}`);
      const all = (outcome: Outcome, upTo = 9): number =>
        [...tiers].reduce((sum, [tier, row]) => sum + (tier <= upTo ? (row.get(outcome) ?? 0) : 0), 0);
      expect(all("different")).toBe(0);
      expect(all("identical", 3) / (all("identical", 3) + all("refused", 3))).toBeGreaterThan(0.99);
    }, 3_600_000);
  },
);
