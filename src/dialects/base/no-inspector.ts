import { UnsupportedError } from "../unsupported-error.js";

/**
 * Says that databases of a kind are written for and not read.
 *
 * @throws {@link UnsupportedError} always.
 */
export function noInspector(dialectName: string): never {
  throw new UnsupportedError(
    `There is no driver for ${dialectName}, so its schema cannot be read; write scripts for it in offline mode, with --sql`,
    "inspector",
    dialectName,
  );
}
