/** One entry of a drawn graph. */
export interface GraphNode {
  readonly id: string;
  /** The nodes that a line leads down to; those that are not drawn are left out. */
  readonly parents: readonly string[];
  /** The text beside the node, on one line or several. */
  readonly text: string;
}

/**
 * Draws a graph beside its nodes' texts, as `git log --graph` does.
 *
 * @param nodes the nodes from top to bottom, each above its parents.
 * @returns the lines.
 * @example
 * ```ts
 * import { drawGraph } from "alembic-ts";
 *
 * const lines = drawGraph([
 *   { id: "c", parents: ["a"], text: "c (head)" },
 *   { id: "b", parents: ["a"], text: "b (head)" },
 *   { id: "a", parents: [], text: "a (branchpoint)" },
 * ]);
 * console.log(lines.join("\n"));
 * // * c (head)
 * // | * b (head)
 * // |/
 * // * a (branchpoint)
 * ```
 */
export function drawGraph(nodes: readonly GraphNode[]): readonly string[] {
  const drawn = new Set(nodes.map((node) => node.id));
  const drawing = new Drawing();
  for (const node of nodes) {
    const parents = [...new Set(node.parents)].filter((parent) => drawn.has(parent) && parent !== node.id);
    drawing.add(node, parents);
  }
  return drawing.lines;
}

/** A character and its place in the line. */
type Mark = readonly [place: number, character: string];

/**
 * The picture so far: its lines, and for each column the node that its line leads down to.
 *
 * Column k is at character 2k; lines from one column to another use the characters between them.
 */
class Drawing {
  readonly lines: string[] = [];
  readonly #columns: string[] = [];
  /** The column that the last node ended, where it did. */
  #lastEnd = -1;

  add(node: GraphNode, parents: readonly string[]): void {
    const columns = this.#columns;
    let at = columns.indexOf(node.id);
    if (at < 0) {
      at = columns.push(node.id) - 1;
      // Right below the end of another line it would look like that line's next node.
      if (this.#lastEnd === at && this.lines.at(-1)?.[2 * at] === "*") this.#write(bars(at));
    }

    const [text = "", ...more] = node.text.split("\n");
    this.#write(
      columns.map((_, column) => [2 * column, column === at ? "*" : "|"]),
      text,
    );
    for (const line of more) {
      this.#write(
        columns.map((_, column) => [2 * column, column === at && parents.length === 0 ? " " : "|"]),
        line,
      );
    }

    const [first, ...others] = parents;
    this.#lastEnd = first === undefined ? at : -1;
    if (first === undefined) {
      this.#end(at);
      return;
    }
    columns[at] = first;
    for (const parent of others.reverse()) this.#fork(at, parent);
    this.#join();
  }

  /** Removes a column that leads nowhere; the columns to the right of it move left. */
  #end(at: number): void {
    this.#columns.splice(at, 1);
    if (at === this.#columns.length) return;
    this.#write(this.#columns.map((_, column) => (column < at ? [2 * column, "|"] : [2 * column + 1, "/"])));
  }

  /** Inserts a column to the right of another one; the columns after it move right. */
  #fork(at: number, parent: string): void {
    this.#columns.splice(at + 1, 0, parent);
    this.#write(this.#columns.map((_, column) => (column <= at ? [2 * column, "|"] : [2 * column - 1, "\\"])));
  }

  /** Brings columns together that lead to the same node. */
  #join(): void {
    const columns = this.#columns;
    for (let from = 1; from < columns.length; from++) {
      const to = columns.indexOf(columns[from]!);
      if (to === from) continue;
      const marks: Mark[] = columns.map((_, column) => (column < from ? [2 * column, "|"] : [2 * column - 1, "/"]));
      for (let place = to + 1; place < from - 1; place++) marks.push([2 * place + 1, "_"]);
      this.#write(marks);
      columns.splice(from, 1);
      if (to < from - 1) this.#write([...bars(columns.length), [2 * to + 1, "/"]]);
      from--;
    }
  }

  #write(marks: readonly Mark[], text = ""): void {
    const line: string[] = [];
    for (const [place, mark] of marks) {
      while (line.length < place) line.push(" ");
      line[place] = mark;
    }
    this.lines.push(`${line.join("")} ${text}`.trimEnd());
  }
}

/** The lines of that many columns, straight on. */
function bars(count: number): readonly Mark[] {
  return Array.from({ length: count }, (_, column) => [2 * column, "|"] as const);
}
