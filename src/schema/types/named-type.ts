import type { TypeEngine, TypeNamespace } from "./type-engine.js";

/** A class that makes types. */
export type TypeMaker<Args extends readonly unknown[], Type extends TypeEngine> = new (...args: Args) => Type;

/** The base of a type that is its parent under another name, which a dialect may have a rule of its own for. */
export function namedType<Args extends readonly unknown[], Type extends TypeEngine>(
  parent: TypeMaker<Args, Type>,
  name: string,
  namespace: TypeNamespace = "sa",
): TypeMaker<Args, Type> {
  const base: TypeMaker<Args, TypeEngine> = parent;
  class NamedType extends base {
    override readonly visitName: string = name;
    override readonly namespace: TypeNamespace = namespace;
    override get typeName(): string {
      return name;
    }
  }
  return NamedType as TypeMaker<Args, Type>;
}
