import { getAttribute } from "../protocol/attributes.js";
import { getItem } from "../protocol/get-item.js";
import { reserve } from "../protocol/run.js";
import { asciiOnly, repr, text } from "../protocol/text.js";
import { raise } from "../values/py-exception.js";
import type { Value } from "../values/value.js";
import { formatValue } from "./format-value.js";

/** The arguments of `str.format`, and the counter of its unnumbered fields. */
interface Arguments {
  /** `undefined` for `format_map`. */
  readonly positional: readonly Value[] | undefined;
  readonly named: (name: string) => Value | undefined;
  automatic: number;
  numbering: "none" | "automatic" | "manual";
}

/** `template.format(…)`. */
export function braceFormat(
  template: string,
  positional: readonly Value[] | undefined,
  named: (name: string) => Value | undefined,
): string {
  return fill(template, { positional, named, automatic: 0, numbering: "none" }, 2);
}

function fill(template: string, args: Arguments, depth: number): string {
  if (depth < 0) raise("ValueError", "Max string recursion exceeded");
  let result = "";
  let at = 0;
  while (at < template.length) {
    const match = /[{}]/g;
    match.lastIndex = at;
    const found = match.exec(template);
    if (found === null) return result + template.slice(at);
    result += template.slice(at, found.index);
    at = found.index + 1;
    if (template[at] === found[0]) {
      result += found[0];
      at++;
      continue;
    }
    if (found[0] === "}") raise("ValueError", "Single '}' encountered in format string");
    if (at >= template.length) raise("ValueError", "Single '{' encountered in format string");
    const end = fieldEnd(template, at);
    result += field(template.slice(at, end), args, depth);
    reserve(result.length);
    at = end + 1;
  }
  return result;
}

function fieldEnd(template: string, start: number): number {
  let depth = 1;
  let bracket = false;
  let inSpec = false;
  for (let at = start; at < template.length; at++) {
    const character = template[at];
    if (bracket) {
      if (character === "]") bracket = false;
    } else if (character === "[" && !inSpec) bracket = true;
    else if (character === ":" && depth === 1) inSpec = true;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return at;
  }
  raise("ValueError", unclosed(template.slice(start)));
}

/** What is wrong with a field that has no end. */
function unclosed(field: string): string {
  const rest = /^(?:\[[^\]]*(?:\]|$)|[^:![])*([\s\S]*)/.exec(field)?.[1] ?? "";
  if (rest === "") return "expected '}' before end of string";
  if (rest === "!") return "end of string while looking for conversion specifier";
  if (rest.startsWith("!") && rest.length > 2 && rest[2] !== ":") return "expected ':' after conversion specifier";
  return "unmatched '{' in format spec";
}

function field(source: string, args: Arguments, depth: number): string {
  const match = /^((?:\[[^\]]*\]|[^:![{}])*)(?:!([\s\S]?)([^:]*))?(?::([\s\S]*))?$/.exec(source);
  if (match === null) {
    // A bracket of the name that is not closed.
    const open = source.indexOf("[", source.lastIndexOf("]") + 1);
    const nameEnd = source.search(/[:!]/);
    if (open >= 0 && (nameEnd < 0 || open < nameEnd)) raise("ValueError", "expected '}' before end of string");
    raise("ValueError", "unexpected '{' in field name");
  }
  const [, name = "", conversion, rest, spec] = match;
  let value = lookUp(name, args);
  if (conversion !== undefined) {
    if (conversion === "") raise("ValueError", "unmatched '{' in format spec");
    if (rest !== "") raise("ValueError", "expected ':' after conversion specifier");
    if (conversion === "r") value = repr(value);
    else if (conversion === "s") value = text(value);
    else if (conversion === "a") value = asciiOnly(repr(value));
    else raise("ValueError", `Unknown conversion specifier ${conversion}`);
  }
  const filled =
    spec === undefined ? "" : spec.includes("{") || spec.includes("}") ? fill(spec, args, depth - 1) : spec;
  return formatValue(value, filled);
}

function lookUp(name: string, args: Arguments): Value {
  const first = /^[^.[]*/.exec(name)?.[0] ?? "";
  let value: Value;
  if (first === "" || /^\d+$/.test(first)) {
    const isAutomatic = first === "";
    if (args.numbering !== "none" && (args.numbering === "automatic") !== isAutomatic)
      raise(
        "ValueError",
        isAutomatic
          ? "cannot switch from manual field specification to automatic field numbering"
          : "cannot switch from automatic field numbering to manual field specification",
      );
    args.numbering = isAutomatic ? "automatic" : "manual";
    const index = isAutomatic ? args.automatic++ : Number(first);
    if (args.positional === undefined) raise("ValueError", "Format string contains positional fields");
    const found = args.positional[index];
    if (found === undefined) raise("IndexError", `Replacement index ${index} out of range for positional args tuple`);
    value = found;
  } else {
    const found = args.named(first);
    if (found === undefined) raise("KeyError", first);
    value = found;
  }
  let rest = name.slice(first.length);
  while (rest !== "") {
    const step = /^(?:\.([^.[]+)|\[([^\]]+)\])/.exec(rest);
    if (step === null) {
      if (rest === "." || rest.startsWith("..") || rest.startsWith(".[") || rest.startsWith("[]"))
        raise("ValueError", "Empty attribute in format string");
      if (rest.startsWith("[")) raise("ValueError", "Missing ']' in format string");
      raise("ValueError", "Only '.' or '[' may follow ']' in format field specifier");
    }
    const index = step[2];
    if (step[1] !== undefined) value = getAttribute(value, step[1]);
    else if (index !== undefined) value = getItem(value, /^\d+$/.test(index) ? Number(index) : index);
    rest = rest.slice(step[0].length);
  }
  return value;
}
