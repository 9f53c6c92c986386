import { batchSignatures } from "../python/host/signatures/batch-signatures.js";
import { operationSignatures } from "../python/host/signatures/operation-signatures.js";
import { sqlSignatures } from "../python/host/signatures/sql-signatures.js";
import { typeSignatures } from "../python/host/signatures/type-signatures.js";

/** Optional arguments in Python that this package takes by position, by the name of the function. */
const alsoPositional: Readonly<Record<string, readonly string[]>> = {
  column: ["type_"],
  literal_column: ["type_"],
  literal: ["type_"],
  inline_literal: ["type_"],
  bindparam: ["value"],
  exists: ["argument"],
};

/** Arguments of types that are passed by position, in this order, up to the first that is omitted. */
const typeOrder = ["length", "precision", "scale"];

/** One parameter of a signature. */
interface Parameter {
  readonly name: string;
  readonly kind: "required" | "optional" | "rest" | "keywords";
  readonly isKeywordOnly: boolean;
}

function parse(signature: string): readonly Parameter[] {
  let isKeywordOnly = false;
  return signature.split(", ").flatMap((word): readonly Parameter[] => {
    if (word === "") return [];
    if (word === "*") {
      isKeywordOnly = true;
      return [];
    }
    if (word.startsWith("**")) return [{ name: word.slice(2), kind: "keywords", isKeywordOnly: true }];
    if (word.startsWith("*")) {
      isKeywordOnly = true;
      return [{ name: word.slice(1), kind: "rest", isKeywordOnly: false }];
    }
    const kind = word.includes("=") ? "optional" : "required";
    return [{ name: word.replace(/=.*$/, ""), kind, isKeywordOnly }];
  });
}

/** The arguments of a Python call in the form that this package takes. */
export interface BoundArguments<T> {
  readonly positional: readonly T[];
  /** The options, by their Python names. */
  readonly options: readonly (readonly [name: string, value: T])[];
}

const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  op: operationSignatures,
  batch: batchSignatures,
  sa: { ...typeSignatures, ...sqlSignatures },
};

/** The signature of a function that scripts call, such as `create_table` of `op`; `undefined` if it is unknown. */
export function signatureOf(owner: "op" | "batch" | "sa", name: string): string | undefined {
  const table = tables[owner] ?? {};
  const own = Object.hasOwn(table, name) ? table[name] : undefined;
  if (own !== undefined || owner !== "sa") return own;
  const plain = name.slice(name.indexOf(".") + 1);
  return Object.hasOwn(table, plain) ? table[plain] : undefined;
}

/** Whether a name of `sqlalchemy` is that of a type. */
export const isTypeName = (name: string): boolean =>
  Object.hasOwn(typeSignatures, name) || Object.hasOwn(typeSignatures, name.slice(name.indexOf(".") + 1));

/**
 * Binds the arguments of a call to a signature, and splits them into positional arguments and options: the arguments
 * that Python requires, and a few others, are positional.
 *
 * @returns the arguments, or an error message if Python would reject the call
 */
export function bindArguments<T>(
  name: string,
  signature: string,
  args: readonly T[],
  keywords: readonly (readonly [name: string, value: T])[],
): BoundArguments<T> | string {
  const parameters = parse(signature);
  const values = new Map<string, T>();
  const rest: T[] = [];
  const slots = parameters.filter(({ kind, isKeywordOnly }) => kind === "rest" || !isKeywordOnly);
  let slot = 0;
  for (const value of args) {
    const parameter = slots[slot];
    if (parameter === undefined) return `${name}() takes ${slots.length} positional arguments`;
    if (parameter.kind === "rest") rest.push(value);
    else {
      values.set(parameter.name, value);
      slot++;
    }
  }
  const takesAny = parameters.some(({ kind }) => kind === "keywords");
  const extra: [string, T][] = [];
  for (const [key, value] of keywords) {
    const known = parameters.find((one) => one.name === key && one.kind !== "rest" && one.kind !== "keywords");
    if (known === undefined && !takesAny) return `${name}() has no argument '${key}'`;
    if (values.has(key)) return `${name}() has two values for '${key}'`;
    if (known === undefined) extra.push([key, value]);
    else values.set(key, value);
  }
  const positional: T[] = [];
  const options: [string, T][] = [];
  const isType = isTypeName(name);
  let mayFollow = true;
  for (const parameter of parameters) {
    if (parameter.kind === "rest") positional.push(...rest);
    if (parameter.kind === "rest" || parameter.kind === "keywords") continue;
    const given = values.get(parameter.name);
    const isPositional =
      parameter.kind === "required" ||
      alsoPositional[name]?.includes(parameter.name) === true ||
      (isType && typeOrder.includes(parameter.name));
    if (given === undefined && !values.has(parameter.name)) {
      if (parameter.kind === "required") return `${name}() lacks its argument '${parameter.name}'`;
      if (isPositional) mayFollow = false;
    } else if (isPositional && mayFollow) positional.push(given as T);
    else options.push([parameter.name, given as T]);
  }
  // Options keep the order of the call, so that comments stay beside them.
  const order = keywords.map(([key]) => key);
  options.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return { positional, options: [...options, ...extra] };
}
