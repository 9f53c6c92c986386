import { literalSign } from "./split-module.js";

/** A call of a function by its name, whose arguments have no strings left. */
const plainCall = /^ *[A-Za-z_][\w.]*\([^"'\\]*$/;
/** The sign of a string, or an integer that is not part of a name or of another number. */
const literal = /\0|(?<![\w.])(?:0|[1-9]\d{0,14})(?![\w.])/g;

/**
 * Takes the integers out of the shape of a call, as the strings were, so that `sa.String(20)` and `sa.String(50)` have the
 * same shape.
 *
 * @returns the shape, with its strings and integers in order; any other statement keeps its shape and strings
 */
export function withoutNumbers(
  shape: string,
  texts: readonly string[],
): { readonly shape: string; readonly literals: readonly (string | number)[] } {
  if (!/\d/.test(shape) || !plainCall.test(shape)) return { shape, literals: texts };
  const literals: (string | number)[] = [];
  let text = 0;
  const numberless = shape.replace(literal, (found) => {
    literals.push(found === literalSign ? (texts[text++] as string) : Number(found));
    return literalSign;
  });
  return { shape: numberless, literals };
}
