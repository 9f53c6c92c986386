import { optionKeys } from "../arguments/option-keys.js";
import { LargeBinary } from "./large-binary.js";
import { TypeEngine } from "./type-engine.js";

/** Options of {@link PickleType}. */
export interface PickleOptions {
  /** Version of Python's format; kept for the models. */
  readonly protocol?: number | null;
}

/** The names of {@link PickleOptions}. */
export const pickleOptionKeys = optionKeys<PickleOptions>({ protocol: true });

/** Python's serialised objects: bytes that this package does not read. */
export class PickleType extends TypeEngine {
  readonly visitName: string = "type_decorator";
  /** The type that it is stored as. */
  readonly impl: TypeEngine = new LargeBinary();
  readonly protocol: number | null;

  constructor(options: PickleOptions = {}) {
    super();
    this.protocol = options.protocol ?? null;
  }

  override get typeName(): string {
    return "PickleType";
  }
  override get affinity(): string {
    return "_Binary";
  }
}
