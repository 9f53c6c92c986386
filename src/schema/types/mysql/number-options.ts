import { optionKeys } from "../../arguments/option-keys.js";
import { typeParameters } from "../type-engine.js";

/** Options of MySQL's numbers. */
export interface MysqlNumberOptions {
  /** Digits that old clients pad to. */
  readonly displayWidth?: number | null;
  readonly precision?: number | null;
  readonly scale?: number | null;
  readonly asdecimal?: boolean;
  readonly unsigned?: boolean;
  readonly zerofill?: boolean;
}

/** The names of {@link MysqlNumberOptions}. */
export const mysqlNumberOptionKeys = optionKeys<MysqlNumberOptions>({
  precision: true,
  scale: true,
  asdecimal: true,
  unsigned: true,
  zerofill: true,
  displayWidth: true,
});

/** The two keywords after a number type. */
export interface NumberFlags {
  readonly unsigned: boolean;
  readonly zerofill: boolean;
}

/** The two keywords; `false` where they were not given. */
export function numberOptions(options: MysqlNumberOptions): NumberFlags {
  return { unsigned: options.unsigned ?? false, zerofill: options.zerofill ?? false };
}

/** The arguments to construct the same number type again. */
export function numberParameters(
  positional: readonly unknown[],
  flags: NumberFlags,
  options: Readonly<Record<string, unknown>> = {},
): readonly unknown[] {
  return typeParameters(positional, { ...options, unsigned: flags.unsigned, zerofill: flags.zerofill });
}
