import { optionKeys } from "../../arguments/option-keys.js";
import { type StringOptions, stringOptionKeys } from "../string-type.js";

/** Options of MySQL's strings. */
export interface CharacterSetOptions extends StringOptions {
  readonly charset?: string | null;
  readonly ascii?: boolean;
  readonly unicode?: boolean;
  readonly binary?: boolean;
  readonly national?: boolean;
}

/** The names of {@link CharacterSetOptions}. */
export const characterSetOptionKeys = optionKeys<CharacterSetOptions>({
  ...stringOptionKeys.names,
  charset: true,
  ascii: true,
  unicode: true,
  binary: true,
  national: true,
});

/** How MySQL stores and compares a string. */
export interface CharacterSet {
  readonly charset: string | null;
  readonly ascii: boolean;
  readonly unicode: boolean;
  readonly binary: boolean;
  readonly national: boolean;
}

/** The options with defaults for what was left out. */
export function characterSetOf(options: CharacterSetOptions): CharacterSet {
  return {
    charset: options.charset ?? null,
    ascii: options.ascii ?? false,
    unicode: options.unicode ?? false,
    binary: options.binary ?? false,
    national: options.national ?? false,
  };
}
