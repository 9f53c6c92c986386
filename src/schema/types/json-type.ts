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
 * The JSON texts of values that come from a Python script. JavaScript cannot keep them apart from others: it writes `1.0` as
 * `1`, and puts keys that are numbers first.
 */
export const jsonTexts = new WeakMap<object, string>();

/** JSON's own null, to compare JSON with or to store. */
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
