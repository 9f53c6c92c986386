import { ArgumentError } from "../../arguments/argument-error.js";
import type { PositionalArguments } from "../../arguments/positional-arguments.js";
import type { PrecisionArguments } from "../../arguments/size-arguments.js";
import { splitOptions } from "../../arguments/split-options.js";
import type { TypeMaker } from "../named-type.js";
import {
  DECIMAL as GenericDECIMAL,
  DOUBLE as GenericDOUBLE,
  FLOAT as GenericFLOAT,
  NUMERIC as GenericNUMERIC,
  REAL as GenericREAL,
  type Numeric,
} from "../numeric.js";
import type { TypeNamespace } from "../type-engine.js";
import { type MysqlNumberOptions, type NumberFlags, numberOptions, numberParameters } from "./number-options.js";

/** Arguments of MySQL's decimals and floats: precision, scale, then options. */
export type MysqlNumericArguments = PrecisionArguments<MysqlNumberOptions>;

/** A decimal or float of MySQL: one with a precision and a scale. */
export interface MysqlNumeric extends Numeric, NumberFlags {}

/** What the generic decimals and floats both take; a generic float has no scale. */
interface ParentOptions {
  readonly precision: number | null;
  readonly asdecimal: boolean;
}

/** The base of MySQL's decimals and floats; each extends the generic number of its kind. */
function mysqlNumeric(
  parent: TypeMaker<[options: ParentOptions], Numeric>,
  { asdecimal = true, bothOrNone = false }: { readonly asdecimal?: boolean; readonly bothOrNone?: boolean } = {},
): TypeMaker<MysqlNumericArguments, MysqlNumeric> {
  return class extends parent {
    static readonly positional: PositionalArguments = ["precision", "scale"];
    override readonly namespace: TypeNamespace = "mysql";
    override readonly scale: number | null;
    readonly unsigned: boolean;
    readonly zerofill: boolean;

    constructor(...args: MysqlNumericArguments) {
      const { items, options } = splitOptions<number | null, MysqlNumberOptions>(args);
      super({ precision: options.precision ?? items[0] ?? null, asdecimal: options.asdecimal ?? asdecimal });
      this.scale = options.scale ?? items[1] ?? null;
      if (bothOrNone && (this.precision === null) !== (this.scale === null)) {
        throw new ArgumentError("You must specify both precision and scale or omit both altogether.");
      }
      ({ unsigned: this.unsigned, zerofill: this.zerofill } = numberOptions(options));
    }

    override parameters(): readonly unknown[] {
      return numberParameters([this.precision, this.scale], this);
    }
  };
}

/** MySQL's NUMERIC. */
export class NUMERIC extends mysqlNumeric(GenericNUMERIC) {}

/** MySQL's DECIMAL. */
export class DECIMAL extends mysqlNumeric(GenericDECIMAL) {}

/** MySQL's FLOAT. */
export class FLOAT extends mysqlNumeric(GenericFLOAT, { asdecimal: false }) {}

/** MySQL's DOUBLE. */
export class DOUBLE extends mysqlNumeric(GenericDOUBLE, { bothOrNone: true }) {}

/** MySQL's REAL. */
export class REAL extends mysqlNumeric(GenericREAL, { bothOrNone: true }) {}
