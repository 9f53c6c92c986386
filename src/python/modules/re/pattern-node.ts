/** One member of a character class. */
export type ClassItem =
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  | { readonly kind: "category"; readonly code: "d" | "D" | "s" | "S" | "w" | "W" };

/** How letters, `.`, `^` and `$` match at the node. */
export interface PatternFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly ascii: boolean;
  readonly verbose: boolean;
}

/** A parsed regular expression. */
export type PatternNode =
  | { readonly kind: "char"; readonly code: number; readonly ignoreCase: boolean }
  | { readonly kind: "any"; readonly dotAll: boolean }
  | {
      readonly kind: "class";
      readonly items: readonly ClassItem[];
      readonly negated: boolean;
      readonly ignoreCase: boolean;
      readonly ascii: boolean;
    }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly PatternNode[] }
  | { readonly kind: "group"; readonly index: number | undefined; readonly body: PatternNode }
  | {
      readonly kind: "repeat";
      readonly body: PatternNode;
      readonly least: number;
      readonly most: number;
      readonly mode: "greedy" | "lazy" | "possessive";
    }
  | { readonly kind: "reference"; readonly index: number; readonly ignoreCase: boolean }
  | { readonly kind: "look"; readonly body: PatternNode; readonly behind: boolean; readonly negated: boolean }
  | { readonly kind: "atomic"; readonly body: PatternNode }
  | { readonly kind: "conditional"; readonly index: number; readonly yes: PatternNode; readonly no: PatternNode }
  | { readonly kind: "start" | "end"; readonly multiline: boolean }
  | { readonly kind: "startOfText" | "endOfText" }
  | { readonly kind: "boundary"; readonly negated: boolean; readonly ascii: boolean };
