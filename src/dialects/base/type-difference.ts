import type { CompareHooks } from "../compare-hooks.js";

/** A type's DDL in parts: `NUMERIC(10, 2) UNSIGNED` is the name `numeric`, the word `unsigned` and two arguments. */
interface TypeParts {
  readonly name: string;
  readonly words: readonly string[];
  readonly args: readonly string[];
}

function partsOf(ddl: string): TypeParts {
  const tokens = ddl.toLowerCase().match(/[\p{L}\p{N}_-]+|\(.+?\)/gu) ?? [];
  const words = tokens.filter((token) => !token.startsWith("("));
  const parenthesised = tokens.findLast((token) => token.startsWith("(")) ?? "";
  const args = (parenthesised.match(/[^(),]+/g) ?? []).map((arg) => arg.trim());
  return { name: words[0] ?? "", words: words.slice(1), args };
}

const areEqual = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, at) => value === other[at]);

function haveSameName(one: TypeParts, other: TypeParts, hooks: CompareHooks): boolean {
  if (one.name === other.name) return true;
  const full = ({ name, words }: TypeParts): string => [name, ...words].join(" ");
  return hooks.typeSynonyms.some(
    (group) => (group.has(one.name) && group.has(other.name)) || (group.has(full(one)) && group.has(full(other))),
  );
}

/**
 * Why two types are not the same, by the rules of Alembic: other name, or other arguments where both sides have as many.
 * A side that says less is taken to agree.
 *
 * @param inspected - the database's type as DDL.
 * @param metadata - the models' type as DDL.
 * @returns the reason, or `undefined` when they are the same.
 */
export function typeDifference(inspected: string, metadata: string, hooks: CompareHooks): string | undefined {
  const one = partsOf(inspected);
  const other = partsOf(metadata);
  if (!haveSameName(one, other, hooks)) return `the database has ${inspected}, the models have ${metadata}`;
  if (one.words.length === other.words.length && !areEqual(one.words, other.words))
    return `the words after the type's name differ: ${inspected} and ${metadata}`;
  if (one.args.length === other.args.length && !areEqual(one.args, other.args))
    return `the arguments of the type differ: ${inspected} and ${metadata}`;
  for (const pattern of hooks.typeParts) {
    const found = pattern.exec(one.words.join(" "))?.[1];
    const wanted = pattern.exec(other.words.join(" "))?.[1];
    if (found !== undefined && wanted !== undefined && found !== wanted)
      return `the type has ${found} in the database and ${wanted} in the models`;
  }
  return undefined;
}
