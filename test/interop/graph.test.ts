import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, answersTo, differenceFrom, type GraphCase } from "../graph/graph-case.js";
import { brokenRevisions, randomQueries, randomRevisions } from "./graph-random.js";
import { Oracle } from "./oracle.js";
import { noPython, python } from "./python.js";
import { Random } from "./random.js";

const library = readFileSync(new URL("graph_oracle.py", import.meta.url), "utf8");
const snippet = `
import sys, types
module = sys.modules.get("alembic_graph_oracle")
if module is None:
    module = types.ModuleType("alembic_graph_oracle")
    exec(compile(args["library"], "graph_oracle.py", "exec"), module.__dict__)
    sys.modules["alembic_graph_oracle"] = module
result = [module.answer(case) for case in args["cases"]]
`;
const count = Number(process.env["COUNT"] ?? 2000);
const perGraph = 20;

/** What Alembic does that this package leaves out on purpose: it does not see every cycle when it loads revisions. */
function isUnseenCycle(theirs: Answer, ours: Answer): boolean {
  return theirs.value !== undefined && /CycleDetected|LoopDetected/.test(ours.error ?? "");
}

describe.skipIf(python() === undefined)(
  `random graphs, as Alembic sees them${python() ? "" : ` (${noPython})`}`,
  () => {
    let oracle: Oracle;
    beforeAll(() => {
      oracle = new Oracle();
    });
    afterAll(() => oracle.close());

    async function compare(cases: readonly GraphCase[], random: Random): Promise<number> {
      let asked = 0;
      const replies = (await oracle.run(snippet, { library, cases })) as readonly (readonly Answer[])[];
      for (const [at, graphCase] of cases.entries()) {
        const ours = answersTo(graphCase);
        for (const [number, query] of graphCase.queries.entries()) {
          asked++;
          const theirs = replies[at]![number]!;
          if (isUnseenCycle(theirs, ours[number]!)) continue;
          const difference = differenceFrom(theirs, ours[number]!);
          if (difference === undefined) continue;
          const what = `${JSON.stringify(query)} of ${JSON.stringify(graphCase.revisions)}`;
          expect.fail(`${what}\n${difference}\n${JSON.stringify(ours[number])}\n(${random.note})`);
        }
      }
      return asked;
    }

    test(`when ${count} questions are asked, then the answers are the same`, { timeout: 3_600_000 }, async () => {
      const random = Random.fromEnvironment("random graphs");
      let asked = 0;
      while (asked < count) {
        const cases = Array.from({ length: Math.min(50, Math.ceil((count - asked) / perGraph)) }, () => {
          const revisions = randomRevisions(random);
          return { revisions, queries: randomQueries(random, revisions, perGraph) };
        });
        asked += await compare(cases, random);
      }
      expect(asked).toBeGreaterThanOrEqual(count);
    });

    test("when graphs are broken, then the errors are the same", { timeout: 3_600_000 }, async () => {
      const random = Random.fromEnvironment("broken graphs");
      const graphs = Math.ceil(count / 4);
      for (let done = 0; done < graphs; done += 50) {
        const cases = Array.from({ length: Math.min(50, graphs - done) }, () => ({
          revisions: brokenRevisions(random),
          queries: [["map"]] as const,
        }));
        await compare(cases, random);
      }
    });
  },
);
