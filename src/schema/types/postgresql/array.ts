import { ArrayType } from "../array-type.js";
import type { TypeNamespace } from "../type-engine.js";

/** PostgreSQL's ARRAY. */
export class ARRAY extends ArrayType {
  override readonly namespace: TypeNamespace = "postgresql";
}
