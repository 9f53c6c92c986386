import { CommandError } from "../../support/command-error.js";
import { isError } from "../../support/is-built-in.js";
import { TextWithHere } from "../here.js";
import { pythonRepr } from "./python-repr.js";

/** The values for `%(name)s`. */
export type FormatValues = Readonly<Record<string, string | number>>;

const token = /^%\(([^()]*)\)([-+ #0]*)(\d*)(?:\.(\d*))?[hlL]?(.)/su;

function signed(value: number, digits: string, flags: string): string {
  if (value < 0) return `-${digits}`;
  if (flags.includes("+")) return `+${digits}`;
  return flags.includes(" ") ? ` ${digits}` : digits;
}

function converted(value: string | number, kind: string, flags: string, precision: number | undefined): string {
  if (kind === "s" || kind === "r" || kind === "a") {
    const text = kind === "s" ? String(value) : pythonRepr(value);
    return precision === undefined ? text : [...text].slice(0, precision).join("");
  }
  if (typeof value !== "number") {
    throw new CommandError(`%${kind} format: a real number is required, not str`);
  }
  const size = Math.abs(value);
  if (kind === "f" || kind === "F") return signed(value, size.toFixed(precision ?? 6), flags);
  const bases: Readonly<Record<string, number>> = { d: 10, i: 10, u: 10, x: 16, X: 16, o: 8 };
  const base = bases[kind];
  if (base === undefined) throw new CommandError(`unsupported format character '${kind}'`);
  if (base !== 10 && !Number.isInteger(value))
    throw new CommandError(`%${kind} format: an integer is required, not float`);
  const digits = Math.trunc(size)
    .toString(base)
    .padStart(precision ?? 0, "0");
  return signed(Math.trunc(value), kind === "X" ? digits.toUpperCase() : digits, flags);
}

function padded(text: string, flags: string, width: number, numeric: boolean): string {
  if (flags.includes("-")) return text.padEnd(width);
  if (!flags.includes("0") || !numeric) return text.padStart(width);
  const sign = /^[-+ ]/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}

/**
 * Python's `template % values`: `%(name)s`, `%(name).2d`, `%%` and their like.
 *
 * @throws {CommandError} Where a name has no value or the format is not Python's; the message begins with `what`.
 */
export function pythonFormat(template: string, values: FormatValues, what: string): string {
  const out = new TextWithHere();
  let rest = template;
  for (;;) {
    const at = rest.indexOf("%");
    if (at < 0) return out.toString() + rest;
    out.add(rest.slice(0, at));
    rest = rest.slice(at);
    if (rest.startsWith("%%")) {
      out.add("%");
      rest = rest.slice(2);
      continue;
    }
    const found = token.exec(rest);
    if (found === null) {
      throw new CommandError(`${what}: '%' must be followed by '%' or '(name)' and a format, found: '${rest}'`);
    }
    const [whole, name = "", flags = "", width = "", precision, kind = ""] = found;
    rest = rest.slice(whole.length);
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) {
      throw new CommandError(
        `${what}: unknown name '${name}' in '${template}'; known: ${Object.keys(values).join(", ")}`,
      );
    }
    try {
      const given = name === "here" && typeof value === "string" ? out.here(value) : value;
      const text = converted(given, kind, flags, precision === undefined ? undefined : Number(precision || "0"));
      out.add(padded(text, flags, Number(width || "0"), "diuxXofF".includes(kind)));
    } catch (error) {
      throw new CommandError(`${what}: ${isError(error) ? error.message : String(error)} in '${template}'`);
    }
  }
}
