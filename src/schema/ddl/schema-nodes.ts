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
