import type { FunctionRule } from "../base/functions.js";

/** Functions that have another name in Oracle. */
export const functions: Readonly<Record<string, FunctionRule>> = {
  now: () => "CURRENT_TIMESTAMP",
  char_length: (args) => `LENGTH(${args.join(", ")})`,
  pow: (args) => `POWER(${args.join(", ")})`,
  uid: (args) => (args.length === 0 ? "uid" : `uid(${args.join(", ")})`),
};
