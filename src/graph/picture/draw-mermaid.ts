import { printableLine } from "../../support/printable.js";
import { type GraphRevision, type GraphView, marksOf } from "./graph-view.js";

/**
 * Writes the graph of revisions as a Mermaid flowchart, which GitHub and GitLab draw in Markdown. Newer revisions are
 * above older ones, dotted arrows are dependencies, and revisions that have been applied to a database are filled.
 *
 * @returns the text, with a newline at the end.
 * @example
 * ```ts
 * import { drawMermaid, graphView, Revision, RevisionMap, walkRevisions } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null), new Revision("b", "a", { longdoc: "add users" })]);
 * console.log(drawMermaid(graphView(walkRevisions(map))));
 * // flowchart BT
 * //   r1["b (head)<br/>add users"]
 * //   r2["a"]
 * //   r2 --> r1
 * ```
 */
export function drawMermaid(view: GraphView): string {
  const names = new Map(view.revisions.map(({ revision }, place) => [revision, `r${place + 1}`]));
  const lines = ["flowchart BT"];
  for (const revision of view.revisions) {
    lines.push(`  ${names.get(revision.revision)}["${nodeLines(revision).map(escaped).join("<br/>")}"]`);
  }
  for (const revision of view.revisions) {
    const to = names.get(revision.revision);
    const arrow = (from: string, line: string): void => {
      if (names.has(from)) lines.push(`  ${names.get(from)} ${line} ${to}`);
    };
    for (const parent of revision.parents) arrow(parent, "-->");
    for (const dependency of revision.dependencies) arrow(dependency, "-.->");
  }
  const withClass = (name: string, style: string, isIn: (revision: GraphRevision) => boolean): void => {
    const members = view.revisions.filter(isIn).map(({ revision }) => names.get(revision));
    // Mermaid has no empty lists, so a class without members is omitted.
    if (members.length > 0) lines.push(`  classDef ${name} ${style}`, `  class ${members.join(",")} ${name}`);
  };
  withClass("applied", "fill:#d7f0dd,stroke:#2f7d46,color:#0b2e16", ({ appliedTo }) => appliedTo.length > 0);
  withClass("current", "stroke-width:4px", ({ databases }) => databases.length > 0);
  return `${lines.join("\n")}\n`;
}

/** The lines of text in the box of a revision. */
export function nodeLines(revision: GraphRevision): readonly string[] {
  const { databases, doc } = revision;
  return [
    [revision.revision, ...marksOf(revision)].join(" "),
    ...(doc === "" ? [] : [doc]),
    ...(databases.length === 0 ? [] : [`← ${databases.join(", ")}`]),
  ].map(printableLine);
}

/** Escapes text for a quoted label: quotes and markup characters are written by number. */
function escaped(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} (),.;:_←/=+-]/gu, (character) => `#${character.codePointAt(0)};`);
}
