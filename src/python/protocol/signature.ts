import { parseModule } from "../syntax/parse-module.js";
import type { Arguments, Expression } from "../syntax/syntax-node.js";
import { raise } from "../values/py-exception.js";
import { PyFloat } from "../values/py-float.js";
import type { NativeFunction, NativeSignature, Parameters } from "../values/py-function.js";
import { PyTuple } from "../values/py-list.js";
import type { Keywords, Value } from "../values/value.js";

/** The parameters of a function definition. */
export const parametersOf = (args: Arguments, mangle: (name: string) => string = (name) => name): Parameters => ({
  positional: [...args.posonlyargs, ...args.args].map((one) => mangle(one.arg)),
  positionalOnly: args.posonlyargs.length,
  keywordOnly: args.kwonlyargs.map((one) => mangle(one.arg)),
  rest: args.vararg === null ? undefined : mangle(args.vararg.arg),
  keywords: args.kwarg === null ? undefined : mangle(args.kwarg.arg),
});

function literal(node: Expression): Value | undefined {
  if (node.kind === "UnaryOp" && node.op === "-") return -(literal(node.operand) as number);
  if (node.kind === "Tuple") return new PyTuple(node.elts.map(literal));
  if (node.kind !== "Constant") throw new Error("the default of a native function is no literal");
  const value = node.value;
  if (typeof value === "symbol") return undefined;
  return typeof value === "object" && value !== null && "float" in value ? new PyFloat(value.float) : value;
}

/** The signature of a function of ours, parsed when it is first called. */
export function signatureOf(native: NativeFunction): NativeSignature {
  if (native.signature !== undefined) return native.signature;
  const statement = parseModule(`def f(${native.signatureText}): pass`, native.name).body[0];
  if (statement?.kind !== "FunctionDef") throw new Error(`${native.name} has no signature`);
  const { args } = statement;
  const parameters = parametersOf(args);
  const defaults = new Map<string, Value | undefined>();
  const first = parameters.positional.length - args.defaults.length;
  for (const [index, node] of args.defaults.entries())
    defaults.set(parameters.positional[first + index] as string, literal(node));
  for (const [index, node] of args.kwDefaults.entries())
    if (node !== null) defaults.set(parameters.keywordOnly[index] as string, literal(node));
  native.signature = { ...parameters, defaults };
  return native.signature;
}

const quoted = (names: readonly string[]): string => {
  const all = names.map((name) => `'${name}'`);
  if (all.length === 1) return all[0] as string;
  if (all.length === 2) return `${all[0]} and ${all[1]}`;
  return `${all.slice(0, -1).join(", ")}, and ${all.at(-1)}`;
};

function missing(name: string, kind: string, names: readonly string[]): never {
  const plural = names.length === 1 ? "" : "s";
  raise("TypeError", `${name}() missing ${names.length} required ${kind} argument${plural}: ${quoted(names)}`);
}

function tooMany(name: string, parameters: Parameters, given: number, withDefault: number, keywordOnly: number): never {
  const most = parameters.positional.length;
  const plural = withDefault > 0 || most !== 1 ? "s" : "";
  const takes = withDefault > 0 ? `from ${most - withDefault} to ${most}` : String(most);
  const also =
    keywordOnly > 0
      ? ` positional argument${given === 1 ? "" : "s"} (and ${keywordOnly} keyword-only argument${keywordOnly === 1 ? "" : "s"})`
      : "";
  const were = given === 1 && keywordOnly === 0 ? "was" : "were";
  raise("TypeError", `${name}() takes ${takes} positional argument${plural} but ${given}${also} ${were} given`);
}

/** The bound arguments of a call: a value for each parameter, by Python's rules. */
export interface BoundArguments {
  /** One for each positional, then each keyword-only parameter. */
  readonly values: (Value | undefined)[];
  readonly rest: readonly Value[];
  readonly keywords: Map<string, Value>;
}

/**
 * Binds arguments to parameters.
 *
 * @param hasDefault whether a parameter may be left out, and its value then
 */
export function bindArguments(
  name: string,
  parameters: Parameters,
  hasDefault: (name: string) => boolean,
  defaultOf: (name: string) => Value | undefined,
  args: readonly Value[],
  given: Keywords | null,
): BoundArguments {
  const { positional, keywordOnly } = parameters;
  const count = positional.length;
  const values: (Value | undefined)[] = new Array(count + keywordOnly.length);
  const filled: boolean[] = [];
  for (let index = 0; index < count && index < args.length; index++) {
    values[index] = args[index];
    filled[index] = true;
  }
  const keywords = new Map<string, Value>();
  const wrong: string[] = [];
  let unexpected: string | undefined;
  if (given !== null)
    for (const [key, value] of given) {
      let index = positional.indexOf(key, parameters.positionalOnly);
      if (index < 0) {
        index = keywordOnly.indexOf(key);
        if (index >= 0) index += count;
      }
      if (index < 0) {
        if (parameters.keywords !== undefined) keywords.set(key, value);
        else if (positional.includes(key)) wrong.push(key);
        else unexpected ??= key;
        continue;
      }
      if (filled[index]) raise("TypeError", `${name}() got multiple values for argument '${key}'`);
      values[index] = value;
      filled[index] = true;
    }
  if (wrong.length > 0)
    raise(
      "TypeError",
      `${name}() got some positional-only arguments passed as keyword arguments: '${wrong.join(", ")}'`,
    );
  if (unexpected !== undefined) raise("TypeError", `${name}() got an unexpected keyword argument '${unexpected}'`);
  if (args.length > count && parameters.rest === undefined) {
    const withDefault = positional.filter(hasDefault).length;
    tooMany(name, parameters, args.length, withDefault, keywordOnly.filter((one) => given?.has(one)).length);
  }
  for (const [first, names, kind] of [
    [0, positional, "positional"],
    [count, keywordOnly, "keyword-only"],
  ] as const) {
    const absent: string[] = [];
    for (const [offset, one] of names.entries()) {
      if (filled[first + offset]) continue;
      if (hasDefault(one)) values[first + offset] = defaultOf(one);
      else absent.push(one);
    }
    if (absent.length > 0) missing(name, kind, absent);
  }
  return { values, rest: args.length > count ? args.slice(count) : [], keywords };
}
