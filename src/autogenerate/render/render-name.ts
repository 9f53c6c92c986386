import type { ConstraintName } from "../../schema/names/constraint-name.js";
import { Conv } from "../../schema/names/conv.js";
import type { AutogenContext } from "../autogen-context.js";
import { prefixes } from "./prefixes.js";
import { call, raw, type SourceNode, string } from "./source-node.js";

/** A name of a constraint or index: `op.f("…")` where no naming convention is to be applied to it. */
export function renderName(context: AutogenContext, name: ConstraintName): SourceNode {
  if (name === null) return raw("null");
  if (name instanceof Conv && context.rendersModels) return string(name.name);
  if (name instanceof Conv) return call(prefixes.op(context, "f"), string(name.name));
  return string(String(name));
}

/** The name of a constraint or index that is a schema object. */
export function renderItemName(
  context: AutogenContext,
  item: { readonly name: string | null; readonly nameIsFinal: boolean },
): SourceNode {
  return renderName(context, item.name !== null && item.nameIsFinal ? new Conv(item.name) : item.name);
}
