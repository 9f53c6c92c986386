import { isOptions } from "../../schema/arguments/split-options.js";
import { TypeDecorator } from "../../schema/types/type-decorator.js";
import { TypeEngine } from "../../schema/types/type-engine.js";
import type { AutogenContext } from "../autogen-context.js";
import { prefixes } from "./prefixes.js";
import { renderItemOfUser } from "./render-item-of-user.js";
import { array, type CallNode, call, literal, object, raw, type SourceNode, string } from "./source-node.js";

function argument(value: unknown, context: AutogenContext): SourceNode {
  if (value instanceof TypeEngine) return renderType(value, context);
  if (Array.isArray(value)) return array(value.map((one) => argument(one, context)));
  if (isOptions(value))
    return object(Object.entries(value).map(([key, entry]) => [key, argument(entry, context)] as const));
  return literal(value);
}

/**
 * Renders a type of the application: by its class where a prefix is configured, and otherwise by the type in which it
 * is stored.
 */
function ownType(type: TypeEngine, context: AutogenContext): SourceNode {
  const prefix = context.opts.userModulePrefix;
  if (prefix === undefined || prefix === null) {
    if (type instanceof TypeDecorator) return renderType(type.loadDialectImpl(context.dialect.name), context);
    context.warn(
      `The type ${type.typeName} is the application's own: import it in the script, or configure userModulePrefix or renderItem`,
    );
  }
  const made = call(`new ${prefix ?? ""}${type.typeName}`, ...type.parameters().map((one) => argument(one, context)));
  return { ...made, value: type };
}

function plainType(type: TypeEngine, context: AutogenContext): SourceNode {
  if (type.namespace === "user") return ownType(type, context);
  const place = type.namespace === "sa" ? "" : `${type.namespace}.`;
  const args = type.parameters().map((one) => argument(one, context));
  return call(prefixes.sa(context, `${place}${type.typeName}`), ...args);
}

/** Renders a type as a call, followed by its variants for dialects. */
export function renderType(type: TypeEngine, context: AutogenContext): SourceNode {
  const own = renderItemOfUser("type", type, context);
  if (own !== undefined && own !== null) return own;
  const base = plainType(type, context);
  if (type.variants.size === 0) return base;
  const chain = [...type.variants]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, variant]) => ({ name: "withVariant", args: [renderType(variant, context), string(name)] }));
  const start: CallNode = base.kind === "call" ? base : { ...call(""), callee: base.kind === "raw" ? base.text : "" };
  return base.kind === "call" ? { ...start, chain } : raw(base.kind === "raw" ? base.text : "", type);
}
