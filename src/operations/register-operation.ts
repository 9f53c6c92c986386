import { CommandError } from "../support/command-error.js";
import type { MigrateOperation } from "./directives/migrate-operation.js";
import type { Implementation, Implementations, OperationClass } from "./implementations.js";
import type { Operations } from "./operations.js";
import type { ResultOf } from "./result-of.js";

/** A class of operations with one more call: its statics, and a constructor of its own. */
export type ExtendedOperations<
  Base extends typeof Operations,
  Name extends string,
  Class extends OperationClass,
> = Pick<Base, keyof Base> & {
  new (
    ...args: ConstructorParameters<Base>
  ): InstanceType<Base> & {
    readonly [Key in Name]: (...args: ConstructorParameters<Class>) => Promise<ResultOf<InstanceType<Class>>>;
  };
};

/** A subclass with a call that makes an operation of its arguments and carries it out. */
export function extendOperations<Base extends typeof Operations, Name extends string, Class extends OperationClass>(
  base: Base,
  name: Name,
  operation: Class,
): ExtendedOperations<Base, Name, Class> {
  if (name in base.prototype) throw new CommandError(`There is an operation '${name}' already`);
  const extended = subclass(base, base.implementationsOfClass);
  Object.defineProperty(extended.prototype, name, {
    configurable: true,
    writable: true,
    value(this: Operations, ...args: unknown[]): Promise<unknown> {
      return this.invoke(new operation(...args));
    },
  });
  return extended as unknown as ExtendedOperations<Base, Name, Class>;
}

/** A subclass that carries out one class of operations in its own way. */
export function replaceOperation<Base extends typeof Operations>(
  base: Base,
  operation: OperationClass<MigrateOperation>,
  implementation: Implementation,
  replace: boolean,
): Base {
  if (base.implementationsOfClass.has(operation) && !replace)
    throw new CommandError(
      `Can not set dispatch function for object ${operation.name}: key already exists. To replace existing function, use replace: true.`,
    );
  return subclass(base, new Map([...base.implementationsOfClass, [operation, implementation]]));
}

function subclass<Base extends typeof Operations>(base: Base, implementations: Implementations): Base {
  // The compiler wants a mixin's base to take any arguments; the constructor is inherited as it is.
  const parent: typeof Operations = base;
  return class extends parent {
    static override readonly implementationsOfClass = implementations;
  } as Base;
}
