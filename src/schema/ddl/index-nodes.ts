import type { Index } from "../table-index.js";
import { DdlElement } from "./ddl-element.js";

/**
 * `CREATE INDEX`.
 *
 * @example
 * ```ts
 * import type { CreateIndex } from "alembic-ts";
 *
 * const describe = ({ index, ifNotExists }: CreateIndex) => `${index.name}${ifNotExists ? ", if it is missing" : ""}`;
 * console.log(describe);
 * ```
 */
export class CreateIndex extends DdlElement {
  readonly kind = "createIndex";
  /** The index that is created. */
  readonly index: Index;
  /** Whether an index of that name is left as it is. */
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
