import { setFlagsFromString } from "node:v8";

/** Versions of V8 (Node 20 to 25) that are known to have the flag; others would complain about it on stderr. */
const KNOWN = { from: 11, to: 14 };

/**
 * Tells V8 to optimise WASM code only once it has run for a while. A short command is over before the optimised code
 * of SQLite would be ready, but the process could not end until it is: that doubles the time of `current`. A long
 * migration gets optimised code all the same.
 */
export function startQuickly(version: string = process.versions.v8): void {
  const major = Number.parseInt(version, 10);
  if (major >= KNOWN.from && major <= KNOWN.to) setFlagsFromString("--wasm-tiering-budget=100000000");
}
