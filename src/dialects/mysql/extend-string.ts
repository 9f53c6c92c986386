import type { CharacterSet } from "../../schema/types/mysql/character-set.js";

/** A type of text with its character set and collation behind it. */
export function extendString(
  type: { readonly collation: string | null; readonly characters?: CharacterSet },
  text: string,
  isNational = false,
): string {
  const { characters } = type;
  const charset =
    characters === undefined
      ? null
      : characters.charset !== null
        ? `CHARACTER SET ${characters.charset}`
        : characters.ascii
          ? "ASCII"
          : characters.unicode
            ? "UNICODE"
            : null;
  const collation =
    type.collation !== null ? `COLLATE ${type.collation}` : characters?.binary === true ? "BINARY" : null;
  const national = characters === undefined ? isNational : characters.national || isNational;
  const parts = national ? ["NATIONAL", text, collation] : [text, charset, collation];
  return parts.filter((one) => one !== null).join(" ");
}
