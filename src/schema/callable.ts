// biome-ignore lint/suspicious/noExplicitAny: a union of argument lists fits nothing else
type AnyClass = new (...args: any[]) => object; // the arguments of any class

/** A class that can also be called without `new`. */
export type Callable<Class extends AnyClass> = Class & ((...args: ConstructorParameters<Class>) => InstanceType<Class>);

/**
 * Lets a class be called without `new`. What comes back still works with `new`, `instanceof` and `extends`.
 */
export function callable<Class extends AnyClass>(target: Class): Callable<Class> {
  return new Proxy(target, {
    apply: (called, _receiver, args: unknown[]) => Reflect.construct(called, args),
  }) as unknown as Callable<Class>;
}
