import { optionKeys } from "../arguments/option-keys.js";
import type { PositionalArguments } from "../arguments/positional-arguments.js";
import type { PrecisionArguments, SizeArguments } from "../arguments/size-arguments.js";
import { splitOptions } from "../arguments/split-options.js";
import { namedType } from "./named-type.js";
import { TypeEngine, typeParameters } from "./type-engine.js";

/** Options of {@link Numeric}. */
export interface NumericOptions {
  /** How many digits it has, where it is not the first argument. */
  readonly precision?: number | null;
  /** How many of the digits follow the point. */
  readonly scale?: number | null;
  /** Whether values are exact decimals; by default `true`. Kept for the models, not part of the SQL. */
  readonly asdecimal?: boolean;
  readonly decimalReturnScale?: number | null;
}

/** The names of {@link NumericOptions}. */
export const numericOptionKeys = optionKeys<NumericOptions>({
  precision: true,
  scale: true,
  decimalReturnScale: true,
  asdecimal: true,
});

/** Arguments of {@link Numeric}: precision, scale, then options. */
export type NumericArguments = PrecisionArguments<NumericOptions>;

/** An exact decimal number. */
export class Numeric extends TypeEngine {
  static override readonly positional: PositionalArguments = ["precision", "scale"];
  readonly visitName: string = "numeric";
  readonly precision: number | null;
  readonly scale: number | null;
  readonly asdecimal: boolean;
  readonly decimalReturnScale: number | null;

  constructor(...args: NumericArguments) {
    super();
    const { items, options } = splitOptions<number | null, NumericOptions>(args);
    this.precision = options.precision ?? items[0] ?? null;
    this.scale = options.scale ?? items[1] ?? null;
    this.asdecimal = options.asdecimal ?? true;
    this.decimalReturnScale = options.decimalReturnScale ?? null;
  }

  override get typeName(): string {
    return "Numeric";
  }
  override get affinity(): string {
    return "Numeric";
  }
  override parameters(): readonly unknown[] {
    const asdecimal = this.asdecimal ? undefined : false;
    const parameters = typeParameters([this.precision, this.scale], { decimalReturnScale: this.decimalReturnScale });
    return asdecimal === undefined ? parameters : withOption(parameters, "asdecimal", asdecimal);
  }
}

/** Options of {@link Float}. */
export interface FloatOptions {
  /** How many digits it has, where it is not the first argument. */
  readonly precision?: number | null;
  /** Whether values are exact decimals; by default `false`. Kept for the models, not part of the SQL. */
  readonly asdecimal?: boolean;
  readonly decimalReturnScale?: number | null;
}

/** The names of {@link FloatOptions}. */
export const floatOptionKeys = optionKeys<FloatOptions>({ precision: true, asdecimal: true, decimalReturnScale: true });

/** Arguments of {@link Float}: precision, then options. */
export type FloatArguments = SizeArguments<FloatOptions>;

/** A floating point number. */
export class Float extends TypeEngine {
  static override readonly positional: PositionalArguments = ["precision"];
  readonly visitName: string = "float";
  readonly precision: number | null;
  readonly scale: number | null = null;
  readonly asdecimal: boolean;
  readonly decimalReturnScale: number | null;

  constructor(...args: FloatArguments) {
    super();
    const { items, options } = splitOptions<number | null, FloatOptions>(args);
    this.precision = options.precision ?? items[0] ?? null;
    this.asdecimal = options.asdecimal ?? false;
    this.decimalReturnScale = options.decimalReturnScale ?? null;
  }

  override get typeName(): string {
    return "Float";
  }
  override get affinity(): string {
    return "Float";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([this.precision], {
      asdecimal: this.asdecimal,
      decimalReturnScale: this.decimalReturnScale,
    });
  }
}

/** A floating point number of double precision. */
export class Double extends Float {
  override readonly visitName: string = "double";
  override get typeName(): string {
    return "Double";
  }
}

/** The SQL type NUMERIC. */
export class NUMERIC extends namedType(Numeric, "NUMERIC") {}

/** The SQL type DECIMAL. */
export class DECIMAL extends namedType(Numeric, "DECIMAL") {}

/** The SQL type FLOAT. */
export class FLOAT extends namedType(Float, "FLOAT") {}

/** The SQL type REAL. */
export class REAL extends namedType(Float, "REAL") {}

/** The SQL type DOUBLE. */
export class DOUBLE extends namedType(Double, "DOUBLE") {}

/** The SQL type DOUBLE PRECISION. */
export class DOUBLE_PRECISION extends namedType(Double, "DOUBLE_PRECISION") {}

function withOption(parameters: readonly unknown[], name: string, value: unknown): readonly unknown[] {
  const last = parameters.at(-1);
  return typeof last === "object" && last !== null
    ? [...parameters.slice(0, -1), { ...last, [name]: value }]
    : [...parameters, { [name]: value }];
}
