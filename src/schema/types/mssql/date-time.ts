import { splitOptions } from "../../split-options.js";
import { DateTime as GenericDateTime, TIME as GenericTIME } from "../date-time.js";
import { type TypeNamespace, typeParameters } from "../type-engine.js";

/** Arguments of SQL Server's dates and times: precision. */
export type PrecisionArguments = [precision?: number | null] | [options: { readonly precision?: number | null }];

function precisionOf(args: PrecisionArguments): number | null {
  const { items, options } = splitOptions<number | null, { readonly precision: number | null }>(args);
  return options.precision ?? items[0] ?? null;
}

/** SQL Server's DATETIME2. */
export class DATETIME2 extends GenericDateTime {
  override readonly visitName: string = "DATETIME2";
  override readonly namespace: TypeNamespace = "mssql";
  readonly precision: number | null;

  constructor(...args: PrecisionArguments) {
    super();
    this.precision = precisionOf(args);
  }

  override get typeName(): string {
    return "DATETIME2";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([this.precision]);
  }
}

/** SQL Server's DATETIMEOFFSET. */
export class DATETIMEOFFSET extends GenericDateTime {
  override readonly visitName: string = "DATETIMEOFFSET";
  override readonly namespace: TypeNamespace = "mssql";
  readonly precision: number | null;

  constructor(...args: PrecisionArguments) {
    super();
    this.precision = precisionOf(args);
  }

  override get typeName(): string {
    return "DATETIMEOFFSET";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([this.precision]);
  }
}

/** SQL Server's TIME. */
export class TIME extends GenericTIME {
  override readonly visitName: string = "TIME";
  override readonly namespace: TypeNamespace = "mssql";
  readonly precision: number | null;

  constructor(...args: PrecisionArguments) {
    super();
    this.precision = precisionOf(args);
  }

  override get typeName(): string {
    return "TIME";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([this.precision]);
  }
}

/** SQL Server's SMALLDATETIME. */
export class SMALLDATETIME extends GenericDateTime {
  override readonly visitName: string = "SMALLDATETIME";
  override readonly namespace: TypeNamespace = "mssql";
  override get typeName(): string {
    return "SMALLDATETIME";
  }
}

/** The dates and times of SQL Server, by their names. */
export type DateTime = DATETIME2 | DATETIMEOFFSET | TIME | SMALLDATETIME;
