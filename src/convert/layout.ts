/** A piece of source text, with the places where it may be broken into lines. */
export type Layout = string | readonly Layout[] | GroupLayout | BlockLayout;

/** Elements between brackets: on one line if they fit, otherwise one on each line. */
export interface GroupLayout {
  readonly kind: "group";
  readonly open: string;
  readonly close: string;
  readonly items: readonly LayoutItem[];
  /** Whether there is a space inside the brackets, as in an object literal. */
  readonly isSpaced?: boolean;
  /** Whether only the last element may be broken into lines, while the others remain on the first line. */
  readonly mayHug?: boolean;
  /** Whether a single element is followed by a comma, as in a Python tuple. */
  readonly needsComma?: boolean;
}

/** An element of a group, with the comments before it and the comment at the end of its line. */
export interface LayoutItem {
  readonly layout: Layout;
  readonly before?: readonly string[];
  readonly after?: string | undefined;
}

/** Statements between a head and a tail. A block is never written on one line. */
export interface BlockLayout {
  readonly kind: "block";
  readonly head: string;
  readonly lines: readonly LayoutLine[];
  readonly tail: string;
}

/** A line of a block. Each `depth` indents it by one level. */
export interface LayoutLine {
  readonly depth: number;
  readonly layout: Layout;
  /** A comment at the end of its last line. */
  readonly comment?: string | undefined;
}

/** Where a piece begins: the indentation of its line, its column, and the width of the text after it on the line. */
interface Place {
  readonly indent: number;
  readonly column: number;
  readonly after: number;
}

export const group = (
  open: string,
  close: string,
  items: readonly Layout[],
  options: Omit<GroupLayout, "kind" | "open" | "close" | "items"> = {},
): GroupLayout => ({ kind: "group", open, close, items: items.map((layout) => ({ layout })), ...options });

const isGroup = (layout: Layout): layout is GroupLayout =>
  typeof layout === "object" && !Array.isArray(layout) && (layout as GroupLayout).kind === "group";
const isBlock = (layout: Layout): layout is BlockLayout =>
  typeof layout === "object" && !Array.isArray(layout) && (layout as BlockLayout).kind === "block";

/** Returns the piece as one line, or `undefined` if it has comments or statements. */
export function flatText(layout: Layout): string | undefined {
  if (typeof layout === "string") return layout;
  if (isBlock(layout)) return undefined;
  if (isGroup(layout)) {
    const { open, close, items, isSpaced = false, needsComma = false } = layout;
    if (items.some(({ before = [], after }) => before.length > 0 || after !== undefined)) return undefined;
    const texts = items.map((item) => flatText(item.layout));
    if (texts.includes(undefined)) return undefined;
    const space = isSpaced && items.length > 0 ? " " : "";
    const comma = needsComma && items.length === 1 ? "," : "";
    return `${open}${space}${texts.join(", ")}${comma}${space}${close}`;
  }
  let text = "";
  for (const part of layout as readonly Layout[]) {
    const one = flatText(part);
    if (one === undefined) return undefined;
    text += one;
  }
  return text;
}

/** The width of the part of a piece that cannot be moved to the next line. */
function headWidth(layout: Layout): { readonly width: number; readonly isWhole: boolean } {
  if (typeof layout === "string") {
    const end = layout.indexOf("\n");
    return end < 0 ? { width: layout.length, isWhole: true } : { width: end, isWhole: false };
  }
  if (isBlock(layout)) return { width: layout.head.length, isWhole: false };
  if (isGroup(layout)) {
    if (layout.items.length === 0) return { width: layout.open.length + layout.close.length, isWhole: true };
    return { width: layout.open.length, isWhole: false };
  }
  let width = 0;
  for (const part of layout as readonly Layout[]) {
    const head = headWidth(part);
    width += head.width;
    if (!head.isWhole) return { width, isWhole: false };
  }
  return { width, isWhole: true };
}

/** Prints layouts as source text. */
export class LayoutPrinter {
  readonly #width: number;
  readonly #step: number;
  readonly #comment: string;
  readonly #gap: string;

  constructor(options: {
    readonly width: number;
    readonly step: number;
    readonly comment: string;
    readonly gap: string;
  }) {
    this.#width = options.width;
    this.#step = options.step;
    this.#comment = options.comment;
    this.#gap = options.gap;
  }

  /** Prints lines, starting at a level of indentation. */
  lines(lines: readonly LayoutLine[], level = 0): string {
    return lines
      .map(({ depth, layout, comment }) => {
        const indent = (level + depth) * this.#step;
        const text = this.print(layout, { indent, column: indent, after: 0 });
        const note = comment === undefined ? "" : `${this.#gap}${this.#comment} ${comment}`.trimEnd();
        return text === "" && note === "" ? "\n" : `${" ".repeat(indent)}${text}${note}\n`;
      })
      .join("");
  }

  /** Prints one piece. */
  print(layout: Layout, place: Place): string {
    const flat = flatText(layout);
    const fits = flat !== undefined && place.column + flat.length + place.after <= this.#width;
    if (flat !== undefined && (fits || flat.includes("\n"))) return flat;
    if (typeof layout === "string") return layout;
    if (isBlock(layout)) {
      const body = this.lines(layout.lines, place.indent / this.#step + 1);
      return `${layout.head}\n${body}${" ".repeat(place.indent)}${layout.tail}`;
    }
    if (isGroup(layout)) return this.#group(layout, place);
    return this.#parts(layout as readonly Layout[], place);
  }

  #parts(parts: readonly Layout[], place: Place): string {
    let text = "";
    let column = place.column;
    for (const [at, part] of parts.entries()) {
      const rest = headWidth(parts.slice(at + 1));
      const after = rest.width + (rest.isWhole ? place.after : 0);
      const one = this.print(part, { indent: place.indent, column, after });
      text += one;
      const end = one.lastIndexOf("\n");
      column = end < 0 ? column + one.length : one.length - end - 1;
    }
    return text;
  }

  #group(layout: GroupLayout, place: Place): string {
    const { open, close, items } = layout;
    if (items.length === 0) return open + close;
    if (layout.mayHug) {
      const hugged = this.#hug(layout, place);
      if (hugged !== undefined) return hugged;
    }
    const indent = place.indent + this.#step;
    const pad = " ".repeat(indent);
    let text = `${open}\n`;
    for (const { layout: item, before = [], after } of items) {
      for (const comment of before) text += `${pad}${`${this.#comment} ${comment}`.trimEnd()}\n`;
      text += `${pad}${this.print(item, { indent, column: indent, after: 1 })},`;
      text += after === undefined ? "\n" : `${this.#gap}${this.#comment} ${after}\n`;
    }
    return `${text}${" ".repeat(place.indent)}${close}`;
  }

  /** Prints the last element on several lines and all others on the first; returns `undefined` if they do not fit. */
  #hug({ open, close, items }: GroupLayout, place: Place): string | undefined {
    const last = items.at(-1);
    if (
      last === undefined ||
      !canOpen(last.layout) ||
      items.some(({ before = [], after }) => before.length > 0 || after)
    )
      return undefined;
    const others = items.slice(0, -1).map((item) => flatText(item.layout));
    if (others.includes(undefined)) return undefined;
    const head = others.length === 0 ? open : `${open}${others.join(", ")}, `;
    const text = this.print(last.layout, {
      indent: place.indent,
      column: place.column + head.length,
      after: close.length + place.after,
    });
    const first = text.indexOf("\n");
    const width = first < 0 ? text.length + close.length : first;
    return place.column + head.length + width <= this.#width ? head + text + close : undefined;
  }
}

/** Whether a piece ends with an object, an array or statements, which may be broken into lines. */
function canOpen(layout: Layout): boolean {
  if (typeof layout === "string") return false;
  if (isBlock(layout)) return true;
  if (isGroup(layout)) return layout.items.length > 0 && layout.open !== "(";
  const last = (layout as readonly Layout[]).at(-1);
  return last !== undefined && canOpen(last);
}
