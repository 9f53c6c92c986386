import { CommandError } from "../../support/command-error.js";

/** Python's `shlex.split`: words with quotes and backslashes; with `posix` off the quotes stay where they are. */
export function splitCommandLine(text: string, posix = true): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (quote !== "") {
      if (character === quote) {
        quote = "";
        if (!posix) word = (word ?? "") + character;
      } else if (posix && quote === '"' && character === "\\" && /["\\]/.test(text[at + 1] ?? ""))
        word += text[++at] ?? "";
      else word = (word ?? "") + character;
    } else if (/[ \t\r\n]/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === "'" || character === '"') {
      quote = character;
      word = (word ?? "") + (posix ? "" : character);
    } else if (posix && character === "\\") {
      if (at + 1 >= text.length) throw new CommandError(`No escaped character in the options '${text}'`);
      word = (word ?? "") + (text[++at] ?? "");
    } else word = (word ?? "") + character;
  }
  if (quote !== "") throw new CommandError(`No closing quotation in the options '${text}'`);
  if (word !== undefined) words.push(word);
  return words;
}

/** A word without the quotes around it. */
export const unquoted = (word: string): string => word.replace(/^(["'])(.*)\1$/, "$2");
