import type { FetchedValue } from "../defaults/fetched-value.js";
import type { ClauseElement } from "../elements/clause-element.js";
import type { MetaData } from "../metadata.js";
import type { Conv } from "../names/conv.js";
import type { QuotedName } from "../names/quoted-name.js";
import type { SchemaItem } from "../schema-item.js";
import type { TypeEngine } from "../types/type-engine.js";
import { ArgumentError } from "./argument-error.js";
import { noOptions, type OptionKeys, type OptionName, requireKnownOptions } from "./option-keys.js";
import { type PositionalArguments, refuseSurplus } from "./positional-arguments.js";
import { requireSize, type WithSize } from "./size-arguments.js";
import { isOptions } from "./split-options.js";

// biome-ignore lint/suspicious/noExplicitAny: a union of argument lists fits nothing else
type AnyClass = new (...args: any[]) => object; // the arguments of any class

/** A class that can also be called without `new`. */
export type Callable<Class extends AnyClass> = Class & Call<ConstructorParameters<Class>, InstanceType<Class>>;

/**
 * A call with these arguments. It checks a literal size, which a constructor cannot do, because it has no type
 * parameters.
 */
type Call<Args extends readonly unknown[], Result> = [Extract<Args[0], number>] extends [never]
  ? (...args: Args) => Result
  : <Size extends number = number>(...args: WithSize<Args, Size>) => Result;

type Plain = string | number | bigint | boolean | null | undefined;
type Instance = TypeEngine | SchemaItem | ClauseElement | FetchedValue | MetaData | QuotedName | Conv;
type AnyFunction = abstract new (...args: never[]) => unknown;

/** The types of the options among the arguments of a class. */
type OptionsOf<Class extends AnyClass> = Exclude<
  ConstructorParameters<Class>[number],
  Plain | Instance | AnyFunction | readonly unknown[]
>;

/** The names of a class's options; left out where it has none. */
type KeysOf<Class extends AnyClass> = [OptionsOf<Class>] extends [never]
  ? []
  : [keys: OptionKeys<OptionName<OptionsOf<Class>>>];

/**
 * Lets a class be called without `new`, and refuses unknown options and surplus arguments. The result still works with
 * `new`, `instanceof` and `extends`.
 *
 * @param name what scripts call it, for errors.
 */
export function callable<Class extends AnyClass>(
  name: string,
  target: Class,
  ...given: KeysOf<Class>
): Callable<Class> {
  const keys: OptionKeys = given[0] ?? noOptions;
  const { positional = [] } = target as { readonly positional?: PositionalArguments };
  const construct = (args: readonly unknown[], as: NewableFunction): object => {
    // Written out for speed: a run of a thousand revisions calls this many thousand times.
    for (let at = 0; at < args.length; at++) {
      const argument = args[at];
      if (!isOptions(argument)) {
        const named = positional === "any" ? undefined : positional[at];
        if (named !== undefined) requireSize(name, named, argument);
        continue;
      }
      if (at < args.length - 1) throw new ArgumentError(`${name}() takes its options last`);
      requireKnownOptions(name, argument, keys);
      for (const key of Object.keys(argument)) requireSize(name, key, argument[key]);
    }
    if (positional !== "any" && args.length > positional.length) refuseSurplus(name, args, positional, keys);
    return Reflect.construct(target, args, as) as object;
  };
  return new Proxy(target, {
    apply: (called, _receiver, args: unknown[]) => construct(args, called),
    construct: (_called, args: unknown[], as) => construct(args, as),
  }) as unknown as Callable<Class>;
}
