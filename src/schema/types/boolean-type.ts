import { optionKeys } from "../arguments/option-keys.js";
import { Conv } from "../names/conv.js";
import { namedType } from "./named-type.js";
import { TypeEngine, typeParameters } from "./type-engine.js";

/** Options of {@link BooleanType}. */
export interface BooleanOptions {
  /** Add a CHECK of 0 and 1 on databases with no boolean type; by default `false`. */
  readonly createConstraint?: boolean;
  /** Name of that CHECK. */
  readonly name?: string | Conv | null;
}

/** The names of {@link BooleanOptions}. */
export const booleanOptionKeys = optionKeys<BooleanOptions>({ createConstraint: true, name: true });

/** True or false; a small number on databases with no boolean type. */
export class BooleanType extends TypeEngine {
  readonly visitName: string = "boolean";
  readonly createConstraint: boolean;
  readonly name: string | Conv | null;

  constructor(options: BooleanOptions = {}) {
    super();
    this.createConstraint = options.createConstraint ?? false;
    this.name = options.name ?? null;
  }

  override get typeName(): string {
    return "Boolean";
  }
  override get affinity(): string {
    return "Boolean";
  }
  override parameters(): readonly unknown[] {
    const name = this.name instanceof Conv ? this.name.name : this.name;
    return typeParameters([], { createConstraint: this.createConstraint, name });
  }
}

/** The SQL type BOOLEAN. */
export class BOOLEAN extends namedType(BooleanType, "BOOLEAN") {}
