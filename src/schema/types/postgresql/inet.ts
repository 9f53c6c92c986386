import { LargeBinary } from "../large-binary.js";
import { namedType } from "../named-type.js";
import { TEXT } from "../string-type.js";
import { TypeEngine, type TypeNamespace } from "../type-engine.js";

/** PostgreSQL's INET. */
export class INET extends TypeEngine {
  readonly visitName: string = "INET";
  override readonly namespace: TypeNamespace = "postgresql";
}

/** PostgreSQL's CIDR. */
export class CIDR extends TypeEngine {
  readonly visitName: string = "CIDR";
  override readonly namespace: TypeNamespace = "postgresql";
}

/** PostgreSQL's MACADDR. */
export class MACADDR extends TypeEngine {
  readonly visitName: string = "MACADDR";
  override readonly namespace: TypeNamespace = "postgresql";
}

/** PostgreSQL's MACADDR8. */
export class MACADDR8 extends TypeEngine {
  readonly visitName: string = "MACADDR8";
  override readonly namespace: TypeNamespace = "postgresql";
}

/** PostgreSQL's MONEY. */
export class MONEY extends TypeEngine {
  readonly visitName: string = "MONEY";
  override readonly namespace: TypeNamespace = "postgresql";
}

/** PostgreSQL's OID. */
export class OID extends TypeEngine {
  readonly visitName: string = "OID";
  override readonly namespace: TypeNamespace = "postgresql";
}

/** PostgreSQL's REGCLASS. */
export class REGCLASS extends TypeEngine {
  readonly visitName: string = "REGCLASS";
  override readonly namespace: TypeNamespace = "postgresql";
}

/** PostgreSQL's REGCONFIG. */
export class REGCONFIG extends TypeEngine {
  readonly visitName: string = "REGCONFIG";
  override readonly namespace: TypeNamespace = "postgresql";
}

/** PostgreSQL's TSQUERY. */
export class TSQUERY extends TypeEngine {
  readonly visitName: string = "TSQUERY";
  override readonly namespace: TypeNamespace = "postgresql";
}

/** PostgreSQL's TSVECTOR. */
export class TSVECTOR extends TypeEngine {
  readonly visitName: string = "TSVECTOR";
  override readonly namespace: TypeNamespace = "postgresql";
}

/** PostgreSQL's bytes. */
export class BYTEA extends namedType(LargeBinary, "BYTEA", "postgresql") {}

/** PostgreSQL's string that is compared without regard to case. */
export class CITEXT extends namedType(TEXT, "CITEXT", "postgresql") {}
