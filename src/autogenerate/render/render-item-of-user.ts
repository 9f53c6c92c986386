import type { AutogenContext } from "../autogen-context.js";
import { raw, type SourceNode } from "./source-node.js";

/**
 * Returns the code of the environment's `renderItem`, `null` to omit the item, or `undefined` to render it as usual.
 */
export function renderItemOfUser(type: string, item: unknown, context: AutogenContext): SourceNode | null | undefined {
  const { renderItem } = context.opts;
  const rendered = renderItem?.(type, item, context) ?? (renderItem ? null : false);
  if (rendered === false) return undefined;
  return rendered === null ? null : raw(rendered, item);
}
