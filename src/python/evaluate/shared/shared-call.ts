import { splitCall } from "../../syntax/plain/split-call.js";
import type { Value } from "../../values/value.js";
import { callOf } from "../call-compiler.js";
import { type Code, type Exec, evaluated, type Frame, immediate } from "../frame.js";
import { execAt } from "../statement-compiler.js";
import { argumentShape, firstShapeLine } from "./function-shape.js";

/** A value with its own texts and lines; what the statement around it has is in the frame again afterwards. */
function inFrame(code: Code, base: number, texts: readonly string[]): Code {
  const { now } = code;
  if (now !== undefined)
    return immediate((frame) => {
      const before = enter(frame, base, texts);
      const value = now(frame);
      enter(frame, before.base, before.texts);
      return value;
    });
  return evaluated(function* (frame) {
    const before = enter(frame, base, texts);
    const value: Value = yield* code.run(frame);
    enter(frame, before.base, before.texts);
    return value;
  });
}

/** Puts texts and a base of lines into a frame, whose line stays the same. */
function enter(frame: Frame, base: number, texts: readonly string[]): { base: number; texts: readonly string[] } {
  const before = { base: frame.base, texts: frame.texts };
  frame.line += before.base - base;
  frame.base = base;
  frame.texts = texts;
  return before;
}

/**
 * The code of a call made of the code of its arguments: of `op.create_table()`, whose columns are in no other table in
 * the same order, each column is in many.
 *
 * @param line the line of the statement in its file
 * @returns `undefined` where the statement is no plain call, or an argument cannot share its code
 */
export function sharedCall(shape: string, line: number, texts: readonly string[]): Exec | undefined {
  const call = splitCall(shape);
  if (call === undefined) return undefined;
  const target = argumentShape(call.target);
  if (target === undefined) return undefined;
  const args: Code[] = [];
  const keywords: { readonly name: string; readonly code: Code }[] = [];
  let from = 0;
  for (const { name, shape: own, textCount, line: offset } of call.args) {
    const shared = argumentShape(own);
    if (shared === undefined) return undefined;
    const code = inFrame(shared, line + offset - firstShapeLine, texts.slice(from, from + textCount));
    from += textCount;
    if (name === null) args.push(code);
    else keywords.push({ name, code });
  }
  const code = callOf({
    target,
    method: call.method,
    args,
    isStarred: args.map(() => false),
    keywords,
    line: firstShapeLine,
  });
  return execAt(firstShapeLine, function* (frame) {
    yield* code.run(frame);
    return undefined;
  });
}
