import type { Dialect } from "../../dialects/dialect.js";

/** Whether comments are statements of their own, and neither unknown nor part of CREATE TABLE. */
export function separateComments(dialect: Dialect): boolean {
  return dialect.capabilities.supportsComments && !dialect.capabilities.inlineComments;
}
