import { optionKeys } from "../arguments/option-keys.js";

/** The keywords of dialects that are not listed. */
export interface OtherDialectOptions {
  /**
   * Keywords of dialects that are not built in, each with the dialect's name in front: `{ duckdbCompression: "zstd" }`.
   * The compiler of a registered backend reads them. A table also takes options of MySQL and MariaDB here that have no
   * name of their own.
   */
  readonly dialectOptions?: Readonly<Record<string, unknown>> | undefined;
}

/** The names of {@link OtherDialectOptions}. */
export const otherDialectKeys = optionKeys<OtherDialectOptions>({ dialectOptions: true });
