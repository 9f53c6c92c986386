import type { FunctionRule } from "../base/functions.js";

/** Functions that have another name in SQLite. */
export const functions: Readonly<Record<string, FunctionRule>> = {
  now: () => "CURRENT_TIMESTAMP",
  localtimestamp: () => "DATETIME(CURRENT_TIMESTAMP, 'localtime')",
  char_length: (args) => `length(${args.join(", ")})`,
};
