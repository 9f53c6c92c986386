import { quoteString } from "../../autogenerate/render/source-node.js";
import type { Expression, FormattedValue, JoinedString } from "../../python/syntax/syntax-node.js";
import { level, oneLine, primary, type Written } from "./conversion.js";
import type { ExpressionWriter } from "./expression-writer.js";

/** Writes a text as a literal. A text of three or more lines becomes a template, unless it has control characters. */
export function textLiteral(text: string): string {
  const lines = text.split("\n").length;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: invisible characters are written as escapes
  const isVisible = !/[\u0000-\u0009\u000b-\u001f\u007f\u2028\u2029]/.test(text);
  if (lines > 2 && isVisible) return `\`${templateText(text)}\``;
  return quoteString(text);
}

const templateText = (text: string): string =>
  text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${");

type Piece = string | Written;

/** Joins texts and values to one template. */
function template(pieces: readonly Piece[]): Written {
  const merged = pieces.map((one) => (typeof one === "string" ? one : `\${${oneLine(one.layout)}}`));
  const text = pieces
    .map((one, at) => {
      if (typeof one !== "string") return merged[at];
      const isMultiline = one.split("\n").length > 2;
      const escaped = templateText(one);
      return isMultiline || pieces.some((other) => typeof other === "string" && other.split("\n").length > 2)
        ? escaped
        : escaped.replaceAll("\n", "\\n").replaceAll("\t", "\\t").replaceAll("\r", "\\r");
    })
    .join("");
  return primary(`\`${text}\``, { k: "str" });
}

/** Writes a value inside a text; refuses a value that Python and TypeScript might format differently. */
function textOf(writer: ExpressionWriter, node: Expression, asInteger = false): Written | undefined {
  const value = writer.write(node);
  const { k } = value.kind;
  if (k === "int" || (k === "str" && !asInteger)) return value;
  writer.conversion.refuse(
    node,
    `it is not known whether ${writer.conversion.source(node)} is a string or an integer, and TypeScript formats other values differently`,
  );
  return undefined;
}

/** Writes an f-string. */
export function joinedString(writer: ExpressionWriter, node: JoinedString): Written {
  const pieces = node.values.flatMap((one): readonly Piece[] => {
    if (one.kind === "Constant") return [String(one.value)];
    const { value, conversion, formatSpec } = one as FormattedValue;
    if (formatSpec !== null || conversion === "r" || conversion === "a") {
      writer.conversion.refuse(one, "a conversion or a format inside an f-string");
      return [];
    }
    const written = textOf(writer, value);
    return written === undefined ? [] : [written];
  });
  return template(pieces);
}

/** Writes `"… %s" % value` and `"… %s %s" % (a, b)`. */
export function percentFormat(writer: ExpressionWriter, text: Expression, values: Expression): Written {
  const { conversion } = writer;
  if (text.kind !== "Constant" || typeof text.value !== "string")
    return conversion.refuse(text, "the operator % on a text that is not a literal");
  const args = values.kind === "Tuple" ? [...values.elts] : [values];
  if (values.kind === "Name" && writer.write(values).kind.k !== "str" && writer.write(values).kind.k !== "int")
    return conversion.refuse(values, "the operator % with a value that might be a tuple");
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.value.matchAll(/%(?:\((\w+)\))?([-+ #0-9.]*)([a-zA-Z%])/g)) {
    pieces.push(text.value.slice(from, found.index));
    from = found.index + found[0].length;
    if (found[0] === "%%") pieces.push("%");
    else {
      const named = found[1];
      const arg = named === undefined ? args.shift() : namedValue(values, named);
      const sign = found[3] ?? "";
      if (arg === undefined || found[2] !== "" || !"sd".includes(sign))
        return conversion.refuse(text, `the format ${found[0]} of the operator %`);
      const written = textOf(writer, arg, sign === "d");
      if (written !== undefined) pieces.push(written);
    }
  }
  pieces.push(text.value.slice(from));
  return template(pieces);
}

function namedValue(values: Expression, name: string): Expression | undefined {
  if (values.kind !== "Dict") return undefined;
  const at = values.keys.findIndex((key) => key?.kind === "Constant" && key.value === name);
  return values.values[at];
}

/** Writes `"… {} {name}".format(a, name=b)`. */
export function braceFormat(
  writer: ExpressionWriter,
  text: string,
  node: Expression & { readonly kind: "Call" },
): Written {
  const pieces: Piece[] = [];
  let from = 0;
  let next = 0;
  for (const found of text.matchAll(/\{\{|\}\}|\{([^{}]*)\}/g)) {
    pieces.push(text.slice(from, found.index));
    from = found.index + found[0].length;
    if (found[0] === "{{" || found[0] === "}}") {
      pieces.push(found[0].slice(1));
      continue;
    }
    const field = found[1] ?? "";
    const value =
      field === ""
        ? node.args[next++]
        : /^\d+$/.test(field)
          ? node.args[Number(field)]
          : node.keywords.find(({ arg }) => arg === field)?.value;
    if (value === undefined || value.kind === "Starred")
      return writer.conversion.refuse(node, `the field {${field}} of format()`);
    const written = textOf(writer, value);
    if (written !== undefined) pieces.push(written);
  }
  pieces.push(text.slice(from));
  return template(pieces);
}

/** Writes the sum of two texts. */
export const joined = (left: Written, right: Written): Written => ({
  layout: [
    left.level >= level.sum ? left.layout : ["(", left.layout, ")"],
    " + ",
    right.level > level.sum ? right.layout : ["(", right.layout, ")"],
  ],
  kind: { k: "str" },
  level: level.sum,
});
