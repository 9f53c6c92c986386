import { DdlElement } from "./ddl-element.js";

/** `DROP SCHEMA`. */
export class DropSchema extends DdlElement {
  readonly kind = "dropSchema";
  readonly name: string;
  readonly ifExists: boolean;
  readonly cascade: boolean;

  constructor(name: string, options: { readonly ifExists?: boolean; readonly cascade?: boolean } = {}) {
    super();
    this.name = name;
    this.ifExists = options.ifExists ?? false;
    this.cascade = options.cascade ?? false;
  }
}
