import { optionKeys } from "../arguments/option-keys.js";
import { namedType } from "./named-type.js";
import { TypeEngine, typeParameters } from "./type-engine.js";

/** Options of {@link DateTime} and {@link Time}. */
export interface TimezoneOptions {
  /** Whether the column keeps the offset, on databases that can; by default `false`. */
  readonly timezone?: boolean;
}

/** The names of {@link TimezoneOptions}. */
export const timezoneOptionKeys = optionKeys<TimezoneOptions>({ timezone: true });

/** Date and time of day. */
export class DateTime extends TypeEngine {
  readonly visitName: string = "datetime";
  readonly timezone: boolean;

  constructor(options: TimezoneOptions = {}) {
    super();
    this.timezone = options.timezone ?? false;
  }

  override get typeName(): string {
    return "DateTime";
  }
  override get affinity(): string {
    return "DateTime";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([], { timezone: this.timezone });
  }
}

/** A day. */
export class DateType extends TypeEngine {
  readonly visitName: string = "date";
  override get typeName(): string {
    return "Date";
  }
  override get affinity(): string {
    return "Date";
  }
}

/** A time of day. */
export class Time extends TypeEngine {
  readonly visitName: string = "time";
  readonly timezone: boolean;

  constructor(options: TimezoneOptions = {}) {
    super();
    this.timezone = options.timezone ?? false;
  }

  override get typeName(): string {
    return "Time";
  }
  override get affinity(): string {
    return "Time";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([], { timezone: this.timezone });
  }
}

/** Options of {@link Interval}. */
export interface IntervalOptions {
  /** Use the database's own interval type where there is one; by default `true`. */
  readonly native?: boolean;
  readonly secondPrecision?: number | null;
  readonly dayPrecision?: number | null;
}

/** The names of {@link IntervalOptions}. */
export const intervalOptionKeys = optionKeys<IntervalOptions>({
  native: true,
  secondPrecision: true,
  dayPrecision: true,
});

/** A length of time; kept as a date and time since 1970 on databases that have no such type. */
export class Interval extends TypeEngine {
  readonly visitName: string = "interval";
  readonly native: boolean;
  readonly secondPrecision: number | null;
  readonly dayPrecision: number | null;

  constructor(options: IntervalOptions = {}) {
    super();
    this.native = options.native ?? true;
    this.secondPrecision = options.secondPrecision ?? null;
    this.dayPrecision = options.dayPrecision ?? null;
  }

  override get typeName(): string {
    return "Interval";
  }
  override get affinity(): string {
    return "Interval";
  }
  override parameters(): readonly unknown[] {
    const given = { secondPrecision: this.secondPrecision, dayPrecision: this.dayPrecision };
    const parameters = typeParameters([], given);
    return this.native ? parameters : [{ native: false, ...(parameters[0] ?? {}) }];
  }
}

/** The SQL type DATE. */
export class DATE extends namedType(DateType, "DATE") {}

/** The SQL type TIME. */
export class TIME extends namedType(Time, "TIME") {}

/** The SQL type DATETIME. */
export class DATETIME extends namedType(DateTime, "DATETIME") {}

/** The SQL type TIMESTAMP. */
export class TIMESTAMP extends namedType(DateTime, "TIMESTAMP") {}
