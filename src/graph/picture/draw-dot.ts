import { branchColors } from "./branch-colors.js";
import { nodeLines } from "./draw-mermaid.js";
import type { GraphView } from "./graph-view.js";
import { layOutGraph } from "./lay-out-graph.js";

/**
 * Writes the graph of revisions in the language of Graphviz, for commands such as `dot -Tsvg`. Newer revisions are
 * above older ones, dashed arrows are dependencies, each branch has a colour, and revisions that have been applied to a
 * database are filled.
 *
 * @returns the text, with a newline at the end.
 * @example
 * ```ts
 * import { drawDot, graphView, Revision, RevisionMap, walkRevisions } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null), new Revision("b", "a", { longdoc: "add users" })]);
 * console.log(drawDot(graphView(walkRevisions(map))));
 * ```
 */
export function drawDot(view: GraphView): string {
  const { revisions } = layOutGraph(view.revisions);
  const drawn = new Set(view.revisions.map(({ revision }) => revision));
  const lines = [
    "digraph revisions {",
    "  rankdir=BT;",
    '  node [shape=box, style=rounded, fontname="Helvetica,Arial,sans-serif"];',
  ];
  for (const { revision, branch } of revisions) {
    const color = branchColors[branch % branchColors.length]!.light;
    const attributes = [
      `label=${quoted(nodeLines(revision).join("\n"))}`,
      `color=${quoted(color)}`,
      ...(revision.appliedTo.length > 0 ? ['style="rounded,filled"', 'fillcolor="#d7f0dd"'] : []),
      ...(revision.databases.length > 0 ? ["penwidth=3"] : []),
    ];
    lines.push(`  ${quoted(revision.revision)} [${attributes.join(", ")}];`);
  }
  for (const { revision, branch } of revisions) {
    const color = quoted(branchColors[branch % branchColors.length]!.light);
    const arrow = (from: string, style: string): void => {
      if (drawn.has(from)) lines.push(`  ${quoted(from)} -> ${quoted(revision.revision)} [color=${color}${style}];`);
    };
    for (const parent of revision.parents) arrow(parent, "");
    for (const dependency of revision.dependencies) arrow(dependency, ", style=dashed");
  }
  return `${lines.join("\n")}\n}\n`;
}

/** A quoted string. Graphviz also replaces escapes such as `\n` and `\N` in it, so backslashes are doubled. */
function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
