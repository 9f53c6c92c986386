import type { PositionalArguments } from "../../arguments/positional-arguments.js";
import { splitOptions } from "../../arguments/split-options.js";
import type { BinaryArguments, BinaryOptions } from "../large-binary.js";
import { BinaryBase } from "../large-binary.js";
import { TypeEngine, type TypeNamespace, typeParameters } from "../type-engine.js";

/** MySQL's BIT. */
export class BIT extends TypeEngine {
  static override readonly positional: PositionalArguments = ["length"];
  readonly visitName: string = "BIT";
  override readonly namespace: TypeNamespace = "mysql";
  readonly length: number | null;

  constructor(...args: BinaryArguments) {
    super();
    const { items, options } = splitOptions<number | null, BinaryOptions>(args);
    this.length = options.length ?? items[0] ?? null;
  }

  override parameters(): readonly unknown[] {
    return typeParameters([this.length]);
  }
}

/** MySQL's TINYBLOB. */
export class TINYBLOB extends BinaryBase {
  readonly visitName: string = "TINYBLOB";
  override readonly namespace: TypeNamespace = "mysql";
}

/** MySQL's MEDIUMBLOB. */
export class MEDIUMBLOB extends BinaryBase {
  readonly visitName: string = "MEDIUMBLOB";
  override readonly namespace: TypeNamespace = "mysql";
}

/** MySQL's LONGBLOB. */
export class LONGBLOB extends BinaryBase {
  readonly visitName: string = "LONGBLOB";
  override readonly namespace: TypeNamespace = "mysql";
}

/** MariaDB's IPv4 address. */
export class INET4 extends TypeEngine {
  readonly visitName: string = "INET4";
  override readonly namespace: TypeNamespace = "mysql";
}

/** MariaDB's IPv6 address. */
export class INET6 extends TypeEngine {
  readonly visitName: string = "INET6";
  override readonly namespace: TypeNamespace = "mysql";
}
