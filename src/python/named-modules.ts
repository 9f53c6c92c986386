import { isMissing } from "./sqlalchemy/missing-value.js";
import { PyModule } from "./values/py-module.js";
import type { Value } from "./values/value.js";

/** A node of a syntax tree of which any field may be read. */
export type Node = Readonly<Record<string, unknown>> & { readonly kind: string; readonly at: number };

/** Finds a module of this package by its Python name; returns `undefined` for other modules. */
export type FindModule = (name: string) => PyModule | undefined;

export const attributeOf = (module: PyModule | undefined, name: string): Value | undefined =>
  module?.globals.getName(name) ?? module?.missing(name);

/** The names that an import binds, with their values if the module is one of this package. */
export function* importedBy(node: Node, find: FindModule): Generator<readonly [string, Value | undefined]> {
  const aliases = node["names"] as readonly { readonly name: string; readonly asname: string | null }[];
  if (node.kind === "Import") {
    for (const { name, asname } of aliases) {
      const first = name.split(".")[0] as string;
      yield [asname ?? first, find(asname === null ? first : name)];
    }
  } else if (node.kind === "ImportFrom" && node["level"] === 0) {
    const from = find(String(node["module"]));
    for (const { name, asname } of aliases) {
      const value = from === undefined ? undefined : attributeOf(from, name);
      yield [asname ?? name, value ?? (from === undefined ? undefined : find(`${String(node["module"])}.${name}`))];
    }
  }
}

/** What imports let a text name: the modules of this package, and how their attributes are found in it. */
export interface NamedModules {
  readonly modules: ReadonlyMap<string, PyModule>;
  /** The chains of attributes; `undefined` where no module is imported. */
  readonly chains: RegExp | undefined;
}

/**
 * Reads imports.
 *
 * @returns `undefined` where one of them imports an unsupported name, or two of them different modules by the same name
 */
export function modulesOf(imports: readonly Node[], find: FindModule): NamedModules | undefined {
  const modules = new Map<string, PyModule>();
  for (const one of imports) {
    for (const [name, value] of importedBy(one, find)) {
      if (value instanceof PyModule) {
        if ((modules.get(name) ?? value) !== value) return undefined;
        modules.set(name, value);
      } else if (value !== undefined && isMissing(value)) return undefined;
    }
  }
  const names = [...modules.keys()].join("|");
  const chains = names === "" ? undefined : new RegExp(`(?<![\\w.])(${names})((?:\\s*\\.\\s*[^\\W\\d]\\w*)+)`, "g");
  return { modules, chains };
}
