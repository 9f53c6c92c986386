import type { Comprehended, Expression, Sequence } from "../../python/syntax/syntax-node.js";
import { elementOf, joinKinds, type Kind, unknown } from "../kind.js";
import { group, type LayoutItem } from "../layout.js";
import { type Conversion, level, paren, primary, rowUse, type Written } from "./conversion.js";
import type { ExpressionWriter } from "./expression-writer.js";

/** Pairs elements with the comments before them and at the end of their lines. */
export function itemsOf(
  writer: ExpressionWriter,
  start: number,
  nodes: readonly { readonly at: number; readonly end: number }[],
  written: readonly Written[],
): readonly LayoutItem[] {
  let from = start;
  return nodes.map((node, at) => {
    const before = writer.conversion.comments.between(from, node.at).flatMap(({ lines }) => lines);
    from = node.end;
    const after = writer.conversion.comments.behind(node.end, /^[\s,]*$/);
    const one = written[at] as Written;
    return {
      layout: paren(one, level.conditional),
      ...(before.length > 0 ? { before } : {}),
      ...(after === undefined ? {} : { after }),
    };
  });
}

/** Writes `[a, b]`, `(a, b)` and `{a, b}`. */
export function sequence(writer: ExpressionWriter, node: Sequence): Written {
  const values = node.elts.map((one): Written => {
    if (one.kind !== "Starred") return writer.write(one);
    const value = writer.write(one.value);
    const isKnown = value.kind.k === "list" || value.kind.k === "tuple" || value.kind.k === "set";
    if (!isKnown) return writer.conversion.refuse(one, `${writer.conversion.source(one)}, whose values are not known`);
    return { layout: ["...", paren(value, level.primary)], kind: elementOf(value.kind), level: level.conditional };
  });
  const items = itemsOf(writer, node.at, node.elts, values);
  const list = { ...group("[", "]", []), items };
  const kinds = values.map(({ kind }) => kind);
  const of = kinds.reduce<Kind | undefined>(joinKinds, undefined) ?? unknown;
  if (node.kind === "Set") return primary(["new Set(", list, ")"], { k: "set", of });
  if (node.kind === "Tuple" && !node.elts.some(({ kind }) => kind === "Starred"))
    return primary(list, { k: "tuple", of: kinds });
  return primary(list, { k: "list", of });
}

const plainKey = /^[A-Za-z_$][\w$]*$/;
const orderly = (key: string): boolean => !/^\d+$/.test(key) && key !== "__proto__";

/** Writes a dictionary: an object if all keys are string literals, otherwise a map. */
export function dictionary(writer: ExpressionWriter, node: Expression & { readonly kind: "Dict" }): Written {
  const { conversion } = writer;
  const keys = node.keys.map((key) =>
    key?.kind === "Constant" && typeof key.value === "string" ? key.value : undefined,
  );
  if (node.keys.length === 0) return primary("{}", { k: "object", of: unknown });
  const values = node.values.map((one) => writer.write(one));
  const of = values.map(({ kind }) => kind).reduce<Kind | undefined>(joinKinds, undefined) ?? unknown;
  const isObject = node.keys.every((key, at) => key === null || (keys[at] !== undefined && orderly(keys[at])));
  if (isObject) {
    const entries = values.map((value, at): Written => {
      const key = keys[at];
      if (key === undefined)
        return { layout: ["...", paren(value, level.primary)], kind: value.kind, level: level.conditional };
      const name = plainKey.test(key) ? key : JSON.stringify(key);
      return { layout: [`${name}: `, paren(value, level.conditional)], kind: value.kind, level: level.conditional };
    });
    const places = node.values.map((value, at) => ({ at: node.keys[at]?.at ?? value.at, end: value.end }));
    const items = itemsOf(writer, node.at, places, entries);
    return primary({ ...group("{", "}", [], { isSpaced: true }), items }, { k: "object", of });
  }
  const pairs = node.keys.map((key, at) => {
    if (key === null) return conversion.refuse(node, "** in a dictionary whose keys are computed").layout;
    return group("[", "]", [writer.write(key).layout, values[at]?.layout ?? ""]);
  });
  const plain = node.keys.every((key) => key !== null && ["str", "int"].includes(writer.write(key).kind.k));
  if (!plain) return conversion.refuse(node, "a dictionary whose keys are neither strings nor numbers");
  return primary(["new Map(", group("[", "]", pairs), ")"], { k: "map", of });
}

/** Writes a comprehension over one collection with `filter` and `map`. */
export function comprehension(writer: ExpressionWriter, node: Comprehended): Written {
  const { conversion } = writer;
  const [over, ...others] = node.generators;
  if (over === undefined || others.length > 0 || over.isAsync)
    return conversion.refuse(node, "a comprehension over several collections");
  const source = iterated(writer, over.iter, over.target, [node.elt, node.value, over.ifs]);
  const waits = conversion.awaits;
  const result = conversion.inBlock((): Written => {
    const target = declareTarget(conversion, over.target, source.kind);
    let layout = paren(source, level.primary);
    for (const test of over.ifs) layout = [layout, `.filter((${target}) => `, arrowBody(writer.condition(test)), ")"];
    const element = writer.write(node.elt);
    const own = node.elt.kind === "Name" && over.target.kind === "Name" && node.elt.id === over.target.id;
    if (node.kind === "DictComp") {
      const value = writer.write(node.value as Expression);
      const pair = group("[", "]", [element.layout, value.layout]);
      return primary(["new Map(", [layout, `.map((${target}) => `, pair, ")"], ")"], { k: "map", of: value.kind });
    }
    if (!own) layout = [layout, `.map((${target}) => `, arrowBody(element), ")"];
    else if (over.ifs.length === 0) layout = ["[...", layout, "]"];
    if (node.kind === "SetComp") return primary(["new Set(", layout, ")"], { k: "set", of: element.kind });
    return primary(layout, { k: "list", of: element.kind });
  });
  // The collection is computed once, so it may be awaited. The rest of a comprehension cannot contain `await`.
  if (conversion.awaits !== waits)
    return conversion.refuse(node, "a comprehension that reads the database for each element");
  return result;
}

/** Writes the body of an arrow function, with parentheses around an object literal. */
export const arrowBody = (written: Written) => {
  const { layout } = written;
  const isObject = typeof layout === "object" && "open" in layout && layout.open === "{";
  return isObject ? ["(", layout, ")"] : paren(written, level.conditional);
};

/** Writes the collection of a loop as an array. The result has the kind of its elements. */
export function iterated(writer: ExpressionWriter, node: Expression, target: Expression, body: unknown): Written {
  const { conversion } = writer;
  if (node.kind === "Call" && node.func.kind === "Attribute" && node.args.length === 0) {
    const owner = writer.write(node.func.value);
    const name = node.func.attr;
    if (owner.kind.k === "object" || owner.kind.k === "map") {
      const base =
        owner.kind.k === "map"
          ? (["[...", paren(owner, level.primary), `.${name === "items" ? "entries" : name}()]`] as const)
          : (["Object.", name === "items" ? "entries" : name, "(", owner.layout, ")"] as const);
      if (name === "items") return primary([...base], { k: "tuple", of: [{ k: "str" }, owner.kind.of] });
      if (name === "keys") return primary([...base], { k: "str" });
      if (name === "values") return primary([...base], owner.kind.of);
    }
  }
  if (node.kind === "Call" && node.func.kind === "Name" && conversion.find(node.func.id) === undefined) {
    if (node.func.id === "enumerate" && node.args.length === 1) {
      const inner = writer.write(node.args[0] as Expression);
      if (inner.kind.k === "list" || inner.kind.k === "tuple")
        return primary(["[...", paren(inner, level.primary), ".entries()]"], {
          k: "tuple",
          of: [{ k: "int" }, elementOf(inner.kind)],
        });
    }
    if (node.func.id === "reversed" && node.args.length === 1) {
      const inner = writer.write(node.args[0] as Expression);
      if (inner.kind.k === "list" || inner.kind.k === "tuple")
        return primary(["[...", paren(inner, level.primary), "].reverse()"], elementOf(inner.kind));
    }
    if (node.func.id === "range" && node.args.length <= 2 && node.args.length > 0) {
      const [first, second] = node.args.map((one) => writer.write(one)) as [Written, Written | undefined];
      if (first.kind.k === "int" && second === undefined)
        return primary(["Array.from({ length: ", first.layout, " }, (_, at) => at)"], { k: "int" });
      if (first.kind.k === "int" && second?.kind.k === "int")
        return primary(
          [
            "Array.from({ length: ",
            paren(second, level.sum),
            " - ",
            paren(first, level.product),
            " }, (_, at) => ",
            paren(first, level.sum),
            " + at)",
          ],
          { k: "int" },
        );
    }
  }
  const value = writer.write(node);
  if (value.kind.k === "result") {
    const use = target.kind === "Name" ? rowUse(target.id, body) : "index";
    if (use === "both") return conversion.refuse(target, "a row that is read by position and by name");
    const base = paren(value, level.primary);
    return use === "index"
      ? primary([base, ".tuples()"], { k: "row", byIndex: true })
      : { ...value, kind: { k: "row", byIndex: false } };
  }
  if (value.kind.k === "list" || value.kind.k === "tuple") return { ...value, kind: elementOf(value.kind) };
  if (value.kind.k === "set") return primary(["[...", paren(value, level.primary), "]"], value.kind.of);
  return conversion.refuse(node, `a loop over ${conversion.source(node)}, whose value is not known`);
}

/** Declares the names of a loop's target, and returns the target as a pattern. */
export function declareTarget(conversion: Conversion, target: Expression, element: Kind): string {
  if (target.kind === "Name") return conversion.declare(target.id, element).name;
  if (target.kind === "Tuple" || target.kind === "List") {
    const parts = target.elts.map((one, at) => {
      const kind =
        element.k === "tuple"
          ? (element.of[at] ?? unknown)
          : element.k === "row"
            ? ({ k: "value" } as const)
            : element.k === "list"
              ? element.of
              : unknown;
      return declareTarget(conversion, one, kind);
    });
    return `[${parts.join(", ")}]`;
  }
  conversion.refuse(target, `the target ${conversion.source(target)} of a loop`);
  return "_";
}
