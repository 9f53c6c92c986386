import { optionKeys } from "../../arguments/option-keys.js";
import type { NotList } from "../../arguments/size-arguments.js";
import { splitOptions } from "../../arguments/split-options.js";
import { type EnumOptions, EnumType, enumOptionKeys } from "../enum-type.js";
import type { TypeNamespace } from "../type-engine.js";

/** Options of {@link ENUM}. */
export interface PgEnumOptions extends EnumOptions {
  /** Whether CREATE TABLE also creates the type first; by default `true`. */
  readonly createType?: boolean;
}

/** The names of {@link PgEnumOptions}. */
export const pgEnumOptionKeys = optionKeys<PgEnumOptions>({ ...enumOptionKeys.names, createType: true });

/**
 * PostgreSQL's enum type.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const mood = sa.postgresql.ENUM("sad", "happy", { name: "mood", createType: false });
 * ```
 */
export class ENUM extends EnumType {
  override readonly namespace: TypeNamespace = "postgresql";
  readonly createType: boolean;

  constructor(...args: string[] | [...values: string[], options: PgEnumOptions & NotList]) {
    super(...(args as string[]));
    const { options } = splitOptions<string, PgEnumOptions>(args);
    this.createType = options.createType ?? true;
  }

  override get typeName(): string {
    return "ENUM";
  }
  override parameters(): readonly unknown[] {
    if (this.createType) return super.parameters();
    const { items, options } = splitOptions<string, PgEnumOptions>(super.parameters());
    return [...items, { ...options, createType: false }];
  }
}
