import { optionKeys } from "../arguments/option-keys.js";
import type { PositionalArguments } from "../arguments/positional-arguments.js";
import type { SizeArguments } from "../arguments/size-arguments.js";
import { splitOptions } from "../arguments/split-options.js";
import { namedType } from "./named-type.js";
import { TypeEngine, typeParameters } from "./type-engine.js";

/** Options of the binary types. */
export interface BinaryOptions {
  /** How many bytes it takes, where it is not the first argument. */
  readonly length?: number | null;
}

/** The names of {@link BinaryOptions}. */
export const binaryOptionKeys = optionKeys<BinaryOptions>({ length: true });

/** Arguments of the binary types: length. */
export type BinaryArguments = SizeArguments<BinaryOptions>;

/** Bytes; the common base of the binary types. */
export abstract class BinaryBase extends TypeEngine {
  static override readonly positional: PositionalArguments = ["length"];
  readonly length: number | null;

  constructor(...args: BinaryArguments) {
    super();
    const { items, options } = splitOptions<number | null, BinaryOptions>(args);
    this.length = options.length ?? items[0] ?? null;
  }

  override get affinity(): string {
    return "_Binary";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([this.length]);
  }
}

/** Bytes of any length. */
export class LargeBinary extends BinaryBase {
  readonly visitName: string = "large_binary";
  override get typeName(): string {
    return "LargeBinary";
  }
}

/** The SQL type BLOB. */
export class BLOB extends namedType(LargeBinary, "BLOB") {}

/** The SQL type BINARY. */
export class BINARY extends BinaryBase {
  readonly visitName: string = "BINARY";
}

/** The SQL type VARBINARY. */
export class VARBINARY extends BinaryBase {
  readonly visitName: string = "VARBINARY";
}
