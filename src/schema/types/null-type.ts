import { TypeEngine } from "./type-engine.js";

/** The type of a value that has none, such as a column that takes its type from a foreign key. */
export class NullType extends TypeEngine {
  readonly visitName: string = "null";
  override get typeName(): string {
    return "NullType";
  }
  override get affinity(): string {
    return "NullType";
  }
}
