import type { TypeEngine } from "../types/type-engine.js";
import { DdlElement } from "./ddl-element.js";

/** `DROP TYPE` of a named type, or `DROP DOMAIN`. */
export class DropType extends DdlElement {
  readonly kind = "dropType";
  readonly type: TypeEngine;

  constructor(type: TypeEngine) {
    super();
    this.type = type;
  }
}
