import { splitCall } from "../../syntax/plain/split-call.js";
import { callOf } from "../call-compiler.js";
import { beginCode, begun, type Code, type Exec, type Frame, immediate, Pending } from "../frame.js";
import { argumentShape, firstShapeLine } from "./function-shape.js";

/** Code that puts the literals and lines of an argument into the frame first. They stay there; the next code sets its own. */
function inFrame(code: Code, base: number, literals: readonly (string | number)[]): Code {
  const { now } = code;
  if (now !== undefined)
    return immediate((frame) => {
      enter(frame, base, literals);
      return now(frame);
    });
  return begun((frame) => {
    enter(frame, base, literals);
    return beginCode(code, frame);
  });
}

/** Puts literals and a base of lines into a frame. The current line stays the same. */
function enter(frame: Frame, base: number, literals: readonly (string | number)[]): void {
  frame.line += frame.base - base;
  frame.base = base;
  frame.literals = literals;
}

/**
 * The code of a call made of the code of its arguments: of `op.create_table()`, whose columns are in no other table in
 * the same order, each column is in many.
 *
 * @param line the line of the statement in its file
 * @returns `undefined` where the statement is no plain call, or an argument cannot share its code
 */
export function sharedCall(shape: string, line: number, literals: readonly (string | number)[]): Exec | undefined {
  const call = splitCall(shape);
  if (call === undefined) return undefined;
  const target = argumentShape(call.target);
  if (target === undefined) return undefined;
  const args: Code[] = [];
  const keywords: { readonly name: string; readonly code: Code }[] = [];
  let from = 0;
  let base = line - firstShapeLine;
  for (const { name, shape: own, literalCount, line: offset } of call.args) {
    const shared = argumentShape(own);
    if (shared === undefined) return undefined;
    base = line + offset - firstShapeLine;
    const code = inFrame(shared, base, literals.slice(from, from + literalCount));
    from += literalCount;
    if (name === null) args.push(code);
    else keywords.push({ name, code });
  }
  // The lines of the call itself count from the base of its last argument, which is still in the frame.
  const callLine = line - base;
  const isStarred = args.map(() => false);
  const code = callOf({ target, method: call.method, args, isStarred, keywords, line: callLine });
  return {
    now: undefined,
    *run(frame) {
      enter(frame, base, literals);
      frame.line = callLine;
      const value = beginCode(code, frame);
      if (value instanceof Pending) yield* value.rest;
      return undefined;
    },
  };
}
