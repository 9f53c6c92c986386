import { camelCase } from "../../python/host/camel-case.js";
import type { Expression } from "../../python/syntax/syntax-node.js";
import { type Kind, unknown } from "../kind.js";
import { group, type Layout } from "../layout.js";
import { level, paren, primary, type Written } from "./conversion.js";
import type { ExpressionWriter } from "./expression-writer.js";

type Call = Expression & { readonly kind: "Call" };

const renamed: Readonly<Record<string, string>> = {
  notin_: "notIn",
  isnot: "isNot",
  notlike: "notLike",
  notilike: "notIlike",
  nullsfirst: "nullsFirst",
  nullslast: "nullsLast",
  filter: "where",
  as_scalar: "scalarSubquery",
};

const clauseMethods = new Set(
  "in_ not_in notin_ is_ is_not isnot is_distinct_from is_not_distinct_from like not_like notlike ilike not_ilike notilike startswith endswith contains between concat op collate asc desc nulls_first nullsfirst nulls_last nullslast distinct label cast where filter select_from join outerjoin group_by having order_by limit offset correlate scalar_subquery as_scalar from_select prefix_with inline values bindparams insert update delete select alias exists union union_all except_ intersect returning with_for_update with_variant as_string as_integer as_float as_numeric as_boolean as_json has_key has_all has_any contained_by delete_path path_exists path_match".split(
    " ",
  ),
);

/** Methods whose keyword arguments become one object of values; the keys keep their names. */
const takesValues = new Set(["values", "bindparams"]);

/** Writes a call of a method of an SQL expression, a statement, a table or a type. */
export function clauseMethod(writer: ExpressionWriter, node: Call, owner: Written, name: string): Written {
  const { conversion } = writer;
  if (owner.kind.k === "type" ? name !== "with_variant" : !clauseMethods.has(name))
    return conversion.refuse(node, `the method ${name}() of ${conversion.source(node.func)}`);
  const args: Layout[] = node.args.map((one) => {
    const value = writer.write(one.kind === "Starred" ? one.value : one);
    return one.kind === "Starred" ? ["...", paren(value, level.primary)] : paren(value, level.conditional);
  });
  const keywords = node.keywords.map(({ arg, value }) => {
    if (arg === null) {
      const spread = writer.write(value);
      if (!takesValues.has(name) || spread.kind.k !== "object")
        conversion.refuse(value, `** in the arguments of ${name}()`);
      return ["...", paren(spread, level.primary)];
    }
    const key = takesValues.has(name) ? arg : camelCase(arg);
    return [
      /^[A-Za-z_$][\w$]*$/.test(key) ? `${key}: ` : `${JSON.stringify(key)}: `,
      paren(writer.write(value), level.conditional),
    ];
  });
  if (keywords.length > 0) args.push(group("{", "}", keywords, { isSpaced: true }));
  const kind: Kind = owner.kind.k === "type" ? { k: "type" } : name === "alias" ? { k: "table" } : { k: "clause" };
  return primary(
    [paren(owner, level.primary), `.${renamed[name] ?? camelCase(name)}`, group("(", ")", args, { mayHug: true })],
    kind,
  );
}

const string: Kind = { k: "str" };
const stringMethods: Readonly<Record<string, readonly [count: readonly number[], name: string, kind: Kind]>> = {
  replace: [[2], "replaceAll", string],
  lower: [[0], "toLowerCase", string],
  upper: [[0], "toUpperCase", string],
  strip: [[0], "trim", string],
  lstrip: [[0], "trimStart", string],
  rstrip: [[0], "trimEnd", string],
  split: [[1], "split", { k: "list", of: string }],
  startswith: [[1], "startsWith", { k: "bool" }],
  endswith: [[1], "endsWith", { k: "bool" }],
};

/** Writes a call of a method of a string, a list, a set or a dictionary; returns `undefined` if it is not known. */
export function valueMethod(writer: ExpressionWriter, node: Call, owner: Written, name: string): Written | undefined {
  if (node.keywords.length > 0 || node.args.some(({ kind }) => kind === "Starred")) return undefined;
  const args = node.args.map((one) => writer.write(one));
  const base = paren(owner, level.primary);
  const [first, second] = args;
  const { kind } = owner;
  switch (kind.k) {
    case "str": {
      if (name === "join" && first !== undefined) {
        if (first.kind.k !== "list" && first.kind.k !== "tuple" && first.kind.k !== "set") return undefined;
        const list = first.kind.k === "set" ? ["[...", paren(first, level.primary), "]"] : paren(first, level.primary);
        return primary([list, ".join(", owner.layout, ")"], string);
      }
      const known = stringMethods[name];
      if (known === undefined || !known[0].includes(args.length) || args.some((one) => one.kind.k !== "str"))
        return undefined;
      return primary(
        [
          base,
          `.${known[1]}`,
          group(
            "(",
            ")",
            args.map(({ layout }) => layout),
          ),
        ],
        known[2],
      );
    }
    case "list":
      if (name === "append" && first !== undefined) {
        widen(writer, node, { k: "list", of: first.kind });
        return primary([base, ".push", group("(", ")", [paren(first, level.conditional)], { mayHug: true })], {
          k: "none",
        });
      }
      if (name === "extend" && (first?.kind.k === "list" || first?.kind.k === "tuple" || first?.kind.k === "set"))
        return primary([base, ".push(...", paren(first, level.primary), ")"], { k: "none" });
      return name === "all" || name === "copy"
        ? name === "all"
          ? owner
          : primary(["[...", base, "]"], kind)
        : undefined;
    case "set":
      if (name === "add" && first !== undefined) {
        widen(writer, node, { k: "set", of: first.kind });
        return primary([base, ".add(", first.layout, ")"], { k: "none" });
      }
      return undefined;
    case "map":
      if (name === "get" && first !== undefined) {
        const otherwise = second === undefined ? "null" : paren(second, level.unary);
        return {
          layout: [base, ".get(", first.layout, ") ?? ", otherwise],
          kind: second === undefined ? { k: "optional", of: kind.of } : kind.of,
          level: level.or,
        };
      }
      return undefined;
    case "object":
    case "reflected": {
      const [key] = node.args;
      if (name !== "get" || key?.kind !== "Constant" || typeof key.value !== "string") return undefined;
      const field = reflectedField(kind, key.value);
      const otherwise = second === undefined ? "null" : paren(second, level.unary);
      const of: Kind = kind.k === "object" ? kind.of : reflectedKind(key.value);
      return {
        layout: [base, field, " ?? ", otherwise],
        kind: second === undefined ? { k: "optional", of } : of,
        level: level.or,
      };
    }
    default:
      return undefined;
  }
}

/** Records the kind of the elements of a list or set when the first element is added. */
function widen(writer: ExpressionWriter, node: Call, kind: Kind): void {
  if (node.func.kind !== "Attribute" || node.func.value.kind !== "Name") return;
  const binding = writer.conversion.find(node.func.value.id);
  if (binding === undefined || (binding.kind.k !== "list" && binding.kind.k !== "set")) return;
  if (binding.kind.of.k === "unknown") binding.kind = kind;
}

const fieldName = /^[A-Za-z_$][\w$]*$/;

/** Writes the access to a property, with a dot if possible. The keys of an inspector's results become camelCase. */
export function reflectedField(kind: Kind, key: string): string {
  const name = kind.k === "reflected" ? camelCase(key) : key;
  return fieldName.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

const reflectedKinds: Readonly<Record<string, Kind>> = {
  name: { k: "str" },
  nullable: { k: "bool" },
  unique: { k: "bool" },
  column_names: { k: "list", of: { k: "str" } },
  constrained_columns: { k: "list", of: { k: "str" } },
  referred_columns: { k: "list", of: { k: "str" } },
  referred_table: { k: "str" },
  sqltext: { k: "str" },
  options: { k: "reflected" },
  ondelete: { k: "str" },
  onupdate: { k: "str" },
  type: { k: "type" },
};

/** The kind of the value under a key of an inspector's result. */
export const reflectedKind = (key: string): Kind => reflectedKinds[key] ?? unknown;

const reflectedList: Kind = { k: "list", of: { k: "reflected" } };
const inspectorMethods: Readonly<Record<string, Kind>> = {
  get_table_names: { k: "list", of: string },
  get_view_names: { k: "list", of: string },
  get_schema_names: { k: "list", of: string },
  has_table: { k: "bool" },
  get_columns: reflectedList,
  get_indexes: reflectedList,
  get_foreign_keys: reflectedList,
  get_unique_constraints: reflectedList,
  get_check_constraints: reflectedList,
  get_pk_constraint: { k: "reflected" },
};

/** Writes a call of a method of an inspector. */
export function inspectorMethod(writer: ExpressionWriter, node: Call, owner: Written, name: string): Written {
  const { conversion } = writer;
  const kind = inspectorMethods[name];
  if (kind === undefined) return conversion.refuse(node, `the method ${name}() of an inspector`);
  const args = [
    ...node.args,
    ...node.keywords.filter(({ arg }) => arg === "table_name" || arg === "schema").map(({ value }) => value),
  ];
  if (args.length !== node.args.length + node.keywords.length)
    return conversion.refuse(node, `the arguments of ${name}()`);
  const layouts = args.map((one) => paren(writer.write(one), level.conditional));
  const call: Layout = [paren(owner, level.primary), `.${camelCase(name)}`, group("(", ")", layouts)];
  return { layout: conversion.awaited(call, node), kind, level: level.unary };
}
