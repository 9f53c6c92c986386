import { optionKeys } from "../../arguments/option-keys.js";
import type { PositionalArguments } from "../../arguments/positional-arguments.js";
import type { SizeArguments } from "../../arguments/size-arguments.js";
import { splitOptions } from "../../arguments/split-options.js";
import { DateTime as GenericDateTime, TIME as GenericTIME, type Time, type TimezoneOptions } from "../date-time.js";
import { namedType, type TypeMaker } from "../named-type.js";
import { typeParameters } from "../type-engine.js";

/** Options of the dates and times of SQL Server. */
export interface MssqlPrecisionOptions extends TimezoneOptions {
  readonly precision?: number | null;
}

/** The names of {@link MssqlPrecisionOptions}. */
export const mssqlPrecisionOptionKeys = optionKeys<MssqlPrecisionOptions>({ precision: true, timezone: true });

/** Arguments of SQL Server's dates and times: precision. */
export type MssqlPrecisionArguments = SizeArguments<MssqlPrecisionOptions>;

/** A time of SQL Server: one with a precision. */
export interface MssqlTime extends Time {
  readonly precision: number | null;
}

/** The base of SQL Server's times; each extends the generic type of its kind. */
function mssqlTime(
  parent: TypeMaker<[options: TimezoneOptions], Time>,
  name: string,
): TypeMaker<MssqlPrecisionArguments, MssqlTime> {
  return class extends namedType(parent, name, "mssql") {
    static readonly positional: PositionalArguments = ["precision"];
    readonly precision: number | null;

    constructor(...args: MssqlPrecisionArguments) {
      const { items, options } = splitOptions<number | null, MssqlPrecisionOptions>(args);
      super({ timezone: options.timezone ?? false });
      this.precision = options.precision ?? items[0] ?? null;
    }

    override parameters(): readonly unknown[] {
      return typeParameters([this.precision], { timezone: this.timezone });
    }
  };
}

/** SQL Server's DATETIME2. */
export class DATETIME2 extends mssqlTime(GenericDateTime, "DATETIME2") {}

/** SQL Server's DATETIMEOFFSET. */
export class DATETIMEOFFSET extends mssqlTime(GenericDateTime, "DATETIMEOFFSET") {}

/** SQL Server's TIME. */
export class TIME extends mssqlTime(GenericTIME, "TIME") {}

/** SQL Server's SMALLDATETIME. */
export class SMALLDATETIME extends namedType(GenericDateTime, "SMALLDATETIME", "mssql") {}

/** The dates and times of SQL Server, by their names. */
export type DateTime = DATETIME2 | DATETIMEOFFSET | TIME | SMALLDATETIME;
