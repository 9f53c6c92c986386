import type { Sequence } from "../sequence.js";
import { DdlElement } from "./ddl-element.js";

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
