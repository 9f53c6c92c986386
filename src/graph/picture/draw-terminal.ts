import { printableLine } from "../../support/printable.js";
import { type GraphRevision, type GraphView, marksOf } from "./graph-view.js";
import { layOutGraph, type PlacedEdge, type PlacedRevision } from "./lay-out-graph.js";

/** The colours of a picture on a terminal. Without a function its texts have no colour. */
export interface TerminalPaint {
  /** Paints the lines, circles and identifiers of a branch. */
  readonly branch?: (text: string, branch: number) => string;
  /** Paints the names of databases. */
  readonly database?: (text: string) => string;
  /** Paints the marks after an identifier, such as `(head)`. */
  readonly mark?: (text: string) => string;
}

/** One character of the picture, with the directions in which lines leave it. */
interface Cell {
  sides: number;
  branch: number;
  isDotted: boolean;
}

const UP = 1;
const DOWN = 2;
const LEFT = 4;
const RIGHT = 8;

/** The characters by the sum of their sides. */
const characters = " ╵╷│╴╯╮┤╶╰╭├─┴┬┼";
const dottedCharacters: Readonly<Record<string, string>> = { "│": "┊", "─": "╌" };

/**
 * Draws the graph of revisions for a terminal: a column for each branch, dotted lines for dependencies, and beside each
 * revision its marks, its message and the databases that are at it. A revision that has been applied to a database has
 * a filled circle.
 *
 * @returns the lines. Control characters in messages are escaped.
 * @example
 * ```ts
 * import { drawTerminal, graphView, Revision, RevisionMap, walkRevisions } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null), new Revision("b", "a"), new Revision("c", "a")]);
 * console.log(drawTerminal(graphView(walkRevisions(map), [{ name: "production", rows: ["b"] }])).join("\n"));
 * // ● b (head)  ← production
 * // │ ○ c (head)
 * // ├─╯
 * // ● a (branchpoint)
 * //
 * // production: b, 1 revision to go
 * ```
 */
export function drawTerminal(view: GraphView, paint: TerminalPaint = {}): readonly string[] {
  const { revisions, edges } = layOutGraph(view.revisions);
  const painter = new Painter(paint);
  const open = new Map<number, PlacedEdge>();
  const lines: string[] = [];
  const starts = groupBy(edges, ({ from }) => from);
  const ends = groupBy(edges, ({ to }) => to);
  let previous: PlacedRevision | undefined;
  for (const place of revisions) {
    const { lane, row } = place;
    const ending = [...new Map((ends.get(row) ?? []).map((edge) => [edge.lane, edge])).values()];
    const closing = ending.filter((edge) => edge.lane !== lane);
    if (closing.length > 0) lines.push(painter.grid(turns(open, place, closing, () => UP)));
    // Without an empty row, a revision right below one without a parent would look like its parent.
    else if (previous?.lane === lane && !open.has(lane)) lines.push(painter.grid(columns(open)));
    for (const edge of ending) open.delete(edge.lane);
    lines.push(painter.revision(place, columns(open)));
    const starting = starts.get(row) ?? [];
    const opening = starting.filter((edge) => edge.lane !== lane);
    const before = new Set(open.keys());
    for (const edge of starting) if (!open.has(edge.lane)) open.set(edge.lane, edge);
    if (opening.length > 0) {
      const rest = (edge: PlacedEdge): number => (before.has(edge.lane) ? UP | DOWN : DOWN);
      lines.push(painter.grid(turns(open, place, opening, rest)));
    }
    previous = place;
  }
  const positions = view.databases.map((database) => {
    const { name, at, unknown, pending } = database;
    const place = at.length === 0 && unknown.length === 0 ? "base" : at.join(", ");
    const strange = unknown.length === 0 ? "" : `${unknown.join(", ")} (not among these revisions)`;
    const rest = pending === 0 ? "up to date" : `${pending} ${pending === 1 ? "revision" : "revisions"} to go`;
    const where = [place, strange].filter((part) => part !== "").join(", ");
    return `${painter.database(printableLine(name))}: ${printableLine(where)}, ${rest}`;
  });
  return positions.length === 0 ? lines : [...lines, "", ...positions];
}

/** The cells of the lines that go straight down, by column of the text. */
function columns(open: ReadonlyMap<number, PlacedEdge>): Cell[] {
  const cells: Cell[] = [];
  for (const [lane, { branch, kind }] of open) {
    cells[2 * lane] = { sides: UP | DOWN, branch, isDotted: kind === "dependency" };
  }
  return cells;
}

/**
 * The cells of the row between two revisions in which lines turn from or to the lane of one of them.
 *
 * @param turning - the lines that turn.
 * @param rest - the sides where each of them continues: up for a line that ends at the revision, down for one that
 * starts there, both for one that joins another line.
 */
function turns(
  open: ReadonlyMap<number, PlacedEdge>,
  { lane }: PlacedRevision,
  turning: readonly PlacedEdge[],
  rest: (edge: PlacedEdge) => number,
): Cell[] {
  const cells = columns(open);
  for (const edge of turning) cells[2 * edge.lane]!.sides = rest(edge);
  for (const step of [1, -1]) {
    const [away, back] = step > 0 ? [RIGHT, LEFT] : [LEFT, RIGHT];
    const side = turning
      .filter((edge) => Math.sign(edge.lane - lane) === step)
      .sort((one, other) => (one.lane - other.lane) * step);
    let from = 2 * lane;
    for (const [place, edge] of side.entries()) {
      const isDotted = side.slice(place).every(({ kind }) => kind === "dependency");
      cells[from]!.sides |= away;
      for (let at = from + step; at !== 2 * edge.lane; at += step) {
        // A crossing line is hidden by a line that goes straight down. Otherwise the two would look joined.
        cells[at] ??= { sides: LEFT | RIGHT, branch: edge.branch, isDotted };
      }
      from = 2 * edge.lane;
      cells[from]!.sides |= back;
    }
  }
  return cells;
}

class Painter {
  readonly #paint: TerminalPaint;

  constructor(paint: TerminalPaint) {
    this.#paint = paint;
  }

  grid(cells: readonly (Cell | undefined)[]): string {
    let text = "";
    for (const cell of Array.from(cells)) {
      if (cell === undefined) text += " ";
      else {
        const solid = characters[cell.sides]!;
        text += this.branch(cell.isDotted ? (dottedCharacters[solid] ?? solid) : solid, cell.branch);
      }
    }
    return text;
  }

  revision({ revision, lane, branch }: PlacedRevision, cells: readonly (Cell | undefined)[]): string {
    const left = this.grid(Array.from({ length: 2 * lane }, (_, at) => cells[at]));
    const right = this.grid(cells.slice(2 * lane + 1));
    const circle = this.branch(revision.appliedTo.length > 0 ? "●" : "○", branch);
    return `${left}${circle}${right} ${this.#text(revision, branch)}`;
  }

  database(name: string): string {
    return this.#paint.database?.(name) ?? name;
  }

  branch(text: string, branch: number): string {
    return this.#paint.branch?.(text, branch) ?? text;
  }

  #text(revision: GraphRevision, branch: number): string {
    const { dependencies, databases, doc } = revision;
    const needs = dependencies.length === 0 ? [] : [`(depends on ${dependencies.join(", ")})`];
    const marks = printableLine([...marksOf(revision), ...needs].join(" "));
    const painted = marks === "" ? "" : ` ${this.#paint.mark?.(marks) ?? marks}`;
    const message = doc === "" ? "" : `, ${printableLine(doc)}`;
    const names = databases.length === 0 ? "" : `  ${this.database(printableLine(`← ${databases.join(", ")}`))}`;
    return `${this.branch(printableLine(revision.revision), branch)}${painted}${message}${names}`;
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => number): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
