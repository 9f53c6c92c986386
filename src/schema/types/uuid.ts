import { optionKeys } from "../arguments/option-keys.js";
import { namedType } from "./named-type.js";
import { TypeEngine } from "./type-engine.js";

/** Options of {@link Uuid}. */
export interface UuidOptions {
  /** Kept for the models, not part of the SQL; by default `true`. */
  readonly asUuid?: boolean;
  /** Use the database's own type where there is one; by default `true`. */
  readonly nativeUuid?: boolean;
}

/** The names of {@link UuidOptions}. */
export const uuidOptionKeys = optionKeys<UuidOptions>({ asUuid: true, nativeUuid: true });

/** A UUID; `CHAR(32)` on databases with no such type. */
export class Uuid extends TypeEngine {
  readonly visitName: string = "uuid";
  readonly asUuid: boolean;
  readonly nativeUuid: boolean;

  constructor(options: UuidOptions = {}) {
    super();
    this.asUuid = options.asUuid ?? true;
    this.nativeUuid = options.nativeUuid ?? true;
  }

  override get typeName(): string {
    return "Uuid";
  }
  override get affinity(): string {
    return "Uuid";
  }
  override parameters(): readonly unknown[] {
    const options: Record<string, unknown> = {};
    if (!this.asUuid) options["asUuid"] = false;
    if (!this.nativeUuid) options["nativeUuid"] = false;
    return Object.keys(options).length === 0 ? [] : [options];
  }
}

/** The SQL type UUID. */
export class UUID extends namedType(Uuid, "UUID") {}
