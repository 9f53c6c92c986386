import { literalSign } from "./split-module.js";

/** An argument of a call. */
export interface CallArgument {
  /** The name of a keyword argument. */
  readonly name: string | null;
  readonly shape: string;
  /** How many literals the shape has. */
  readonly literalCount: number;
  /** The number of lines before it in the statement. */
  readonly line: number;
}

/** A statement that is a call, such as `op.create_table(…)`. */
export interface SplitCall {
  /** The function, or the object whose method is called. */
  readonly target: string;
  readonly method: string | undefined;
  readonly args: readonly CallArgument[];
}

const head = /^ *([A-Za-z_][\w.]*)\(/;
const keyword = /^([A-Za-z_]\w*)\s*=(?!=)\s*/;

/**
 * Splits the shape of a statement into the arguments of its call.
 *
 * @returns `undefined` where the statement is anything but one call, or has strings that stayed in the shape
 */
export function splitCall(shape: string): SplitCall | undefined {
  const callee = head.exec(shape);
  if (callee === null || /["'\\]/.test(shape)) return undefined;
  const path = callee[1] as string;
  const dot = path.lastIndexOf(".");
  const args: CallArgument[] = [];
  let line = 0;
  let from = callee[0].length;
  let depth = 1;
  for (let at = from; at < shape.length; at++) {
    const code = shape.charCodeAt(at);
    if (code === 40 || code === 91 || code === 123) depth++;
    else if (code === 41 || code === 93 || code === 125) depth--;
    if (depth > 0 && (code !== 44 || depth > 1)) continue;
    if (depth === 0 && at !== shape.length - 1) return undefined;
    const piece = shape.slice(from, at);
    const text = piece.trimStart();
    const lines = piece.split("\n").length - 1;
    if (text !== "") {
      const argument = argumentOf(text, line + piece.slice(0, piece.length - text.length).split("\n").length - 1);
      if (argument === undefined) return undefined;
      args.push(argument);
    }
    line += lines;
    from = at + 1;
  }
  if (depth > 0) return undefined;
  return dot < 0
    ? { target: path, method: undefined, args }
    : { target: path.slice(0, dot), method: path.slice(dot + 1), args };
}

function argumentOf(text: string, line: number): CallArgument | undefined {
  if (text.startsWith("*")) return undefined;
  const named = keyword.exec(text);
  const value = named === null ? text : text.slice(named[0].length);
  return {
    name: named?.[1] ?? null,
    shape: value.trimEnd(),
    literalCount: value.split(literalSign).length - 1,
    line: line + (named === null ? 0 : named[0].split("\n").length - 1),
  };
}
