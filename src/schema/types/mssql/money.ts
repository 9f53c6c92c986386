import { optionKeys } from "../../arguments/option-keys.js";
import type { PositionalArguments } from "../../arguments/positional-arguments.js";
import type { NotList } from "../../arguments/size-arguments.js";
import { splitOptions } from "../../arguments/split-options.js";
import { BooleanType } from "../boolean-type.js";
import { Integer } from "../integer.js";
import { JsonType } from "../json-type.js";
import { BinaryBase, VARBINARY as GenericVARBINARY, LargeBinary } from "../large-binary.js";
import { namedType } from "../named-type.js";
import { DOUBLE_PRECISION as GenericDOUBLE_PRECISION, REAL as GenericREAL } from "../numeric.js";
import { Text, UnicodeText } from "../string-type.js";
import { TypeEngine, type TypeNamespace, typeParameters } from "../type-engine.js";
import { Uuid } from "../uuid.js";

/** SQL Server's TINYINT. */
export class TINYINT extends namedType(Integer, "TINYINT", "mssql") {}

/** SQL Server's NTEXT. */
export class NTEXT extends namedType(UnicodeText, "NTEXT", "mssql") {}

/** SQL Server's XML. */
export class XML extends namedType(Text, "XML", "mssql") {}

/** SQL Server's IMAGE. */
export class IMAGE extends namedType(LargeBinary, "IMAGE", "mssql") {}

/** SQL Server's BIT. */
export class BIT extends namedType(BooleanType, "BIT", "mssql") {}

/** SQL Server's UNIQUEIDENTIFIER. */
export class UNIQUEIDENTIFIER extends namedType(Uuid, "UNIQUEIDENTIFIER", "mssql") {}

/** SQL Server's DOUBLE_PRECISION. */
export class MssqlDoublePrecision extends GenericDOUBLE_PRECISION {
  override readonly namespace: TypeNamespace = "mssql";
  override readonly precision = 53;
  override parameters(): readonly unknown[] {
    return [];
  }
}

/** SQL Server's REAL. */
export class MssqlReal extends GenericREAL {
  override readonly namespace: TypeNamespace = "mssql";
  override readonly precision = 24;
  override parameters(): readonly unknown[] {
    return [];
  }
}

/** SQL Server's JSON. */
export class MssqlJson extends JsonType {
  override readonly namespace: TypeNamespace = "mssql";
}

/** SQL Server's MONEY. */
export class MONEY extends TypeEngine {
  readonly visitName: string = "MONEY";
  override readonly namespace: TypeNamespace = "mssql";
}

/** SQL Server's SMALLMONEY. */
export class SMALLMONEY extends TypeEngine {
  readonly visitName: string = "SMALLMONEY";
  override readonly namespace: TypeNamespace = "mssql";
}

/** SQL Server's SQL_VARIANT. */
export class SQL_VARIANT extends TypeEngine {
  readonly visitName: string = "SQL_VARIANT";
  override readonly namespace: TypeNamespace = "mssql";
}

/** Options of SQL Server's VARBINARY. */
export interface MssqlBinaryOptions {
  readonly length?: number | "max" | null;
  readonly filestream?: boolean;
}

/** The names of {@link MssqlBinaryOptions}. */
export const mssqlBinaryOptionKeys = optionKeys<MssqlBinaryOptions>({ length: true, filestream: true });

/** SQL Server's VARBINARY; a length of `"max"` takes any number of bytes. */
export class VARBINARY extends GenericVARBINARY {
  override readonly namespace: TypeNamespace = "mssql";
  readonly isMax: boolean;
  readonly filestream: boolean;

  constructor(
    ...args:
      | []
      | [length: number | "max" | null | undefined | (MssqlBinaryOptions & NotList)]
      | [length: number | "max" | null | undefined, options: MssqlBinaryOptions | undefined]
  ) {
    const { items, options } = splitOptions<
      number | "max" | null,
      { readonly length: number | "max" | null; readonly filestream: boolean }
    >(args);
    const length = options.length ?? items[0] ?? null;
    super(length === "max" ? null : length);
    this.isMax = length === "max";
    this.filestream = options.filestream ?? false;
  }

  override parameters(): readonly unknown[] {
    return typeParameters([this.isMax ? "max" : this.length], { filestream: this.filestream });
  }
}

/** Options of SQL Server's TIMESTAMP. */
export interface RowVersionOptions {
  /** Whether the application reads a number and not bytes; kept for the models. */
  readonly convertInt?: boolean;
}

/** The names of {@link RowVersionOptions}. */
export const rowVersionOptionKeys = optionKeys<RowVersionOptions>({ convertInt: true });

/** SQL Server's TIMESTAMP, a number of the row's version. */
export class TIMESTAMP extends BinaryBase {
  static override readonly positional: PositionalArguments = [];
  readonly visitName: string = "TIMESTAMP";
  override readonly namespace: TypeNamespace = "mssql";
  readonly convertInt: boolean;

  constructor(options: RowVersionOptions = {}) {
    super();
    this.convertInt = options.convertInt ?? false;
  }

  override parameters(): readonly unknown[] {
    return [];
  }
}

/** SQL Server's ROWVERSION. */
export class ROWVERSION extends TIMESTAMP {
  override readonly visitName: string = "ROWVERSION";
}
