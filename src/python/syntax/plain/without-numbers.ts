import { literalSign } from "./split-module.js";

/** A call of a function by its name, whose arguments have no strings left. */
const plainCall = /^ *[A-Za-z_][\w.]*\([^"'\\]*$/;
/** A text, or an integer that is no part of a name or of another number. */
const literal = /\0|(?<![\w.])(?:0|[1-9]\d{0,14})(?![\w.])/g;

/**
 * Takes the integers out of the shape of a call, as the texts are, so that `sa.String(20)` and `sa.String(50)` have one
 * shape.
 *
 * @returns the shape, and its texts and integers in their order; the same shape and texts for any other statement
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
