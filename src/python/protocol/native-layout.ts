import type { NativeLayout, NativeSignature } from "../values/py-function.js";
import type { Keywords, Value } from "../values/value.js";

/** Stands for a required argument that was not given. */
const absent = Symbol("absent");

/** Where the values of a signature go among the arguments of its implementation. */
export function layoutOf(signature: NativeSignature): NativeLayout {
  const { positional, positionalOnly, keywordOnly, defaults } = signature;
  const count = positional.length;
  const template: unknown[] = [];
  const required: number[] = [];
  const places = new Map<string, number>();
  const add = (name: string, isNamed: boolean): void => {
    if (isNamed) places.set(name, template.length);
    if (!defaults.has(name)) required.push(template.length);
    template.push(defaults.has(name) ? defaults.get(name) : absent);
  };
  for (const [index, name] of positional.entries()) add(name, index >= positionalOnly);
  const hasRest = signature.rest !== undefined;
  if (hasRest) template.push(undefined);
  for (const name of keywordOnly) add(name, true);
  const hasKeywords = signature.keywords !== undefined;

  /** The arguments of the implementation; `undefined` where the call is wrong, or may be. */
  const valuesOf = (args: readonly Value[], keywords: Keywords | null): readonly unknown[] | undefined => {
    if (args.length > count && !hasRest) return undefined;
    const values = template.slice();
    for (let at = 0; at < count && at < args.length; at++) values[at] = args[at];
    if (hasRest) values[count] = args.slice(count);
    const others = hasKeywords ? new Map<string, Value>() : undefined;
    if (keywords !== null)
      for (const [name, value] of keywords) {
        const place = places.get(name);
        if (place === undefined) {
          if (others === undefined) return undefined;
          others.set(name, value);
        } else {
          if (place < count && place < args.length) return undefined;
          values[place] = value;
        }
      }
    for (const place of required) if (values[place] === absent) return undefined;
    if (others !== undefined) values.push(others);
    return values;
  };
  return { valuesOf };
}
