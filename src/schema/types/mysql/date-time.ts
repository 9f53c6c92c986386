import { optionKeys } from "../../arguments/option-keys.js";
import {
  DATETIME as GenericDATETIME,
  TIME as GenericTIME,
  TIMESTAMP as GenericTIMESTAMP,
  type Time,
  type TimezoneOptions,
} from "../date-time.js";
import type { TypeMaker } from "../named-type.js";
import { TypeEngine, type TypeNamespace, typeParameters } from "../type-engine.js";

/** Options of MySQL's dates and times. */
export interface FractionOptions {
  readonly timezone?: boolean;
  /** Digits of the fraction of a second. */
  readonly fsp?: number | null;
}

/** The names of {@link FractionOptions}. */
export const fractionOptionKeys = optionKeys<FractionOptions>({ timezone: true, fsp: true });

/** A time of MySQL: one with a fraction of a second. */
export interface MysqlTime extends Time {
  readonly fsp: number | null;
}

/** The base of MySQL's times; each extends the generic type of its kind. */
function mysqlTime(
  parent: TypeMaker<[options: TimezoneOptions], Time>,
): TypeMaker<[options?: FractionOptions], MysqlTime> {
  return class extends parent {
    override readonly namespace: TypeNamespace = "mysql";
    readonly fsp: number | null;

    constructor(options: FractionOptions = {}) {
      super(options);
      this.fsp = options.fsp ?? null;
    }

    override parameters(): readonly unknown[] {
      return typeParameters([], { timezone: this.timezone, fsp: this.fsp });
    }
  };
}

/** MySQL's DATETIME, with a fraction of a second. */
export class DATETIME extends mysqlTime(GenericDATETIME) {}

/** MySQL's TIME, with a fraction of a second. */
export class TIME extends mysqlTime(GenericTIME) {}

/** MySQL's TIMESTAMP, with a fraction of a second. */
export class TIMESTAMP extends mysqlTime(GenericTIMESTAMP) {}

/** Options of MySQL's YEAR. */
export interface YearOptions {
  readonly displayWidth?: number | null;
}

/** The names of {@link YearOptions}. */
export const yearOptionKeys = optionKeys<YearOptions>({ displayWidth: true });

/** MySQL's YEAR. */
export class YEAR extends TypeEngine {
  readonly visitName: string = "YEAR";
  override readonly namespace: TypeNamespace = "mysql";
  readonly displayWidth: number | null;

  constructor(options: YearOptions = {}) {
    super();
    this.displayWidth = options.displayWidth ?? null;
  }

  override parameters(): readonly unknown[] {
    return typeParameters([], { displayWidth: this.displayWidth });
  }
}

/** The dates and times of MySQL, by their names. */
export type DateTime = DATETIME | TIME | TIMESTAMP | YEAR;
