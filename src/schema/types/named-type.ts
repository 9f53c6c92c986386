import type { TypeEngine, TypeNamespace } from "./type-engine.js";

/** The class of a type. */
export type TypeMaker<Args extends readonly unknown[], Type extends TypeEngine> = new (...args: Args) => Type;

/** The base of a type that equals its parent except for its name, for which a dialect can have another rule. */
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
