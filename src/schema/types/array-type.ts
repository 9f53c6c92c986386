import { optionKeys } from "../arguments/option-keys.js";
import type { PositionalArguments } from "../arguments/positional-arguments.js";
import { TypeEngine, type TypeInput, type TypeNamespace, toType, typeParameters } from "./type-engine.js";

/** Options of {@link ArrayType}. */
export interface ArrayOptions {
  readonly asTuple?: boolean;
  /** Number of dimensions; by default one. */
  readonly dimensions?: number | null;
  readonly zeroIndexes?: boolean;
}

/** The names of {@link ArrayOptions}. */
export const arrayOptionKeys = optionKeys<ArrayOptions>({ asTuple: true, dimensions: true, zeroIndexes: true });

/** A list of values of one type; PostgreSQL only. */
export class ArrayType extends TypeEngine {
  static override readonly positional: PositionalArguments = ["itemType"];
  readonly visitName: string = "ARRAY";
  readonly itemType: TypeEngine;
  readonly asTuple: boolean;
  readonly dimensions: number | null;
  readonly zeroIndexes: boolean;

  constructor(itemType: TypeInput, options: ArrayOptions = {}) {
    super();
    this.itemType = toType(itemType);
    this.asTuple = options.asTuple ?? false;
    this.dimensions = options.dimensions ?? null;
    this.zeroIndexes = options.zeroIndexes ?? false;
  }

  override get affinity(): string {
    return "ARRAY";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([this.itemType], {
      asTuple: this.asTuple,
      dimensions: this.dimensions,
      zeroIndexes: this.zeroIndexes,
    });
  }
}

/** PostgreSQL's ARRAY. */
export class ARRAY extends ArrayType {
  override readonly namespace: TypeNamespace = "postgresql";
}
