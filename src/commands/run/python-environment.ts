import { dirname, resolve, sep } from "node:path";
import type { DriverConnection } from "../../database/connection.js";
import { parseDatabaseUrl } from "../../database/database-url.js";
import { InterruptedError } from "../../database/interrupted-error.js";
import type {
  EnvironmentCalls,
  EnvironmentConfig,
  EnvironmentConnection,
  EnvironmentScripts,
  EnvironmentUrl,
  PythonEnvironment,
  TransactionChange,
} from "../../python/environment/python-environment.js";
import type { LogSetup } from "../../python/protocol/run.js";
import { connect } from "../../runtime/connect.js";
import { Connection } from "../../runtime/connection.js";
import type { DialectSource } from "../../runtime/dialect-source.js";
import type { EnvironmentContext } from "../../runtime/environment-context.js";
import type { ScriptDirectory } from "../../script/script-directory.js";
import { CommandError } from "../../support/command-error.js";
import { quotedPath } from "../../support/printable.js";

/** A connection for an `env.py`, which may change how its transactions begin and end. */
function opened(connection: Connection): EnvironmentConnection {
  const changeTransactions = (change: TransactionChange): void => changeDriver(connection.driver, change);
  return Object.assign(connection, { changeTransactions }) as EnvironmentConnection;
}

/**
 * Changes how the transactions of a driver's connection begin and end. The object stays the same one, because the
 * run and the backend know it by its identity.
 */
function changeDriver(
  driver: DriverConnection,
  { autocommit, begun, committing, rollingBack }: TransactionChange,
): void {
  const [begin, commit, rollback] = [driver.begin, driver.commit, driver.rollback];
  const nothing = async (): Promise<void> => undefined;
  if (autocommit === true) {
    Object.assign(driver, { begin: nothing, commit: nothing, rollback: nothing });
    return;
  }
  Object.assign(driver, {
    async begin(...args: Parameters<DriverConnection["begin"]>) {
      await begin.apply(driver, args);
      await begun?.();
    },
    async commit() {
      await committing?.();
      await commit.apply(driver);
    },
    async rollback() {
      await rollingBack?.();
      await rollback.apply(driver);
    },
  });
}

/** What an `env.py` reaches of the command that runs it. */
export class RunningPythonEnvironment implements PythonEnvironment {
  readonly calls: EnvironmentCalls;
  readonly scripts: EnvironmentScripts;
  readonly signal: AbortSignal | undefined;
  readonly #context: EnvironmentContext<ScriptDirectory>;
  readonly #dialects: DialectSource;
  /** The folders in which the script may write files. */
  readonly #folders: string[];
  #config: EnvironmentContext["config"];

  constructor(context: EnvironmentContext<ScriptDirectory>, dialects: DialectSource, signal: AbortSignal | undefined) {
    const { config, script } = context;
    this.signal = signal;
    this.#context = context;
    this.#dialects = dialects;
    this.#config = config;
    this.calls = context as unknown as EnvironmentCalls;
    this.scripts = script as EnvironmentScripts;
    this.#folders = [config.cwd, script.dir].map((folder) => resolve(folder));
  }

  interruption(reason: unknown): Error {
    return new InterruptedError(reason);
  }

  get config(): EnvironmentConfig {
    return this.#config;
  }

  setOption(section: string, name: string, value: string): void {
    this.#config = this.#config.withSectionOption(section, name, value);
  }

  async configure(options: Readonly<Record<string, unknown>>): Promise<void> {
    const { url } = options;
    if (typeof url === "string") await this.#dialects.preload([url]);
    this.#context.configure(options);
    await this.#context.getContext().ready();
  }

  async connect(url: string): Promise<EnvironmentConnection> {
    const connection = await connect(url);
    const { host, database } = connection.url;
    // Scripts keep copies of a database file in the same folder.
    if (host === undefined && database?.includes("/") === true) {
      this.#folders.push(dirname(resolve(this.#config.cwd, database)));
    }
    return opened(connection);
  }

  connectionOf(value: unknown): EnvironmentConnection | undefined {
    return value instanceof Connection ? opened(value) : undefined;
  }

  parseUrl(text: string): EnvironmentUrl {
    return parseDatabaseUrl(text);
  }

  setLog(setup: LogSetup): void {
    const { logger, configFileName, cwd } = this.#config;
    if (setup.kind === "dict") {
      const loggers = setup.loggers.map(({ name, level, propagate, handlers }) => {
        const written = handlers.map(({ format, datefmt, ...rest }) => ({ ...rest, format: { format, datefmt } }));
        return [name, { level, propagate, handlers: written }] as const;
      });
      logger.start?.({ kind: "setup", setup: new Map(loggers), disablesOthers: setup.disablesOthers });
      return;
    }
    if (setup.kind === "basic") {
      logger.start?.(setup);
      return;
    }
    if (configFileName === undefined || resolve(cwd, setup.file) !== resolve(cwd, configFileName)) {
      throw new CommandError(
        `fileConfig() takes the configuration file of the run, and not ${quotedPath(resolve(cwd, setup.file))}`,
      );
    }
    logger.start?.();
  }

  mayWrite(path: string): boolean {
    const full = resolve(this.#config.cwd, path);
    return this.#folders.some((folder) => full.startsWith(folder.endsWith(sep) ? folder : folder + sep));
  }
}
