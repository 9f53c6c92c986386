import { blameMissing } from "../sqlalchemy/missing-arguments.js";
import type { NativeImplementation } from "../values/py-function.js";
import type { Keywords, Value } from "../values/value.js";
import { camelCase } from "./camel-case.js";
import { putKeyword } from "./dialect-keywords.js";

/** A parameter of a recorded signature. */
interface Parameter {
  readonly name: string;
  /** The name of the option here. */
  readonly option: string;
  readonly kind: "required" | "optional" | "rest" | "keywords";
}

/** The parameters of a signature; what comes by keyword only is `optional` as well, for both go into the options. */
function parametersOf(signature: string): readonly Parameter[] {
  const words = signature.split(", ").filter((word) => word !== "" && word !== "*");
  return words.map((word): Parameter => {
    const isKeywords = word.startsWith("**");
    const isRest = !isKeywords && word.startsWith("*");
    const name = word.replace(/^\*+|=.*$/g, "");
    const kind = isKeywords ? "keywords" : isRest ? "rest" : word.includes("=") ? "optional" : "required";
    return { name, option: camelCase(name), kind };
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
  let parameters: readonly Parameter[] | undefined;
  return (values) => {
    parameters ??= parametersOf(signature);
    const positional: unknown[] = [];
    const options: Record<string, unknown> = {};
    for (let at = 0; at < parameters.length; at++) {
      const { option, kind } = parameters[at] as Parameter;
      const value = values[at];
      if (kind === "rest") positional.push(...(value as readonly Value[]).map(convert));
      else if (kind === "keywords") {
        for (const [key, one] of value as Keywords) putKeyword(options, callee, key, convert(one));
      } else if (kind === "required") positional.push(convert(value));
      else if (value !== undefined) options[option] = convert(value);
    }
    return { positional, options };
  };
}

/** The implementation of a native function, which gets its values one by one. */
export const spread = (work: (values: readonly unknown[]) => unknown): NativeImplementation =>
  ((...values: unknown[]) => {
    try {
      return work(values);
    } catch (error) {
      throw blameMissing(error, values);
    }
  }) as NativeImplementation;
