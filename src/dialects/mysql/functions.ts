import type { FunctionRule } from "../base/functions.js";

/** Functions that have another name in MySQL. */
export const functions: Readonly<Record<string, FunctionRule>> = {
  random: (args) => `rand(${args.join(", ")})`,
  sysdate: () => "SYSDATE()",
};
