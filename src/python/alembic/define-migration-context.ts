import type { Executable } from "../../schema/elements/clause-element.js";
import { isError } from "../../support/is-built-in.js";
import { currentEnvironment, type EnvironmentRun } from "../environment/python-environment.js";
import type { HostBridge } from "../host/host-bridge.js";
import { snakeCase } from "../host/snake-case.js";
import { activeRun } from "../protocol/run.js";
import { type ConnectionView, connectionOf, environmentConnection } from "../sqlalchemy/connection-class.js";
import type { CurrentOperations } from "../sqlalchemy/current-operations.js";
import { shownDialect } from "../sqlalchemy/dialect-class.js";
import { PyDict } from "../values/py-dict.js";
import { PyException, raise } from "../values/py-exception.js";
import { configOf } from "./config-class.js";
import { scriptsOf } from "./script-directory-class.js";

/** The run that a script is part of, as `op.get_context()` and `context.get_context()` give it. */
class MigrationContextView {
  readonly run: EnvironmentRun;
  /** The step that asks, `undefined` for the environment's own code. */
  readonly operations: CurrentOperations | undefined;

  constructor(run: EnvironmentRun, operations: CurrentOperations | undefined) {
    this.run = run;
    this.operations = operations;
  }

  get asSql(): boolean {
    return this.operations?.host.asSql ?? this.run.asSql;
  }

  get dialectName(): string {
    return (this.operations?.host ?? this.run).dialect.name;
  }

  get transactionalDdl(): boolean {
    return this.operations?.host.dialect.capabilities.transactionalDdl ?? this.run.transactionalDdl;
  }

  get connection(): ConnectionView | undefined {
    if (this.operations !== undefined) return connectionOf(this.operations);
    const given = currentEnvironment()?.environment.connectionOf(this.run.opts["connection"]);
    return given === undefined ? undefined : environmentConnection(given);
  }

  async execute(statement: string | Executable): Promise<void> {
    await (this.operations === undefined ? this.run.execute(statement) : this.operations.op.execute(statement));
  }
}

/** Work that takes a callback, as a `with` block: it begins, waits for the end of the block, and ends as the block did. */
class BlockView {
  readonly name: string;
  readonly #around: (work: () => Promise<void>) => Promise<void>;
  #end: ((error: unknown) => void) | undefined;
  #done: Promise<void> | undefined;

  constructor(name: string, around: (work: () => Promise<void>) => Promise<void>) {
    this.name = name;
    this.#around = around;
  }

  /** Waits until the block may run. */
  begin(): Promise<void> {
    return new Promise((begun, failed) => {
      this.#done = this.#around(() => {
        begun();
        return new Promise<void>((resolve, reject) => {
          this.#end = (error) => (error === undefined ? resolve() : reject(error));
        });
      });
      this.#done.catch(failed);
    });
  }

  /** Ends the work; `error` is what ended the block. */
  async end(ended: unknown): Promise<void> {
    // An interruption is one for the run as well, which then reports what became of the database.
    const error = ended instanceof PyException && isError(ended.payload) ? ended.payload : ended;
    this.#end?.(error);
    try {
      await this.#done;
    } catch (failure) {
      // What ended the block goes on by itself.
      if (failure !== error) throw failure;
    }
  }
}

/** The block of a transaction of a step: the run's own, which begins and ends by itself. */
class TransactionBlock {
  readonly kind = "transaction";
}

class ImplView {
  readonly view: MigrationContextView;

  constructor(view: MigrationContextView) {
    this.view = view;
  }
}

const views = new WeakMap<object, MigrationContextView>();

/** The run of a step. A program that carries out steps by itself gives only what operations need. */
function runOfStep({ host, op }: CurrentOperations): EnvironmentRun {
  const context = host.context as unknown as Partial<EnvironmentRun> & typeof host.context;
  if (context.dialect !== undefined) return context as EnvironmentRun;
  const missing = (): never => raise("NotImplementedError", "this run has no environment");
  return {
    asSql: host.asSql,
    transactionalDdl: host.dialect.capabilities.transactionalDdl,
    dialect: host.dialect,
    opts: host.opts as Readonly<Record<string, unknown>>,
    getCurrentRevision: () => context.getCurrentRevision(),
    getCurrentHeads: () => context.getCurrentHeads(),
    autocommitBlock: (work) => context.autocommitBlock(work),
    beginTransaction: missing,
    runMigrations: missing,
    execute: async (statement) => void (await op.execute(statement)),
  };
}

/** The view of the run of a step, always the same one. */
export function contextOf(operations: CurrentOperations): object {
  const view = views.get(operations) ?? new MigrationContextView(runOfStep(operations), operations);
  views.set(operations, view);
  return view;
}

/** The view of the run that an `env.py` configured, always the same one. */
export function environmentContextOf(run: EnvironmentRun): object {
  const view = views.get(run) ?? new MigrationContextView(run, undefined);
  views.set(run, view);
  return view;
}

/** A transaction of the environment, as `with context.begin_transaction()`. */
export const transactionBlock = (run: EnvironmentRun): object =>
  new BlockView("transaction", (work) => run.beginTransaction(work));

/** What was configured, in Python's names, as far as scripts can hold it. */
function optionsOf(bridge: HostBridge, { run }: MigrationContextView): PyDict {
  const made = new PyDict();
  for (const [name, value] of Object.entries(run.opts ?? {})) {
    const python = snakeCase(name);
    try {
      made.setName(python, bridge.show(value));
    } catch {
      // An object of this package that scripts have no class for.
    }
  }
  return made;
}

/** Defines how scripts see the run that they are part of. */
export function defineMigrationContext(bridge: HostBridge): void {
  bridge.define<MigrationContextView>({
    name: "MigrationContext",
    module: "alembic.runtime.migration",
    of: MigrationContextView,
    properties: {
      dialect: (self) => shownDialect(bridge, self.dialectName),
      bind: (self) => self.connection,
      connection: (self) => self.connection,
      as_sql: (self) => self.asSql,
      impl: (self) => new ImplView(self),
      opts: (self) => optionsOf(bridge, self),
      version_table: ({ run }) => run.opts?.["versionTable"] ?? "alembic_version",
      version_table_schema: ({ run }) => run.opts?.["versionTableSchema"] ?? null,
      config: () => configOf(currentEnvironment(), activeRun()),
      script: () => scriptsOf(currentEnvironment()),
    },
    methods: {
      get_current_revision: ["", ({ run }) => run.getCurrentRevision()],
      get_current_heads: ["", ({ run }) => run.getCurrentHeads()],
      autocommit_block: ["", ({ run }) => new BlockView("autocommit", (work) => run.autocommitBlock(work))],
      begin_transaction: [
        "_per_migration=False",
        ({ run, operations }) => (operations === undefined ? transactionBlock(run) : new TransactionBlock()),
      ],
      run_migrations: ["**kw", ({ run }, args) => run.runMigrations(args)],
      execute: ["sql, execution_options=None", (self, sql) => self.execute(sql)],
    },
  });
  bridge.define<ImplView>({
    name: "DefaultImpl",
    module: "alembic.ddl.impl",
    of: ImplView,
    properties: {
      __dialect__: ({ view }) => view.dialectName,
      dialect: ({ view }) => shownDialect(bridge, view.dialectName),
      bind: ({ view }) => view.connection,
      connection: ({ view }) => view.connection,
      transactional_ddl: ({ view }) => view.transactionalDdl,
    },
    methods: { execute: ["sql, execution_options=None", ({ view }, sql) => view.execute(sql)] },
  });
  bridge.define<TransactionBlock>({
    name: "_ProxyTransaction",
    module: "alembic.runtime.migration",
    of: TransactionBlock,
    methods: { __enter__: ["", () => null], __exit__: ["*exc", () => null] },
  });
  bridge.define<BlockView>({
    name: "_ProxyTransaction",
    module: "alembic.runtime.migration",
    of: BlockView,
    methods: {
      __enter__: ["", async (self) => void (await self.begin())],
      __exit__: [
        "kind=None, error=None, traceback=None",
        async (self, kind, error) => void (await self.end(kind === null ? undefined : (error ?? kind))),
      ],
    },
  });
}
