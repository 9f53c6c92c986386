import { compare as base, synonyms } from "../base/compare.js";
import type { CompareHooks } from "../compare-hooks.js";

/** What PostgreSQL has to say when a database is compared with models. */
export const compare: CompareHooks = {
  ...base,
  typeSynonyms: [...base.typeSynonyms, synonyms("float", "double precision")],
  reflectsExpressionIndexes: true,
  areDefaultsEqual: ({ inspected, metadata, metadataColumn }) => {
    // The default of a SERIAL column is its sequence, which no model names.
    if (metadataColumn.table?.autoincrementColumn === metadataColumn) return true;
    return inspected?.replace(/^(nextval\('.+?')::regclass\)/, "$1)") === (metadata ?? undefined);
  },
};
