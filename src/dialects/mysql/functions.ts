import type { FunctionRule } from "../base/functions.js";

/** Functions that MySQL calls something else. */
export const functions: Readonly<Record<string, FunctionRule>> = {
  random: (args) => `rand(${args.join(", ")})`,
  sysdate: () => "SYSDATE()",
};
