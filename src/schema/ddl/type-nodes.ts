import type { TypeEngine } from "../types/type-engine.js";
import { DdlElement } from "./ddl-element.js";

/** `CREATE TYPE` of a named type, such as PostgreSQL's enums, or `CREATE DOMAIN`. */
export class CreateType extends DdlElement {
  readonly kind = "createType";
  readonly type: TypeEngine;

  constructor(type: TypeEngine) {
    super();
    this.type = type;
  }
}

/** `DROP TYPE` of a named type, or `DROP DOMAIN`. */
export class DropType extends DdlElement {
  readonly kind = "dropType";
  readonly type: TypeEngine;

  constructor(type: TypeEngine) {
    super();
    this.type = type;
  }
}
