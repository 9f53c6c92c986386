import type { Sequence } from "../sequence.js";
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
