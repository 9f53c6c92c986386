/** A call: what is called, and its arguments. */
export interface CallNode {
  readonly kind: "call";
  readonly callee: string;
  readonly args: readonly SourceNode[];
  /** Calls on the result, such as `.withVariant(…)`. */
  readonly chain: readonly { readonly name: string; readonly args: readonly SourceNode[] }[];
  /** The object that the call constructs, where the application renders it. */
  readonly value?: unknown;
}

/** An array literal. */
export interface ArrayNode {
  readonly kind: "array";
  readonly items: readonly SourceNode[];
}

/** An object literal; its keys are names. */
export interface ObjectNode {
  readonly kind: "object";
  readonly entries: readonly (readonly [key: string, value: SourceNode])[];
}

/** An arrow function over statements. */
export interface BlockNode {
  readonly kind: "block";
  readonly head: string;
  readonly statements: readonly StatementNode[];
}

/** Text that is written unchanged. */
export interface RawNode {
  readonly kind: "raw";
  readonly text: string;
  /** Whether it is a string literal, which a formatter breaks earlier than other nodes. */
  readonly isString: boolean;
  /** The object that the text renders, except for `null`, `true` and `false`. */
  readonly value?: unknown;
}

/** An expression of a script. */
export type SourceNode = CallNode | ArrayNode | ObjectNode | BlockNode | RawNode;

/** A statement of a script, or a comment. */
export type StatementNode =
  | { readonly kind: "await"; readonly expression: SourceNode }
  | { readonly kind: "plain"; readonly expression: SourceNode }
  | { readonly kind: "comment"; readonly text: string }
  | { readonly kind: "blank" };

/** Quotes text as a formatter would: double quotes, unless single ones save escapes. */
export function quoteString(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
  const doubles = text.split('"').length;
  if (doubles <= text.split("'").length) return `"${inner}"`;
  return `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

export const raw = (text: string, value?: unknown): RawNode => ({
  kind: "raw",
  text,
  isString: false,
  ...(value === undefined ? {} : { value }),
});
export const string = (text: string): RawNode => ({
  kind: "raw",
  text: quoteString(text),
  isString: true,
  value: text,
});
export const call = (callee: string, ...args: readonly SourceNode[]): CallNode => ({
  kind: "call",
  callee,
  args,
  chain: [],
});
export const array = (items: readonly SourceNode[]): ArrayNode => ({ kind: "array", items });
export const object = (entries: ObjectNode["entries"]): ObjectNode => ({ kind: "object", entries });

/** A call whose last argument is an options object, which is left out when it is empty. */
export const callWithOptions = (
  callee: string,
  args: readonly SourceNode[],
  entries: ObjectNode["entries"],
): CallNode => call(callee, ...args, ...(entries.length === 0 ? [] : [object(entries)]));

/** A plain value as a literal: what JSON knows, and `undefined`. */
export function literal(value: unknown): SourceNode {
  if (typeof value === "string") return string(value);
  if (Array.isArray(value)) return array(value.map(literal));
  if (typeof value === "bigint") return raw(`${value}n`, value);
  if (typeof value === "object" && value !== null)
    return object(Object.entries(value).map(([key, entry]) => [key, literal(entry)] as const));
  return raw(String(value), value);
}
