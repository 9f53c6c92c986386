import type { ClassDefinition, Comprehended, FunctionDefinition, Lambda } from "./syntax-node.js";

/** The nodes that open a scope; the module's own scope has the key `"module"`. */
export type ScopeOwner = FunctionDefinition | Lambda | ClassDefinition | Comprehended | "module";
export type Scopes = ReadonlyMap<ScopeOwner, Scope>;

/**
 * The kind of a name in a function's scope: a local variable, one that inner functions share, or one of an outer
 * function.
 */
export type Binding = "local" | "cell" | "free" | "global" | "namespace";

/** The names of a module, class, function, lambda or comprehension. */
export class Scope {
  readonly kind: "module" | "class" | "function" | "comprehension";
  readonly parent: Scope | undefined;
  readonly name: string;
  /** The class that private names (`__x`) belong to. */
  readonly className: string | undefined;
  readonly bound = new Set<string>();
  readonly parameters = new Set<string>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  readonly used = new Set<string>();
  /** Local names that inner scopes use. */
  readonly captured = new Set<string>();
  /** Names of outer functions that this scope, or one inside it, uses. */
  readonly free = new Set<string>();
  isGenerator = false;
  isAsync = false;
  /** The place where a name was first used or assigned, for the messages about `global`. */
  readonly first = new Map<string, "used" | "assigned" | "annotated">();

  constructor(kind: Scope["kind"], name: string, parent: Scope | undefined, className: string | undefined) {
    this.kind = kind;
    this.name = name;
    this.parent = parent;
    this.className = className;
  }

  /** A private name of a class is prefixed with the class's name. */
  mangle(name: string): string {
    if (this.className === undefined || !name.startsWith("__") || name.endsWith("__") || name.includes("."))
      return name;
    const owner = this.className.replace(/^_+/, "");
    return owner === "" ? name : `_${owner}${name}`;
  }

  /** What a (mangled) name means here. */
  bindingOf(name: string): Binding {
    if (this.globals.has(name)) return "global";
    if (this.kind === "module" || this.kind === "class") {
      if (this.free.has(name) && !(this.kind === "class" && name === "__class__")) return "free";
      return "namespace";
    }
    if (this.free.has(name) && !this.bound.has(name)) return "free";
    if (this.captured.has(name)) return "cell";
    return this.bound.has(name) ? "local" : "global";
  }
}
