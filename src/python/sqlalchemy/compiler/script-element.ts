import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import { asElement } from "../../../schema/elements/column-element.js";
import { CustomElement } from "../../../schema/elements/custom-element.js";
import { NullType } from "../../../schema/types/null-type.js";
import { TypeEngine, type TypeInput, toType } from "../../../schema/types/type-engine.js";
import { CommandError } from "../../../support/command-error.js";
import type { HostBridge } from "../../host/host-bridge.js";
import { getAttribute } from "../../protocol/attributes.js";
import { callNow } from "../../protocol/call.js";
import { activeRun, duringRun, type Run, runIfActive } from "../../protocol/run.js";
import { raise } from "../../values/py-exception.js";
import type { PyObject } from "../../values/py-instance.js";
import { strOf } from "../../values/type-of.js";
import type { Value } from "../../values/value.js";
import { currentOperations } from "../current-operations.js";
import { shownDialect } from "../dialect-class.js";
import { compilerOf, hasCompilers } from "./compilers.js";

/** The compiler that a function of `@compiles` is given. */
export class CompilerView {
  readonly dialectName: string;
  /** Writes a clause that is part of the element. */
  readonly write: (clause: ClauseElement) => string;

  constructor(dialectName: string, write: (clause: ClauseElement) => string) {
    this.dialectName = dialectName;
    this.write = write;
  }

  /** `compiler.process(part)`: a clause, a type, or the clauses of a function. */
  process(part: unknown): string {
    if (part instanceof TypeEngine) return currentOperations().typeText(part);
    if (Array.isArray(part)) return part.map((one) => this.write(asElement(one))).join(", ");
    return this.write(asElement(part));
  }
}

/** The clauses of instances of functions that scripts define. */
const clausesOf = new WeakMap<PyObject, readonly ClauseElement[]>();

export const setClauses = (instance: PyObject, clauses: readonly unknown[]): void =>
  void clausesOf.set(
    instance,
    clauses.map((one) => asElement(one)),
  );

/** The clauses that a script's function was called with. */
export const givenClauses = (instance: PyObject): readonly ClauseElement[] => clausesOf.get(instance) ?? [];

/** An element of a script's own class, which the functions that the script registers by `@compiles` write. */
export class ScriptElement extends CustomElement {
  readonly #bridge: HostBridge;
  readonly #instance: PyObject;
  /** Statements are written when their turn comes, while the script waits. */
  readonly #run: Run = activeRun();

  constructor(bridge: HostBridge, instance: PyObject) {
    super();
    this.#bridge = bridge;
    this.#instance = instance;
  }

  get clauses(): readonly ClauseElement[] {
    return givenClauses(this.#instance);
  }

  /** The `type` of its class, where the class is the script's own. */
  get type(): TypeEngine {
    if (
      this.#instance.pyClass.ownerOf("type")?.isNative !== false &&
      this.#instance.attributes?.getName("type") === undefined
    )
      return new NullType();
    const type = this.#bridge.read(getAttribute(this.#instance, "type"));
    return type instanceof TypeEngine || typeof type === "function" ? toType(type as TypeInput) : new NullType();
  }

  writeFor(dialectName: string, write: (clause: ClauseElement) => string): string {
    const { pyClass } = this.#instance;
    const work = compilerOf(this.#run, pyClass, dialectName);
    const compiler = new CompilerView(dialectName, write);
    if (work !== undefined) {
      const written = duringRun(this.#run, () => callNow(work, [this.#instance, this.#bridge.show(compiler)]));
      return strOf(written) ?? "";
    }
    const name = pyClass.mro.some((one) => one.name === "GenericFunction" && one.isNative) ? this.#name() : undefined;
    if (name === undefined)
      throw new CommandError(`Compiler for ${dialectName} can't render element of type ${pyClass.name}`);
    return `${name}(${compiler.process(this.clauses)})`;
  }

  /** The name of a `GenericFunction`, which is that of its class by default. */
  #name(): string {
    const { pyClass } = this.#instance;
    return strOf((pyClass.lookup("name") as Value | undefined) ?? null) ?? pyClass.name;
  }
}

/** `compiler.visit_DATETIME(type)`: what the dialect writes for a type by itself. */
function ownText(element: unknown, method: string): string {
  if (element instanceof TypeEngine && `visit_${element.visitName}` === method)
    return currentOperations().typeText(Object.assign(element.copy(), { writtenAs: undefined }));
  return raise("NotImplementedError", `SQLCompiler.${method}() is not supported; write the SQL as text`);
}

/** A type whose class has functions that write it, or may get them later. */
export function writtenByScript<Type extends TypeEngine>(bridge: HostBridge, type: Type, instance: PyObject): Type {
  const run = runIfActive();
  const { pyClass } = instance;
  if (run === undefined || (pyClass.isNative && !hasCompilers(run))) return type;
  const writtenAs = (dialectName: string): string | undefined => {
    const work = compilerOf(run, pyClass, dialectName);
    if (work === undefined) return undefined;
    const compiler = new CompilerView(dialectName, () => raise("TypeError", "a type has no clauses"));
    instance.payload ??= type;
    return strOf(duringRun(run, () => callNow(work, [instance, bridge.show(compiler)]))) ?? undefined;
  };
  return Object.assign(type, { writtenAs });
}

/** How the compiler of a dialect is shown to a script. */
export function defineCompiler(bridge: HostBridge): void {
  bridge.define<CompilerView>({
    name: "SQLCompiler",
    module: "sqlalchemy.sql.compiler",
    of: CompilerView,
    properties: { dialect: (self) => shownDialect(bridge, self.dialectName) },
    methods: {
      process: ["obj, **kw", (self, part) => self.process(part)],
      __getattr__: [
        "name",
        (_self, name: string) => {
          if (!name.startsWith("visit_")) raise("AttributeError", `'SQLCompiler' object has no attribute '${name}'`);
          return bridge.function(name, "element, **kw", (element: unknown) => ownText(element, name));
        },
      ],
    },
  });
}
