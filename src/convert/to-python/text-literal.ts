import type { TemplateLiteral } from "oxc-parser";
import { flatText } from "../layout.js";
import { type ExpressionWriter, primary, type Written } from "./conversion.js";

const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

/** The characters that must be escaped in a string literal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are escaped
const special = /[\u0000-\u001f\u007f\\\u2028\u2029]/g;

function escaped(text: string, quote: string): string {
  return text
    .replace(special, (one) => {
      const code = one.charCodeAt(0).toString(16);
      return escapes[one] ?? (code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, "0")}`);
    })
    .replaceAll(quote, `\\${quote}`);
}

/** Writes a text as a Python literal. A text of three or more lines is written over several lines. */
export function textLiteral(text: string): string {
  const isLong = text.split("\n").length > 2;
  if (isLong && !/[^\n\P{C}]/u.test(text)) return `"""${longText(text)}"""`;
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"';
  return `${quote}${escaped(text, quote)}${quote}`;
}

/** Escapes a text for a literal in triple quotes. */
export const longText = (text: string): string =>
  text.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"');

/** Writes a template as an f-string. */
export function template(writer: ExpressionWriter, node: TemplateLiteral): Written {
  const texts = node.quasis.map(({ value }) => value.cooked ?? value.raw);
  if (node.expressions.length === 0) return primary(textLiteral(texts[0] ?? ""), { k: "str" });
  const values = node.expressions.map((one) => {
    const value = writer.write(one);
    if (value.kind.k !== "str" && value.kind.k !== "int")
      writer.conversion.refuse(
        one,
        `it is not known whether ${writer.conversion.source(one)} is a string or an integer, and Python formats other values differently`,
      );
    return `{${(flatText(value.layout) ?? "").replaceAll("\n", " ")}}`;
  });
  const isLong = texts.join("").split("\n").length > 2;
  const quote = isLong ? '"""' : '"';
  const pieces = texts.map((text) => {
    const doubled = text.replaceAll("{", "{{").replaceAll("}", "}}");
    return isLong ? longText(doubled) : escaped(doubled, '"');
  });
  // Before Python 3.12 a field of an f-string could contain neither the quotes of the string nor a backslash.
  if (values.some((one) => one.includes("\\") || (one.includes('"') && (isLong || one.includes("'")))))
    return writer.conversion.refuse(node, "a text with quotes inside of a field of a template");
  const fields = isLong ? values : values.map((one) => one.replaceAll('"', "'"));
  return primary(`f${quote}${pieces.map((text, at) => text + (fields[at] ?? "")).join("")}${quote}`, { k: "str" });
}
