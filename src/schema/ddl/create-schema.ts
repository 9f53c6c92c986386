import { DdlElement } from "./ddl-element.js";

/** `CREATE SCHEMA`. */
export class CreateSchema extends DdlElement {
  readonly kind = "createSchema";
  readonly name: string;
  readonly ifNotExists: boolean;

  constructor(name: string, options: { readonly ifNotExists?: boolean } = {}) {
    super();
    this.name = name;
    this.ifNotExists = options.ifNotExists ?? false;
  }
}
