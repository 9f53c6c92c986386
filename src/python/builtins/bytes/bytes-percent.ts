import { type PercentRules, percentFormat } from "../../format/percent-format.js";
import { callSpecial } from "../../protocol/call.js";
import { bytesOf } from "../../protocol/equality.js";
import { indexOf } from "../../protocol/get-item.js";
import { asciiOnly, repr } from "../../protocol/text.js";
import { raise } from "../../values/py-exception.js";
import { strOf, typeName } from "../../values/type-of.js";
import type { Value } from "../../values/value.js";
import { latinBytes, latinText, like, requiredText } from "./latin-text.js";

function bytesText(value: Value): string {
  const bytes = bytesOf(value) ?? bytesOf(callSpecial(value, "__bytes__") ?? null);
  if (bytes === undefined)
    raise(
      "TypeError",
      `%b requires a bytes-like object, or an object that implements __bytes__, not '${typeName(value)}'`,
    );
  return latinText(bytes);
}

function character(value: Value): string {
  const bytes = bytesOf(value);
  if (bytes?.length === 1) return latinText(bytes);
  const code = bytes === undefined ? indexOf(value) : undefined;
  if (code === undefined) raise("TypeError", "%c requires an integer in range(256) or a single byte");
  if (code < 0 || code > 255) raise("OverflowError", "%c arg not in range(256)");
  return String.fromCharCode(Number(code));
}

const represented = (value: Value): string => asciiOnly(repr(value));

const rules: PercentRules = {
  kind: "bytes",
  conversions: { s: bytesText, b: bytesText, r: represented, a: represented, c: character },
  key: latinBytes,
  isMapping: (values) => bytesOf(values) === undefined && strOf(values) === undefined,
  notFloat: "float argument required",
};

/** `template % values` of bytes. */
export const bytesPercent = (self: Value, values: Value): Value =>
  like(self, percentFormat(requiredText(self), values, rules));
