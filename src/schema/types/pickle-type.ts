import { LargeBinary } from "./large-binary.js";
import { TypeEngine } from "./type-engine.js";

/** Python's serialised objects: bytes that this package does not read. */
export class PickleType extends TypeEngine {
  readonly visitName: string = "type_decorator";
  /** The type that it is stored as. */
  readonly impl: TypeEngine = new LargeBinary();

  override get typeName(): string {
    return "PickleType";
  }
  override get affinity(): string {
    return "_Binary";
  }
}
