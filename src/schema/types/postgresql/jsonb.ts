import { optionKeys } from "../../arguments/option-keys.js";
import { type JsonOptions, JsonType, jsonOptionKeys } from "../json-type.js";
import { Text } from "../string-type.js";
import { TypeEngine, type TypeInput, type TypeNamespace, toType, typeParameters } from "../type-engine.js";

/** Options of {@link JSON} and {@link JSONB}. */
export interface PgJsonOptions extends JsonOptions {
  /** Type of the text that is read from it. */
  readonly astextType?: TypeInput;
}

/** The names of {@link PgJsonOptions}. */
export const pgJsonOptionKeys = optionKeys<PgJsonOptions>({ ...jsonOptionKeys.names, astextType: true });

/** PostgreSQL's JSON. */
export class PgJson extends JsonType {
  override readonly namespace: TypeNamespace = "postgresql";
  readonly astextType: TypeEngine;

  constructor(options: PgJsonOptions = {}) {
    super(options);
    this.astextType = toType(options.astextType ?? Text);
  }

  override parameters(): readonly unknown[] {
    const isText = this.astextType.constructor === Text;
    return typeParameters([], { noneAsNull: this.noneAsNull, astextType: isText ? null : this.astextType });
  }
}

/** PostgreSQL's binary JSON. */
export class JSONB extends PgJson {
  override readonly visitName: string = "JSONB";
}

/** PostgreSQL's path into JSON. */
export class JSONPATH extends TypeEngine {
  readonly visitName: string = "JSONPATH";
  override readonly namespace: TypeNamespace = "postgresql";
}

/** Options of PostgreSQL's HSTORE. */
export interface HstoreOptions {
  readonly textType?: TypeInput;
}

/** The names of {@link HstoreOptions}. */
export const hstoreOptionKeys = optionKeys<HstoreOptions>({ textType: true });

/** PostgreSQL's map of strings. */
export class HSTORE extends TypeEngine {
  readonly visitName: string = "HSTORE";
  override readonly namespace: TypeNamespace = "postgresql";
  readonly textType: TypeEngine;

  constructor(options: HstoreOptions = {}) {
    super();
    this.textType = toType(options.textType ?? Text);
  }

  override parameters(): readonly unknown[] {
    return typeParameters([], { textType: this.textType.constructor === Text ? null : this.textType });
  }
}
