import { printableLine } from "../../support/printable.js";
import { branchColors } from "./branch-colors.js";
import { type GraphView, marksOf } from "./graph-view.js";
import { layOutGraph, type PlacedEdge, type PlacedRevision } from "./lay-out-graph.js";

const ROW = 28;
const LANE = 18;
const LEFT = 16;
const RADIUS = 5;
/** The width of a character, rounded up. The longest line determines the width of the picture. */
const CHARACTER = 8;

/**
 * Draws the graph of revisions as an SVG picture, with light and dark colours. A revision that has been applied to a
 * database has a filled circle. Dotted lines are dependencies.
 *
 * @returns the document, with a newline at the end. It loads no other files and contains no script.
 * @example
 * ```ts
 * import { drawSvg, graphView, Revision, RevisionMap, walkRevisions } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null), new Revision("b", "a", { longdoc: "add users" })]);
 * console.log(drawSvg(graphView(walkRevisions(map))).startsWith("<svg")); // true
 * ```
 */
export function drawSvg(view: GraphView): string {
  const { revisions, edges, lanes } = layOutGraph(view.revisions);
  const laneOf = (row: number): number => revisions[row]!.lane;
  const textLeft = LEFT + lanes * LANE;
  const longest = Math.max(12, ...revisions.map((place) => textOf(place).length));
  const width = textLeft + longest * CHARACTER + LEFT;
  const height = Math.max(1, revisions.length) * ROW;
  const title = `Graph of ${revisions.length} ${revisions.length === 1 ? "revision" : "revisions"}`;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<style>${style()}</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    ...edges.map((edge) => {
      const kind = edge.kind === "dependency" ? " dependency" : "";
      return `<path class="line b${edge.branch % branchColors.length}${kind}" d="${edgePath(edge, laneOf)}"/>`;
    }),
    ...revisions.map((place) => revisionNode(place, textLeft)),
    "</svg>",
  ];
  return `${parts.join("\n")}\n`;
}

/** The path of an edge: it goes to its lane in the first row, and to its lower end in the last row. */
export function edgePath({ from, to, lane }: PlacedEdge, laneOf: (row: number) => number): string {
  const x = (one: number): number => LEFT + one * LANE;
  const y = (row: number): number => row * ROW + ROW / 2;
  const bend = (fromX: number, fromY: number, toX: number, toY: number): string => {
    const middle = (fromY + toY) / 2;
    return fromX === toX ? `V${toY}` : `C${fromX} ${middle} ${toX} ${middle} ${toX} ${toY}`;
  };
  const [start, end] = [x(laneOf(from)), x(laneOf(to))];
  const column = x(lane);
  let path = `M${start} ${y(from)}`;
  if (to === from + 1 && start !== column && column !== end) {
    const half = y(from) + ROW / 2;
    return `${path}${bend(start, y(from), column, half)}${bend(column, half, end, y(to))}`;
  }
  let at = y(from);
  if (start !== column) {
    path += bend(start, at, column, at + ROW);
    at += ROW;
  }
  if (column === end) return at === y(to) ? path : `${path}V${y(to)}`;
  if (at < y(to) - ROW) path += `V${y(to) - ROW}`;
  return at === y(to) ? path : path + bend(column, y(to) - ROW, end, y(to));
}

function revisionNode(place: PlacedRevision, textLeft: number): string {
  const { revision, row, lane, branch } = place;
  const y = row * ROW + ROW / 2;
  const color = `b${branch % branchColors.length}`;
  const applied = revision.appliedTo.length > 0 ? " applied" : "";
  const x = LEFT + lane * LANE;
  const ring =
    revision.databases.length === 0 ? "" : `<circle class="ring ${color}" cx="${x}" cy="${y}" r="${RADIUS + 3}"/>`;
  const { id, marks, doc, databases } = partsOf(place);
  const span = (className: string, text: string): string =>
    text === "" ? "" : `<tspan class="${className}">${escapeMarkup(text)}</tspan>`;
  return (
    `${ring}<circle class="dot ${color}${applied}" cx="${x}" cy="${y}" r="${RADIUS}"/>` +
    `<text x="${textLeft}" y="${y + 4}">${span("id", id)}${span("marks", marks)}${span("doc", doc)}${span("databases", databases)}</text>`
  );
}

function partsOf({ revision }: PlacedRevision) {
  const marks = marksOf(revision);
  const { databases, doc } = revision;
  return {
    id: printableLine(revision.revision),
    marks: marks.length === 0 ? "" : ` ${printableLine(marks.join(" "))}`,
    doc: doc === "" ? "" : ` ${printableLine(doc)}`,
    databases: databases.length === 0 ? "" : ` ← ${printableLine(databases.join(", "))}`,
  };
}

function textOf(place: PlacedRevision): string {
  return Object.values(partsOf(place)).join("");
}

/** Escapes text for the content of an element or the value of an attribute, in XML and HTML. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll(/[\uFFFE\uFFFF]/g, "\uFFFD");
}

function style(): string {
  const colors = (key: "light" | "dark"): string =>
    branchColors.map((color, place) => `.b${place}{--c:${color[key]}}`).join("");
  return (
    `.ground{fill:#fff}text{font:13px ui-sans-serif,system-ui,sans-serif;fill:#1c2129;white-space:pre}` +
    `.id{font-family:ui-monospace,monospace;font-weight:600}.marks{fill:#5c6672}.databases{fill:#0f6b3a;font-weight:600}` +
    `.line{fill:none;stroke:var(--c);stroke-width:2}.dependency{stroke-dasharray:2 4}` +
    `.dot{fill:#fff;stroke:var(--c);stroke-width:2}.applied{fill:var(--c)}.ring{fill:none;stroke:var(--c)}${colors("light")}` +
    `@media(prefers-color-scheme:dark){.ground,.dot{fill:#14171c}text{fill:#e6e9ee}.marks{fill:#9aa5b1}.databases{fill:#6fdc9d}` +
    `.applied{fill:var(--c)}${colors("dark")}}`
  );
}
