import { setFlagsFromString } from "node:v8";
import {
  isOwnProcess,
  knownProcessFlags,
  shortProcessFlag,
  stepsExpectedInProcess,
} from "../../../support/process-owner.js";

/**
 * The size in bytes from which a database is large. Up to about 100,000 rows the rebuild of a table is over before the
 * optimised code of SQLite would repay the time and the 30 MB that V8 needs to make it; bench/README.md has the
 * figures.
 */
const LARGE = 8 * 1024 * 1024;

/** The number of revisions from which a run is long: the 1,000 steps of a `downgrade base` take a fifth less time then. */
const MANY = 500;

/** Bytes of WASM code that a function runs through before V8 optimises it, as a flag of V8. */
const FLAGS = {
  short: shortProcessFlag,
  long: "--wasm-tiering-budget=500000000",
  large: "--wasm-tiering-budget=100000000",
};

/**
 * Loads WASM code and tells V8 when to optimise it. A short run is over before the optimised code of SQLite would be
 * ready, but the process cannot end until it is. Does nothing more in a process that is not one of our programs, because
 * the setting applies to all WASM code that the process loads meanwhile.
 */
export function withWasmTiering<T>(databaseBytes: number, load: () => T, version = process.versions.v8): T {
  const [flag] = isOwnProcess() ? knownProcessFlags(version, [FLAGS[lengthOfWork(databaseBytes)]]) : [];
  if (flag === undefined) return load();
  setFlagsFromString(flag);
  try {
    return load();
  } finally {
    // V8 keeps the number with the module, and uses kept code of modules only with the flags that it was made with.
    setFlagsFromString(FLAGS.short);
  }
}

function lengthOfWork(databaseBytes: number): keyof typeof FLAGS {
  if (databaseBytes >= LARGE) return "large";
  return stepsExpectedInProcess() >= MANY ? "long" : "short";
}
