import { optionKeys } from "../../arguments/option-keys.js";
import type { PositionalArguments } from "../../arguments/positional-arguments.js";
import type { PrecisionArguments } from "../../arguments/size-arguments.js";
import { splitOptions } from "../../arguments/split-options.js";
import { DateTime, TIMESTAMP as GenericTIMESTAMP } from "../date-time.js";
import { JsonType } from "../json-type.js";
import { BinaryBase, LargeBinary } from "../large-binary.js";
import { namedType } from "../named-type.js";
import { Double, Float, FLOAT as GenericFLOAT, Numeric } from "../numeric.js";
import { Text, VARCHAR } from "../string-type.js";
import { TypeEngine, type TypeNamespace, typeParameters } from "../type-engine.js";

/** Oracle's BFILE. */
export class BFILE extends namedType(LargeBinary, "BFILE", "oracle") {}

/** Oracle's NCLOB. */
export class NCLOB extends namedType(Text, "NCLOB", "oracle") {}

/** Oracle's LONG. */
export class LONG extends namedType(Text, "LONG", "oracle") {}

/** Oracle's VARCHAR2. */
export class VARCHAR2 extends namedType(VARCHAR, "VARCHAR2", "oracle") {}

/** Oracle's BINARY_DOUBLE. */
export class BINARY_DOUBLE extends namedType(Double, "BINARY_DOUBLE", "oracle") {}

/** Oracle's BINARY_FLOAT. */
export class BINARY_FLOAT extends namedType(Float, "BINARY_FLOAT", "oracle") {}

/** Oracle's DATE. */
export class DATE extends namedType(DateTime, "DATE", "oracle") {}

/** Oracle's RAW. */
export class RAW extends BinaryBase {
  readonly visitName: string = "RAW";
  override readonly namespace: TypeNamespace = "oracle";
}

/** Oracle's ROWID. */
export class ROWID extends TypeEngine {
  readonly visitName: string = "ROWID";
  override readonly namespace: TypeNamespace = "oracle";
}

/** Options of {@link NUMBER}. */
export interface NumberOptions {
  readonly precision?: number | null;
  readonly scale?: number | null;
  readonly asdecimal?: boolean | null;
}

/** The names of {@link NumberOptions}. */
export const numberOptionKeys = optionKeys<NumberOptions>({ precision: true, scale: true, asdecimal: true });

/** Oracle's NUMBER. */
export class NUMBER extends namedType(Numeric, "NUMBER", "oracle") {
  constructor(...args: PrecisionArguments<NumberOptions>) {
    const { items, options } = splitOptions<number | null, NumberOptions>(args);
    const scale = options.scale ?? items[1] ?? null;
    super(options.precision ?? items[0] ?? null, scale, {
      asdecimal: options.asdecimal ?? (scale !== null && scale > 0),
    });
  }

  override parameters(): readonly unknown[] {
    return typeParameters([this.precision, this.scale]);
  }
}

/** Options of Oracle's TIMESTAMP. */
export interface OracleTimestampOptions {
  readonly timezone?: boolean;
  readonly localTimezone?: boolean;
}

/** The names of {@link OracleTimestampOptions}. */
export const oracleTimestampOptionKeys = optionKeys<OracleTimestampOptions>({ timezone: true, localTimezone: true });

/** Oracle's TIMESTAMP. */
export class TIMESTAMP extends GenericTIMESTAMP {
  override readonly namespace: TypeNamespace = "oracle";
  readonly localTimezone: boolean;

  constructor(options: OracleTimestampOptions = {}) {
    super(options);
    this.localTimezone = options.localTimezone ?? false;
  }

  override parameters(): readonly unknown[] {
    return typeParameters([], { timezone: this.timezone, localTimezone: this.localTimezone });
  }
}

/** Options of Oracle's FLOAT. */
export interface OracleFloatOptions {
  readonly binaryPrecision?: number | null;
  readonly asdecimal?: boolean;
  readonly decimalReturnScale?: number | null;
}

/** The names of {@link OracleFloatOptions}. */
export const oracleFloatOptionKeys = optionKeys<OracleFloatOptions>({
  binaryPrecision: true,
  asdecimal: true,
  decimalReturnScale: true,
});

/** Oracle's FLOAT, with a precision in bits. */
export class FLOAT extends GenericFLOAT {
  static readonly positional: PositionalArguments = [];
  override readonly namespace: TypeNamespace = "oracle";
  readonly binaryPrecision: number | null;

  constructor(options: OracleFloatOptions = {}) {
    super({ asdecimal: options.asdecimal ?? false, decimalReturnScale: options.decimalReturnScale ?? null });
    this.binaryPrecision = options.binaryPrecision ?? null;
  }

  override parameters(): readonly unknown[] {
    return typeParameters([], {
      binaryPrecision: this.binaryPrecision,
      asdecimal: this.asdecimal,
      decimalReturnScale: this.decimalReturnScale,
    });
  }
}

/** Options of Oracle's INTERVAL. */
export interface OracleIntervalOptions {
  readonly dayPrecision?: number | null;
  readonly secondPrecision?: number | null;
}

/** The names of {@link OracleIntervalOptions}. */
export const oracleIntervalOptionKeys = optionKeys<OracleIntervalOptions>({
  dayPrecision: true,
  secondPrecision: true,
});

/** Oracle's INTERVAL DAY TO SECOND. */
export class INTERVAL extends TypeEngine {
  readonly visitName: string = "INTERVAL";
  override readonly namespace: TypeNamespace = "oracle";
  readonly dayPrecision: number | null;
  readonly secondPrecision: number | null;

  constructor(options: OracleIntervalOptions = {}) {
    super();
    this.dayPrecision = options.dayPrecision ?? null;
    this.secondPrecision = options.secondPrecision ?? null;
  }

  override get affinity(): string {
    return "Interval";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([], { dayPrecision: this.dayPrecision, secondPrecision: this.secondPrecision });
  }
}

/** Options of Oracle's JSON. */
export interface OracleJsonOptions {
  readonly noneAsNull?: boolean;
  readonly useBlob?: boolean;
}

/** The names of {@link OracleJsonOptions}. */
export const oracleJsonOptionKeys = optionKeys<OracleJsonOptions>({ noneAsNull: true, useBlob: true });

/** Oracle's JSON; a BLOB with `useBlob`. */
export class OracleJson extends JsonType {
  override readonly namespace: TypeNamespace = "oracle";
  readonly useBlob: boolean;

  constructor(options: OracleJsonOptions = {}) {
    super(options);
    this.useBlob = options.useBlob ?? false;
  }

  override parameters(): readonly unknown[] {
    return typeParameters([], { noneAsNull: this.noneAsNull, useBlob: this.useBlob });
  }
}
