import { splitOptions } from "../../split-options.js";
import {
  BIGINT as GenericBIGINT,
  INTEGER as GenericINTEGER,
  SMALLINT as GenericSMALLINT,
  Integer,
} from "../integer.js";
import type { TypeNamespace } from "../type-engine.js";
import { type MysqlNumberOptions, numberOptions, numberParameters } from "./number-options.js";

/** Arguments of MySQL's integers: display width, then options. */
export type MysqlIntegerArguments =
  | [displayWidth?: number | null, options?: MysqlNumberOptions]
  | [options: MysqlNumberOptions];

/** MySQL's INTEGER. */
export class INTEGER extends GenericINTEGER {
  override readonly visitName: string = "INTEGER";
  override readonly namespace: TypeNamespace = "mysql";
  readonly displayWidth: number | null;
  readonly unsigned: boolean;
  readonly zerofill: boolean;

  constructor(...args: MysqlIntegerArguments) {
    super();
    const { items, options } = splitOptions<number | null, MysqlNumberOptions>(args);
    ({ unsigned: this.unsigned, zerofill: this.zerofill } = numberOptions(options));
    this.displayWidth = options.displayWidth ?? items[0] ?? null;
  }

  override get typeName(): string {
    return "INTEGER";
  }
  override parameters(): readonly unknown[] {
    return numberParameters([], this, { displayWidth: this.displayWidth });
  }
}

/** MySQL's BIGINT. */
export class BIGINT extends GenericBIGINT {
  override readonly visitName: string = "BIGINT";
  override readonly namespace: TypeNamespace = "mysql";
  readonly displayWidth: number | null;
  readonly unsigned: boolean;
  readonly zerofill: boolean;

  constructor(...args: MysqlIntegerArguments) {
    super();
    const { items, options } = splitOptions<number | null, MysqlNumberOptions>(args);
    ({ unsigned: this.unsigned, zerofill: this.zerofill } = numberOptions(options));
    this.displayWidth = options.displayWidth ?? items[0] ?? null;
  }

  override get typeName(): string {
    return "BIGINT";
  }
  override parameters(): readonly unknown[] {
    return numberParameters([], this, { displayWidth: this.displayWidth });
  }
}

/** MySQL's SMALLINT. */
export class SMALLINT extends GenericSMALLINT {
  override readonly visitName: string = "SMALLINT";
  override readonly namespace: TypeNamespace = "mysql";
  readonly displayWidth: number | null;
  readonly unsigned: boolean;
  readonly zerofill: boolean;

  constructor(...args: MysqlIntegerArguments) {
    super();
    const { items, options } = splitOptions<number | null, MysqlNumberOptions>(args);
    ({ unsigned: this.unsigned, zerofill: this.zerofill } = numberOptions(options));
    this.displayWidth = options.displayWidth ?? items[0] ?? null;
  }

  override get typeName(): string {
    return "SMALLINT";
  }
  override parameters(): readonly unknown[] {
    return numberParameters([], this, { displayWidth: this.displayWidth });
  }
}

/** MySQL's TINYINT. */
export class TINYINT extends Integer {
  override readonly visitName: string = "TINYINT";
  override readonly namespace: TypeNamespace = "mysql";
  readonly displayWidth: number | null;
  readonly unsigned: boolean;
  readonly zerofill: boolean;

  constructor(...args: MysqlIntegerArguments) {
    super();
    const { items, options } = splitOptions<number | null, MysqlNumberOptions>(args);
    ({ unsigned: this.unsigned, zerofill: this.zerofill } = numberOptions(options));
    this.displayWidth = options.displayWidth ?? items[0] ?? null;
  }

  override get typeName(): string {
    return "TINYINT";
  }
  override parameters(): readonly unknown[] {
    return numberParameters([], this, { displayWidth: this.displayWidth });
  }
}

/** MySQL's MEDIUMINT. */
export class MEDIUMINT extends Integer {
  override readonly visitName: string = "MEDIUMINT";
  override readonly namespace: TypeNamespace = "mysql";
  readonly displayWidth: number | null;
  readonly unsigned: boolean;
  readonly zerofill: boolean;

  constructor(...args: MysqlIntegerArguments) {
    super();
    const { items, options } = splitOptions<number | null, MysqlNumberOptions>(args);
    ({ unsigned: this.unsigned, zerofill: this.zerofill } = numberOptions(options));
    this.displayWidth = options.displayWidth ?? items[0] ?? null;
  }

  override get typeName(): string {
    return "MEDIUMINT";
  }
  override parameters(): readonly unknown[] {
    return numberParameters([], this, { displayWidth: this.displayWidth });
  }
}
