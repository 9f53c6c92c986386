import { ClauseElement } from "../../../schema/elements/clause-element.js";
import { Conv } from "../../../schema/names/conv.js";
import { QuotedName } from "../../../schema/names/quoted-name.js";
import { TypeDecorator } from "../../../schema/types/type-decorator.js";
import { TypeEngine } from "../../../schema/types/type-engine.js";
import type { AutogenContext } from "../../autogen-context.js";
import { sqlOf } from "../../sql-of.js";
import { textOfUser } from "../render-item-of-user.js";
import { conditionText, pythonArguments, repr, saPrefix, textCall } from "./python-arguments.js";
import { typeArguments } from "./type-arguments.js";

type Values = Readonly<Record<string, unknown>>;

/** An attribute of a type by Python's name; some types keep theirs together. */
function attribute(type: TypeEngine, name: string): unknown {
  const key = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const values = type as unknown as Values;
  for (const holder of [values, values["characters"], values["options"]]) {
    if (typeof holder === "object" && holder !== null && key in holder) return (holder as Values)[key];
  }
  return undefined;
}

function valueText(value: unknown, isText: boolean, context: AutogenContext): string {
  if (value instanceof TypeEngine) return typeText(value, context);
  if (value instanceof ClauseElement)
    return isText ? textCall(sqlOf(context.dialect, value), context) : conditionText(value, context);
  if (value instanceof Conv) return repr(value.name);
  return repr(value instanceof QuotedName ? String(value) : value);
}

/** Whether the length of an enum is its default. */
const isOwnLength = (type: TypeEngine, name: string): boolean =>
  name === "length" && "lengthGiven" in type && type.lengthGiven === false;

/** The arguments in Python's `repr()` of a type: those that differ from their default. */
function argumentsText(type: TypeEngine, names: string, context: AutogenContext): string {
  const args: string[] = [];
  const keywords: (readonly [string, string])[] = [];
  for (const word of names.split(" ").filter((one) => one !== "")) {
    const [, star, name = "", mark] = /^(\*?)(\w+)(!|\?|=True|:True)?$/.exec(word) ?? [];
    const value = attribute(type, name);
    if (star === "*") args.push(...(value as readonly unknown[]).map((one) => valueText(one, false, context)));
    else if (mark === ":True") keywords.push([name, "True"]);
    else if (value === undefined || value === null || isOwnLength(type, name)) continue;
    else if (mark === "!") args.push(valueText(value, false, context));
    else if (mark === "=True" ? value !== true : value !== false || mark === "?")
      keywords.push([name, valueText(value, mark === "?", context)]);
  }
  return pythonArguments(args, keywords);
}

/**
 * Renders a type of the application: by its class where a prefix is configured, and otherwise by the type in which it
 * is stored.
 */
function ownType(type: TypeEngine, context: AutogenContext): string {
  const prefix = context.opts.userModulePrefix;
  if (prefix === undefined || prefix === null) {
    if (type instanceof TypeDecorator) return renderPythonType(type.loadDialectImpl(context.dialect.name), context);
    context.warn(
      `The type ${type.typeName} is the application's own: import it in the script, or configure userModulePrefix or renderItem`,
    );
  }
  return `${prefix ?? ""}${type.typeName}(${type.parameters().map(repr).join(", ")})`;
}

function typeText(type: TypeEngine, context: AutogenContext): string {
  const own = textOfUser("type", type, context);
  if (own !== undefined && own !== null) return own;
  const { namespace } = type;
  if (namespace === "user") return ownType(type, context);
  const names = (typeArguments[namespace] as Readonly<Record<string, string>>)[type.typeName] ?? "";
  const made = `${type.typeName}(${argumentsText(type, names, context)})`;
  if (namespace === "sa") return saPrefix(context) + made;
  context.imports.add(`from sqlalchemy.dialects import ${namespace}`);
  return `${namespace}.${made}`;
}

/** A type as the call that makes it in Python, followed by its variants for single dialects. */
export function renderPythonType(type: TypeEngine, context: AutogenContext): string {
  const own = textOfUser("type", type, context);
  if (own !== undefined && own !== null) return own;
  const variants = [...type.variants]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, variant]) => `.with_variant(${typeText(variant, context)}, ${repr(name)})`);
  return typeText(type, context) + variants.join("");
}
