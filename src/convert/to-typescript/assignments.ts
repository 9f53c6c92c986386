import type { Expression, Statement } from "../../python/syntax/syntax-node.js";
import { anyType, joinKinds, type Kind, unknown } from "../kind.js";
import type { Layout, LayoutLine } from "../layout.js";
import { type Conversion, level, paren, primary, rowUse, type Written } from "./conversion.js";
import type { Expressions } from "./expressions.js";
import { reflectedField } from "./methods.js";
import { addTarget, nodesOf } from "./nodes-of.js";
import type { Variables } from "./variables.js";

/** What the writer of an assignment needs from the function around it. */
interface Scope {
  readonly conversion: Conversion;
  readonly expressions: Expressions;
  readonly variables: Variables;
  readonly hoisted: Set<string>;
}

interface Range {
  readonly at: number;
  readonly end: number;
}

const line = (layout: Layout): LayoutLine[] => [{ depth: 0, layout }];

/** Writes `a = b`, with a declaration if it is the first assignment. */
export function assign(
  scope: Scope,
  node: Extract<Statement, { readonly kind: "Assign" | "AnnAssign" }>,
  block: Range,
): LayoutLine[] {
  const { conversion, expressions } = scope;
  if (node.value === null) return [];
  const targets = node.kind === "Assign" ? node.targets : [node.target];
  const [target, ...others] = targets as [Expression, ...Expression[]];
  if (others.length > 0) {
    conversion.refuse(node, "an assignment to several targets");
    return [];
  }
  if (target.kind === "Subscript") return assignItem(scope, target, expressions.write(node.value));
  if (target.kind === "Name") {
    const { body } = conversion.current?.node ?? { body: [] };
    const value = valueFor(scope, target.id, node.value, body);
    if (value.kind.k === "logger") {
      conversion.declare(target.id, value.kind);
      return [];
    }
    return declared(scope, [target.id], block, value, () => conversion.find(target.id)?.name ?? target.id, value.kind);
  }
  if (target.kind === "Tuple" && target.elts.every(({ kind }) => kind === "Name")) {
    const names = new Set<string>();
    addTarget(target, names);
    if (node.value.kind === "Call") expressions.rowByIndex = true;
    const value = expressions.write(node.value);
    expressions.rowByIndex = false;
    const kinds = value.kind.k === "tuple" ? value.kind.of : [];
    const isRow = (value.kind.k === "optional" ? value.kind.of : value.kind).k === "row";
    if (value.kind.k !== "tuple" && value.kind.k !== "list" && !isRow)
      conversion.refuse(node, `the assignment of ${conversion.source(node.value)} to several names`);
    const list = [...names];
    const pattern = (): string => `[${list.map((name) => conversion.find(name)?.name ?? name).join(", ")}]`;
    return declared(scope, list, block, value, pattern, {
      k: "tuple",
      of: list.map((_, at) => kinds[at] ?? (isRow ? { k: "value" } : unknown)),
    });
  }
  conversion.refuse(node, `an assignment to ${conversion.source(target)}`);
  return [];
}

/** Writes the value of a variable in the form that its uses need: a row by position or by name, or a map. */
function valueFor(
  { conversion, expressions }: Scope,
  name: string,
  node: Expression,
  body: readonly Statement[],
): Written {
  const isEmpty =
    (node.kind === "Dict" && node.keys.length === 0) ||
    (node.kind === "Call" &&
      node.func.kind === "Name" &&
      node.func.id === "dict" &&
      node.args.length + node.keywords.length === 0);
  if (isEmpty && hasComputedKeys(name, body)) return primary("new Map()", { k: "map", of: unknown });
  const use = rowUse(name, body);
  expressions.rowByIndex = use === "index" && node.kind === "Call";
  const value = expressions.write(node);
  expressions.rowByIndex = false;
  const kind: Kind = value.kind.k === "optional" ? value.kind.of : value.kind;
  if (kind.k === "row" && use === "both")
    return conversion.refuse(node, `the row ${name} is read by position and by name`);
  return value;
}

function hasComputedKeys(name: string, body: unknown): boolean {
  for (const node of nodesOf(body)) {
    if (node.kind !== "Subscript" || node.value.kind !== "Name" || node.value.id !== name) continue;
    if (node.slice.kind !== "Constant" || typeof node.slice.value !== "string") return true;
  }
  return false;
}

function declared(
  { conversion, variables, hoisted }: Scope,
  names: readonly string[],
  block: Range,
  value: Written,
  target: () => string,
  kind: Kind,
): LayoutLine[] {
  const kindAt = (at: number): Kind =>
    names.length === 1 && kind.k !== "tuple"
      ? kind
      : names.length === 1
        ? kind
        : kind.k === "tuple"
          ? (kind.of[at] ?? unknown)
          : unknown;
  const isTop = conversion.current === undefined;
  const known = names.filter((name) => (isTop ? conversion.globals.has(name) : conversion.isDeclared(name)));
  if (known.length > 0) {
    if (known.length < names.length) {
      conversion.refuse({ at: block.at }, `an assignment to ${names.join(", ")}, of which some are declared before`);
      return [];
    }
    for (const [at, name] of names.entries()) {
      const binding = conversion.find(name);
      if (binding !== undefined && JSON.stringify(binding.kind) !== JSON.stringify(kindAt(at))) conversion.mix(name);
      // After the assignment the variable has the new kind; in a branch or a loop it may still have the old one.
      if (binding !== undefined)
        binding.kind = conversion.isInInnermost(name) ? kindAt(at) : joinKinds(binding.kind, kindAt(at));
    }
    return line([target(), " = ", value.layout, ";"]);
  }
  const escapes = !isTop && names.some((name) => variables.isUsedOutside(name, block));
  if (escapes) {
    for (const [at, name] of names.entries()) {
      conversion.declareInFunction(name, kindAt(at));
      hoisted.add(name);
    }
    return line([target(), " = ", value.layout, ";"]);
  }
  for (const [at, name] of names.entries()) conversion.declare(name, kindAt(at));
  const isConstant = names.every((name) => variables.assignmentsIn(name, block) < 2);
  const type = typeOf(conversion, names, value, isConstant);
  return line([`${isConstant ? "const" : "let"} ${target()}${type} = `, value.layout, ";"]);
}

/**
 * The type in the declaration of a variable. There is one where the type of the first value would not fit what follows:
 * TypeScript makes an error of an element or a property that an empty list or an object literal does not have.
 */
function typeOf(conversion: Conversion, names: readonly string[], { layout }: Written, isConstant: boolean): string {
  const [name] = names;
  if (names.length !== 1 || name === undefined) return "";
  const { open, isEmpty } =
    typeof layout === "object" && "kind" in layout && layout.kind === "group"
      ? { open: layout.open, isEmpty: layout.items.length === 0 }
      : { open: String(layout).charAt(0), isEmpty: layout === "[]" || layout === "{}" };
  if (!isConstant && conversion.isMixed(name) && !(open === "[" && isEmpty)) return `: ${anyType}`;
  if (open === "[" && isEmpty) return `: ${anyType}[]`;
  const getsItems = hasItemsAssigned(name, conversion.current?.node.body ?? conversion.module.body);
  return open === "{" && getsItems ? `: Record<string, ${anyType}>` : "";
}

function hasItemsAssigned(name: string, body: unknown): boolean {
  for (const node of nodesOf(body)) {
    if (node.kind !== "Assign" && node.kind !== "AugAssign") continue;
    for (const target of node.kind === "Assign" ? node.targets : [node.target])
      if (target.kind === "Subscript" && target.value.kind === "Name" && target.value.id === name) return true;
  }
  return false;
}

function assignItem(
  { conversion, expressions }: Scope,
  target: Expression & { readonly kind: "Subscript" },
  value: Written,
): LayoutLine[] {
  const owner = expressions.write(target.value);
  const base = paren(owner, level.primary);
  const { slice } = target;
  if (owner.kind.k === "map") {
    const key = expressions.write(slice);
    const binding = target.value.kind === "Name" ? conversion.find(target.value.id) : undefined;
    if (binding?.kind.k === "map") binding.kind = { k: "map", of: joinKinds(binding.kind.of, value.kind) };
    if (key.kind.k === "str" || key.kind.k === "int" || key.kind.k === "value")
      return line([base, ".set(", key.layout, ", ", value.layout, ");"]);
  }
  if (slice.kind === "Constant" && typeof slice.value === "string" && owner.kind.k === "object")
    return line([base, reflectedField(owner.kind, slice.value), " = ", value.layout, ";"]);
  conversion.refuse(target, `an assignment to ${conversion.source(target)}`);
  return [];
}

/** Writes `a += b`. */
export function augment(
  { conversion, expressions }: Scope,
  node: Extract<Statement, { readonly kind: "AugAssign" }>,
): LayoutLine[] {
  const { target, op } = node;
  if (target.kind === "Name") {
    const left = expressions.write(target);
    const right = expressions.write(node.value);
    const numbers = [left, right].every(({ kind }) => kind.k === "int" || kind.k === "float");
    const texts = [left, right].every(({ kind }) => kind.k === "str");
    if ((numbers && (op === "+" || op === "-" || op === "*")) || (texts && op === "+"))
      return line([left.layout, ` ${op}= `, right.layout, ";"]);
    if (op === "+" && left.kind.k === "list" && (right.kind.k === "list" || right.kind.k === "tuple"))
      return line([left.layout, ".push(...", paren(right, level.primary), ");"]);
  }
  conversion.refuse(node, `${conversion.source(node)}, whose values are not known`);
  return [];
}
