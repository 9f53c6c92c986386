import { ArgumentError } from "../../argument-error.js";
import { splitOptions } from "../../split-options.js";
import {
  DECIMAL as GenericDECIMAL,
  DOUBLE as GenericDOUBLE,
  FLOAT as GenericFLOAT,
  NUMERIC as GenericNUMERIC,
  REAL as GenericREAL,
} from "../numeric.js";
import type { TypeNamespace } from "../type-engine.js";
import { type MysqlNumberOptions, numberOptions, numberParameters } from "./number-options.js";

/** Arguments of MySQL's decimals and floats: precision, scale, then options. */
export type MysqlNumericArguments =
  | [precision?: number | null, scale?: number | null, options?: MysqlNumberOptions]
  | [precision: number | null, options: MysqlNumberOptions]
  | [options: MysqlNumberOptions];

/** MySQL's NUMERIC. */
export class NUMERIC extends GenericNUMERIC {
  override readonly namespace: TypeNamespace = "mysql";
  override readonly scale: number | null;
  readonly unsigned: boolean;
  readonly zerofill: boolean;

  constructor(...args: MysqlNumericArguments) {
    const { items, options } = splitOptions<number | null, MysqlNumberOptions>(args);
    super({ precision: options.precision ?? items[0] ?? null, asdecimal: options.asdecimal ?? true });
    this.scale = options.scale ?? items[1] ?? null;
    ({ unsigned: this.unsigned, zerofill: this.zerofill } = numberOptions(options));
  }

  override parameters(): readonly unknown[] {
    return numberParameters([this.precision, this.scale], this);
  }
}

/** MySQL's DECIMAL. */
export class DECIMAL extends GenericDECIMAL {
  override readonly namespace: TypeNamespace = "mysql";
  override readonly scale: number | null;
  readonly unsigned: boolean;
  readonly zerofill: boolean;

  constructor(...args: MysqlNumericArguments) {
    const { items, options } = splitOptions<number | null, MysqlNumberOptions>(args);
    super({ precision: options.precision ?? items[0] ?? null, asdecimal: options.asdecimal ?? true });
    this.scale = options.scale ?? items[1] ?? null;
    ({ unsigned: this.unsigned, zerofill: this.zerofill } = numberOptions(options));
  }

  override parameters(): readonly unknown[] {
    return numberParameters([this.precision, this.scale], this);
  }
}

/** MySQL's FLOAT. */
export class FLOAT extends GenericFLOAT {
  override readonly namespace: TypeNamespace = "mysql";
  override readonly scale: number | null;
  readonly unsigned: boolean;
  readonly zerofill: boolean;

  constructor(...args: MysqlNumericArguments) {
    const { items, options } = splitOptions<number | null, MysqlNumberOptions>(args);
    super({ precision: options.precision ?? items[0] ?? null, asdecimal: options.asdecimal ?? false });
    this.scale = options.scale ?? items[1] ?? null;
    ({ unsigned: this.unsigned, zerofill: this.zerofill } = numberOptions(options));
  }

  override parameters(): readonly unknown[] {
    return numberParameters([this.precision, this.scale], this);
  }
}

/** MySQL's DOUBLE. */
export class DOUBLE extends GenericDOUBLE {
  override readonly namespace: TypeNamespace = "mysql";
  override readonly scale: number | null;
  readonly unsigned: boolean;
  readonly zerofill: boolean;

  constructor(...args: MysqlNumericArguments) {
    const { items, options } = splitOptions<number | null, MysqlNumberOptions>(args);
    super({ precision: options.precision ?? items[0] ?? null, asdecimal: options.asdecimal ?? true });
    this.scale = options.scale ?? items[1] ?? null;
    requirePair(this.precision, this.scale);
    ({ unsigned: this.unsigned, zerofill: this.zerofill } = numberOptions(options));
  }

  override parameters(): readonly unknown[] {
    return numberParameters([this.precision, this.scale], this);
  }
}

/** MySQL's REAL. */
export class REAL extends GenericREAL {
  override readonly namespace: TypeNamespace = "mysql";
  override readonly scale: number | null;
  readonly unsigned: boolean;
  readonly zerofill: boolean;

  constructor(...args: MysqlNumericArguments) {
    const { items, options } = splitOptions<number | null, MysqlNumberOptions>(args);
    super({ precision: options.precision ?? items[0] ?? null, asdecimal: options.asdecimal ?? true });
    this.scale = options.scale ?? items[1] ?? null;
    requirePair(this.precision, this.scale);
    ({ unsigned: this.unsigned, zerofill: this.zerofill } = numberOptions(options));
  }

  override parameters(): readonly unknown[] {
    return numberParameters([this.precision, this.scale], this);
  }
}

function requirePair(precision: number | null, scale: number | null): void {
  if ((precision === null) !== (scale === null)) {
    throw new ArgumentError("You must specify both precision and scale or omit both altogether.");
  }
}
