import { EnumType } from "../../schema/types/enum-type.js";
import type { ReflectedType } from "../compare-hooks.js";

/** The name of a type and the arguments in its parentheses, as the server writes it. */
const written = /^(\w+)(?:\((.*)\))?(.*)$/s;

const integers = /^(?:tinyint|smallint|mediumint|int|bigint)$/;

/** Removes the display width of an integer type, which does not affect the values. */
function withoutWidth(text: string): string {
  const [, name = "", , rest = ""] = written.exec(text) ?? [];
  return integers.test(name) ? `${name}${rest}` : text;
}

const wholeOrDecimal = /^(?:(?:tiny|small|medium|big)?int(?: unsigned)?|decimal\(\d+,\d+\))$/;

/**
 * Whether the server writes a whole number or a decimal of the models as this text, so that no column has to be made to
 * find out. As in Alembic, a display width is compared only if the models name it.
 */
export function isWrittenAs(given: string, typeText: string): boolean {
  const own = given
    .toLowerCase()
    .replace(/^integer\b/, "int")
    .replace(/^numeric\b/, "decimal")
    .replace(", ", ",");
  return wholeOrDecimal.test(own) && withoutWidth(typeText) === own;
}

/** Replaces the older name of a character set: newer servers write `utf8mb3` for `utf8`. */
const currentName = (name: string): string => name.toLowerCase().replace(/^utf8(?=_|$)/, "utf8mb3");

/** The character set and the collation that the DDL of a type names outside the quoted values of an ENUM. */
function charactersOf(given: string): { readonly charset: string | undefined; readonly collation: string | undefined } {
  const words = given.replaceAll(/'(?:[^']|'')*'/g, "''");
  return {
    charset: /\bCHARACTER SET (\w+)/i.exec(words)?.[1],
    collation: /\bCOLLATE (\w+)/i.exec(words)?.[1],
  };
}

/**
 * Returns the difference between the character set or collation of a column and that of the models. They are compared
 * only if the models name them; otherwise the column has those of the table.
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
 * Compares the type of a column with that of the models, both as the server writes them.
 *
 * @param given - the models' type as DDL. As in Alembic, a display width, a character set and a collation are compared
 * only if it names them.
 * @returns the difference, as text; `undefined` if the types are equal.
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
  // As in Alembic, the order of the values is not compared.
  if (found !== undefined && values !== undefined && isSameSet(found, values)) return undefined;
  return `the database has ${inspected.typeText}, and would have ${wanted.typeText} from the models`;
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value) => other.includes(value));
}
