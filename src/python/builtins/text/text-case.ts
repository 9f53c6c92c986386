import { codePoints } from "../../protocol/code-points.js";

export const isUpperCase = (character: string): boolean => /\p{Uppercase}|\p{Lt}/u.test(character);
const isCased = (character: string): boolean => /\p{Lowercase}|\p{Uppercase}|\p{Lt}/u.test(character);

/** The first letter of a word in title case: `ǆ` becomes `ǅ`. */
export const titledCase = (character: string): string => {
  const special: Readonly<Record<string, string>> = {
    ǆ: "ǅ",
    ǅ: "ǅ",
    Ǆ: "ǅ",
    ǉ: "ǈ",
    ǈ: "ǈ",
    Ǉ: "ǈ",
    ǌ: "ǋ",
    ǋ: "ǋ",
    Ǌ: "ǋ",
    ǳ: "ǲ",
    ǲ: "ǲ",
    Ǳ: "ǲ",
    ß: "Ss",
    ﬁ: "Fi",
    ﬂ: "Fl",
  };
  return special[character] ?? character.toUpperCase();
};

export function titleCase(value: string): string {
  let before = false;
  let result = "";
  for (const character of value) {
    result += before ? character.toLowerCase() : titledCase(character);
    before = isCased(character);
  }
  return result;
}

export function isTitleCase(value: string): boolean {
  let [before, found] = [false, false];
  for (const character of value) {
    if (isUpperCase(character)) {
      if (before) return false;
      before = found = true;
    } else if (/\p{Lowercase}/u.test(character)) {
      if (!before) return false;
      before = found = true;
    } else before = false;
  }
  return found;
}

export const swapCase = (value: string): string =>
  codePoints(value)
    .map((character) =>
      isUpperCase(character)
        ? character.toLowerCase()
        : /\p{Lowercase}/u.test(character)
          ? character.toUpperCase()
          : character,
    )
    .join("");

/** The characters that Python folds beyond lower case. */
export const foldCase = (value: string): string =>
  value
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ς", "σ")
    .replaceAll("ﬁ", "fi")
    .replaceAll("ﬂ", "fl")
    .replaceAll("ﬀ", "ff");
