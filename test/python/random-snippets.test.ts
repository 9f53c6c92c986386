import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noPython, python } from "../interop/python.js";
import { LivePython } from "./live-python.js";
import { runSnippet } from "./run-snippet.js";
import { snippet } from "./snippet-arbitrary.js";

const batch = 100;
/** At least 20,000 snippets in CI; COUNT says how many elsewhere. */
const batches = Math.ceil(Number(process.env["COUNT"] ?? (process.env["CI"] ? 20_000 : 600)) / batch);

describe.skipIf(python() === undefined)(`random Python snippets, ${noPython}`, () => {
  let live: LivePython;
  beforeAll(() => {
    live = new LivePython();
  });
  afterAll(async () => {
    await live.close();
  });

  test("when a snippet is run by the evaluator then it prints and raises what Python does", {
    timeout: 600_000,
  }, async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(snippet, { minLength: batch, maxLength: batch }), async (sources) => {
        const expected = await live.run(sources);
        for (const [index, source] of sources.entries()) {
          const result = await runSnippet(source);
          compared++;
          expect(result, source).toEqual(expected[index]);
        }
      }),
      { numRuns: batches, endOnFailure: true },
    );
    expect(compared).toBeGreaterThanOrEqual(batches * batch);
  });
});
