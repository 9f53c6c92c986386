import { ownValue } from "../../support/own-value.js";
import type { HostBridge } from "../host/host-bridge.js";
import { activeRun } from "../protocol/run.js";
import { connectionOf } from "../sqlalchemy/connection-class.js";
import type { CurrentOperations } from "../sqlalchemy/current-operations.js";
import { currentOperations, operationsOf } from "../sqlalchemy/current-operations.js";
import { shownDialect } from "../sqlalchemy/dialect-class.js";
import { LazyModule } from "../sqlalchemy/lazy-module.js";
import { missingValue } from "../sqlalchemy/missing-value.js";
import { PyDict } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import type { Value } from "../values/value.js";

/** The run that a script is part of, as `op.get_context()` gives it. */
class MigrationContextView {
  readonly operations: CurrentOperations;

  constructor(operations: CurrentOperations) {
    this.operations = operations;
  }
}

/** A block outside the run's transaction. */
class AutocommitBlock {
  readonly operations: CurrentOperations;
  #end: (() => void) | undefined;
  #done: Promise<void> | undefined;

  constructor(operations: CurrentOperations) {
    this.operations = operations;
  }

  /** Waits until the transaction is out of the way. */
  begin(): Promise<void> {
    return new Promise((begun, failed) => {
      this.#done = this.operations.host.context
        .autocommitBlock(() => {
          begun();
          return new Promise<void>((resolve) => {
            this.#end = resolve;
          });
        })
        .then(() => undefined);
      this.#done.catch(failed);
    });
  }

  async end(): Promise<void> {
    this.#end?.();
    await this.#done;
  }
}

class TransactionBlock {
  readonly kind = "transaction";
}

class ImplView {
  readonly operations: CurrentOperations;

  constructor(operations: CurrentOperations) {
    this.operations = operations;
  }
}

const views = new WeakMap<CurrentOperations, MigrationContextView>();

/** The view of a run, always the same one. */
export function contextOf(operations: CurrentOperations): object {
  const view = views.get(operations) ?? new MigrationContextView(operations);
  views.set(operations, view);
  return view;
}

/** Defines how scripts see the run that they are part of. */
export function defineMigrationContext(bridge: HostBridge): void {
  bridge.define<MigrationContextView>({
    name: "MigrationContext",
    module: "alembic.runtime.migration",
    of: MigrationContextView,
    properties: {
      dialect: ({ operations }) => shownDialect(bridge, operations.host.dialect.name),
      bind: ({ operations }) => connectionOf(operations),
      connection: ({ operations }) => connectionOf(operations),
      as_sql: ({ operations }) => operations.host.asSql,
      impl: ({ operations }) => new ImplView(operations),
      opts: () => new PyDict(),
    },
    methods: {
      get_current_revision: ["", ({ operations }) => operations.host.context.getCurrentRevision()],
      get_current_heads: ["", ({ operations }) => operations.host.context.getCurrentHeads()],
      autocommit_block: ["", ({ operations }) => new AutocommitBlock(operations)],
      begin_transaction: ["_per_migration=False", () => new TransactionBlock()],
      execute: ["sql, execution_options=None", ({ operations }, sql) => operations.op.execute(sql)],
    },
  });
  bridge.define<ImplView>({
    name: "DefaultImpl",
    module: "alembic.ddl.impl",
    of: ImplView,
    properties: {
      __dialect__: ({ operations }) => operations.host.dialect.name,
      dialect: ({ operations }) => shownDialect(bridge, operations.host.dialect.name),
      bind: ({ operations }) => connectionOf(operations),
      connection: ({ operations }) => connectionOf(operations),
      transactional_ddl: ({ operations }) => operations.host.dialect.capabilities.transactionalDdl,
    },
    methods: { execute: ["sql, execution_options=None", ({ operations }, sql) => operations.op.execute(sql)] },
  });
  const nothing = { __enter__: ["", () => null], __exit__: ["*exc", () => null] } as const;
  bridge.define<TransactionBlock>({
    name: "_ProxyTransaction",
    module: "alembic.runtime.migration",
    of: TransactionBlock,
    methods: nothing,
  });
  bridge.define<AutocommitBlock>({
    name: "AutocommitBlock",
    module: "alembic.runtime.migration",
    of: AutocommitBlock,
    methods: {
      __enter__: ["", async (self) => void (await self.begin())],
      __exit__: ["*exc", async (self) => void (await self.end())],
    },
  });
}

/** `alembic.context` as revision files use it. */
export function contextModule(bridge: HostBridge): LazyModule {
  const environment = () => currentOperations().host.context.environmentContext;
  const config = (): unknown => {
    const found = environment()?.config;
    return found === undefined ? raise("NameError", "no configuration is known to this run") : new ConfigViewOf(found);
  };
  class ConfigViewOf {
    readonly config: NonNullable<ReturnType<typeof environment>>["config"];
    constructor(given: NonNullable<ReturnType<typeof environment>>["config"]) {
      this.config = given;
    }
  }
  bridge.define<ConfigViewOf>({
    name: "Config",
    module: "alembic.config",
    of: ConfigViewOf,
    properties: { attributes: (self) => self.config.attributes },
    methods: {
      get_main_option: ["name, default=None", (self, name, otherwise) => self.config.getMainOption(name) ?? otherwise],
      get_section_option: [
        "section, name, default=None",
        (self, section, name, otherwise) => self.config.getSectionOption(section, name) ?? otherwise,
      ],
    },
  });
  const functions: Readonly<Record<string, Value>> = {
    is_offline_mode: bridge.function("is_offline_mode", "", () => currentOperations().host.asSql),
    get_context: bridge.function("get_context", "", () => contextOf(currentOperations())),
    get_bind: bridge.function("get_bind", "", () => connectionOf(currentOperations())),
    is_transactional_ddl: bridge.function(
      "is_transactional_ddl",
      "",
      () => currentOperations().host.dialect.capabilities.transactionalDdl,
    ),
    execute: bridge.function("execute", "sql, execution_options=None", ((sql: string) =>
      currentOperations().op.execute(sql)) as never),
    get_x_argument: bridge.function("get_x_argument", "as_dictionary=False", ((asDictionary: boolean) =>
      asDictionary
        ? new Map(Object.entries(environment()?.getXArgument({ asDictionary: true }) ?? {}))
        : [...(environment()?.getXArgument() ?? [])]) as never),
    get_tag_argument: bridge.function("get_tag_argument", "", () => environment()?.getTagArgument() ?? null),
  };
  return new LazyModule("alembic.context", (name) => {
    if (name === "config")
      return operationsOf(activeRun()) === undefined
        ? missingValue("alembic.context.config", "no step is running")
        : bridge.show(config());
    if (name.startsWith("__")) return undefined;
    return ownValue(functions, name) ?? missingValue(`alembic.context.${name}`, "alembic-ts does not have it here");
  });
}
