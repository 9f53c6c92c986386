import { ArgumentError } from "./argument-error.js";
import { showArgument } from "./show-argument.js";

/**
 * Keeps a string or an array from being taken for options: both have a `length`, which some types have as an option.
 */
export interface NotList {
  readonly [Symbol.iterator]?: never;
}

/** Arguments of a type with one size: the size, then options. Each count of arguments is a tuple of its own: the
 * compiler then names the wrong argument, or the wrong key of the options. */
export type SizeArguments<Options extends object> =
  | []
  | [size: number | null | undefined | (Options & NotList)]
  | [size: number | null | undefined, options: Options | undefined];

/** Arguments of a decimal type: precision, scale, then options. */
export type PrecisionArguments<Options extends object> =
  | []
  | [precision: number | null | undefined | (Options & NotList)]
  | [precision: number | null | undefined, scale: number | null | undefined | (Options & NotList)]
  | [precision: number | null | undefined, scale: number | null | undefined, options: Options | undefined];

/** A literal size: a whole number that is not negative. For another one, the compiler shows the text. */
type Whole<Size extends number> = `${Size}` extends `-${string}` | `${string}.${string}`
  ? `a whole number that is not negative, not ${Size}`
  : Size;

/** The same arguments, with a first number that has to be a size. */
export type WithSize<Args extends readonly unknown[], Size extends number> = {
  [At in keyof Args]: At extends "0"
    ? Args[At] extends infer One
      ? One extends number
        ? Whole<Size>
        : One
      : never
    : Args[At];
};

/** The arguments and options that are sizes; a scale may be negative. */
const sizes: Readonly<Record<string, number>> = {
  length: 0,
  precision: 0,
  scale: Number.NEGATIVE_INFINITY,
  decimalReturnScale: 0,
  displayWidth: 0,
  fsp: 0,
  binaryPrecision: 0,
  dayPrecision: 0,
  secondPrecision: 0,
  dimensions: 0,
};

/**
 * Checks an argument or an option of a type that is a size, because scripts run without a type check.
 *
 * @throws {@link ArgumentError} when it is not a whole number, or is negative where it must not be.
 *
 */
export function requireSize(call: string, name: string, value: unknown): void {
  if (value === undefined || value === null || !Object.hasOwn(sizes, name)) return;
  // SQL Server's own word for a length without a bound.
  if (value === "max" && name === "length") return;
  if (typeof value !== "number")
    throw new ArgumentError(`${call}() takes its ${name} as a number, not ${showArgument(value)}`);
  if (!Number.isInteger(value)) throw new ArgumentError(`${call}() takes its ${name} as a whole number, not ${value}`);
  if (value < (sizes[name] ?? 0))
    throw new ArgumentError(`${call}() takes a ${name} that is not negative, not ${value}`);
}
