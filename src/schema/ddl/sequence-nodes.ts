import type { Sequence } from "../defaults/sequence.js";
import { DdlElement } from "./ddl-element.js";

/** `CREATE SEQUENCE`. */
export class CreateSequence extends DdlElement {
  readonly kind = "createSequence";
  readonly sequence: Sequence;
  readonly ifNotExists: boolean;

  constructor(sequence: Sequence, options: { readonly ifNotExists?: boolean } = {}) {
    super();
    this.sequence = sequence;
    this.ifNotExists = options.ifNotExists ?? false;
  }
}

/** `DROP SEQUENCE`. */
export class DropSequence extends DdlElement {
  readonly kind = "dropSequence";
  readonly sequence: Sequence;
  readonly ifExists: boolean;

  constructor(sequence: Sequence, options: { readonly ifExists?: boolean } = {}) {
    super();
    this.sequence = sequence;
    this.ifExists = options.ifExists ?? false;
  }
}
