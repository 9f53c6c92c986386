import { CommandError } from "../../support/command-error.js";
import { evaluateMako, filteredMako, holdsMako, type MakoFailure, type MakoScope } from "./mako-expression.js";

interface Line {
  readonly number: number;
  readonly text: string;
  /** Whether a line end follows. */
  readonly ends: boolean;
}

/** The lines of a block that a control line opens. */
interface Block {
  readonly end: number;
  /** The line of its `% else:`. */
  readonly otherwise: number | undefined;
}

/** The statement of a control line, such as `if x:` of `% if x:`; `undefined` for a line of text. */
function statementOf(line: string): string | undefined {
  const text = line.trim();
  return text.startsWith("%") && !text.startsWith("%%") ? text.slice(1).trim() : undefined;
}

/** The blocks of the lines, by the line that opens each; one that is never closed is missing. */
function blocksOf(statements: readonly (string | undefined)[]): ReadonlyMap<number, Block> {
  const blocks = new Map<number, Block>();
  const open: { readonly word: string; readonly start: number; otherwise: number | undefined }[] = [];
  for (const [at, statement = ""] of statements.entries()) {
    const word = /^(?:for|if)(?=\s)/.exec(statement)?.[0];
    const last = open.at(-1);
    if (word !== undefined) open.push({ word, start: at, otherwise: undefined });
    else if (last?.word === "if" && statement === "else:") last.otherwise ??= at;
    else if (last !== undefined && statement === `end${last.word}`) {
      blocks.set(last.start, { end: at, otherwise: last.otherwise });
      open.pop();
    }
  }
  return blocks;
}

/** Replaces what stands between `open` and the next `close`, signs included; a block that is not closed stays. */
function replaceBetween(text: string, open: string, close: string, replace: (body: string) => string): string {
  const parts: string[] = [];
  let done = 0;
  for (;;) {
    const start = text.indexOf(open, done);
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
    if (end < 0) return parts.join("") + text.slice(done);
    parts.push(text.slice(done, start), replace(text.slice(start + open.length, end)));
    done = end + close.length;
  }
}

const isImport = (line: string): boolean => /^(?:(?:import|from)\s|$)/.test(line.trim());
/** A placeholder for an assignment of a code block, so that it is carried out at its place. */
const assignMark = "\u0000";

/** Renders the lines of a template one after the other, following its loops and conditions. */
class Renderer {
  readonly #lines: readonly Line[];
  readonly #statements: readonly (string | undefined)[];
  readonly #blocks: ReadonlyMap<number, Block>;
  readonly #path: string;
  #out = "";

  constructor(lines: readonly Line[], path: string) {
    this.#lines = lines;
    this.#statements = lines.map(({ text }) => statementOf(text));
    this.#blocks = blocksOf(this.#statements);
    this.#path = path;
  }

  render(scope: MakoScope): string {
    this.#block(0, this.#lines.length, scope);
    return this.#out;
  }

  #fail(line: Line | undefined): MakoFailure {
    return (what) => {
      throw new CommandError(
        `Template rendering failed: ${this.#path}:${line?.number ?? 1}: ${what} needs Python's Mako; ` +
          "write the revision with Python's alembic, or put a script.ts.ejs beside the template",
      );
    };
  }

  /** The block opened at a line. */
  #blockAt(at: number, word: "for" | "if"): Block {
    return this.#blocks.get(at) ?? this.#fail(this.#lines[at])(`an open '% ${word}'`);
  }

  #block(from: number, to: number, given: MakoScope): void {
    let scope = given;
    for (let at = from; at < to; at++) {
      const line = this.#lines[at];
      if (line === undefined) return;
      const fail = this.#fail(line);
      const statement = this.#statements[at];
      if (statement === undefined) {
        scope = this.#text(line, scope, fail);
        continue;
      }
      const head = statement.endsWith(":") ? statement.slice(0, -1).trimEnd() : "";
      const loop = /^for\s+(\w+)\s+in\s+(.+)$/.exec(head);
      const condition = /^if\s+(.+)$/.exec(head);
      if (loop !== null) {
        const { end } = this.#blockAt(at, "for");
        const { value } = evaluateMako(loop[2] ?? "", scope, fail);
        for (const item of Array.isArray(value) ? value : fail(`the loop over '${loop[2]}'`)) {
          this.#block(at + 1, end, { ...scope, values: new Map(scope.values).set(loop[1] ?? "", { value: item }) });
        }
        at = end;
      } else if (condition !== null) {
        const { end, otherwise } = this.#blockAt(at, "if");
        if (holdsMako(condition[1] ?? "", scope, fail)) this.#block(at + 1, otherwise ?? end, scope);
        else if (otherwise !== undefined) this.#block(otherwise + 1, end, scope);
        at = end;
      } else fail(`the line of Python code '${statement}'`);
    }
  }

  #text(line: Line, given: MakoScope, fail: MakoFailure): MakoScope {
    let scope = given;
    if (/^\s*##/.test(line.text)) return scope;
    // Only a backslash of the template joins two lines, not one that a value ends with.
    const isJoined = line.ends && line.text.endsWith("\\");
    const source = isJoined ? line.text.slice(0, -1) : line.text;
    const pieces = source.replace(/^(\s*)%%/, "$1%").split(assignMark);
    for (const [index, piece] of pieces.entries()) {
      if (index % 2 === 1) {
        for (const statement of piece.split(";").filter((text) => text.trim() !== "")) {
          const [, name = "", expression = ""] =
            /^\s*(\w+)\s*=\s*(.+)$/s.exec(statement) ?? fail("a block of Python code");
          scope = { ...scope, values: new Map(scope.values).set(name, evaluateMako(expression, scope, fail)) };
        }
        continue;
      }
      if (piece.includes("<%")) fail("a block of Python code");
      this.#out += replaceBetween(piece, "${", "}", (body) => filteredMako(body, scope, fail));
    }
    if (line.ends && !isJoined) this.#out += "\n";
    return scope;
  }
}

/** The assignments of a `<% … %>` block in one line. */
function inOneLine(body: string): string {
  const statements = body.split("\n").map((line) => line.trim());
  return `${assignMark}${statements.filter((line) => line !== "" && !line.startsWith("#")).join(";")}${assignMark}`;
}

/**
 * Renders what Alembic's own `script.py.mako` files hold: `${…}` with names, `repr()`, conditions and the filter
 * `comma`; `% for` and `% if`; `##` comments; assignments in `<% %>`. Other Python code in a template cannot be run here.
 *
 * @throws {CommandError} Where the template holds more than that; it names the line.
 */
export function renderMako(template: string, path: string, scope: MakoScope): string {
  const source = replaceBetween(template.replaceAll("\r\n", "\n"), "<%", "%>", (body) => {
    if (body.startsWith("!")) return body.slice(1).split("\n").every(isImport) ? "" : `<%${body}%>`;
    return body.startsWith("%") ? `<%${body}%>` : inOneLine(body);
  });
  const texts = source.split("\n");
  const lines = texts.map((text, index) => ({ number: index + 1, text, ends: index < texts.length - 1 }));
  return new Renderer(lines, path).render(scope);
}
