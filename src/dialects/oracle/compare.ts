import { compare as base, stripDefault, synonyms } from "../base/compare.js";
import type { CompareHooks } from "../compare-hooks.js";

/** The rules for comparing Oracle with models. */
export const compare: CompareHooks = {
  ...base,
  typeSynonyms: [
    ...base.typeSynonyms,
    synonyms("varchar", "varchar2"),
    synonyms("bigint", "integer", "smallint", "decimal", "numeric", "number"),
    synonyms("double", "float", "double_precision"),
  ],
  identityOptionsIgnored: new Set(),
  areDefaultsEqual: ({ inspected, metadata }) => (stripDefault(inspected)?.trim() ?? null) === stripDefault(metadata),
};
