import { CommandError } from "../../support/command-error.js";
import { evaluateMako, filteredMako, holdsMako, type MakoFailure, type MakoScope } from "./mako-expression.js";

interface Line {
  readonly number: number;
  readonly text: string;
  /** Whether a line end follows. */
  readonly ends: boolean;
}

const control = /^\s*%(?!%)\s*(.*?)\s*$/;
const moduleBlock = /<%!([\s\S]*?)%>/g;
const importsOnly = /^\s*(?:(?:import|from)\s[^\n]*\s*)*$/;
const codeBlock = /<%(?![!%])([\s\S]*?)%>/g;
/** Stands for an assignment of a code block, so that it is done where it stands. */
const assignMark = "\u0000";

/** Renders the lines of a template one after the other, following its loops and conditions. */
class Renderer {
  readonly #lines: readonly Line[];
  readonly #path: string;
  #out = "";

  constructor(lines: readonly Line[], path: string) {
    this.#lines = lines;
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

  /** The line that closes the block opened at a line. */
  #closing(from: number, word: "for" | "if"): number {
    let depth = 0;
    for (let at = from; at < this.#lines.length; at++) {
      const text = control.exec(this.#lines[at]?.text ?? "")?.[1] ?? "";
      if (text.startsWith(`${word} `)) depth++;
      if (text === `end${word}` && --depth === 0) return at;
    }
    return this.#fail(this.#lines[from])(`an open '% ${word}'`);
  }

  #block(from: number, to: number, given: MakoScope): void {
    let scope = given;
    for (let at = from; at < to; at++) {
      const line = this.#lines[at];
      if (line === undefined) return;
      const fail = this.#fail(line);
      const statement = control.exec(line.text)?.[1];
      if (statement === undefined) {
        scope = this.#text(line, scope, fail);
        continue;
      }
      const loop = /^for\s+(\w+)\s+in\s+(.+?)\s*:$/.exec(statement);
      const condition = /^if\s+(.+?)\s*:$/.exec(statement);
      if (loop !== null) {
        const end = this.#closing(at, "for");
        const { value } = evaluateMako(loop[2] ?? "", scope, fail);
        for (const item of Array.isArray(value) ? value : fail(`the loop over '${loop[2]}'`)) {
          this.#block(at + 1, end, { ...scope, values: new Map(scope.values).set(loop[1] ?? "", { value: item }) });
        }
        at = end;
      } else if (condition !== null) {
        const end = this.#closing(at, "if");
        const middle = this.#lines.findIndex(
          (other, index) => index > at && index < end && control.exec(other.text)?.[1] === "else:",
        );
        if (holdsMako(condition[1] ?? "", scope, fail)) this.#block(at + 1, middle < 0 ? end : middle, scope);
        else if (middle >= 0) this.#block(middle + 1, end, scope);
        at = end;
      } else fail(`the line of Python code '${statement}'`);
    }
  }

  #text(line: Line, given: MakoScope, fail: MakoFailure): MakoScope {
    let scope = given;
    if (/^\s*##/.test(line.text)) return scope;
    const pieces = line.text.replace(/^(\s*)%%/, "$1%").split(assignMark);
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
      this.#out += piece.replace(/\$\{([^}]*)\}/g, (_, body: string) => filteredMako(body, scope, fail));
    }
    if (!line.ends) return scope;
    // Only a backslash of the template joins two lines, not one that a value ends with.
    if (line.text.endsWith("\\")) this.#out = this.#out.slice(0, -1);
    else this.#out += "\n";
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
  const source = template
    .replaceAll("\r\n", "\n")
    .replace(moduleBlock, (whole, body: string) => (importsOnly.test(body) ? "" : whole))
    .replace(codeBlock, (_, body: string) => inOneLine(body));
  const texts = source.split("\n");
  const lines = texts.map((text, index) => ({ number: index + 1, text, ends: index < texts.length - 1 }));
  return new Renderer(lines, path).render(scope);
}
