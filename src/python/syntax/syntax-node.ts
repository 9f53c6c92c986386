/**
 * The syntax tree of a Python module. Node kinds and fields have the names of Python's own `ast` module, so that its
 * manual describes them; optional lists are empty lists and optional nodes are `null`.
 */

/** `at` and `end` are offsets in the text of {@link SourceText}. */
interface Place {
  readonly at: number;
  readonly end: number;
}

/** A literal of a floating-point number; whole numbers are `number` or `bigint`. */
export interface FloatLiteral {
  readonly float: number;
}

/** `...` as a constant. */
export const ellipsisLiteral: unique symbol = Symbol("Ellipsis");

export type ConstantValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | FloatLiteral
  | typeof ellipsisLiteral;

export type BinaryOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**" | "@" | "<<" | ">>" | "&" | "|" | "^";
export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "is" | "is not" | "in" | "not in";

export interface Keyword extends Place {
  /** `null` for `**value`. */
  readonly arg: string | null;
  readonly value: Expression;
}

export interface Comprehension {
  readonly target: Expression;
  readonly iter: Expression;
  readonly ifs: readonly Expression[];
  readonly isAsync: boolean;
}

export interface Argument extends Place {
  readonly arg: string;
  readonly annotation: Expression | null;
}

export interface Arguments {
  readonly posonlyargs: readonly Argument[];
  readonly args: readonly Argument[];
  readonly vararg: Argument | null;
  readonly kwonlyargs: readonly Argument[];
  /** One for each keyword-only argument; `null` where it is required. */
  readonly kwDefaults: readonly (Expression | null)[];
  readonly kwarg: Argument | null;
  /** Of the last positional arguments. */
  readonly defaults: readonly Expression[];
}

export interface Constant extends Place {
  readonly kind: "Constant";
  readonly value: ConstantValue;
}
export interface Name extends Place {
  readonly kind: "Name";
  readonly id: string;
}
export interface Lambda extends Place {
  readonly kind: "Lambda";
  readonly args: Arguments;
  readonly body: Expression;
}
export interface Comprehended extends Place {
  readonly kind: "ListComp" | "SetComp" | "GeneratorExp" | "DictComp";
  /** The element, or the key of a dictionary. */
  readonly elt: Expression;
  /** The value, for a dictionary. */
  readonly value: Expression | null;
  readonly generators: readonly Comprehension[];
}
export interface JoinedString extends Place {
  readonly kind: "JoinedStr";
  readonly values: readonly Expression[];
}
export interface FormattedValue extends Place {
  readonly kind: "FormattedValue";
  readonly value: Expression;
  readonly conversion: "" | "r" | "s" | "a";
  readonly formatSpec: JoinedString | null;
}
export interface Call extends Place {
  readonly kind: "Call";
  readonly func: Expression;
  readonly args: readonly Expression[];
  readonly keywords: readonly Keyword[];
}
export interface Attribute extends Place {
  readonly kind: "Attribute";
  readonly value: Expression;
  readonly attr: string;
}
export interface Sequence extends Place {
  readonly kind: "List" | "Tuple" | "Set";
  readonly elts: readonly Expression[];
}

export type Expression =
  | Constant
  | Name
  | Lambda
  | Comprehended
  | JoinedString
  | FormattedValue
  | Call
  | Attribute
  | Sequence
  | (Place & { readonly kind: "Subscript"; readonly value: Expression; readonly slice: Expression })
  | (Place & { readonly kind: "Starred"; readonly value: Expression })
  | (Place & {
      readonly kind: "Dict";
      /** `null` for `**value`. */
      readonly keys: readonly (Expression | null)[];
      readonly values: readonly Expression[];
    })
  | (Place & { readonly kind: "BoolOp"; readonly op: "and" | "or"; readonly values: readonly Expression[] })
  | (Place & {
      readonly kind: "BinOp";
      readonly left: Expression;
      readonly op: BinaryOperator;
      readonly right: Expression;
    })
  | (Place & { readonly kind: "UnaryOp"; readonly op: "+" | "-" | "~" | "not"; readonly operand: Expression })
  | (Place & {
      readonly kind: "Compare";
      readonly left: Expression;
      readonly ops: readonly CompareOperator[];
      readonly comparators: readonly Expression[];
    })
  | (Place & {
      readonly kind: "IfExp";
      readonly test: Expression;
      readonly body: Expression;
      readonly orelse: Expression;
    })
  | (Place & { readonly kind: "NamedExpr"; readonly target: Name; readonly value: Expression })
  | (Place & { readonly kind: "Yield"; readonly value: Expression | null })
  | (Place & { readonly kind: "YieldFrom" | "Await"; readonly value: Expression })
  | (Place & {
      readonly kind: "Slice";
      readonly lower: Expression | null;
      readonly upper: Expression | null;
      readonly step: Expression | null;
    });

export type Pattern =
  | (Place & { readonly kind: "MatchValue"; readonly value: Expression })
  | (Place & { readonly kind: "MatchSingleton"; readonly value: null | boolean })
  | (Place & { readonly kind: "MatchSequence" | "MatchOr"; readonly patterns: readonly Pattern[] })
  | (Place & {
      readonly kind: "MatchMapping";
      readonly keys: readonly Expression[];
      readonly patterns: readonly Pattern[];
      readonly rest: string | null;
    })
  | (Place & {
      readonly kind: "MatchClass";
      readonly cls: Expression;
      readonly patterns: readonly Pattern[];
      readonly kwdAttrs: readonly string[];
      readonly kwdPatterns: readonly Pattern[];
    })
  | (Place & { readonly kind: "MatchStar"; readonly name: string | null })
  | (Place & { readonly kind: "MatchAs"; readonly pattern: Pattern | null; readonly name: string | null });

export interface MatchCase {
  readonly pattern: Pattern;
  readonly guard: Expression | null;
  readonly body: readonly Statement[];
}

export interface Alias extends Place {
  readonly name: string;
  readonly asname: string | null;
}

export interface ExceptHandler extends Place {
  readonly type: Expression | null;
  readonly name: string | null;
  readonly body: readonly Statement[];
}

export interface WithItem {
  readonly contextExpr: Expression;
  readonly optionalVars: Expression | null;
}

export interface FunctionDefinition extends Place {
  readonly kind: "FunctionDef";
  readonly isAsync: boolean;
  readonly name: string;
  readonly args: Arguments;
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
  readonly returns: Expression | null;
}

export interface ClassDefinition extends Place {
  readonly kind: "ClassDef";
  readonly name: string;
  readonly bases: readonly Expression[];
  readonly keywords: readonly Keyword[];
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
}

export type Statement =
  | FunctionDefinition
  | ClassDefinition
  | (Place & { readonly kind: "Return"; readonly value: Expression | null })
  | (Place & { readonly kind: "Delete"; readonly targets: readonly Expression[] })
  | (Place & { readonly kind: "Assign"; readonly targets: readonly Expression[]; readonly value: Expression })
  | (Place & {
      readonly kind: "AugAssign";
      readonly target: Expression;
      readonly op: BinaryOperator;
      readonly value: Expression;
    })
  | (Place & {
      readonly kind: "AnnAssign";
      readonly target: Expression;
      readonly annotation: Expression;
      readonly value: Expression | null;
      /** A plain name without brackets, so that the annotation is kept. */
      readonly simple: boolean;
    })
  | (Place & {
      readonly kind: "For";
      readonly isAsync: boolean;
      readonly target: Expression;
      readonly iter: Expression;
      readonly body: readonly Statement[];
      readonly orelse: readonly Statement[];
    })
  | (Place & {
      readonly kind: "While" | "If";
      readonly test: Expression;
      readonly body: readonly Statement[];
      readonly orelse: readonly Statement[];
    })
  | (Place & {
      readonly kind: "With";
      readonly isAsync: boolean;
      readonly items: readonly WithItem[];
      readonly body: readonly Statement[];
    })
  | (Place & { readonly kind: "Match"; readonly subject: Expression; readonly cases: readonly MatchCase[] })
  | (Place & { readonly kind: "Raise"; readonly exc: Expression | null; readonly cause: Expression | null })
  | (Place & {
      readonly kind: "Try";
      readonly isStar: boolean;
      readonly body: readonly Statement[];
      readonly handlers: readonly ExceptHandler[];
      readonly orelse: readonly Statement[];
      readonly finalbody: readonly Statement[];
    })
  | (Place & { readonly kind: "Assert"; readonly test: Expression; readonly msg: Expression | null })
  | (Place & { readonly kind: "Import"; readonly names: readonly Alias[] })
  | (Place & {
      readonly kind: "ImportFrom";
      readonly module: string | null;
      readonly names: readonly Alias[];
      readonly level: number;
    })
  | (Place & { readonly kind: "Global" | "Nonlocal"; readonly names: readonly string[] })
  | (Place & { readonly kind: "Expr"; readonly value: Expression })
  | (Place & { readonly kind: "Pass" | "Break" | "Continue" })
  | (Place & { readonly kind: "TypeAlias"; readonly name: string; readonly value: Expression });

/** A file's text with `\n` as its only line end, and where its lines begin. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** The line of an offset, from 1. */
  lineOf(offset: number): number;
  /** File, line, column and text of the line. */
  placeOf(offset: number): {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly text: string;
  };
}

/** Any node that can stand alone. */
export type SyntaxNode = Expression | Pattern | Statement;
