import { type GraphDatabase, type GraphView, graphView } from "../../../src/graph/picture/graph-view.js";
import { Revision } from "../../../src/graph/revision.js";
import { RevisionMap } from "../../../src/graph/revision-map.js";
import { walkRevisions } from "../../../src/graph/walk-revisions.js";

/** The view of revisions in the order in which commands list them. */
export function viewOf(revisions: readonly Revision[], databases: readonly GraphDatabase[] = []): GraphView {
  return graphView(walkRevisions(new RevisionMap(revisions)), databases);
}

/** Branches, a merge, dependencies, two bases, and texts that mean something in the languages of pictures. */
export const exampleView: GraphView = viewOf(
  [
    new Revision("a", null, { longdoc: "start" }),
    new Revision("b", "a", { branchLabels: "left", longdoc: 'a <b>"quoted"</b> `x` #1; \\N & \u001b[31m' }),
    new Revision("c", "a", { branchLabels: ["right", "two"] }),
    new Revision("d", ["b", "c"], { longdoc: "join\n\nand more" }),
    new Revision("e", "b", { dependsOn: "f" }),
    new Revision("f", "c"),
    new Revision("x", null),
    new Revision("y", "x", { dependsOn: "a" }),
    new Revision("z", "x"),
  ],
  [
    { name: "production", rows: ["b"] },
    { name: "next", rows: ["d", "0815"] },
    { name: "empty", rows: [] },
  ],
);
