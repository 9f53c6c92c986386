import type { CompareHooks } from "../compare-hooks.js";

/** A group of synonymous type names. */
export const synonyms = (...names: readonly string[]): ReadonlySet<string> => new Set(names);

/** Removes one pair of parentheses, and then one pair of quotes. */
export function stripDefault(text: string | null): string | null {
  return text === null ? null : text.replace(/^\((.+)\)$/s, "$1").replace(/^"?'(.+)'"?$/s, "$1");
}

/** The rules of a dialect that has no others. */
export const compare: CompareHooks = {
  typeSynonyms: [synonyms("numeric", "decimal")],
  typeParts: [],
  identityOptionsIgnored: new Set(["order", "onNull"]),
  restrictIsNoAction: false,
  reflectsExpressionIndexes: false,
  keepsExpressionText: false,
  addressesUnnamedConstraints: false,
  uniquesAreIndexes: false,
  foreignKeysNeedIndexes: false,
  comparesIndexOptions: false,
  restatesColumns: false,
  ignoresCase: false,
  isNoDefault: (sql) => /^[\s(]*NULL[\s)]*$/i.test(sql),
  areDefaultsEqual: ({ inspected, metadata }) => inspected === metadata,
  wrapDefault: (sql) => sql,
  wrapDefaultInPython: (sql) => sql,
  normalizeExpression: (expression) => expression.replaceAll(/[ ()'"`[\]\t\r\n]/g, "").toLowerCase(),
};
