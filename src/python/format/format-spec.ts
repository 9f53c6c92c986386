import { raise } from "../values/py-exception.js";

/** A parsed format specification of Python. */
export interface FormatSpec {
  readonly fill: string;
  readonly align: "" | "<" | ">" | "^" | "=";
  readonly sign: "" | "+" | "-" | " ";
  readonly noNegativeZero: boolean;
  readonly alternate: boolean;
  readonly zero: boolean;
  readonly width: number;
  readonly grouping: "" | "," | "_";
  readonly precision: number | undefined;
  readonly type: string;
}

const pattern = /^(?:([\s\S])?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_]{0,2})(?:\.(\d+))?([\s\S]*)$/u;

/** Reads a format specification for a value of a type. */
export function parseFormatSpec(spec: string, typeName: string): FormatSpec {
  const invalid = (): never =>
    raise("ValueError", `Invalid format specifier '${spec}' for object of type '${typeName}'`);
  const match = pattern.exec(spec);
  if (match === null) return invalid();
  const [, fill, align, sign, z, alternate, zero, width, grouping, precision, rest] = match;
  if (grouping === ",_" || grouping === "_,") raise("ValueError", "Cannot specify both ',' and '_'.");
  if (grouping === ",,") raise("ValueError", "Cannot specify ',' with ','.");
  if (grouping === "__") raise("ValueError", "Cannot specify '_' with '_'.");
  const type = rest ?? "";
  if (type.startsWith(".")) raise("ValueError", "Format specifier missing precision");
  if ([...type].length > 1) invalid();
  if (grouping === "," && !/^[deEfFgG%]?$/.test(type)) raise("ValueError", `Cannot specify ',' with '${type}'.`);
  if (grouping === "_" && !/^[deEfFgG%boxX]?$/.test(type)) raise("ValueError", `Cannot specify '_' with '${type}'.`);
  if ((width ?? "").length > 15 || (precision ?? "").length > 15)
    raise("ValueError", "Too many decimal digits in format string");
  return {
    fill: fill ?? (zero === undefined ? " " : "0"),
    align: (align ?? "") as FormatSpec["align"],
    sign: (sign ?? "") as FormatSpec["sign"],
    noNegativeZero: z !== undefined,
    alternate: alternate !== undefined,
    zero: zero !== undefined,
    width: Number(width ?? 0),
    grouping: (grouping ?? "") as FormatSpec["grouping"],
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
}
