import { LargeBinary } from "../large-binary.js";
import { namedType } from "../named-type.js";
import { TEXT } from "../string-type.js";

/** PostgreSQL's bytes. */
export class BYTEA extends namedType(LargeBinary, "BYTEA", "postgresql") {}

/** PostgreSQL's string that is compared without regard to case. */
export class CITEXT extends namedType(TEXT, "CITEXT", "postgresql") {}
