import { camelCase } from "../../python/host/camel-case.js";
import { placeOfKeyword } from "../../python/host/dialect-keywords.js";
import type { Expression } from "../../python/syntax/syntax-node.js";
import { sa } from "../../schema/sa.js";
import type { Kind } from "../kind.js";
import { group, type Layout, type LayoutItem } from "../layout.js";
import { bindArguments, isTypeName, signatureOf } from "../signatures.js";
import { level, paren, primary, type Written } from "./conversion.js";
import type { ExpressionWriter } from "./expression-writer.js";
import { itemsOf } from "./sequences.js";

type Call = Expression & { readonly kind: "Call" };

/** An argument with its place in the text, by which its comments are found. */
interface Argument {
  readonly at: number;
  readonly end: number;
  readonly written: Written;
  readonly node: Expression;
}

function argumentsOf(writer: ExpressionWriter, node: Call): readonly [Argument[], [string, Argument][]] | undefined {
  const args = node.args.map((one): Argument => {
    const { at, end } = one;
    if (one.kind !== "Starred") return { at, end, written: writer.write(one), node: one };
    const value = writer.write(one.value);
    return {
      at,
      end,
      written: { ...value, layout: ["...", paren(value, level.primary)], level: level.conditional },
      node: one,
    };
  });
  const keywords: [string, Argument][] = [];
  for (const { arg, value, at, end } of node.keywords) {
    if (arg === null) {
      writer.conversion.refuse(value, `** in the arguments of ${writer.conversion.source(node.func)}()`);
      return undefined;
    }
    keywords.push([arg, { at, end, written: writer.write(value), node: value }]);
  }
  return [args, keywords];
}

const isNone = (node: Expression): boolean => node.kind === "Constant" && node.value === null;
const plainKey = /^[A-Za-z_$][\w$]*$/;

/** Writes arguments and options between parentheses, in the order of the text, with their comments. */
export function argumentGroup(
  writer: ExpressionWriter,
  node: Call,
  positional: readonly Argument[],
  options: readonly (readonly [string, Argument])[],
): Layout {
  const start = node.func.end;
  const items: LayoutItem[] = [
    ...itemsOf(
      writer,
      start,
      positional,
      positional.map(({ written }) => written),
    ),
  ];
  if (options.length > 0) {
    const entries = options.map(([name, { written }]): Written => {
      const key = plainKey.test(name) ? name : JSON.stringify(name);
      return { layout: [`${key}: `, paren(written, level.conditional)], kind: written.kind, level: level.conditional };
    });
    const from = positional.at(-1)?.end ?? start;
    const inner = itemsOf(
      writer,
      from,
      options.map(([, one]) => one),
      entries,
    );
    items.push({ layout: { ...group("{", "}", [], { isSpaced: true }), items: inner } });
  }
  return { ...group("(", ")", [], { mayHug: true }), items };
}

/**
 * Writes the arguments of a call of `op`, of a batch or of `sa` in the form that this package takes.
 *
 * @returns `undefined` if an argument cannot be converted
 */
export function packageArguments(
  writer: ExpressionWriter,
  node: Call,
  owner: "op" | "batch" | "sa",
  name: string,
): Layout | undefined {
  const signature = signatureOf(owner, name);
  const given = argumentsOf(writer, node);
  if (given === undefined) return undefined;
  if (signature === undefined) {
    writer.conversion.refuse(node, `${writer.conversion.source(node.func)} is not known here`);
    return undefined;
  }
  const bound = bindArguments(name, signature, ...given);
  if (typeof bound === "string") {
    writer.conversion.refuse(node, bound);
    return undefined;
  }
  let { positional, options } = bound;
  if (name === "execute") options = [];
  if (name === "Column") [positional, options] = columnArguments(positional, options);
  // `None` is the default of these options, so they are omitted.
  const droppable =
    owner === "op"
      ? [
          "schema",
          ...(name === "create_table" || name === "batch_alter_table" ? ["comment", "recreate", "copy_from"] : []),
        ]
      : owner === "sa"
        ? ["schema", "index", "unique", "comment", "key", "name", "quote"]
        : [];
  options = options.filter(([key, { node: value }]) => !(isNone(value) && droppable.includes(key)));
  const refused = options.find(([key]) => key === "values_callable" || key === "autoload_with" || key === "listeners");
  if (refused !== undefined) {
    writer.conversion.refuse(refused[1], `the argument ${refused[0]} of ${name}()`);
    return undefined;
  }
  const placed = placedOptions(writer, name, signature, options);
  return placed === undefined ? undefined : argumentGroup(writer, node, positional, placed);
}

/** Options that are true or false here; Python takes a number as well. */
const booleans = new Set(["unique", "nullable", "existing_nullable", "index", "primary_key", "deferrable", "quote"]);

/** A number for a boolean option as what it means. */
function asBoolean(value: Argument): Argument {
  if (value.written.kind.k !== "int" || value.node.kind !== "Constant") return value;
  const isTrue = Number(value.node.value) !== 0;
  return { ...value, written: { layout: String(isTrue), kind: { k: "bool" }, level: level.primary } };
}

/**
 * The options under their names here, with keywords of dialects that have no name of their own in one object;
 * `undefined` if one is refused.
 */
function placedOptions(writer: ExpressionWriter, name: string, signature: string, given: Options): Options | undefined {
  const named = new Set(signature.split(", ").map((word) => word.replace(/=.*$/, "")));
  const options: [string, Argument][] = [];
  const others: [string, Argument][] = [];
  for (const [key, value] of given) {
    const place = named.has(key) ? { kind: "option" as const, key: camelCase(key) } : placeOfKeyword(name, key);
    if (place.kind === "option") options.push([place.key, booleans.has(key) ? asBoolean(value) : value]);
    else if (place.kind === "other") others.push([place.key, value]);
    else {
      const why = place.kind === "ignored" ? "which Alembic ignores" : "which SQLAlchemy refuses";
      writer.conversion.refuse(value, `the argument ${key} of ${name}(), ${why}`);
      return undefined;
    }
  }
  const [first] = others;
  if (first === undefined) return options;
  const entries = others.map(([key, { written }]): Layout => [`${key}: `, paren(written, level.conditional)]);
  const layout = group("{", "}", entries, { isSpaced: true });
  options.push(["dialectOptions", { ...first[1], written: { layout, kind: { k: "unknown" }, level: level.primary } }]);
  return options.sort(([, a], [, b]) => a.at - b.at);
}

type Options = readonly (readonly [string, Argument])[];

/** Moves the name and the type of a column to the front if they are keywords, and omits a type that is `None`. */
function columnArguments(positional: readonly Argument[], options: Options): [readonly Argument[], Options] {
  const first = ["name", "type_"].flatMap((key) => options.filter(([name]) => name === key).map(([, value]) => value));
  const args = [...first, ...positional].filter(({ node }) => !isNone(node));
  return [args, options.filter(([name]) => name !== "name" && name !== "type_")];
}

const results: Readonly<Record<string, Kind["k"]>> = {
  table: "table",
  Table: "table",
  inspect: "inspector",
  Column: "item",
  MetaData: "item",
  Index: "item",
  ForeignKey: "item",
};

const renamed: Readonly<Record<string, string>> = {
  nullsfirst: "nullsFirst",
  nullslast: "nullsLast",
  exc: "exc",
};

/** Writes a call of a function, a class or a type of `sqlalchemy`, such as `sa.Column(…)`. */
export function packageCall(writer: ExpressionWriter, node: Call, path: string): Written {
  const { conversion } = writer;
  const name = path.replace(/^sqlalchemy\./, "");
  const isDialect = !path.startsWith("sqlalchemy.");
  if (name === "inspect") {
    const bind = node.args[0] === undefined ? undefined : writer.write(node.args[0]);
    if (bind?.kind.k === "connection") return primary([paren(bind, level.primary), ".inspector()"], { k: "inspector" });
    return conversion.refuse(node, "sa.inspect() of anything but the connection of the run");
  }
  const target = hostName(name, isDialect);
  if (target === undefined) return conversion.refuse(node, `${path} has no counterpart in TypeScript`);
  if (name === "case") return caseCall(writer, node);
  if (name === "select" && node.args.length === 1 && node.args[0]?.kind === "List") {
    const columns = node.args[0].elts.map((one) => writer.write(one).layout);
    return primary([`${conversion.useSa()}.select`, group("(", ")", columns)], { k: "clause" });
  }
  const args = packageArguments(writer, node, "sa", name);
  if (args === undefined) return primary("undefined", { k: "unknown" });
  return primary([`${conversion.useSa()}.${target}`, args], kindOfResult(name));
}

function kindOfResult(name: string): Kind {
  if (isTypeName(name)) return { k: "type" };
  const known = results[name];
  if (known !== undefined) return { k: known } as Kind;
  return { k: /^[A-Z]/.test(name) ? "item" : "clause" } as Kind;
}

/** The name in `sa` for a name of `sqlalchemy`; `undefined` if `sa` has no such name. */
export function hostName(name: string, isDialect: boolean): string | undefined {
  if (isDialect) {
    const [namespace = "", own = ""] = name.split(".");
    const space = (sa as unknown as Readonly<Record<string, object>>)[namespace];
    if (space !== undefined && Object.hasOwn(space, own)) return name;
    // The module of a dialect also exports the generic types.
    return isTypeName(own) && Object.hasOwn(sa, own) ? own : undefined;
  }
  const own = renamed[name] ?? (/^[A-Z]/.test(name) ? name : camelCase(name));
  return Object.hasOwn(sa, own) ? own : undefined;
}

/** Writes `sa.case((condition, value), else_=…)`. Older scripts pass the pairs as one list. */
function caseCall(writer: ExpressionWriter, node: Call): Written {
  const { conversion } = writer;
  const [first] = node.args;
  const pairs = first?.kind === "List" && node.args.length === 1 ? first.elts : node.args;
  if (pairs.some(({ kind }) => kind !== "Tuple")) return conversion.refuse(node, "sa.case() without pairs");
  const options = node.keywords.map(({ arg, value }) => [
    `${arg === "else_" ? "else" : String(arg)}: `,
    paren(writer.write(value), level.conditional),
  ]);
  const items: Layout[] = pairs.map((one) => writer.write(one).layout);
  if (options.length > 0) items.push(group("{", "}", options, { isSpaced: true }));
  return primary([`${conversion.useSa()}.case`, group("(", ")", items)], { k: "clause" });
}

/** Writes `sa.func.name(…)`. */
export function functionCall(writer: ExpressionWriter, node: Call, path: string): Written {
  const args: Layout[] = node.args.map((one) => paren(writer.write(one), level.conditional));
  const options = node.keywords.map(({ arg, value }) => [
    `${camelCase(String(arg))}: `,
    paren(writer.write(value), level.conditional),
  ]);
  if (options.length > 0) args.push(group("{", "}", options, { isSpaced: true }));
  const name = path
    .replace(/^sqlalchemy\.func\./, "")
    .split(".")
    .map((one) => one.replace(/_$/, ""))
    .join(".");
  return primary([`${writer.conversion.useSa()}.func.${name}`, group("(", ")", args)], { k: "clause" });
}
