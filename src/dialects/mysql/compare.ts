import { compare as base, synonyms } from "../base/compare.js";
import type { CompareHooks, DefaultsToCompare } from "../compare-hooks.js";

const onUpdate = /(.*) (on update.*?)(?:\(\))?$/;

function stripNumeric(text: string | null): string | null {
  return text === null ? null : text.replace(/^\((.+)\)$/s, "$1").replace(/^'(.+)'$/s, "$1");
}

/** A function's call is the same with and without its empty parentheses. */
const normalize = (text: string): string => text.toLowerCase().replace(/\(\)$/, "");

function areDefaultsEqual({ inspectedColumn, metadataColumn, inspected, metadata }: DefaultsToCompare): boolean {
  const { affinity } = inspectedColumn.type;
  if (metadataColumn.type.affinity === "Integer" && inspectedColumn.primaryKey && inspected === "'0'" && !metadata)
    return true;
  if (inspected !== null && ["Integer", "Numeric", "Float"].includes(affinity)) {
    if (stripNumeric(inspected) === stripNumeric(metadata)) return true;
  } else if (metadata !== null && metadataColumn.type.affinity === "String") {
    return inspected === `'${metadata.replaceAll(/^'|'$/g, "")}'`;
  }
  if (inspected === null || metadata === null) return inspected === metadata;
  const found = onUpdate.exec(inspected.toLowerCase());
  const wanted = onUpdate.exec(metadata.toLowerCase());
  if (found === null) return normalize(inspected) === normalize(metadata);
  return (
    wanted !== null && found[2] === wanted[2] && normalize(found[1] ?? inspected) === normalize(wanted[1] ?? metadata)
  );
}

/** What MySQL and MariaDB as they are compared with models. */
export const compare: CompareHooks = {
  ...base,
  // Dropping what only seems to be left over would cost a foreign key its index.
  refusal: "the indexes that the server makes for foreign keys and unique columns would be taken for changes",
  typeSynonyms: [...base.typeSynonyms, synonyms("bool", "tinyint"), synonyms("json", "longtext")],
  typeParts: [/character set ([\w\-_]+)/, /collate ([\w\-_]+)/],
  restrictIsNoAction: true,
  areDefaultsEqual,
};
