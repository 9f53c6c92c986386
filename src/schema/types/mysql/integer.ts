import type { PositionalArguments } from "../../arguments/positional-arguments.js";
import type { SizeArguments } from "../../arguments/size-arguments.js";
import { splitOptions } from "../../arguments/split-options.js";
import {
  BIGINT as GenericBIGINT,
  INTEGER as GenericINTEGER,
  SMALLINT as GenericSMALLINT,
  Integer,
} from "../integer.js";
import { namedType, type TypeMaker } from "../named-type.js";
import { type MysqlNumberOptions, type NumberFlags, numberOptions, numberParameters } from "./number-options.js";

/** Arguments of MySQL's integers: display width, then options. */
export type MysqlIntegerArguments = SizeArguments<MysqlNumberOptions>;

/** An integer of MySQL: one with a display width. */
export interface MysqlInteger extends Integer, NumberFlags {
  readonly displayWidth: number | null;
}

/** The base of MySQL's integers; each extends the generic integer of its size. */
function mysqlInteger(parent: TypeMaker<[], Integer>, name: string): TypeMaker<MysqlIntegerArguments, MysqlInteger> {
  return class extends namedType(parent, name, "mysql") {
    static readonly positional: PositionalArguments = ["displayWidth"];
    readonly displayWidth: number | null;
    readonly unsigned: boolean;
    readonly zerofill: boolean;

    constructor(...args: MysqlIntegerArguments) {
      super();
      const { items, options } = splitOptions<number | null, MysqlNumberOptions>(args);
      ({ unsigned: this.unsigned, zerofill: this.zerofill } = numberOptions(options));
      this.displayWidth = options.displayWidth ?? items[0] ?? null;
    }

    override parameters(): readonly unknown[] {
      return numberParameters([], this, { displayWidth: this.displayWidth });
    }
  };
}

/** MySQL's INTEGER. */
export class INTEGER extends mysqlInteger(GenericINTEGER, "INTEGER") {}

/** MySQL's BIGINT. */
export class BIGINT extends mysqlInteger(GenericBIGINT, "BIGINT") {}

/** MySQL's SMALLINT. */
export class SMALLINT extends mysqlInteger(GenericSMALLINT, "SMALLINT") {}

/** MySQL's TINYINT. */
export class TINYINT extends mysqlInteger(Integer, "TINYINT") {}

/** MySQL's MEDIUMINT. */
export class MEDIUMINT extends mysqlInteger(Integer, "MEDIUMINT") {}
