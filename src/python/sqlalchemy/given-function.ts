import type { Value } from "../values/value.js";

const functions = new WeakMap<object, Value>();

/** Remembers the function of a script that a default calls. */
export function rememberFunction(work: object, given: Value): void {
  functions.set(work, given);
}

/** The function of a script that a default calls. */
export const givenFunction = (work: object): Value => functions.get(work) ?? null;
