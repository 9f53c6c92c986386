import type { Index } from "../table-index.js";
import { DdlElement } from "./ddl-element.js";

/** `CREATE INDEX`. */
export class CreateIndex extends DdlElement {
  readonly kind = "createIndex";
  readonly index: Index;
  readonly ifNotExists: boolean;

  constructor(index: Index, options: { readonly ifNotExists?: boolean } = {}) {
    super();
    this.index = index;
    this.ifNotExists = options.ifNotExists ?? false;
  }
}

/** `DROP INDEX`. */
export class DropIndex extends DdlElement {
  readonly kind = "dropIndex";
  readonly index: Index;
  readonly ifExists: boolean;

  constructor(index: Index, options: { readonly ifExists?: boolean } = {}) {
    super();
    this.index = index;
    this.ifExists = options.ifExists ?? false;
  }
}
