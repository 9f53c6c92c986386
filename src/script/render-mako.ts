import { type PythonLiteral, pythonRepr } from "../config/python-repr.js";
import { CommandError } from "../support/command-error.js";
import { formatAsComma } from "./format-as-comma.js";
import { readPythonString } from "./python-literal.js";

/** What a Mako template of a Python environment may name. Sequences say whether Python has a list or a tuple there. */
export interface MakoValue {
  readonly value: PythonLiteral;
  readonly sequence?: "list" | "tuple";
}

export type MakoValues = Readonly<Record<string, MakoValue>>;

const conditional = /^(.+?)\s+if\s+(.+?)\s+else\s+(.+)$/s;
const call = /^repr\((.*)\)$/s;

function evaluate(expression: string, values: MakoValues, fail: (what: string) => never): MakoValue {
  const text = expression.trim();
  const choice = conditional.exec(text);
  if (choice !== null) {
    const [, yes = "", test = "", no = ""] = choice;
    const { value } = evaluate(test, values, fail);
    const holds = Array.isArray(value) ? value.length > 0 : Boolean(value);
    return evaluate(holds ? yes : no, values, fail);
  }
  const inside = call.exec(text)?.[1];
  if (inside !== undefined) {
    const { value, sequence } = evaluate(inside, values, fail);
    return { value: pythonRepr(value, sequence ?? "list") };
  }
  if (text === "None") return { value: null };
  const string = readPythonString(text, 0);
  if (string !== undefined && string.end === text.length) return { value: string.value };
  const named = Object.hasOwn(values, text) ? values[text] : undefined;
  return named ?? fail(`the expression '${text}'`);
}

function textOf({ value, sequence }: MakoValue): string {
  return typeof value === "string" ? value : pythonRepr(value, sequence ?? "list");
}

function filtered(found: MakoValue, filter: string, fail: (what: string) => never): string {
  switch (filter) {
    case "comma":
      return formatAsComma(found.value as string | readonly string[] | null);
    case "n":
    case "str":
      return textOf(found);
    case "trim":
      return textOf(found).trim();
    default:
      return fail(`the filter '${filter}'`);
  }
}

function expressions(line: string, values: MakoValues, fail: (what: string) => never): string {
  return line.replace(/\$\{([^}]*)\}/g, (_, body: string) => {
    const bar = body.lastIndexOf("|");
    const found = evaluate(bar < 0 ? body : body.slice(0, bar), values, fail);
    if (bar < 0) return textOf(found);
    return body
      .slice(bar + 1)
      .split(",")
      .map((name) => name.trim())
      .reduce<MakoValue>((value, name) => ({ value: filtered(value, name, fail) }), found).value as string;
  });
}

/**
 * Renders what Alembic's `script.py.mako` holds: `${name}`, `${repr(name)}`, `${a if b else "c"}`, the filter `comma`,
 * and `##` comments. Python code in a template cannot be run here.
 *
 * @throws {CommandError} Where the template holds more than that; it names the line.
 */
export function renderMako(template: string, path: string, values: MakoValues): string {
  const out: string[] = [];
  const lines = template.replaceAll("\r\n", "\n").split("\n");
  for (const [index, line] of lines.entries()) {
    const fail = (what: string): never => {
      throw new CommandError(
        `Template rendering failed: ${path}:${index + 1}: ${what} needs Python's Mako; ` +
          "write the revision with Python's alembic, or put a script.ts.ejs beside the template",
      );
    };
    if (/^\s*##/.test(line)) continue;
    if (/^\s*%(?!%)/.test(line)) fail("a line of Python code");
    if (line.includes("<%")) fail("a block of Python code");
    if (line.endsWith("\\")) out.push(expressions(line.slice(0, -1), values, fail));
    else out.push(expressions(line.replace(/^(\s*)%%/, "$1%"), values, fail), index < lines.length - 1 ? "\n" : "");
  }
  return out.join("");
}
