import { Conv } from "./conv.js";
import { QuotedName } from "./quoted-name.js";

/** The name of a constraint or index, in the forms that a script can pass. */
export type ConstraintName = string | QuotedName | Conv | null;

/** A name in its parts: the text, whether to quote it, and whether it is final (see {@link Conv}). */
export interface SplitConstraintName {
  readonly name: string | null;
  readonly quote: boolean | null;
  readonly isFinal: boolean;
}

/** Splits the name of a constraint or index into its parts. */
export function splitConstraintName(name: ConstraintName | undefined): SplitConstraintName {
  if (name === undefined || name === null) return { name: null, quote: null, isFinal: false };
  if (name instanceof Conv) return { name: name.name, quote: null, isFinal: true };
  if (name instanceof QuotedName) return { name: name.name, quote: name.quote, isFinal: false };
  return { name, quote: null, isFinal: false };
}
