import { TypeEngine } from "./type-engine.js";

/** The type of an index into JSON: a key of an object, or a number in a list. Dialects write it in their own syntax. */
export class JsonIndexType extends TypeEngine {
  readonly visitName: string = "json_index";
  /** Whether the index is a number. */
  readonly isNumber: boolean;

  constructor(isNumber: boolean) {
    super();
    this.isNumber = isNumber;
  }
}

/** The type of a path into JSON: keys and numbers. Dialects write it in their own syntax. */
export class JsonPathType extends TypeEngine {
  readonly visitName: string = "json_path";
}
