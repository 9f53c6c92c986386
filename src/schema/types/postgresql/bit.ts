import { optionKeys } from "../../arguments/option-keys.js";
import type { PositionalArguments } from "../../arguments/positional-arguments.js";
import type { SizeArguments } from "../../arguments/size-arguments.js";
import { splitOptions } from "../../arguments/split-options.js";
import { TypeEngine, type TypeNamespace, typeParameters } from "../type-engine.js";

/** Options of {@link BIT}. */
export interface BitOptions {
  readonly length?: number | null;
  /** `BIT VARYING`. */
  readonly varying?: boolean;
}

/** The names of {@link BitOptions}. */
export const bitOptionKeys = optionKeys<BitOptions>({ length: true, varying: true });

/** PostgreSQL's string of bits. */
export class BIT extends TypeEngine {
  static override readonly positional: PositionalArguments = ["length"];
  readonly visitName: string = "BIT";
  override readonly namespace: TypeNamespace = "postgresql";
  readonly length: number | null;
  readonly varying: boolean;

  constructor(...args: SizeArguments<BitOptions>) {
    super();
    const { items, options } = splitOptions<number | null, BitOptions>(args);
    this.length = options.length ?? items[0] ?? null;
    this.varying = options.varying ?? false;
  }

  override parameters(): readonly unknown[] {
    return typeParameters([this.length], { varying: this.varying });
  }
}
