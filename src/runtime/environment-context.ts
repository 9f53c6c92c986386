import { AsyncLocalStorage } from "node:async_hooks";
import type { Config } from "../config/config.js";
import type { Executable } from "../schema/elements/clause-element.js";
import { CommandError } from "../support/command-error.js";
import { printable } from "../support/printable.js";
import { AdoptedClients } from "./adopted-clients.js";
import { type Connection, Connection as ConnectionClass } from "./connection.js";
import { type DialectSource, dialectNameOf } from "./dialect-source.js";
import { MigrationContext } from "./migration-context.js";
import {
  type ClientConfigureOptions,
  type ConfigureOptions,
  requireConfigureOptions,
} from "./options/configure-options.js";
import { configuredDefaults, configuredOptions } from "./options/configured-options.js";
import type { CommandContextOptions, ContextOptions } from "./options/context-options.js";
import type { EnvironmentScript, RevisionNumber } from "./run-environment.js";
import type { RunArguments } from "./runnable-step.js";
import type { StepContext } from "./step-context.js";

/** The parts of an environment context. */
export interface EnvironmentParts<Script extends EnvironmentScript = EnvironmentScript> {
  readonly config: Config;
  readonly script: Script;
  readonly command: CommandContextOptions;
  readonly dialects: DialectSource;
}

/**
 * The argument of `env.ts`: the command that runs, the configuration, and the methods that connect the run to a
 * database.
 *
 * @example
 * ```ts
 * import { connect, type EnvironmentContext } from "alembic-ts";
 *
 * export default async function env(context: EnvironmentContext): Promise<void> {
 *   const connection = await connect(context.config.getMainOption("sqlalchemy.url"));
 *   try {
 *     context.configure({ connection });
 *     await context.beginTransaction(() => context.runMigrations());
 *   } finally {
 *     await connection.close();
 *   }
 * }
 * ```
 */
export class EnvironmentContext<Script extends EnvironmentScript = EnvironmentScript> {
  /** The configuration of the run. */
  readonly config: Config;
  /** The revisions. */
  readonly script: Script;
  readonly #command: CommandContextOptions;
  readonly #dialects: DialectSource;
  #configured: ContextOptions;
  #context: MigrationContext | undefined;
  readonly #clients = new AdoptedClients();
  /** The last call of {@link EnvironmentContext.configure}, where it got a client that is not adopted yet. */
  #opening: Promise<void> | undefined;

  /** Made by the commands. */
  constructor(parts: EnvironmentParts<Script>) {
    this.config = parts.config;
    this.script = parts.script;
    this.#command = parts.command;
    this.#dialects = parts.dialects;
    this.#configured = { ...parts.command };
  }

  /** Whether the command writes a script (`--sql`) and needs no database. */
  isOfflineMode(): boolean {
    return this.#command.asSql ?? false;
  }

  /** The reverse of {@link EnvironmentContext.isOfflineMode}. */
  requiresConnection(): boolean {
    return !this.isOfflineMode();
  }

  /**
   * Whether DDL is taken to be transactional.
   *
   * @throws CommandError before {@link EnvironmentContext.configure}.
   */
  isTransactionalDdl(): boolean {
    return this.getContext().transactionalDdl;
  }

  /**
   * The newest revision.
   *
   * @throws CommandError where there are several heads.
   */
  getHeadRevision(): RevisionNumber {
    return this.script.asRevisionNumber("head");
  }

  /** The newest revision of every branch. */
  getHeadRevisions(): RevisionNumber {
    return this.script.asRevisionNumber("heads");
  }

  /**
   * The revision that an offline run starts from, `null` where none is given.
   *
   * @throws CommandError where the command has no such argument.
   */
  getStartingRevisionArgument(): RevisionNumber {
    if (!("startingRev" in this.#configured)) throw new CommandError("No starting revision argument is available.");
    return this.script.asRevisionNumber(this.#configured.startingRev ?? null);
  }

  /** The revision that the run goes to; `null` for `base`. */
  getRevisionArgument(): RevisionNumber {
    return this.script.asRevisionNumber(this.#command.destinationRev ?? null);
  }

  /** The value of `--tag`. */
  getTagArgument(): string | undefined {
    return this.#configured.tag ?? undefined;
  }

  /**
   * The values of `-x`, as a list, or by name where they are written `name=value`.
   */
  getXArgument(options?: { readonly asDictionary?: false }): readonly string[];
  getXArgument(options: { readonly asDictionary: true }): Readonly<Record<string, string>>;
  getXArgument(
    options: { readonly asDictionary?: boolean } = {},
  ): readonly string[] | Readonly<Record<string, string>> {
    const values = this.config.cmdOpts.x ?? [];
    if (!options.asDictionary) return [...values];
    return Object.fromEntries(
      values.map((value) => {
        const at = value.indexOf("=");
        return at < 0 ? [value, ""] : [value.slice(0, at), value.slice(at + 1)];
      }),
    );
  }

  /**
   * Ties the run to a database, or offline to a dialect. May be called again for the next database: a keyword that is left
   * out then has its default again, but for `transactionalDdl`, `outputBuffer`, `startingRev`, `tag`, `renderItem`,
   * `autogeneratePlugins`, those of the version table and of single dialects, and the values of `info`, which stay.
   *
   * As `connection` it also takes a client that the program has opened itself, of the kinds that {@link connectionFrom}
   * takes. Then it returns a promise: the run waits for it, and {@link EnvironmentContext.getContext} must not be called
   * before it. The client stays open after the run, and a client of a pool goes back to the pool.
   *
   * @throws ArgumentError where an option is unknown.
   * @throws CommandError where a key makes no sense in this mode, the version table has no name, the dialect is not given,
   * or the client is of no known kind.
   * @example
   * ```ts
   * import type { EnvironmentContext } from "alembic-ts";
   *
   * declare const pool: object; // new pg.Pool()
   *
   * export default async function env(context: EnvironmentContext): Promise<void> {
   *   await context.configure({ connection: pool });
   *   await context.beginTransaction(() => context.runMigrations());
   * }
   * ```
   */
  configure(options?: ConfigureOptions): void;
  configure(options: ClientConfigureOptions): Promise<void>;
  configure(options: ConfigureOptions | ClientConfigureOptions = {}): void | Promise<void> {
    requireConfigureOptions(options);
    this.#opening = undefined;
    if (!hasClient(options)) return this.#configureOn(options);
    const { connection: client, ...rest } = options;
    if (typeof client !== "object" && typeof client !== "function") {
      throw new CommandError(
        `'connection' argument to configure() is expected to be a Connection or a client of a driver, got ${String(client)}`,
      );
    }
    this.#context = undefined;
    const opening: Promise<void> = this.#clients.adopt(client).then((connection) => {
      if (this.#opening === opening) this.#configureOn({ ...rest, connection });
    });
    // Where the caller does not wait for it, the run fails by it.
    opening.catch(() => undefined);
    this.#opening = opening;
    return opening;
  }

  /** Gives back the clients that {@link EnvironmentContext.configure} got, which stay open. @internal */
  async releaseClients(): Promise<void> {
    await this.#clients.release();
  }

  #configureOn(options: ConfigureOptions): void {
    const { templateArgs, ...rest } = options;
    const { connection } = rest;
    this.#command.previewed?.requireOwn(connection ?? undefined);
    if (templateArgs && this.#command.templateArgs !== undefined) {
      Object.assign(this.#command.templateArgs, templateArgs);
    }
    this.#configured = configuredOptions(this.#configured, rest);
    this.#context = new MigrationContext({
      options: { ...configuredDefaults, versionNumLength: this.config.getVersionNumLength(), ...this.#configured },
      dialect: this.#dialectOf(options),
      logger: this.config.logger,
      write: (text) => this.config.output.out(text),
      environmentContext: this,
      newCallScopes: () => new AsyncLocalStorage(),
      resolveRevision: (symbol) => this.script.getRevision(symbol)?.revision,
      ...this.#notice(),
      waiting: {
        lockTimeout: lockTimeoutOf(this.config.cmdOpts.lockTimeout),
        onWait: ({ message }) => {
          if (this.config.output.errIsTerminal) this.config.output.err(`${printable(message)}\n`);
        },
      },
    });
  }

  /** How the run tells what it is about to lose: an application with a listener draws its own lines on the terminal. */
  #notice(): Pick<StepContext, "notice"> {
    const { output } = this.config;
    const { listener } = this.#configured;
    if (listener !== undefined) {
      // Without anybody to tell, the rows are not counted.
      return listener.onLoss === undefined ? {} : { notice: (loss) => listener.onLoss?.(loss) };
    }
    return output.errIsTerminal ? { notice: ({ message }) => output.err(`${printable(message)}\n`) } : {};
  }

  /**
   * Runs the steps of the command.
   *
   * @param args handed to every `upgrade()` and `downgrade()`.
   * @throws CommandError before {@link EnvironmentContext.configure}.
   */
  async runMigrations(args: RunArguments = {}): Promise<void> {
    await this.#opening;
    await this.getContext().runMigrations(args);
  }

  /** Runs `work` in the transaction that the configuration asks for; see {@link MigrationContext.beginTransaction}. */
  async beginTransaction<T>(work: () => Promise<T> | T): Promise<T> {
    await this.#opening;
    return this.getContext().beginTransaction(work);
  }

  /** Runs a statement; offline, writes it to the script. */
  async execute(statement: string | Executable): Promise<void> {
    await this.#opening;
    await this.getContext().execute(statement);
  }

  /** Writes text into an offline script, such as a comment; no terminator is added. */
  async staticOutput(text: string): Promise<void> {
    await this.#opening;
    await this.getContext().staticOutput(text);
  }

  /**
   * The context that {@link EnvironmentContext.configure} made last.
   *
   * @throws CommandError before that.
   */
  getContext(): MigrationContext {
    if (this.#context === undefined)
      throw new CommandError("No context has been configured yet.", {
        hint:
          this.#opening === undefined
            ? "env.ts has to call context.configure() first."
            : "With a client, context.configure() returns a promise: env.ts has to await it first.",
      });
    return this.#context;
  }

  /** The connection of the run, `undefined` where a script is written. */
  getBind(): Connection | undefined {
    return this.getContext().bind;
  }

  #dialectOf(options: ConfigureOptions) {
    const { connection, url, dialectName, dialect } = options;
    if (connection) return connection.dialect;
    if (url) return this.#dialects.get(dialectNameOf(url));
    if (dialectName) return this.#dialects.get(dialectName);
    if (dialect) return dialect;
    throw new CommandError("Connection, url, or dialectName is required.", {
      hint: "Set 'sqlalchemy.url' in the configuration file, or give context.configure() a connection, or in --sql mode a url or a dialectName.",
    });
  }
}

/** Whether the connection is not one of ours. */
function hasClient(options: ConfigureOptions | ClientConfigureOptions): options is ClientConfigureOptions {
  const { connection } = options;
  return Boolean(connection) && !(connection instanceof ConnectionClass);
}

/** The milliseconds of `--lock-timeout`, which is given in seconds. */
function lockTimeoutOf(seconds: string | number | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  const number = typeof seconds === "string" && seconds.trim() === "" ? Number.NaN : Number(seconds);
  if (Number.isFinite(number) && number >= 0) return number * 1000;
  throw new CommandError(`--lock-timeout must be a number of seconds, not '${seconds}'`);
}
