import { compare as base, synonyms } from "../base/compare.js";
import type { CompareHooks } from "../compare-hooks.js";

/** SQL Server adds parentheses and removes spaces. */
const bare = (text: string | null): string | undefined => text?.replaceAll(/[() "']/g, "");

/** The rules for comparing SQL Server with models. */
export const compare: CompareHooks = {
  ...base,
  typeSynonyms: [...base.typeSynonyms, synonyms("varchar", "nvarchar")],
  identityOptionsIgnored: new Set([
    ...base.identityOptionsIgnored,
    "minvalue",
    "maxvalue",
    "nominvalue",
    "nomaxvalue",
    "cycle",
    "cache",
  ]),
  areDefaultsEqual: ({ inspected, metadata }) => bare(inspected) === bare(metadata),
};
