import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawGraph } from "../../src/graph/draw-graph.js";
import { drawRevisions } from "../../src/graph/draw-revisions.js";
import { Revision } from "../../src/graph/revision.js";
import { RevisionMap } from "../../src/graph/revision-map.js";
import { walkRevisions } from "../../src/graph/walk-revisions.js";
import { runs, someRevisions } from "./random-dag.js";

function picture(revisions: readonly Revision[], current: readonly string[] = []): string {
  const listed = walkRevisions(new RevisionMap(revisions));
  return drawRevisions(listed, { isCurrent: (revision) => current.includes(revision.revision) }).join("\n");
}

describe("drawRevisions", () => {
  test("when there are no revisions, then the picture is empty", () => {
    expect(picture([])).toBe("");
  });

  test("when the graph is a line, then it is one column", () => {
    const revisions = [new Revision("a", null, { longdoc: "first" }), new Revision("b", "a"), new Revision("c", "b")];
    expect(picture(revisions, ["b"])).toBe(["* c (head)", "* b (current)", "* a, first"].join("\n"));
  });

  test("when branches are merged, then their lines part and meet", () => {
    const revisions = [
      new Revision("a", null, { longdoc: "start" }),
      new Revision("b", "a", { branchLabels: "left" }),
      new Revision("c", "a", { branchLabels: ["right", "two"] }),
      new Revision("d", ["b", "c"], { longdoc: "join\n\nand more" }),
      new Revision("e", "d"),
    ];
    expect(picture(revisions, ["c", "b"])).toBe(
      [
        "* e (left, right, two) (head)",
        "* d (left, right, two) (mergepoint), join",
        "|\\",
        "* | b (left) (current)",
        "| * c (right, two) (current)",
        "|/",
        "* a (branchpoint), start",
      ].join("\n"),
    );
  });

  test("when heads are left open, then each stands beside what was begun before it", () => {
    const revisions = ["b", "c", "d"].map((id) => new Revision(id, "a"));
    expect(picture([new Revision("a", null), ...revisions, new Revision("e", "b")])).toBe(
      ["* c (head)", "| * d (head)", "|/", "| * e (head)", "| * b", "|/", "* a (branchpoint)"].join("\n"),
    );
  });

  test("when there are several bases, then a line ends at each, and dependencies are named", () => {
    const revisions = [
      new Revision("a", null),
      new Revision("b", "a"),
      new Revision("x", null),
      new Revision("y", "x", { dependsOn: ["a"] }),
      new Revision("z", "x"),
      new Revision("w", null, { dependsOn: "b" }),
    ];
    expect(picture(revisions)).toBe(
      [
        "* y (head) (depends on a)",
        "| * z (head)",
        "|/",
        "* x (branchpoint)",
        "",
        "* w (head) (depends on b)",
        "",
        "* b (effective head)",
        "* a",
      ].join("\n"),
    );
  });

  test("when more than two branches are merged, then they part one after the other", () => {
    const revisions = ["b", "c", "d"].map((id) => new Revision(id, "a"));
    expect(picture([new Revision("a", null), ...revisions, new Revision("m", ["b", "c", "d"])])).toBe(
      [
        "* m (head) (mergepoint)",
        "|\\",
        "|\\ \\",
        "* | | b",
        "| * | c",
        "|/ /",
        "| * d",
        "|/",
        "* a (branchpoint)",
      ].join("\n"),
    );
  });

  test("when lines have to cross, then they run below the others", () => {
    const branches = ["b", "c", "d", "e"].flatMap((id) => [new Revision(id, "a"), new Revision(`${id}2`, id)]);
    expect(picture([new Revision("a", null), ...branches, new Revision("m", ["b", "e"])])).toBe(
      [
        "* b2 (head)",
        "| * m (head) (mergepoint)",
        "| |\\",
        "|/ /",
        "| | * e2 (head)",
        "| |/",
        "| | * d2 (head)",
        "| | * d",
        "* | | b (branchpoint)",
        "| |/",
        "|/|",
        "| | * c2 (head)",
        "| | * c",
        "| |/",
        "|/|",
        "| * e (branchpoint)",
        "|/",
        "* a (branchpoint)",
      ].join("\n"),
    );
  });

  test("when a text has several lines, then the lines of the graph run on beside it", () => {
    const revisions = [
      new Revision("a", null, { longdoc: "one\ntwo" }),
      new Revision("b", "a"),
      new Revision("c", "a", { longdoc: "three\nfour" }),
    ];
    expect(picture(revisions)).toBe(
      ["* b (head)", "| * c (head), three", "| | four", "|/", "* a (branchpoint), one", "  two"].join("\n"),
    );
  });

  test("when only part of a graph is drawn, then lines to the rest are left out", () => {
    const map = new RevisionMap([new Revision("a", null), new Revision("b", "a"), new Revision("c", "b")]);
    expect(drawRevisions(walkRevisions(map, "b"))).toEqual(["* c (head)", "* b"]);
  });
});

/** Reads the edges of a picture back by following its lines. */
function edgesIn(lines: readonly string[], ids: ReadonlySet<string>): ReadonlySet<string> {
  const edges = new Set<string>();
  /** What comes down at a place: straight on, and slanting from the right. */
  let straight = new Map<number, Set<string>>();
  let slanting = new Map<number, Set<string>>();
  for (const line of lines) {
    const id = /\* .*?(\w+)$/.exec(line)?.[1];
    const graph = id !== undefined && ids.has(id) ? line.slice(0, line.length - id.length) : line;
    const [nextStraight, nextSlanting] = [new Map<number, Set<string>>(), new Map<number, Set<string>>()];
    const give = (to: Map<number, Set<string>>, place: number, what: Iterable<string>): void => {
      to.set(place, new Set([...(to.get(place) ?? []), ...what]));
    };
    const take = (place: number, isSlanted: boolean): readonly string[] => {
      const [one, other] = [[...(straight.get(place) ?? [])], [...(slanting.get(place) ?? [])]];
      const goesOnSlanting = graph[place - 1] === "/";
      const goesOnStraight = graph[place] === "|" || graph[place] === "*";
      if (goesOnSlanting && goesOnStraight) return isSlanted ? other : one;
      return [...one, ...other];
    };
    for (const [place, mark] of [...graph].entries()) {
      if (mark === "|") give(nextStraight, place, take(place, false));
      if (mark === "*") {
        for (const from of take(place, false)) edges.add(`${from}>${id}`);
        give(nextStraight, place, [id!]);
      }
      if (mark === "\\") give(nextStraight, place + 1, straight.get(place - 1) ?? []);
      if (mark === "/") {
        let to = place - 1;
        while (graph[to - 1] === "_") to -= 2;
        give(nextSlanting, to, take(place + 1, true));
      }
    }
    straight = nextStraight;
    slanting = nextSlanting;
  }
  return edges;
}

describe("drawGraph", () => {
  test("when a line has far to go, then it runs below the lines between", () => {
    const node = (id: string, ...parents: readonly string[]) => ({ id, parents, text: id });
    const nodes = [node("p", "z"), node("q", "y"), node("r", "x"), node("s", "z"), node("x"), node("z"), node("y")];
    expect(drawGraph(nodes).join("\n")).toBe(
      ["* p", "| * q", "| | * r", "| | | * s", "| |_|/", "|/| |", "| | * x", "* | z", " /", "* y"].join("\n"),
    );
  });

  test("when the lines of any picture are followed, then they lead from each node to its parents", () => {
    fc.assert(
      fc.property(someRevisions, (revisions) => {
        const listed = walkRevisions(new RevisionMap(revisions));
        const nodes = listed.map((revision) => ({
          id: revision.revision,
          parents: revision.versionedDownRevisions,
          text: revision.revision,
        }));
        const lines = drawGraph(nodes);
        const expected = nodes.flatMap(({ id, parents }) => parents.map((parent) => `${id}>${parent}`));
        const found = edgesIn(lines, new Set(nodes.map(({ id }) => id)));
        expect([...found].sort(), `\n${lines.join("\n")}\n`).toEqual(expected.sort());
      }),
      runs(),
    );
  });
});
