import type { FunctionRule } from "../base/functions.js";

/** Functions that have another name in SQL Server. */
export const functions: Readonly<Record<string, FunctionRule>> = {
  now: () => "CURRENT_TIMESTAMP",
  current_date: () => "GETDATE()",
  length: (args) => `LEN(${args.join(", ")})`,
  char_length: (args) => `LEN(${args.join(", ")})`,
  pow: (args) => `POWER(${args.join(", ")})`,
};
