import { setFlagsFromString } from "node:v8";
import { isOwnProcess, stepsExpectedInProcess } from "../../../support/process-owner.js";

/** Versions of V8 (Node 20 to 25) that are known to have the flag; others would complain about it on stderr. */
const KNOWN = { from: 11, to: 14 };

/**
 * The size in bytes from which a database is large. Up to about 100,000 rows the rebuild of a table is over before the
 * optimised code of SQLite would repay the time and the 30 MB that V8 needs to make it; bench/README.md has the
 * figures.
 */
const LARGE = 8 * 1024 * 1024;

/** The number of revisions from which a run is long: the 1,000 steps of a `downgrade base` take a fifth less time then. */
const MANY = 500;

/** Bytes of WASM code that a function runs through before V8 optimises it. */
const BUDGETS = { short: 2_000_000_000, long: 500_000_000, large: 100_000_000 };

/**
 * Tells V8 when to optimise the WASM code that is loaded next. A short run is over before the optimised code of SQLite
 * would be ready, but the process cannot end until it is. Does nothing in a process that is not one of our programs,
 * because the setting applies to all WASM code of the process.
 */
export function tuneWasmTiering(databaseBytes: number, version: string = process.versions.v8): void {
  const major = Number.parseInt(version, 10);
  if (!isOwnProcess() || major < KNOWN.from || major > KNOWN.to) return;
  setFlagsFromString(`--wasm-tiering-budget=${BUDGETS[lengthOfWork(databaseBytes)]}`);
}

function lengthOfWork(databaseBytes: number): keyof typeof BUDGETS {
  if (databaseBytes >= LARGE) return "large";
  return stepsExpectedInProcess() >= MANY ? "long" : "short";
}
