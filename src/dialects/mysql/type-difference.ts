import { EnumType } from "../../schema/types/enum-type.js";
import type { ReflectedType } from "../compare-hooks.js";

/** The name of a type and the arguments in its parentheses, as the server writes it. */
const written = /^(\w+)(?:\((.*)\))?(.*)$/s;

const integers = /^(?:tinyint|smallint|mediumint|int|bigint)$/;

/** The server's text without the display width of an integer, which has no effect on its values. */
function withoutWidth(text: string): string {
  const [, name = "", , rest = ""] = written.exec(text) ?? [];
  return integers.test(name) ? `${name}${rest}` : text;
}

/** The older name of a character set, which servers have replaced one by one. */
const currentName = (name: string): string => name.toLowerCase().replace(/^utf8(?=_|$)/, "utf8mb3");

/** The character set and collation that a type of the models names; quoted values of an ENUM do not count. */
function charactersOf(given: string): { readonly charset: string | undefined; readonly collation: string | undefined } {
  const words = given.replaceAll(/'(?:[^']|'')*'/g, "''");
  return {
    charset: /\bCHARACTER SET (\w+)/i.exec(words)?.[1],
    collation: /\bCOLLATE (\w+)/i.exec(words)?.[1],
  };
}

/**
 * Why the character set or collation of a text differs from the models; without one in the models, that of the table
 * applies.
 */
function charactersDiffer(collation: string | null | undefined, given: string): string | undefined {
  if (collation === null || collation === undefined) return undefined;
  const wanted = charactersOf(given);
  const found = currentName(collation);
  if (wanted.collation !== undefined && currentName(wanted.collation) !== found)
    return `the collation is ${collation} in the database and ${wanted.collation} in the models`;
  const charset = found.split("_")[0] ?? "";
  if (wanted.charset !== undefined && currentName(wanted.charset) !== charset)
    return `the character set is ${charset} in the database and ${wanted.charset} in the models`;
  return undefined;
}

/**
 * Why the type of a column differs from that of the models, both as the server writes them.
 *
 * @param given - the models' type as DDL: a display width, a character set and a collation are compared only if they
 * name one, as in Alembic.
 * @returns `undefined` where they are the same.
 */
export function reflectedTypeDifference(
  inspected: ReflectedType,
  wanted: ReflectedType,
  given: string,
): string | undefined {
  const characters = charactersDiffer(inspected.collation, given);
  if (characters !== undefined) return characters;
  const [one, other] = [inspected.typeText, wanted.typeText];
  if (one === other) return undefined;
  const namesWidth = /^\w+\(\d+\)/.test(given);
  if (!namesWidth && withoutWidth(one) === withoutWidth(other)) return undefined;
  const [found, values] = [inspected.type, wanted.type].map((type) =>
    type instanceof EnumType ? type.enums : undefined,
  );
  // Alembic takes the values for a set: their order is not compared.
  if (found !== undefined && values !== undefined && isSameSet(found, values)) return undefined;
  return `the database has ${inspected.typeText}, and would have ${wanted.typeText} from the models`;
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value) => other.includes(value));
}
