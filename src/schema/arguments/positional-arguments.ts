import { ArgumentError } from "./argument-error.js";
import type { OptionKeys } from "./option-keys.js";
import { showArgument } from "./show-argument.js";
import { isOptions } from "./split-options.js";

/** The names of the positional arguments of a class, before its options; `any` number of them where it takes a list. */
export type PositionalArguments = readonly string[] | "any";

/**
 * Checks that a call gets no more positional arguments than it has.
 *
 * @throws {@link ArgumentError} that shows the options to write instead. The names of the options are in the order of
 * Python's arguments.
 *
 */
export function refuseSurplus(
  call: string,
  args: readonly unknown[],
  taken: readonly string[],
  keys: OptionKeys,
): void {
  const surplus = (isOptions(args.at(-1)) ? args.slice(0, -1) : args).slice(taken.length);
  if (surplus.every((value) => value === undefined)) return;
  const names = Object.keys(keys.names).filter((name) => !taken.includes(name));
  const written = surplus.flatMap((value, at) => {
    const name = names[at];
    return name === undefined || value === undefined ? [] : [`${name}: ${showArgument(value)}`];
  });
  const takes = taken.length === 1 ? "1 positional argument" : `${taken.length || "no"} positional arguments`;
  const advice = written.length === 0 ? `, not ${taken.length + surplus.length}` : `; write { ${written.join(", ")} }`;
  throw new ArgumentError(`${call}() takes ${takes}${advice}`);
}
