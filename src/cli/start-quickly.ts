import { setFlagsFromString } from "node:v8";

/**
 * Tells V8 to optimise WASM code only once it has run for a while. A short command is over before the optimised code
 * of SQLite would be ready, but the process could not end until it is: that doubles the time of `current`. A long
 * migration gets optimised code all the same. A V8 that does not know the flag ignores it.
 */
export function startQuickly(): void {
  setFlagsFromString("--wasm-tiering-budget=100000000");
}
