import type { PositionalArguments } from "../arguments/positional-arguments.js";

/** Where a type's name is found: on `sa` itself or below one of its dialects. */
export type TypeNamespace = "sa" | "postgresql" | "mysql" | "mssql" | "oracle" | "sqlite" | "user";

/** A type class that is named without being called, such as `sa.Integer`. */
export type TypeClass = new () => TypeEngine;

/** A type, in the forms that a script can pass. */
export type TypeInput = TypeEngine | TypeClass;

/** Most types have no variant, and there are many types. */
const noVariants: ReadonlyMap<string, TypeEngine> = new Map();

/** A column type of any kind. */
export abstract class TypeEngine {
  static readonly positional: PositionalArguments = [];
  /** SQLAlchemy's name of the rule that writes this type; dialects choose by it. */
  abstract readonly visitName: string;
  /** Where its name is found on `sa`. */
  readonly namespace: TypeNamespace = "sa";
  /** Types for single dialects, from {@link withVariant}. */
  readonly variants: ReadonlyMap<string, TypeEngine> = noVariants;

  /** How an application writes the type on a dialect by itself; absent, or `undefined` there, where the dialect writes it. */
  readonly writtenAs?: (dialectName: string) => string | undefined;

  /** The name of the type as a script writes it, such as `String` or `VARCHAR`. */
  get typeName(): string {
    return this.visitName;
  }

  /** The kind of value. Types of the same affinity have the same values. */
  get affinity(): string {
    return this.visitName;
  }

  /**
   * The arguments to construct the same type again: positional ones, then the options that differ from their defaults.
   */
  parameters(): readonly unknown[] {
    return [];
  }

  /** Copies the type. */
  copy(): this {
    return Object.assign(Object.create(Object.getPrototypeOf(this)), this);
  }

  /**
   * Uses another type on some dialects.
   *
   * @returns a copy of this type; on the dialects named, it is written as `type`.
   */
  withVariant(type: TypeInput, ...dialectNames: string[]): this {
    const variants = new Map(this.variants);
    for (const name of dialectNames) variants.set(name, toType(type));
    return Object.assign(this.copy(), { variants });
  }

  /** The type that a dialect uses: its variant where there is one. */
  forDialect(dialectName: string): TypeEngine {
    return this.variants.get(dialectName) ?? this;
  }
}

/** Makes a type of the argument of a script: a type, or a class of one that was not called. */
export function toType(input: TypeInput): TypeEngine {
  return typeof input === "function" ? new input() : input;
}

/**
 * Returns the arguments of a type: the positional ones up to the last that was given, then the options that were given.
 */
export function typeParameters(
  positional: readonly unknown[],
  options: Readonly<Record<string, unknown>> = {},
): readonly unknown[] {
  const given = Object.entries(options).filter(([, value]) => value !== undefined && value !== null && value !== false);
  let count = positional.length;
  while (count > 0 && (positional[count - 1] === null || positional[count - 1] === undefined)) count--;
  const shown = positional.slice(0, count).map((value) => value ?? null);
  return given.length === 0 ? shown : [...shown, Object.fromEntries(given)];
}
