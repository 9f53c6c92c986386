import { optionKeys } from "../arguments/option-keys.js";
import { TypeEngine, typeParameters } from "./type-engine.js";

/** Options of {@link JsonType}. */
export interface JsonOptions {
  /** Store `null` as SQL NULL and not as JSON's; by default `false`. */
  readonly noneAsNull?: boolean;
}

/** The names of {@link JsonOptions}. */
export const jsonOptionKeys = optionKeys<JsonOptions>({ noneAsNull: true });

/**
 * The text of values that another language gave: JavaScript has no `1.0` beside `1`, and keys that are numbers come first in
 * its objects.
 */
export const jsonTexts = new WeakMap<object, string>();

/** JSON's own null, as a value beside JSON. */
export class JsonNull {
  toJSON(): null {
    return null;
  }
}

/** A JSON value. */
export class JsonType extends TypeEngine {
  /** JSON's own null: `null` beside an operator is SQL's. */
  static readonly NULL = new JsonNull();
  readonly visitName: string = "JSON";
  readonly noneAsNull: boolean;

  constructor(options: JsonOptions = {}) {
    super();
    this.noneAsNull = options.noneAsNull ?? false;
  }

  override get affinity(): string {
    return "JSON";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([], { noneAsNull: this.noneAsNull });
  }
}
