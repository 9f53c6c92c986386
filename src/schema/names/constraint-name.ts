import { Conv } from "./conv.js";
import { QuotedName } from "./quoted-name.js";

/** A name of a constraint or index as scripts may give it. */
export type ConstraintName = string | QuotedName | Conv | null;

/** A name taken apart: its text, its wish to be quoted, and whether it is final (see {@link Conv}). */
export interface SplitConstraintName {
  readonly name: string | null;
  readonly quote: boolean | null;
  readonly isFinal: boolean;
}

/** Takes the name of a constraint or index apart. */
export function splitConstraintName(name: ConstraintName | undefined): SplitConstraintName {
  if (name === undefined || name === null) return { name: null, quote: null, isFinal: false };
  if (name instanceof Conv) return { name: name.name, quote: null, isFinal: true };
  if (name instanceof QuotedName) return { name: name.name, quote: name.quote, isFinal: false };
  return { name, quote: null, isFinal: false };
}
