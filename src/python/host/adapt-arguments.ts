import type { NativeImplementation } from "../values/py-function.js";
import type { Keywords, Value } from "../values/value.js";
import { camelCase } from "./camel-case.js";
import { putKeyword } from "./dialect-keywords.js";

/** A parameter of a recorded signature. */
interface Parameter {
  readonly name: string;
  readonly kind: "required" | "optional" | "rest" | "keywords";
}

/** The parameters of a signature; what comes by keyword only is `optional` as well, for both go into the options. */
function parametersOf(signature: string): readonly Parameter[] {
  const words = signature.split(", ").filter((word) => word !== "" && word !== "*");
  return words.map((word): Parameter => {
    if (word.startsWith("**")) return { name: word.slice(2), kind: "keywords" };
    if (word.startsWith("*")) return { name: word.slice(1), kind: "rest" };
    return word.includes("=")
      ? { name: word.slice(0, word.indexOf("=")), kind: "optional" }
      : { name: word, kind: "required" };
  });
}

/** Arguments in the form of this package: those that must be given by position, all others in one options object. */
export interface AdaptedArguments {
  readonly positional: unknown[];
  readonly options: Record<string, unknown>;
}

/** The arguments of a call, options last where there are some. */
export const argumentList = ({ positional, options }: AdaptedArguments): readonly unknown[] =>
  Object.keys(options).length === 0 ? positional : [...positional, options];

/**
 * Turns the arguments that Python bound to a signature into those that the same call takes here.
 *
 * @param callee the name of the function or class in Python, by which the keywords of dialects are checked
 * @param convert converts a script's value to one of ours
 */
export function adaptArguments(
  callee: string,
  signature: string,
  convert: (value: Value) => unknown,
): (values: readonly unknown[]) => AdaptedArguments {
  const parameters = parametersOf(signature);
  return (values) => {
    const positional: unknown[] = [];
    const options: Record<string, unknown> = {};
    for (const [at, { name, kind }] of parameters.entries()) {
      const value = values[at];
      if (kind === "rest") positional.push(...(value as readonly Value[]).map(convert));
      else if (kind === "keywords") {
        for (const [key, one] of value as Keywords) putKeyword(options, callee, key, convert(one));
      } else if (kind === "required") positional.push(convert(value));
      else if (value !== undefined) options[camelCase(name)] = convert(value);
    }
    return { positional, options };
  };
}

/** The implementation of a native function, which gets its values one by one. */
export const spread = (work: (values: readonly unknown[]) => unknown): NativeImplementation =>
  ((...values: unknown[]) => work(values)) as NativeImplementation;
