import { optionKeys } from "../../arguments/option-keys.js";
import { TIME as GenericTIME, TIMESTAMP as GenericTIMESTAMP, type Time, type TimezoneOptions } from "../date-time.js";
import type { TypeMaker } from "../named-type.js";
import { TypeEngine, type TypeNamespace, typeParameters } from "../type-engine.js";

/** Options of {@link TIMESTAMP} and {@link TIME}. */
export interface PrecisionOptions {
  readonly timezone?: boolean;
  /** Digits of the fraction of a second. */
  readonly precision?: number | null;
}

/** The names of {@link PrecisionOptions}. */
export const precisionOptionKeys = optionKeys<PrecisionOptions>({ timezone: true, precision: true });

/** A time of PostgreSQL: one with a precision. */
export interface PgTime extends Time {
  readonly precision: number | null;
}

/** The base of PostgreSQL's times; each extends the generic type of its kind. */
function pgTime(parent: TypeMaker<[options: TimezoneOptions], Time>): TypeMaker<[options?: PrecisionOptions], PgTime> {
  return class extends parent {
    override readonly namespace: TypeNamespace = "postgresql";
    readonly precision: number | null;

    constructor(options: PrecisionOptions = {}) {
      super(options);
      this.precision = options.precision ?? null;
    }

    override parameters(): readonly unknown[] {
      return typeParameters([], { timezone: this.timezone, precision: this.precision });
    }
  };
}

/** PostgreSQL's TIMESTAMP, with a precision. */
export class TIMESTAMP extends pgTime(GenericTIMESTAMP) {}

/** PostgreSQL's TIME, with a precision. */
export class TIME extends pgTime(GenericTIME) {}

/** Options of {@link INTERVAL}. */
export interface PgIntervalOptions {
  readonly precision?: number | null;
  /** Which units it keeps, such as `YEAR TO MONTH`. */
  readonly fields?: string | null;
}

/** The names of {@link PgIntervalOptions}. */
export const pgIntervalOptionKeys = optionKeys<PgIntervalOptions>({ precision: true, fields: true });

/** PostgreSQL's INTERVAL. */
export class INTERVAL extends TypeEngine {
  readonly visitName: string = "INTERVAL";
  override readonly namespace: TypeNamespace = "postgresql";
  readonly precision: number | null;
  readonly fields: string | null;

  constructor(options: PgIntervalOptions = {}) {
    super();
    this.precision = options.precision ?? null;
    this.fields = options.fields ?? null;
  }

  override get affinity(): string {
    return "Interval";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([], { precision: this.precision, fields: this.fields });
  }
}
