import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import {
  type ConvertedRevision,
  convertRevision,
  type UnconvertedRevision,
} from "../../../src/commands/conversion/convert-revision.js";
import { nodeFileSystem } from "../../../src/config/node-file-system.js";
import { lazyScriptLoader } from "../../../src/script/loading/lazy-script-loader.js";
import { readScriptClosely } from "../../../src/script/read-script.js";

const cache = fileURLToPath(new URL("../../../.cache/python-packages/", import.meta.url));
const recorded = `${cache}expected.jsonl`;
const root = `${cache}src`;
const only = process.env["PACKAGE"] ?? "";
const every = Number(process.env["EVERY"] ?? 1);

type Outcome = "proved" | "compared with made-up rows" | "refused" | "stopped by the comparison" | "unreadable";
type Row = Partial<Record<Outcome, number>>;

function outcomeOf(result: ConvertedRevision | UnconvertedRevision): Outcome {
  if ("proof" in result) return result.proof.offline ? "proved" : "compared with made-up rows";
  return result.refusals[0]?.reason.startsWith("the conversion would") ? "stopped by the comparison" : "refused";
}

const folder = mkdtempSync(join(tmpdir(), "alembic-ts-convert-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!existsSync(recorded))(
  `converted revisions of packages${existsSync(recorded) ? "" : " (left out: fetch them with 'node scripts/python-packages.mjs')"}`,
  () => {
    test("when a revision is converted and converted back then all three write the same SQL, or it is left with its reason", async () => {
      const lines = readFileSync(recorded, "utf8").trim().split("\n");
      const cases = lines
        .map((line) => JSON.parse(line) as { readonly file: string; readonly tier: number })
        .filter(({ file }, at) => file.includes(only) && at % every === 0);
      const world = () => ({ files: nodeFileSystem, roots: [root] });
      const loader = lazyScriptLoader({ "alembic-ts": () => import("../../../src/index.js") }, world);
      const there = new Map<number, Row>();
      const back = new Map<number, Row>();
      const notes: string[] = [];
      const count = (table: Map<number, Row>, tier: number, outcome: Outcome): void => {
        const row = table.get(tier) ?? {};
        row[outcome] = (row[outcome] ?? 0) + 1;
        table.set(tier, row);
      };
      const note = (
        outcome: Outcome,
        tier: number,
        file: string,
        result: ConvertedRevision | UnconvertedRevision,
      ): void => {
        if ("proof" in result) return;
        const [first] = result.refusals;
        notes.push(`${outcome} T${tier} ${file}:${first?.line}: ${first?.reason}`);
      };
      for (const { file, tier } of cases) {
        let result: ConvertedRevision | UnconvertedRevision;
        try {
          const script = await readScriptClosely(nodeFileSystem, `${root}/${file}`, loader);
          result = await convertRevision(script, "ts", nodeFileSystem, loader);
        } catch (error) {
          count(there, tier, "unreadable");
          notes.push(`unreadable T${tier} ${file}: ${String(error)}`);
          continue;
        }
        const outcome = outcomeOf(result);
        count(there, tier, outcome);
        note(outcome, tier, `to ts ${file}`, result);
        if (!("proof" in result)) continue;
        // Folders of one package share names.
        const path = join(folder, `${file.slice(0, -".py".length).replaceAll("/", "-")}.ts`);
        writeFileSync(path, result.text);
        const made = await readScriptClosely(nodeFileSystem, path, loader);
        const again = await convertRevision(made, "py", nodeFileSystem, loader);
        count(back, tier, outcomeOf(again));
        note(outcomeOf(again), tier, `to py ${file}`, again);
      }
      const text = (table: Map<number, Row>): string =>
        [...table]
          .toSorted(([a], [b]) => a - b)
          .map(
            ([tier, row]) =>
              `T${tier}: ${Object.entries(row)
                .map(([name, n]) => `${n} ${name}`)
                .join(", ")}`,
          )
          .join("\n");
      const report = `Python to TypeScript\n${text(there)}\n\nand back\n${text(back)}\n`;
      writeFileSync(`${cache}convert.txt`, `${report}\n${notes.join("\n")}\n`);
      console.log(report);
      const done = new Set<string>(["proved", "compared with made-up rows"]);
      const simple = [0, 1].map((tier) => there.get(tier) ?? {});
      // Revisions of straight calls have no reason to be refused.
      expect(simple.flatMap((row) => Object.keys(row)).filter((one) => !done.has(one))).toEqual([]);
      const returned = [0, 1].map((tier) => back.get(tier) ?? {});
      expect(returned.flatMap((row) => Object.keys(row)).filter((one) => !done.has(one))).toEqual([]);
    }, 3_600_000);
  },
);
