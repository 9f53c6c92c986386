import type { AutogenContext } from "../autogen-context.js";
import { raw, type SourceNode } from "./source-node.js";

/**
 * Returns the text of the environment's `renderItem`, `null` to omit the item, or `undefined` to render it as usual.
 */
export function textOfUser(type: string, item: unknown, context: AutogenContext): string | null | undefined {
  const { renderItem } = context.opts;
  if (renderItem === undefined || renderItem === null) return undefined;
  const rendered = renderItem(type, item, context);
  return rendered === false ? undefined : (rendered ?? null);
}

/** Returns {@link textOfUser} as source. */
export function renderItemOfUser(type: string, item: unknown, context: AutogenContext): SourceNode | null | undefined {
  const text = textOfUser(type, item, context);
  return typeof text === "string" ? raw(text, item) : text;
}
