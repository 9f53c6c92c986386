import type { ClauseElement } from "./clause-element.js";
import type { BinaryOperator, UnaryOperator } from "./operator.js";

/** One `WHEN … THEN …` of a CASE. */
export interface CaseBranch {
  readonly when: ClauseElement;
  readonly result: ClauseElement;
}

/** The parts of an {@link Expression}. */
export type ExpressionNode =
  | {
      readonly kind: "bind";
      readonly name: string | null;
      readonly value: unknown;
      readonly inline: boolean;
      /** Whether `execute()` must be given a value for it. */
      readonly isRequired?: boolean;
      /** Whether the value is a list, each member of which is a parameter. */
      readonly isExpanding?: boolean;
    }
  | { readonly kind: "null" | "true" | "false" }
  | {
      readonly kind: "binary";
      readonly left: ClauseElement;
      readonly operator: BinaryOperator;
      readonly right: ClauseElement;
      readonly escape?: string | null;
      /** The operator's text when it is `custom`. */
      readonly symbol?: string;
      /** The flags of a regular expression, in the database's own letters. */
      readonly flags?: string | null;
    }
  | { readonly kind: "unary"; readonly operator: UnaryOperator; readonly operand: ClauseElement }
  | { readonly kind: "list"; readonly operator: "and" | "or" | "comma"; readonly clauses: readonly ClauseElement[] }
  | { readonly kind: "function"; readonly path: readonly string[]; readonly args: readonly ClauseElement[] }
  /** A value to which the expression gives another type; the SQL is that of the value. */
  | { readonly kind: "coerce"; readonly clause: ClauseElement }
  | { readonly kind: "cast"; readonly clause: ClauseElement; readonly tryCast: boolean }
  | {
      readonly kind: "case";
      readonly value: ClauseElement | null;
      readonly whens: readonly CaseBranch[];
      readonly otherwise: ClauseElement | null;
    }
  | { readonly kind: "label"; readonly name: string; readonly element: ClauseElement }
  | { readonly kind: "extract"; readonly field: string; readonly expression: ClauseElement }
  | { readonly kind: "tuple" | "array"; readonly clauses: readonly ClauseElement[] }
  | { readonly kind: "subquery"; readonly select: ClauseElement }
  | { readonly kind: "nextValue"; readonly sequence: NamedSequence }
  | {
      readonly kind: "over";
      readonly element: ClauseElement;
      readonly partitionBy: readonly ClauseElement[];
      readonly orderBy: readonly ClauseElement[];
      readonly frame: WindowFrame | null;
    }
  | { readonly kind: "filter"; readonly element: ClauseElement; readonly criteria: readonly ClauseElement[] }
  | { readonly kind: "withinGroup"; readonly element: ClauseElement; readonly orderBy: readonly ClauseElement[] };

/** The nodes of one kind. */
export type NodeOf<Kind extends ExpressionNode["kind"]> = Extract<ExpressionNode, { readonly kind: Kind }>;

/** The rows before and after the current one that a window function reads; `null` is without a bound. */
export interface WindowFrame {
  readonly unit: "rows" | "range" | "groups";
  readonly from: number | null;
  readonly to: number | null;
}

/** What the expression of a sequence's next value needs. */
export interface NamedSequence {
  readonly name: string;
  readonly quote: boolean | null;
  readonly schema: string | null;
  readonly quoteSchema: boolean | null;
}
