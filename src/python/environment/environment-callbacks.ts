import { takeChangedOperations } from "../alembic/define-directives.js";
import { environmentContextOf } from "../alembic/define-migration-context.js";
import type { HostBridge } from "../host/host-bridge.js";
import { snakeCase } from "../host/snake-case.js";
import { getAttribute } from "../protocol/attributes.js";
import { callNow } from "../protocol/call.js";
import { setOf } from "../protocol/dict-set.js";
import { type Run, runNow, toRaised } from "../protocol/run.js";
import { truth } from "../protocol/truth.js";
import { callFunction, PythonError } from "../run-module.js";
import { shownDialect } from "../sqlalchemy/dialect-class.js";
import { PyDict } from "../values/py-dict.js";
import { NativeFunction, PyFunction, PyMethod } from "../values/py-function.js";
import { PyInstance } from "../values/py-instance.js";
import { PyList, PyTuple } from "../values/py-list.js";
import type { Value } from "../values/value.js";
import type { EnvironmentRun } from "./python-environment.js";

type Callback = (...args: readonly unknown[]) => unknown;

/** Whether an argument of `configure()` is a function or another callable object of the script. */
export const isScriptFunction = (value: unknown): value is Value =>
  value instanceof PyFunction ||
  value instanceof PyMethod ||
  value instanceof NativeFunction ||
  (value instanceof PyInstance && !value.pyClass.isNative && value.pyClass.lookup("__call__") !== undefined);

/** The imports of a new revision, which `render_item` may add to. */
class ImportsView {
  readonly imports: Set<string>;

  constructor(imports: Set<string>) {
    this.imports = imports;
  }
}

/** The context of autogenerate, for `render_item`. */
class AutogenContextView {
  readonly context: AutogenParts;

  constructor(context: AutogenParts) {
    this.context = context;
  }
}

interface AutogenParts {
  readonly imports: Set<string>;
  readonly dialect: { readonly name: string };
  readonly migrationContext: EnvironmentRun;
  readonly opts: Readonly<Record<string, unknown>>;
}

interface VersionApplyEvent {
  readonly ctx: EnvironmentRun;
  readonly step: object;
  readonly heads: ReadonlySet<string>;
  readonly runArgs: Readonly<Record<string, unknown>>;
}

/** The step that was run, for `on_version_apply`. */
class StepView {
  readonly step: Readonly<Record<string, unknown>>;

  constructor(step: object) {
    this.step = step as Readonly<Record<string, unknown>>;
  }
}

/** Defines the classes of arguments that only the callbacks of an environment receive. */
export function defineCallbackArguments(bridge: HostBridge): void {
  bridge.define<ImportsView>({
    name: "set",
    module: "builtins",
    of: ImportsView,
    methods: {
      add: ["element", ({ imports }, line) => void imports.add(String(line))],
      update: [
        "*others",
        ({ imports }, others: readonly (readonly string[])[]) => {
          for (const line of others.flat()) imports.add(line);
        },
      ],
      discard: ["element", ({ imports }, line) => void imports.delete(String(line))],
      __contains__: ["element", ({ imports }, line) => imports.has(line)],
    },
  });
  bridge.define<AutogenContextView>({
    name: "AutogenContext",
    module: "alembic.autogenerate.api",
    of: AutogenContextView,
    properties: {
      imports: ({ context }) => new ImportsView(context.imports),
      migration_context: ({ context }) => environmentContextOf(context.migrationContext),
      dialect: ({ context }) => shownDialect(bridge, context.dialect.name),
    },
  });
  bridge.define<StepView>({
    name: "MigrationInfo",
    module: "alembic.runtime.migration",
    of: StepView,
    methods: {
      __getattr__: [
        "name",
        ({ step }, name: string) => step[name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())],
      ],
    },
  });
}

/** Makes TypeScript functions of the Python functions that an `env.py` passes to `context.configure()`. */
export class EnvironmentCallbacks {
  readonly #bridge: HostBridge;
  readonly #run: Run;

  constructor(bridge: HostBridge, run: Run) {
    this.#bridge = bridge;
    this.#run = run;
  }

  /** Returns the function for an argument. The value of an argument that this package does not call is unchanged. */
  adapt(keyword: string, given: Value): Callback | Value {
    const make = this.#makers[keyword];
    return make === undefined ? given : make(given);
  }

  readonly #makers: Readonly<Record<string, (given: Value) => Callback>> = {
    includeName: (given) => (name, type, parents) =>
      truth(this.#now(given, [name, type, this.#parents(parents as Readonly<Record<string, unknown>>)])),
    includeObject:
      (given) =>
      (...args) =>
        truth(this.#now(given, args)),
    renderItem: (given) => (type, item, context) => {
      const result = this.#now(given, [type, item, new AutogenContextView(context as AutogenParts)]);
      return this.#bridge.read(result);
    },
    compareType:
      (given) =>
      (context, ...args) =>
        this.#waiting(given, [this.#context(context), ...args]),
    compareServerDefault:
      (given) =>
      (context, ...args) =>
        this.#waiting(given, [this.#context(context), ...args]),
    processRevisionDirectives: (given) => async (context, revision, directives) => {
      const list = directives as unknown[];
      const shown = new PyList(list.map((one) => this.#bridge.show(one)));
      const rows = new PyTuple([...(revision as readonly string[])]);
      await this.#waiting(given, [this.#context(context), rows, shown]);
      takeChangedOperations(this.#bridge, this.#run);
      list.splice(0, list.length, ...shown.items.map((one) => this.#bridge.read(one)));
    },
    onVersionApply: (given) => async (event) => {
      const { ctx, step, heads, runArgs } = event as VersionApplyEvent;
      const keywords = new Map<string, Value>([
        ["ctx", this.#bridge.show(this.#context(ctx))],
        ["step", this.#bridge.show(new StepView(step))],
        ["heads", setOf([...heads])],
        [
          "run_args",
          PyDict.fromNames(Object.entries(runArgs).map(([name, one]) => [snakeCase(name), this.#bridge.show(one)])),
        ],
      ]);
      await this.#waiting(given, [], keywords);
    },
  };

  #context(context: unknown): object {
    return environmentContextOf(context as EnvironmentRun);
  }

  #parents(parents: Readonly<Record<string, unknown>>): PyDict {
    return PyDict.fromNames(Object.entries(parents).map(([name, one]) => [snakeCase(name), this.#bridge.show(one)]));
  }

  /** Calls a function at a place where this package cannot await its result. */
  #now(target: Value, args: readonly unknown[]): Value {
    return runNow(this.#run, () => {
      try {
        return callNow(
          target,
          args.map((one) => this.#bridge.show(one)),
        );
      } catch (error) {
        const raised = toRaised(error);
        throw raised === undefined ? error : new PythonError(raised.exception);
      }
    });
  }

  async #waiting(
    target: Value,
    args: readonly unknown[],
    keywords: ReadonlyMap<string, Value> | null = null,
  ): Promise<unknown> {
    const shown = args.map((one) => this.#bridge.show(one));
    return this.#bridge.read(await callFunction(this.#run, target, shown, keywords));
  }

  /** Makes an output for the text of an offline script of a Python object with a method `write`. */
  outputBuffer(given: Value): { write(text: string): void } {
    return {
      write: (text) => {
        runNow(this.#run, () => callNow(getAttribute(given, "write"), [text]));
      },
    };
  }
}
