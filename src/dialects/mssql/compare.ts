import { compare as base, synonyms } from "../base/compare.js";
import type { CompareHooks } from "../compare-hooks.js";

/** SQL Server adds parentheses and takes spaces away as it likes. */
const bare = (text: string | null): string | undefined => text?.replaceAll(/[() "']/g, "");

/** What SQL Server as it is compared with models. */
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
