import { type PythonLiteral, pythonRepr } from "../../config/python/python-repr.js";
import { readPythonString } from "../python-string.js";
import { formatAsComma } from "./format-as-comma.js";

/** What a Mako template of a Python environment may name. Sequences say whether Python has a list or a tuple there. */
export interface MakoValue {
  readonly value: PythonLiteral;
  readonly sequence?: "list" | "tuple";
}

/** The names of a template, with the options of the configuration's main section. */
export interface MakoScope {
  readonly values: ReadonlyMap<string, MakoValue>;
  readonly mainOption: (name: string) => string | undefined;
}

/** Raises the error for a construct that needs Python. */
export type MakoFailure = (what: string) => never;

/** Splits at each occurrence of a word or sign outside quotes and brackets, from the left. */
function splitOutside(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const string = readPythonString(text, at);
    const character = text[at] ?? "";
    if (string !== undefined && /["'rR]/.test(character)) at = string.end - 1;
    else if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    else if (depth === 0 && text.startsWith(separator, at)) {
      parts.push(text.slice(from, at));
      from = at + separator.length;
      at = from - 1;
    }
  }
  return [...parts, text.slice(from)];
}

const truth = ({ value }: MakoValue): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

/** The text of a value as Python's `str()` gives it. */
export function makoText({ value, sequence }: MakoValue): string {
  return typeof value === "string" ? value : pythonRepr(value, sequence ?? "list");
}

type Function = (args: readonly MakoValue[], scope: MakoScope) => MakoValue;

/** The functions that Alembic's own templates call. */
const functions: Readonly<Record<string, Function>> = {
  repr: ([item]) => ({ value: pythonRepr(item?.value, item?.sequence ?? "list") }),
  str: ([item]) => ({ value: makoText(item ?? { value: null }) }),
  "config.get_main_option": ([name, otherwise], scope) =>
    ((value) => (value === undefined ? (otherwise ?? { value: null }) : { value }))(
      scope.mainOption(String(name?.value)),
    ),
  "context.get": ([name, otherwise], scope) => scope.values.get(String(name?.value)) ?? otherwise ?? { value: null },
  "re.split": ([pattern, text]) => ({ value: String(text?.value ?? "").split(new RegExp(String(pattern?.value))) }),
};

/** The value of a Python expression of the kind that Alembic's templates hold. */
export function evaluateMako(expression: string, scope: MakoScope, fail: MakoFailure): MakoValue {
  const text = expression.trim();
  const choice = splitOutside(text, " if ");
  if (choice.length === 2) {
    const [test = "", no] = splitOutside(choice[1] ?? "", " else ");
    if (no === undefined) return fail(`the expression '${text}'`);
    return evaluateMako(truth(evaluateMako(test, scope, fail)) ? (choice[0] ?? "") : no, scope, fail);
  }
  const [template, argument, ...more] = splitOutside(text, " % ");
  if (argument !== undefined && more.length === 0) {
    const value = makoText(evaluateMako(argument, scope, fail));
    return { value: makoText(evaluateMako(template ?? "", scope, fail)).replace("%s", () => value) };
  }
  const called = /^([\w.]+)\((.*)\)$/s.exec(text);
  if (called !== null) {
    const work = Object.hasOwn(functions, called[1] ?? "") ? functions[called[1] ?? ""] : undefined;
    if (work === undefined) return fail(`the function '${called[1]}'`);
    const args = splitOutside(called[2] ?? "", ",").filter((arg) => arg.trim() !== "");
    return work(
      args.map((arg) => evaluateMako(arg, scope, fail)),
      scope,
    );
  }
  if (text === "None") return { value: null };
  const string = readPythonString(text, 0);
  if (string !== undefined && string.end === text.length) return { value: string.value };
  return scope.values.get(text) ?? fail(`the expression '${text}'`);
}

/** The text of `${expression | filter, filter}`. */
export function filteredMako(body: string, scope: MakoScope, fail: MakoFailure): string {
  const [expression = "", filters = "", ...more] = splitOutside(body, "|");
  if (more.length > 0) return fail(`the expression '${body.trim()}'`);
  let value = evaluateMako(expression, scope, fail);
  for (const filter of filters.split(",").map((name) => name.trim())) {
    if (filter === "comma") value = { value: formatAsComma(value.value as string | readonly string[] | null) };
    else if (filter === "trim") value = { value: makoText(value).trim() };
    else if (filter !== "" && filter !== "n" && filter !== "str") fail(`the filter '${filter}'`);
  }
  return makoText(value);
}

/** Whether a condition of a template holds. */
export function holdsMako(expression: string, scope: MakoScope, fail: MakoFailure): boolean {
  return truth(evaluateMako(expression, scope, fail));
}
