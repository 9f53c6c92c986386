import { usesObjects } from "../sqlalchemy/orm/uses-objects.js";
import type { Module } from "../syntax/parse-module.js";
import { PythonSyntaxError } from "../syntax/python-syntax-error.js";
import type { Scope, ScopeOwner } from "../syntax/scope.js";
import type { SourceText } from "../syntax/syntax-node.js";
import { raise } from "../values/py-exception.js";
import type { Cell } from "../values/py-function.js";
import type { Value } from "../values/value.js";
import { type Code, type Frame, type FrameLayout, immediate } from "./frame.js";

/** The assignment to a name. */
export type NameSetter = (frame: Frame, value: Value | undefined) => void;

const notDefined = (name: string): never => raise("NameError", `name '${name}' is not defined`);

/** Names: their meaning in a scope is known before a script runs. */
export abstract class NameCompiler {
  protected readonly source: SourceText;
  readonly #module: Module;
  protected scope: Scope;
  /** The variables of the function that is being compiled. */
  protected layout: FrameLayout;
  /** The prefix of the names of inner functions and classes. */
  protected prefix = "";
  /** Whether attributes are read so that they may wait, which takes longer: those of an object may be in the database. */
  protected readonly waits: boolean;

  constructor(module: Module) {
    this.#module = module;
    this.source = module.source;
    this.waits = usesObjects(module.source.text);
    this.scope = this.scopeOf("module");
    this.layout = this.layoutOf(this.scope, []);
  }

  protected scopeOf(owner: ScopeOwner): Scope {
    return this.#module.scopes.get(owner) as Scope;
  }

  /** Python would run this, the evaluator does not. */
  protected unsupported(what: string, at: number): never {
    throw new PythonSyntaxError(`${what} not supported`, this.source.placeOf(at));
  }

  protected layoutOf(scope: Scope, parameters: readonly string[]): FrameLayout {
    const slots = new Map<string, number>();
    const cells = new Set<number>();
    const place = (name: string): number => {
      const slot = slots.get(name) ?? slots.size;
      slots.set(name, slot);
      return slot;
    };
    const isFunction = scope.kind === "function" || scope.kind === "comprehension";
    for (const name of parameters) place(name);
    if (isFunction)
      for (const name of scope.bound)
        if (scope.bindingOf(name) === "local" || scope.bindingOf(name) === "cell") place(name);
    for (const name of scope.captured) if (isFunction || name === "__class__") cells.add(place(name));
    for (const name of scope.free)
      if (!(scope.kind === "class" && scope.captured.has(name) && name !== "__class__")) cells.add(place(name));
    const first = parameters[0] === undefined ? undefined : slots.get(parameters[0]);
    return { name: scope.name, file: this.source.file, slots, cells, first };
  }

  /** Compiles the content of another scope. */
  protected within<Result>(scope: Scope, layout: FrameLayout, prefix: string, compile: () => Result): Result {
    const before = [this.scope, this.layout, this.prefix] as const;
    this.scope = scope;
    this.layout = layout;
    this.prefix = prefix;
    try {
      return compile();
    } finally {
      [this.scope, this.layout, this.prefix] = before;
    }
  }

  protected nameCode(id: string): Code {
    const name = this.scope.mangle(id);
    const binding = this.scope.bindingOf(name);
    const slot = this.layout.slots.get(name) as number;
    switch (binding) {
      case "local":
        return immediate((frame) => {
          const value = frame.variables[slot];
          return value === undefined ? unbound(name) : value;
        });
      case "cell":
        return immediate((frame) => (frame.variables[slot] as Cell).value ?? nullOr(frame, slot, () => unbound(name)));
      case "free": {
        const isClass = this.scope.kind === "class";
        return immediate((frame) => {
          if (isClass) {
            const own = frame.namespace?.getName(name);
            if (own !== undefined) return own;
          }
          return (frame.variables[slot] as Cell).value ?? nullOr(frame, slot, () => notAssociated(name));
        });
      }
      case "global":
        return immediate((frame) => {
          const value = frame.globals.getName(name);
          if (value !== undefined) return value;
          const builtin = frame.builtins.getName(name);
          return builtin === undefined ? notDefined(name) : builtin;
        });
      case "namespace":
        return immediate((frame) => {
          const value = frame.namespace?.getName(name);
          if (value !== undefined) return value;
          const global = frame.globals.getName(name);
          if (global !== undefined) return global;
          const builtin = frame.builtins.getName(name);
          return builtin === undefined ? notDefined(name) : builtin;
        });
    }
  }

  /** Assigns to a name; `undefined` deletes it. */
  protected nameSetter(id: string): NameSetter {
    const name = this.scope.mangle(id);
    const slot = this.layout.slots.get(name) as number;
    switch (this.scope.bindingOf(name)) {
      case "local":
        return (frame, value) => {
          if (value === undefined && frame.variables[slot] === undefined) unbound(name);
          frame.variables[slot] = value;
        };
      case "cell":
      case "free":
        if (this.scope.kind === "class" && !this.scope.nonlocals.has(name)) return namespaceSetter(name);
        return (frame, value) => {
          const cell = frame.variables[slot] as Cell;
          if (value === undefined && cell.value === undefined) unbound(name);
          cell.value = value;
        };
      case "global":
        return (frame, value) => {
          if (value !== undefined) frame.globals.setName(name, value);
          else if (!frame.globals.deleteName(name)) notDefined(name);
        };
      case "namespace":
        return namespaceSetter(name);
    }
  }
}

const namespaceSetter =
  (name: string): NameSetter =>
  (frame, value) => {
    const namespace = frame.namespace ?? frame.globals;
    if (value !== undefined) namespace.setName(name, value);
    else if (!namespace.deleteName(name)) notDefined(name);
  };

/** `None` is `null`, so that `??` alone does not tell an unset cell from one that holds `None`. */
function nullOr(frame: Frame, slot: number, otherwise: () => never): Value {
  return (frame.variables[slot] as Cell).value === null ? null : otherwise();
}

const unbound = (name: string): never =>
  raise("UnboundLocalError", `cannot access local variable '${name}' where it is not associated with a value`);

const notAssociated = (name: string): never =>
  raise(
    "NameError",
    `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
  );
