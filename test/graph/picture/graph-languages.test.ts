import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { branchColors } from "../../../src/graph/picture/branch-colors.js";
import { drawDot } from "../../../src/graph/picture/draw-dot.js";
import { drawMermaid } from "../../../src/graph/picture/draw-mermaid.js";
import { drawSvg, edgePath } from "../../../src/graph/picture/draw-svg.js";
import { layOutGraph } from "../../../src/graph/picture/lay-out-graph.js";
import { Revision } from "../../../src/graph/revision.js";
import { runs, someRevisions } from "../random-dag.js";
import { exampleView, viewOf } from "./example-graph.js";

const hasGraphviz = spawnSync("dot", ["-V"]).status === 0;

/** Graphviz' own reading of a drawing. */
function readDot(text: string): { readonly objects?: readonly Labelled[]; readonly edges?: readonly Ends[] } {
  const { status, stdout, stderr } = spawnSync("dot", ["-Tdot_json"], { input: text, encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}
interface Labelled {
  readonly name: string;
  readonly label: string;
}
interface Ends {
  readonly tail: number;
  readonly head: number;
  readonly style?: string;
}

describe("drawDot", () => {
  test("when texts have quotes and backslashes then they are data", async () => {
    await expect(drawDot(exampleView)).toMatchFileSnapshot("vectors/example.dot");
  });

  test.skipIf(!hasGraphviz && !process.env["CI"])("when Graphviz reads a drawing then it has the same graph", () => {
    fc.assert(
      fc.property(someRevisions, fc.string(), (revisions, doc) => {
        const all = [...revisions, new Revision("last", null, { longdoc: doc })];
        const { objects = [], edges = [] } = readDot(drawDot(viewOf(all)));
        const lines = edges.map(({ tail, head, style }) => {
          return `${objects[tail]!.name} ${style === "dashed" ? "needed by" : "parent of"} ${objects[head]!.name}`;
        });
        const expected = viewOf(all).revisions.flatMap(({ revision, parents, dependencies }) => [
          ...parents.map((one) => `${one} parent of ${revision}`),
          ...dependencies.map((one) => `${one} needed by ${revision}`),
        ]);
        expect(lines.sort()).toEqual(expected.sort());
        expect(objects.map(({ name }) => name).sort()).toEqual(all.map(({ revision }) => revision).sort());
      }),
      { ...runs(), numRuns: Math.min(runs().numRuns, 40) },
    );
  });
});

describe("drawMermaid", () => {
  test("when texts have quotes and markup then they are data", async () => {
    await expect(drawMermaid(exampleView)).toMatchFileSnapshot("vectors/example.mmd");
  });

  test("when a text is random then no character of it ends its label or is markup", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (doc) => {
        const [, box = ""] = drawMermaid(viewOf([new Revision("a", null, { longdoc: doc })])).split("\n");
        const [, label = ""] = /^ {2}r1\["(.*)"\]$/su.exec(box) ?? [];
        expect(label.replaceAll("<br/>", "")).toMatch(/^[\p{L}\p{N} (),.;:_←/=+#-]*$/u);
        const decoded = label.replaceAll(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
        expect(decoded.startsWith("a (head)")).toBe(true);
      }),
      runs(),
    );
  });
});

describe("drawSvg", () => {
  test("when texts have markup then they are data", async () => {
    await expect(drawSvg(exampleView)).toMatchFileSnapshot("vectors/example.svg");
  });

  test("when a graph is random then each line begins at its revision and ends at the one below", () => {
    fc.assert(
      fc.property(someRevisions, (revisions) => {
        const { revisions: placed, edges } = layOutGraph(viewOf(revisions).revisions);
        const laneOf = (row: number): number => placed[row]!.lane;
        const x = (row: number): number => 16 + laneOf(row) * 18;
        for (const edge of edges) {
          const path = edgePath(edge, laneOf);
          expect(path.startsWith(`M${x(edge.from)} ${edge.from * 28 + 14}`)).toBe(true);
          const numbers = path.match(/-?\d+(\.\d+)?/g)!.map(Number);
          expect(numbers.at(-1)).toBe(edge.to * 28 + 14);
          const last = /[VC][^VC]*$/.exec(path)![0];
          if (last.startsWith("C")) expect(numbers.at(-2)).toBe(x(edge.to));
          else expect(edge.lane).toBe(laneOf(edge.to));
        }
      }),
      runs(),
    );
  });
});

describe("layOutGraph", () => {
  test("when a graph is random then nothing is in the way of a line, and lines share a lane only to the same end", () => {
    fc.assert(
      fc.property(someRevisions, (revisions) => {
        const { revisions: placed, edges, lanes } = layOutGraph(viewOf(revisions).revisions);
        const used = new Map<string, string>();
        const take = (lane: number, row: number, what: string): void => {
          expect(used.get(`${lane} ${row}`) ?? what).toBe(what);
          used.set(`${lane} ${row}`, what);
          expect(lane).toBeLessThan(lanes);
        };
        for (const { lane, row } of placed) take(lane, row, `revision ${row}`);
        for (const { from, to, lane, kind } of edges) {
          for (let row = from + 1; row < to; row++) take(lane, row, `${kind} ${to}`);
        }
      }),
      runs(),
    );
  });

  test("when there are 10,000 revisions then a lane is found for each of them", () => {
    const count = 10_000;
    const revisions = Array.from({ length: count }, (_, at) => new Revision(`r${at}`, at < 50 ? null : `r${at - 50}`));
    const { revisions: placed, lanes } = layOutGraph(viewOf(revisions).revisions);
    expect([placed.length, lanes <= 50]).toEqual([count, true]);
  });
});

/** The contrast of two colours, as the guidelines for accessible content define it. */
function contrast(one: string, other: string): number {
  const luminance = (color: string): number => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

test("when a branch has a colour then text in it can be read on its ground", () => {
  for (const { light, dark } of branchColors) {
    expect(contrast(light, "#ffffff"), light).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark, "#14171c"), dark).toBeGreaterThanOrEqual(4.5);
  }
});
