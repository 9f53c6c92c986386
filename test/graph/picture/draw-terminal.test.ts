import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawTerminal } from "../../../src/graph/picture/draw-terminal.js";
import type { GraphView } from "../../../src/graph/picture/graph-view.js";
import { Revision } from "../../../src/graph/revision.js";
import { runs, someRevisions } from "../random-dag.js";
import { exampleView, viewOf } from "./example-graph.js";

/** The sides to which the lines of a character lead. */
const sides: Readonly<Record<string, string>> = {
  "│": "ud",
  "┊": "ud",
  "─": "lr",
  "╌": "lr",
  "╯": "ul",
  "╰": "ur",
  "╮": "dl",
  "╭": "dr",
  "├": "udr",
  "┤": "udl",
  "┼": "udlr",
  "┴": "ulr",
  "┬": "dlr",
};
const opposite: Readonly<Record<string, string>> = { u: "d", l: "r", r: "l" };

/** Follows the lines down from each circle; returns the identifiers that each one leads to. */
function linesOf(picture: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const rows = picture.map((line) => Array.from(line));
  const circleOf = (row: number): number => rows[row]?.findIndex((character) => "○●".includes(character)) ?? -1;
  const idOf = (row: number): string => /[○●][^\w]*(\w+)/.exec(picture[row]!)![1]!;
  const found = new Map<string, Set<string>>();
  for (const start of rows.keys()) {
    if (circleOf(start) < 0) continue;
    const reached = new Set<string>();
    const seen = new Set<string>();
    const follow = (row: number, column: number, going: string): void => {
      const step = `${row} ${column} ${going}`;
      if (row >= rows.length || seen.has(step)) return;
      seen.add(step);
      const character = rows[row]![column] ?? " ";
      if (column === circleOf(row)) {
        expect(going).toBe("d");
        reached.add(idOf(row));
        return;
      }
      const own = sides[character];
      expect(own, `${row}:${column} of\n${picture.join("\n")}`).toBeDefined();
      const cameFrom = going === "d" ? "u" : opposite[going]!;
      // A line that crosses a straight one goes below it.
      if (going !== "d" && own === "ud") {
        follow(row, column + (going === "r" ? 1 : -1), going);
        return;
      }
      expect(own).toContain(cameFrom);
      const isOpening = !/[╯╰]/.test(picture[row]!);
      for (const next of own!.replace(cameFrom, "")) {
        if (next === "u") continue;
        // Lines that start leave only from the circle above; the others pass.
        if (isOpening && going === "d" && next !== "d" && column !== circleOf(row - 1)) continue;
        if (next === "d") follow(row + 1, column, "d");
        else follow(row, column + (next === "r" ? 1 : -1), next);
      }
    };
    if (start + 1 < rows.length && "│┊├┤┼┬╮╭┴╯╰".includes(rows[start + 1]![circleOf(start)] ?? " ")) {
      follow(start + 1, circleOf(start), "d");
    } else if (circleOf(start + 1) === circleOf(start)) reached.add(idOf(start + 1));
    found.set(idOf(start), reached);
  }
  return found;
}

const expectedLines = ({ revisions }: GraphView) =>
  new Map(revisions.map(({ revision, parents, dependencies }) => [revision, new Set([...parents, ...dependencies])]));

describe("drawTerminal", () => {
  test("when there are no revisions then the picture is empty", () => {
    expect(drawTerminal(viewOf([]))).toEqual([]);
  });

  test("when branches part, meet and depend on others then the columns show it", async () => {
    await expect(`${drawTerminal(exampleView).join("\n")}\n`).toMatchFileSnapshot("vectors/example.txt");
  });

  test("when colours are given then each branch, mark and database has its own", () => {
    const lines = drawTerminal(
      viewOf([new Revision("a", null), new Revision("b", "a")], [{ name: "p", rows: ["a"] }]),
      {
        branch: (text, branch) => `<${branch}:${text}>`,
        database: (text) => `{${text}}`,
        mark: (text) => `[${text}]`,
      },
    );
    expect(lines).toEqual(["<0:○> <0:b> [(head)]", "<0:●> <0:a>  {← p}", "", "{p}: a, 1 revision to go"]);
  });

  test("when a graph is random then its lines lead to parents and dependencies, and to nothing else", () => {
    fc.assert(
      fc.property(someRevisions, (revisions) => {
        const view = viewOf(revisions);
        expect(linesOf(drawTerminal(view))).toEqual(expectedLines(view));
      }),
      runs(),
    );
  });
});
