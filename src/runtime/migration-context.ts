import type { Config } from "../config/config.js";
import type { RunOptions } from "../database/connection.js";
import type { CompileOptions, Dialect, Paramstyle } from "../dialects/dialect.js";
import type { RevisionIds } from "../graph/revision-ids.js";
import type { RevisionMap } from "../graph/revision-map.js";
import type { CallScopes } from "../operations/calls/call-queue.js";
import type { DroppedValues, HostContext } from "../operations/operations-host.js";
import type { StatementSink } from "../operations/statements/statement-sink.js";
import type { Executable } from "../schema/elements/clause-element.js";
import { CommandError } from "../support/command-error.js";
import { type Logger, LogLevel, silentLogger } from "../support/logger.js";
import type { Connection } from "./connection.js";
import { OfflineSink } from "./offline-sink.js";
import { OnlineSink } from "./online-sink.js";
import { type ConfigureOptions, requireConfigureOptions } from "./options/configure-options.js";
import { configuredOptions, givenDialect } from "./options/configured-options.js";
import { type CommandContextOptions, type ContextOptions, commandContextKeys } from "./options/context-options.js";
import { outputWriter } from "./options/output-writer.js";
import type { EnvironmentScript, RunEnvironment } from "./run-environment.js";
import type { RunPlan } from "./run-listener.js";
import { transactionPolicy } from "./run-policy.js";
import { runSteps } from "./run-steps.js";
import { RunTransaction } from "./run-transaction.js";
import type { RunArguments } from "./runnable-step.js";
import type { StepContext } from "./step-context.js";
import { stampRows } from "./version-rows.js";
import { usualVersionLength, VersionTable } from "./version-table.js";

/** Parts of a context that its environment hands in. */
export interface MigrationContextParts {
  readonly options: ContextOptions;
  /** The dialect, or how to get it. */
  readonly dialect: Dialect | (() => Promise<Dialect>);
  readonly logger?: Logger | undefined;
  /** Takes the text of an offline script where `outputBuffer` does not say otherwise. */
  readonly write?: ((text: string) => void) | undefined;
  readonly environmentContext?: RunEnvironment | undefined;
  /** Full identifier of a revision that is written as a symbol, for the start of an offline run. */
  readonly resolveRevision?: ((symbol: string) => string | undefined) | undefined;
  /** How the run waits for another one; by default nobody is told, and it waits as long as the driver does. */
  readonly waiting?: Pick<RunOptions, "onWait" | "lockTimeout">;
  /** Told what directives are about to remove; by default nobody is told. */
  readonly notice?: ((loss: DroppedValues) => void) | undefined;
  /** Makes Node's `AsyncLocalStorage` or its like, to tell callbacks apart; by default the innermost is assumed. */
  readonly newCallScopes?: (() => CallScopes) | undefined;
}

const LOGGER = "alembic.runtime.migration";

/**
 * One database (or one script being written) during a command: its version rows, its transaction, its statements.
 *
 * An environment gets one from `context.configure()`; a program may make its own to ask which revision a database is at.
 *
 * @example
 * ```ts
 * import { connect, MigrationContext } from "alembic-ts";
 *
 * const connection = await connect("sqlite:///app.db");
 * const context = MigrationContext.configure({ connection });
 * console.log(await context.getCurrentRevision());
 * await connection.close();
 * ```
 */
export class MigrationContext implements HostContext, StepContext {
  /** The options of the environment and of the command. */
  readonly opts: ContextOptions;
  /** The database, or `undefined` where a script is written. */
  readonly connection: Connection | undefined;
  /** Whether a script is written in place of running statements. */
  readonly asSql: boolean;
  /** Receives the log lines of the run. */
  readonly logger: Logger;
  /** The environment that the context is part of; none where a program made it for itself. */
  readonly environmentContext: RunEnvironment | undefined;
  /** Name of the version table. */
  readonly versionTableName: string;
  readonly #load: () => Promise<Dialect>;
  readonly #resolveRevision: ((symbol: string) => string | undefined) | undefined;
  #dialect: Dialect | undefined;
  #versionTable: VersionTable | undefined;
  #sink: OfflineSink | OnlineSink | undefined;
  #transaction: RunTransaction | undefined;
  readonly #write: (text: string) => void;
  /** Makes the storage that tells the calls of callbacks apart, where the environment handed it in. */
  readonly newCallScopes?: () => CallScopes;
  /** Told what directives are about to remove. @internal */
  readonly notice?: ((loss: DroppedValues) => void) | undefined;
  #finished: RunPlan | undefined;

  constructor(parts: MigrationContextParts) {
    const { options, dialect } = parts;
    this.opts = options;
    this.asSql = options.asSql ?? false;
    this.connection = this.asSql ? undefined : options.connection;
    this.logger = parts.logger ?? silentLogger;
    this.versionTableName = options.versionTable ?? "alembic_version";
    this.environmentContext = parts.environmentContext;
    this.#resolveRevision = parts.resolveRevision;
    this.#write = parts.write ?? (() => undefined);
    this.notice = parts.notice;
    if (parts.newCallScopes !== undefined) this.newCallScopes = parts.newCallScopes;
    if (options.literalBinds && !this.asSql) {
      throw new CommandError("Can't use literalBinds setting without --sql mode");
    }
    this.#load = async () => (typeof dialect === "function" ? dialect() : dialect);
    if (typeof dialect !== "function") this.#start(dialect);
    if (this.connection !== undefined) {
      const { driver, backend } = this.connection;
      const policy = transactionPolicy({
        inTransaction: driver.inTransaction,
        dontMutate: options.dontMutate ?? false,
        transactionalDdl: options.transactionalDdl,
        transactions: backend.transactions,
        transactionPerMigration: options.transactionPerMigration ?? false,
      });
      const create = (): readonly string[] => this.versionTable.create().map(({ sql }) => sql);
      const versionTable = { name: this.versionTableName, schema: options.versionTableSchema ?? null, create };
      const run: RunOptions = { versionTable, signal: options.signal, ...parts.waiting };
      this.#transaction = new RunTransaction(driver, policy, run, (error) => {
        const reason = error instanceof Error ? error.message : String(error);
        const message = `The connection was not put back as it was before the run: ${reason}`;
        this.logger.log(LogLevel.warning, LOGGER, message);
      });
    }
  }

  /**
   * A context outside of an environment.
   *
   * @throws ArgumentError where an option is unknown.
   * @throws CommandError where neither a connection nor a dialect is given.
   */
  static configure(
    given: CommandContextOptions & ConfigureOptions & { readonly logger?: Logger | undefined },
  ): MigrationContext {
    const { logger, ...configured } = given;
    requireConfigureOptions(configured, commandContextKeys);
    const options = configuredOptions({}, configured);
    return new MigrationContext({ options, dialect: givenDialect(options), logger });
  }

  /** Waits until the dialect is loaded, where only its name was given. Every method that needs it does so itself. */
  async ready(): Promise<void> {
    if (this.#dialect === undefined) this.#start(await this.#load());
  }

  /**
   * The dialect of the database.
   *
   * @throws CommandError where it is not loaded yet, see {@link MigrationContext.ready}.
   */
  get dialect(): Dialect {
    if (this.#dialect === undefined)
      throw new CommandError("The dialect is not loaded yet: await context.ready() first");
    return this.#dialect;
  }

  /** The same as {@link MigrationContext.connection}. */
  get bind(): Connection | undefined {
    return this.connection;
  }

  /** The configuration of the environment that the context is part of; none where a program made it for itself. */
  get config(): Config | undefined {
    return this.environmentContext?.config;
  }

  /** The revisions of that environment. */
  get script(): EnvironmentScript | undefined {
    return this.environmentContext?.script;
  }

  /** Whether DDL is taken to be transactional, by the dialect or by `transactionalDdl`. */
  get transactionalDdl(): boolean {
    return this.opts.transactionalDdl ?? this.dialect.capabilities.transactionalDdl;
  }

  /** Where statements go. */
  get sink(): StatementSink {
    return this.#parts().sink;
  }

  /** The version table's statements. */
  get versionTable(): VersionTable {
    return this.#parts().versionTable;
  }

  /** The transactions of an online run. */
  get transaction(): RunTransaction | undefined {
    return this.#transaction;
  }

  /** Whether a script is written; the same as {@link MigrationContext.asSql}. */
  isOfflineMode(): boolean {
    return this.asSql;
  }

  /**
   * The revision that the database is at.
   *
   * @returns its identifier, or `undefined` where there is none.
   * @throws CommandError where the version table has several rows.
   */
  async getCurrentRevision(): Promise<string | undefined> {
    const heads = await this.getCurrentHeads();
    if (heads.length > 1) {
      throw new CommandError(
        `Version table '${this.versionTableName}' has more than one head present; please use getCurrentHeads()`,
      );
    }
    return heads[0];
  }

  /**
   * The rows of the version table; offline, the revision that the script starts from.
   *
   * @throws CommandError where a starting revision is given online.
   */
  async getCurrentHeads(): Promise<readonly string[]> {
    await this.ready();
    const start = this.opts.startingRev;
    if (this.connection === undefined) {
      if (this.opts.startingHeads !== undefined) return this.opts.startingHeads;
      if (start === undefined || start === null || start === "base") return [];
      if (this.#resolveRevision === undefined) return [start];
      const revision = this.#resolveRevision(start);
      if (revision === undefined) throw new CommandError(`Starting revision '${start}' means no revision`);
      return [revision];
    }
    if (start) throw new CommandError("Can't specify a current revision to a context when using a database connection");
    return this.versionTable.read(this.connection);
  }

  /** Creates the version table where it is missing; offline, always. */
  async ensureVersionTable(): Promise<void> {
    await this.ready();
    if (this.connection !== undefined && (await this.versionTable.exists(this.connection))) return;
    await this.versionTable.send(this.sink, this.versionTable.create());
  }

  /**
   * Runs `work` in the transaction that the configuration asks for: one around everything where DDL is transactional,
   * otherwise one for each step; offline, between `BEGIN` and `COMMIT`.
   *
   * @returns what `work` returns.
   */
  async beginTransaction<T>(work: () => Promise<T> | T): Promise<T> {
    await this.ready();
    const run = async () => work();
    if (this.#transaction === undefined) return this.#block(!this.opts.transactionPerMigration, run);
    const result = await this.#transaction.around(run);
    await this.#announceCommit();
    return result;
  }

  /** The same as {@link MigrationContext.beginTransaction}, for one step. */
  async beginStep<T>(work: () => Promise<T>): Promise<T> {
    if (this.#transaction !== undefined) return work();
    return this.#block(this.opts.transactionPerMigration ?? false, work);
  }

  /**
   * Runs `work` outside a transaction: what came before is committed, and a new transaction begins afterwards.
   *
   * @returns what `work` returns.
   */
  async autocommitBlock<T>(work: () => Promise<T> | T): Promise<T> {
    await this.ready();
    const { sink } = this.#parts();
    if (sink instanceof OfflineSink) {
      if (this.transactionalDdl) await this.#emit("commit");
      try {
        return await work();
      } finally {
        if (this.transactionalDdl) await this.#emit("begin");
      }
    }
    const open = this.connection?.inTransaction ?? false;
    await this.#transaction?.commit({ splitsStep: true });
    try {
      return await work();
    } finally {
      if (open) await this.#transaction?.begin();
    }
  }

  /**
   * Runs the steps that the command decided on.
   *
   * @param args handed to every `upgrade()` and `downgrade()`.
   */
  async runMigrations(args: RunArguments = {}): Promise<void> {
    await this.ready();
    const transaction = this.#transaction;
    const run = async () => {
      this.#finished = await runSteps(this, args);
    };
    if (transaction === undefined || transaction.prepared) return run();
    await transaction.around(run);
    await this.#announceCommit();
  }

  /**
   * Makes the version rows name revisions without running a script.
   *
   * @param script whose revisions they are: a script directory.
   * @param revision one symbol or several.
   * @throws CommandError where a symbol is not known.
   */
  async stamp(script: { readonly revisionMap: RevisionMap }, revision: RevisionIds): Promise<void> {
    await this.beginTransaction(async () => {
      await this.#transaction?.begin();
      await stampRows(this, script.revisionMap, revision);
    });
  }

  /** Runs a statement; offline, writes it to the script. */
  async execute(statement: string | Executable): Promise<void> {
    await this.ready();
    const compiled =
      typeof statement === "string" ? [{ sql: statement }] : this.dialect.compile(statement, this.#compileOptions());
    for (const each of compiled) await this.sink.execute(each, { directive: "execute" });
  }

  /** How the values of a statement are written: for the driver, or for a script as the environment configured it. */
  #compileOptions(): CompileOptions {
    const { connection } = this;
    if (connection !== undefined) return { paramstyle: connection.driver.paramstyle ?? "named" };
    const paramstyle = (this.opts.dialectOpts?.["paramstyle"] as Paramstyle | undefined) ?? "named";
    return { literalBinds: this.opts.literalBinds ?? false, paramstyle };
  }

  /** Writes text into an offline script, with no terminator; online it does nothing. */
  async staticOutput(text: string): Promise<void> {
    await this.ready();
    this.sink.comment(text);
  }

  /** `BEGIN` and `COMMIT` around what an offline script does, where its dialect's DDL is transactional. */
  async #block<T>(wanted: boolean, work: () => Promise<T>): Promise<T> {
    if (!wanted || !this.transactionalDdl) return work();
    await this.#emit("begin");
    const result = await work();
    await this.#emit("commit");
    return result;
  }

  async #emit(what: "begin" | "commit"): Promise<void> {
    const { sink } = this.#parts();
    if (!(sink instanceof OfflineSink)) return;
    if (what === "begin") sink.begin();
    else sink.commit();
  }

  /** Tells the listener of what is committed for good; with the caller's own transaction, that is not known here. */
  async #announceCommit(): Promise<void> {
    const plan = this.#finished;
    this.#finished = undefined;
    if (plan !== undefined && this.#transaction?.policy !== "external") await this.opts.listener?.afterCommit?.(plan);
  }

  #start(dialect: Dialect): void {
    this.#dialect = dialect;
    const { opts } = this;
    this.#versionTable = new VersionTable(dialect, {
      name: this.versionTableName,
      schema: opts.versionTableSchema ?? undefined,
      primaryKey: opts.versionTablePk ?? true,
      length: opts.versionNumLength ?? usualVersionLength,
    });
    this.#sink =
      this.connection === undefined
        ? new OfflineSink(dialect, {
            write: outputWriter(opts, this.#write),
            batchSeparator: batchSeparator(dialect, opts),
          })
        : new OnlineSink(this.connection.driver, opts.listener);
    this.logger.log(LogLevel.info, LOGGER, `Context impl ${dialect.implName}.`);
    if (this.asSql) this.logger.log(LogLevel.info, LOGGER, "Generating static SQL");
    const kind = this.transactionalDdl ? "transactional" : "non-transactional";
    this.logger.log(LogLevel.info, LOGGER, `Will assume ${kind} DDL.`);
  }

  #parts(): { readonly sink: OfflineSink | OnlineSink; readonly versionTable: VersionTable } {
    if (this.#sink === undefined || this.#versionTable === undefined) {
      throw new CommandError("The dialect is not loaded yet: await context.ready() first");
    }
    return { sink: this.#sink, versionTable: this.#versionTable };
  }
}

/** The separator that `mssqlBatchSeparator` or its like sets for this dialect, or else the dialect's own. */
function batchSeparator(dialect: Dialect, opts: ContextOptions): string | null | undefined {
  const given = (opts as Readonly<Record<string, unknown>>)[`${dialect.name}BatchSeparator`];
  return typeof given === "string" || given === null ? given : dialect.capabilities.batchSeparator;
}
