import { withoutTrailing } from "../../support/strip.js";
import type { CompiledTemplate } from "./template-syntax-error.js";

const longRun = /[ \t]{64}(?=[ \t])/g;

/** A character that a text does not have; Unicode has no meaning for these. */
function unusedCharacter(text: string): string {
  for (let code = 0xfdd0; ; code++) {
    const character = String.fromCharCode(code);
    if (!text.includes(character)) return character;
  }
}

function withoutLeadingBlanks(text: string): string {
  let start = 0;
  while (text[start] === " " || text[start] === "\t") start++;
  return text.slice(start);
}

/** Takes away the blanks before `<%_` and behind `_%>`, as EJS does. */
function withoutSlurpedBlanks(text: string): string {
  const opened = text.split("<%_");
  const before = opened.map((part, at) => (at < opened.length - 1 ? withoutTrailing(part, " \t") : part)).join("<%_");
  return before
    .split("_%>")
    .map((part, at) => (at > 0 ? withoutLeadingBlanks(part) : part))
    .join("_%>");
}

/**
 * Makes an EJS template in whose text no run of blanks is long until it has become code: EJS looks for blanks before a
 * `<%_` from each blank, which takes hours for a run of a million.
 */
export function cutRuns(text: string, templateOf: (text: string) => CompiledTemplate): CompiledTemplate {
  if (text.search(longRun) < 0) return templateOf(text);
  const mark = unusedCharacter(text);
  const template = templateOf(withoutSlurpedBlanks(text).replaceAll(longRun, `$&${mark}`));
  const generateSource = template.generateSource;
  template.generateSource = () => {
    generateSource.call(template);
    template.source = template.source.replaceAll(mark, "");
  };
  return template;
}
