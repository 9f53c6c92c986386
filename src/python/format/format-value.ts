import { callSpecial } from "../protocol/call.js";
import { codePoints, textLength } from "../protocol/code-points.js";
import { reserve } from "../protocol/run.js";
import { text } from "../protocol/text.js";
import { objectClass } from "../values/classes.js";
import { raise } from "../values/py-exception.js";
import { PyFloat } from "../values/py-float.js";
import { intOf, strOf, typeName, typeOf } from "../values/type-of.js";
import type { Value } from "../values/value.js";
import { formatFloat, formatInteger, unknown } from "./format-integer.js";
import { parseFormatSpec } from "./format-spec.js";

/** `str.__format__`. */
export function formatText(value: string, text: string): string {
  if (text === "") return value;
  const spec = parseFormatSpec(text, "str");
  if (spec.type !== "" && spec.type !== "s") unknown(spec.type, "str");
  if (spec.grouping !== "") raise("ValueError", `Cannot specify '${spec.grouping}' with 's'.`);
  if (spec.sign !== "")
    raise(
      "ValueError",
      spec.sign === " "
        ? "Space not allowed in string format specifier"
        : "Sign not allowed in string format specifier",
    );
  if (spec.noNegativeZero) raise("ValueError", "Negative zero coercion (z) not allowed in string format specifier");
  if (spec.alternate) raise("ValueError", "Alternate form (#) not allowed in string format specifier");
  if (spec.align === "=") raise("ValueError", "'=' alignment not allowed in string format specifier");
  reserve(spec.width);
  const cut = spec.precision === undefined ? value : codePoints(value).slice(0, spec.precision).join("");
  const missing = spec.width - textLength(cut);
  if (missing <= 0) return cut;
  const align = spec.align === "" ? "<" : spec.align;
  if (align === ">") return spec.fill.repeat(missing) + cut;
  if (align === "<") return cut + spec.fill.repeat(missing);
  const before = Math.floor(missing / 2);
  return spec.fill.repeat(before) + cut + spec.fill.repeat(missing - before);
}

/** `format(value, spec)`, as f-strings and `str.format` use it. */
export function formatValue(value: Value, spec: string): string {
  if (typeof value === "string") return formatText(value, spec);
  if (typeof value === "number") return spec === "" ? String(value) : formatInteger(value, spec);
  const type = typeOf(value);
  const owner = type.ownerOf("__format__");
  if (owner !== undefined && owner !== objectClass && !(owner.isNative && owner.module === "builtins")) {
    const result = callSpecial(value, "__format__", spec);
    return strOf(result) ?? raise("TypeError", `__format__ must return a str, not ${typeName(result)}`);
  }
  if (spec === "") return text(value);
  return (
    formatBuiltin(value, spec) ?? raise("TypeError", `unsupported format string passed to ${type.shownName}.__format__`)
  );
}

/** The formats of the built-in types; `undefined` for a type that has none. */
export function formatBuiltin(value: Value, spec: string): string | undefined {
  if (value instanceof PyFloat) return formatFloat(value.value, spec);
  const own = strOf(value);
  if (own !== undefined) return formatText(own, spec);
  const whole = intOf(value);
  if (whole === undefined) return undefined;
  return typeof value === "boolean" && spec === "" ? text(value) : formatInteger(whole, spec, typeName(value));
}
