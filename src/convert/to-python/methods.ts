import type { CallExpression, Expression } from "oxc-parser";
import { elementOf, type Kind, unknown } from "../kind.js";
import { group, type Layout } from "../layout.js";
import { type ExpressionWriter, level, paren, primary, snakeCase, type Written } from "./conversion.js";
import { keyOf } from "./package-calls.js";

const compared: Readonly<Record<string, string>> = { eq: "==", ne: "!=", lt: "<", le: "<=", gt: ">", ge: ">=" };
const computed: Readonly<Record<string, readonly [sign: string, level: number]>> = {
  add: ["+", level.sum],
  sub: ["-", level.sum],
  mul: ["*", level.product],
  truediv: ["/", level.product],
  mod: ["%", level.product],
};
const renamed: Readonly<Record<string, string>> = { in: "in_", is: "is_", except: "except_" };

const clauseMethods = new Set(
  "in notIn is isNot isNull isNotNull isDistinctFrom isNotDistinctFrom like notLike ilike notIlike startswith endswith contains between concat op collate asc desc nullsFirst nullsLast distinct label cast where selectFrom join outerjoin groupBy having orderBy limit offset correlate scalarSubquery fromSelect prefixWith inline values bindparams insert update delete select alias exists union unionAll except intersect returning withForUpdate asString asInteger asFloat asNumeric asBoolean asJson hasKey hasAll hasAny containedBy deletePath pathExists pathMatch".split(
    " ",
  ),
);

/** Writes a call of a method of an SQL expression, a statement, a table or a type. */
export function clauseMethod(writer: ExpressionWriter, node: CallExpression, owner: Written, name: string): Written {
  const { conversion } = writer;
  const kind: Kind = owner.kind.k === "type" ? { k: "type" } : name === "alias" ? { k: "table" } : { k: "clause" };
  const args = node.arguments.map((one) => (one.type === "SpreadElement" ? undefined : one));
  const [first] = args;
  const base = paren(owner, level.primary);
  if (compared[name] !== undefined && first !== undefined) {
    const right = paren(writer.write(first), level.bitOr);
    return { layout: [paren(owner, level.bitOr), ` ${compared[name]} `, right], kind, level: level.comparison };
  }
  const sign = computed[name];
  if (sign !== undefined && first !== undefined)
    return {
      layout: [paren(owner, sign[1]), ` ${sign[0]} `, paren(writer.write(first), sign[1] + 1)],
      kind,
      level: sign[1],
    };
  if (name === "getitem" && first !== undefined)
    return primary([base, "[", paren(writer.write(first), level.conditional), "]"], kind);
  if (name === "neg") return { layout: ["-", paren(owner, level.unary)], kind, level: level.unary };
  if (name === "isNull") return primary([base, ".is_(None)"], kind);
  if (name === "isNotNull") return primary([base, ".is_not(None)"], kind);
  if (owner.kind.k === "type" ? name !== "withVariant" : !clauseMethods.has(name))
    return conversion.refuse(node, `the method ${name}() of ${conversion.source(node.callee)}`);
  const layouts: Layout[] = [];
  for (const one of node.arguments) {
    if (one.type === "SpreadElement") layouts.push(["*", paren(writer.write(one.argument), level.primary)]);
    else if (one.type === "ObjectExpression" && name !== "values") {
      const keepsNames = name === "bindparams";
      for (const property of one.properties) {
        const key = keyOf(property);
        if (key === undefined || property.type !== "Property")
          return conversion.refuse(property, `the option ${conversion.source(property)} of ${name}()`);
        layouts.push([`${keepsNames ? key : snakeCase(key)}=`, paren(writer.write(property.value), level.conditional)]);
      }
    } else layouts.push(paren(writer.write(one), level.conditional));
  }
  return primary([base, `.${renamed[name] ?? snakeCase(name)}`, group("(", ")", layouts, { mayHug: true })], kind);
}

const string: Kind = { k: "str" };
const stringMethods: Readonly<Record<string, readonly [count: number, name: string, kind: Kind]>> = {
  replaceAll: [2, "replace", string],
  toLowerCase: [0, "lower", string],
  toUpperCase: [0, "upper", string],
  trim: [0, "strip", string],
  trimStart: [0, "lstrip", string],
  trimEnd: [0, "rstrip", string],
  split: [1, "split", { k: "list", of: string }],
  startsWith: [1, "startswith", { k: "bool" }],
  endsWith: [1, "endswith", { k: "bool" }],
};

/** Writes a call of a method of a string, an array, a set or a map; returns `undefined` if the method is not known. */
export function valueMethod(
  writer: ExpressionWriter,
  node: CallExpression,
  owner: Written,
  name: string,
): Written | undefined {
  const { conversion } = writer;
  const args = node.arguments.flatMap((one) => (one.type === "SpreadElement" ? [] : [one]));
  const isSpread = args.length < node.arguments.length;
  const [first] = args;
  const base = paren(owner, level.primary);
  const { kind } = owner;
  const bool: Kind = { k: "bool" };
  if (kind.k === "list" || kind.k === "tuple" || kind.k === "result") {
    const element: Kind = kind.k === "result" ? { k: "row", byIndex: false } : elementOf(kind);
    if (name === "push") {
      const [only] = node.arguments;
      if (only?.type === "SpreadElement")
        return primary([base, ".extend(", writer.write(only.argument).layout, ")"], { k: "none" });
      if (first === undefined || args.length !== 1) return undefined;
      const value = writer.write(first);
      if (owner.kind.k === "list" && owner.kind.of.k === "unknown") widen(writer, node, { k: "list", of: value.kind });
      return primary([base, ".append", group("(", ")", [value.layout], { mayHug: true })], { k: "none" });
    }
    if (isSpread) return undefined;
    if (name === "includes" && first !== undefined) {
      const value = writer.write(first);
      return {
        layout: [paren(value, level.bitOr), " in ", paren(owner, level.bitOr)],
        kind: bool,
        level: level.comparison,
      };
    }
    if (name === "join") {
      const separator = first === undefined ? '","' : writer.write(first);
      if (element.k !== "str")
        return conversion.refuse(
          node,
          `join() of ${conversion.source(node.callee)}, whose elements may not be strings`,
        );
      return primary(
        [typeof separator === "string" ? separator : paren(separator, level.primary), ".join(", owner.layout, ")"],
        string,
      );
    }
    if (name === "slice" && args.length > 0 && args.length < 3) {
      const parts = args.map((one) => writer.write(one));
      if (parts.some((one) => one.kind.k !== "int")) return undefined;
      return primary([base, "[", parts[0]?.layout ?? "", ":", parts[1]?.layout ?? "", "]"], kind);
    }
    if (name === "entries" && args.length === 0)
      return primary(["enumerate(", owner.layout, ")"], { k: "list", of: { k: "tuple", of: [{ k: "int" }, element] } });
    if (
      name === "sort" &&
      args.length === 0 &&
      element.k === "str" &&
      node.callee.type === "MemberExpression" &&
      isCopy(node.callee.object)
    )
      return primary(["sorted(", copied(writer, node.callee.object) ?? owner.layout, ")"], { k: "list", of: element });
    if (
      (name === "map" || name === "filter" || name === "some" || name === "every") &&
      first !== undefined &&
      args.length === 1
    ) {
      const call = writer.arrow(first, element);
      if (call === undefined) return undefined;
      const over: Layout = [" for ", call.target, " in ", paren(owner, level.or)];
      if (name === "map") return primary(["[", call.body.layout, over, "]"], { k: "list", of: call.body.kind });
      if (name === "filter")
        return primary(["[", call.target, over, " if ", paren(call.condition(), level.or), "]"], {
          k: "list",
          of: element,
        });
      return primary([name === "some" ? "any(" : "all(", call.condition().layout, over, ")"], bool);
    }
    return undefined;
  }
  if (isSpread) return undefined;
  if (kind.k === "str") {
    if (name === "includes" && first !== undefined)
      return {
        layout: [paren(writer.write(first), level.bitOr), " in ", paren(owner, level.bitOr)],
        kind: bool,
        level: level.comparison,
      };
    if (name === "repeat" && first !== undefined)
      return {
        layout: [paren(owner, level.product), " * ", paren(writer.write(first), level.unary)],
        kind: string,
        level: level.product,
      };
    const known = stringMethods[name];
    if (known === undefined || known[0] !== args.length) return undefined;
    const values = args.map((one) => writer.write(one));
    if (values.some((one) => one.kind.k !== "str")) return undefined;
    return primary(
      [
        base,
        `.${known[1]}`,
        group(
          "(",
          ")",
          values.map(({ layout }) => layout),
        ),
      ],
      known[2],
    );
  }
  if ((kind.k === "set" || kind.k === "map") && name === "has" && first !== undefined)
    return {
      layout: [paren(writer.write(first), level.bitOr), " in ", paren(owner, level.bitOr)],
      kind: bool,
      level: level.comparison,
    };
  if (kind.k === "set" && name === "add" && first !== undefined) {
    const value = writer.write(first);
    widen(writer, node, { k: "set", of: value.kind });
    return primary([base, ".add(", value.layout, ")"], { k: "none" });
  }
  if (kind.k === "map") {
    if (name === "get" && first !== undefined)
      return primary([base, ".get(", writer.write(first).layout, ")"], { k: "optional", of: kind.of });
    if (name === "set" && first !== undefined && args[1] !== undefined)
      return primary([base, "[", writer.write(first).layout, "] = ", writer.write(args[1]).layout], { k: "none" });
    if (name === "keys" || name === "values" || name === "entries")
      return primary([base, `.${name === "entries" ? "items" : name}()`], {
        k: "list",
        of: name === "keys" ? string : name === "values" ? kind.of : { k: "tuple", of: [string, kind.of] },
      });
  }
  return undefined;
}

/** Whether an expression is a copy such as `[...list]`, which `sort()` may change. */
const isCopy = (node: Expression): boolean =>
  node.type === "ArrayExpression" && node.elements.length === 1 && node.elements[0]?.type === "SpreadElement";

function copied(writer: ExpressionWriter, node: Expression): Layout | undefined {
  if (node.type !== "ArrayExpression" || node.elements[0]?.type !== "SpreadElement") return undefined;
  return writer.write(node.elements[0].argument).layout;
}

/** Records the kind of the elements of a list or set when the first element is added. */
function widen(writer: ExpressionWriter, node: CallExpression, kind: Kind): void {
  if (node.callee.type !== "MemberExpression" || node.callee.object.type !== "Identifier") return;
  const binding = writer.conversion.find(node.callee.object.name);
  if (
    binding !== undefined &&
    (binding.kind.k === "list" || binding.kind.k === "set") &&
    binding.kind.of.k === "unknown"
  )
    binding.kind = kind;
}

const reflectedList: Kind = { k: "list", of: { k: "reflected" } };
const inspectorMethods: Readonly<Record<string, Kind>> = {
  getTableNames: { k: "list", of: string },
  getViewNames: { k: "list", of: string },
  getSchemaNames: { k: "list", of: string },
  hasTable: { k: "bool" },
  getColumns: reflectedList,
  getIndexes: reflectedList,
  getForeignKeys: reflectedList,
  getUniqueConstraints: reflectedList,
  getCheckConstraints: reflectedList,
  getPkConstraint: { k: "reflected" },
};

/** Writes a call of a method of an inspector. */
export function inspectorMethod(writer: ExpressionWriter, node: CallExpression, owner: Written, name: string): Written {
  const kind = inspectorMethods[name];
  if (kind === undefined) return writer.conversion.refuse(node, `the method ${name}() of an inspector`);
  const args = node.arguments.map((one) =>
    one.type === "SpreadElement" ? writer.conversion.refuse(one, "...").layout : writer.write(one).layout,
  );
  return primary([paren(owner, level.primary), `.${snakeCase(name)}`, group("(", ")", args)], kind);
}

const reflectedKinds: Readonly<Record<string, Kind>> = {
  name: string,
  nullable: { k: "bool" },
  unique: { k: "bool" },
  columnNames: { k: "list", of: string },
  constrainedColumns: { k: "list", of: string },
  referredColumns: { k: "list", of: string },
  referredTable: string,
  sqltext: string,
  options: { k: "reflected" },
};

/** The kind of a property that an inspector returns, by its TypeScript name. */
export const reflectedKind = (name: string): Kind => reflectedKinds[name] ?? unknown;
