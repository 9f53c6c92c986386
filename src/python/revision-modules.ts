import { TypeEngine } from "../schema/types/type-engine.js";
import { isError, isPlainObject } from "../support/is-built-in.js";
import { ownValue } from "../support/own-value.js";
import { defineConfig } from "./alembic/config-class.js";
import { contextModule } from "./alembic/context-module.js";
import { defineDirectives } from "./alembic/define-directives.js";
import { defineMigrationContext } from "./alembic/define-migration-context.js";
import { operationsModule } from "./alembic/operations-module.js";
import { rewriterSource } from "./alembic/rewriter-source.js";
import { defineScriptDirectory } from "./alembic/script-directory-class.js";
import { defineCallbackArguments } from "./environment/environment-callbacks.js";
import { HostBridge } from "./host/host-bridge.js";
import { readStandardValues } from "./host/standard-values.js";
import { getAttribute } from "./protocol/attributes.js";
import { evaluateNow, runIfActive } from "./protocol/run.js";
import { text } from "./protocol/text.js";
import { LazyModule } from "./sqlalchemy/lazy-module.js";
import { foundNowhere, isLacking, lackingReason, missingValue, NowhereModule } from "./sqlalchemy/missing-value.js";
import { SqlalchemyModules, writtenInPython as sqlalchemyInPython } from "./sqlalchemy/modules.js";
import { ormValue } from "./sqlalchemy/orm/load-orm.js";
import { ormNames, sqlmodelNames } from "./sqlalchemy/orm/orm-names.js";
import { PackageTypes } from "./sqlalchemy/package-types.js";
import type { PyException } from "./values/py-exception.js";
import { Raised } from "./values/py-exception.js";
import type { PyModule } from "./values/py-module.js";
import type { Value } from "./values/value.js";

/** Modules of Alembic and SQLAlchemy that are written in Python, of which each run has its own. */
export const writtenInPython: Readonly<Record<string, string>> = {
  ...sqlalchemyInPython,
  [rewriterSource.name]: rewriterSource.source,
};

/** The version of Alembic that scripts read. */
const alembicVersion = "1.20.1";

/** The class `Rewriter` of the run, `undefined` while none is running. */
function rewriterOfRun(): Value | undefined {
  const importer = runIfActive()?.importer;
  return importer === undefined
    ? undefined
    : getAttribute(evaluateNow(importer(rewriterSource.name, true)), "Rewriter");
}

/** The reason why a module failed, in one line. */
export function describeFailure(failure: unknown): string {
  if (failure instanceof Raised) return `${failure.exception.pyClass.name}: ${text(failure.exception)}`;
  return isError(failure) ? failure.message : String(failure);
}

/**
 * The modules that revision files import, besides the standard library: Alembic, SQLAlchemy and packages that build on
 * them.
 */
export class RevisionModules {
  readonly #bridge = new HostBridge();
  readonly #sqlalchemy = new SqlalchemyModules(this.#bridge);
  readonly #packages = new PackageTypes(this.#bridge, this.#sqlalchemy.types);
  readonly #modules = new Map<string, PyModule>();

  constructor() {
    readStandardValues(this.#bridge);
    defineMigrationContext(this.#bridge);
    defineConfig(this.#bridge);
    defineCallbackArguments(this.#bridge);
    const ScriptDirectory = defineScriptDirectory(this.#bridge);
    this.#modules.set("alembic.script", this.#named("alembic.script", { ScriptDirectory }));
    this.#modules.set("alembic.script.base", this.#named("alembic.script.base", { ScriptDirectory }));
    const operations = this.#named("alembic.operations.ops", defineDirectives(this.#bridge));
    this.#modules.set("alembic.operations.ops", operations);
    this.#modules.set("alembic.op", operationsModule(this.#bridge));
    this.#modules.set("alembic.context", contextModule(this.#bridge));
    const inner: Readonly<Record<string, readonly string[]>> = {
      alembic: [
        "op",
        "context",
        "util",
        "operations",
        "runtime",
        "config",
        "script",
        "ddl",
        "autogenerate",
        "migration",
      ],
    };
    this.#modules.set(
      "alembic",
      new LazyModule("alembic", (name) => {
        // Scripts read it to avoid what older versions do not have.
        if (name === "__version__") return alembicVersion;
        return inner["alembic"]?.includes(name) ? this.find(`alembic.${name}`) : undefined;
      }),
    );
    const compared = this.#named("alembic.autogenerate", {});
    const autogenerate = new LazyModule(
      "alembic.autogenerate",
      (name) => (name === "rewriter" ? undefined : name === "Rewriter" ? rewriterOfRun() : compared.missing(name)),
      ["Rewriter"],
    );
    this.#modules.set("alembic.autogenerate", autogenerate);
    const { commandError } = this.#sqlalchemy.errors;
    for (const name of ["alembic.util", "alembic.util.exc", "alembic.util.messaging"]) {
      this.#modules.set(name, this.#named(name, { CommandError: commandError }));
    }
    for (const [name, values] of Object.entries(this.#packages.modules))
      this.#modules.set(name, this.#named(name, values));
    for (const name of ["", ".main", ".pool", ".orm", ".orm.session", ".sql", ".sql.expression", ".sql.sqltypes"])
      this.#modules.set(`sqlmodel${name}`, this.#sqlmodel(`sqlmodel${name}`));
  }

  /** A value of ours as scripts see it. */
  show(value: unknown): Value {
    return this.#bridge.show(value);
  }

  /** The module of the ORM that is not written in Python. */
  ormHost(): PyModule | undefined {
    return this.#sqlalchemy.ormHost();
  }

  /** A module by its full name; `undefined` for any other name. */
  find(name: string): PyModule | undefined {
    if (Object.hasOwn(writtenInPython, name)) return undefined;
    const known = this.#modules.get(name) ?? this.#sqlalchemy.module(name);
    if (known !== undefined) return known;
    if (!name.startsWith("alembic.")) return undefined;
    const made = this.#named(name, {});
    this.#modules.set(name, made);
    return made;
  }

  /**
   * The stand-in for a module that is missing or failed: every name can be imported from it, but not used in a step.
   */
  missing(name: string, failure: unknown): PyModule {
    const reason = failure === undefined ? foundNowhere : `${name} could not be run: ${describeFailure(failure)}`;
    return new NowhereModule(name, reason);
  }

  /** A module that a TypeScript environment gives: its functions, types and plain values under their own names. */
  provided(name: string, values: Readonly<Record<string, unknown>>): PyModule {
    return new LazyModule(name, (attribute) =>
      Object.hasOwn(values, attribute) ? this.#providedValue(name, attribute, values[attribute]) : undefined,
    );
  }

  #providedValue(module: string, name: string, value: unknown): Value {
    const bridge = this.#bridge;
    // An object with functions is one with attributes, such as a logger.
    if (isPlainObject(value) && Object.values(value).some((one) => typeof one === "function"))
      return this.provided(`${module}.${name}`, value as Readonly<Record<string, unknown>>);
    if (typeof value !== "function") return bridge.show(value);
    if (!(value.prototype instanceof TypeEngine)) {
      const work = (args: readonly unknown[], options: object): unknown =>
        (value as (...given: unknown[]) => unknown)(...args, ...(Object.keys(options).length === 0 ? [] : [options]));
      return bridge.function(name, "*args, **kw", work as never);
    }
    const Made = value as unknown as new (...args: unknown[]) => TypeEngine;
    const type = bridge.define({ name, module, of: Made, bases: [this.#sqlalchemy.types.engine] });
    bridge.constructWith(type, "*args, **kw", (given) => {
      const [args, options] = bridge.arguments("*args, **kw", given) as [readonly unknown[], object];
      return new Made(...args, ...(Object.keys(options).length === 0 ? [] : [options]));
    });
    bridge.standsFor(type, () => new Made());
    return type;
  }

  /** The Python exception for an error of this package. */
  translate(error: unknown): PyException | undefined {
    return this.#sqlalchemy.errors.translate(error);
  }

  #named(module: string, values: Readonly<Record<string, Value>>): LazyModule {
    return new LazyModule(module, (name) => {
      if (name.startsWith("__")) return undefined;
      return (
        ownValue(values, name) ??
        this.#modules.get(`${module}.${name}`) ??
        missingValue(`${module}.${name}`, "alembic-ts does not have it")
      );
    });
  }

  /** SQLModel: its own names, and those of SQLAlchemy that it exports. */
  #sqlmodel(module: string): LazyModule {
    return new LazyModule(
      module,
      (name) => {
        const inner = this.#modules.get(`${module}.${name}`);
        if (inner !== undefined) return inner;
        if (name.startsWith("__")) return undefined;
        if (name === "AutoString") return this.#packages.autoString;
        const own = ormValue(name, sqlmodelNames);
        if (own !== undefined) return own;
        const found = this.#sqlalchemy.module("sqlalchemy")?.missing(name);
        return found !== undefined && isLacking(found) ? missingValue(`${module}.${name}`, lackingReason) : found;
      },
      [...ormNames.keys(), ...sqlmodelNames.keys()],
    );
  }
}
