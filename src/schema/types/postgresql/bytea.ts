import { LargeBinary } from "../large-binary.js";
import { TEXT } from "../string-type.js";
import type { TypeNamespace } from "../type-engine.js";

/** PostgreSQL's bytes. */
export class BYTEA extends LargeBinary {
  override readonly visitName: string = "BYTEA";
  override readonly namespace: TypeNamespace = "postgresql";
  override get typeName(): string {
    return "BYTEA";
  }
}

/** PostgreSQL's string that is compared without regard to case. */
export class CITEXT extends TEXT {
  override readonly visitName: string = "CITEXT";
  override readonly namespace: TypeNamespace = "postgresql";
  override get typeName(): string {
    return "CITEXT";
  }
}
