import type { Result } from "../../operations/statements/result.js";
import type { Executable } from "../../schema/elements/clause-element.js";
import { activeRun, type LogSetup, type Run } from "../protocol/run.js";
import type { HostInspector } from "../sqlalchemy/current-operations.js";

/** A database URL with the parts that a script may read. */
export interface EnvironmentUrl {
  readonly driverName: string;
  readonly dialectName: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly database: string | undefined;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  render(options?: { readonly hidePassword?: boolean }): string;
}

/** The values for the parameters of a statement, or several sets of them. */
export type StatementValues = Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[];

/** A connection that an `env.py` opened, or that the program passed in. */
export interface EnvironmentConnection {
  readonly dialect: {
    readonly name: string;
    readonly capabilities: {
      readonly isolationLevels: Readonly<Record<string, string>>;
      readonly dbapiModule: string;
    };
  };
  readonly url: EnvironmentUrl;
  readonly inTransaction: boolean;
  execute(statement: string | Executable, params?: StatementValues): Promise<Result<unknown>>;
  scalar(statement: string | Executable, params?: StatementValues): Promise<unknown>;
  begin(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  close(): Promise<void>;
  inspector(): HostInspector;
  /** Changes how its transactions begin and end, including those of a run that uses it. */
  changeTransactions(change: TransactionChange): void;
}

/** Changes of an `env.py` to the begin and end of a connection's transactions. */
export interface TransactionChange {
  /** Whether each statement is committed at once, without a transaction. */
  readonly autocommit?: boolean;
  /** Called after a transaction has begun. */
  readonly begun?: (() => Promise<void>) | undefined;
  /** Called before a transaction is committed. */
  readonly committing?: (() => Promise<void>) | undefined;
  /** Called before a transaction is rolled back. */
  readonly rollingBack?: (() => Promise<void>) | undefined;
}

/** The parts of the configuration that an `env.py` can read. */
export interface EnvironmentConfig {
  readonly cwd: string;
  readonly configFileName: string | undefined;
  readonly tomlFileName: string | undefined;
  readonly configIniSection: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly cmdOpts: object;
  getMainOption(name: string): string | undefined;
  getSectionOption(section: string, name: string): string | undefined;
  getSection(name: string): Readonly<Record<string, string>> | undefined;
  getAlembicOption(name: string): string | undefined;
  getAlembicBooleanOption(name: string): boolean;
  printStdout(text: string): void;
}

/** The parts of a revision that a hook of an `env.py` can read. */
export interface EnvironmentRevision {
  readonly revision: string;
  readonly downRevision: string | readonly string[] | null;
  readonly dependsOn: string | readonly string[] | null;
  readonly doc: string;
  readonly longdoc: string;
  readonly path: string;
}

/** The parts of the script directory that a hook of an `env.py` can use. */
export interface EnvironmentScripts {
  readonly dir: string;
  readonly versionLocations: readonly string[];
  walkRevisions(base?: string, head?: string): readonly EnvironmentRevision[];
  getCurrentHead(): string | null;
  getHeads(): readonly string[];
  getBase(): string | null;
  getBases(): readonly string[];
  getRevision(id: string): EnvironmentRevision | null;
}

/** The run that `context.configure()` made, for one database or one SQL script. */
export interface EnvironmentRun {
  readonly asSql: boolean;
  readonly transactionalDdl: boolean;
  readonly dialect: { readonly name: string };
  readonly opts: Readonly<Record<string, unknown>>;
  getCurrentRevision(): Promise<string | undefined>;
  getCurrentHeads(): Promise<readonly string[]>;
  autocommitBlock<T>(work: () => Promise<T> | T): Promise<T>;
  beginTransaction<T>(work: () => Promise<T> | T): Promise<T>;
  runMigrations(args: Readonly<Record<string, unknown>>): Promise<void>;
  execute(statement: string | Executable): Promise<void>;
}

type RevisionNumber = string | readonly string[] | null;

/** The functions of `alembic.context`, under their TypeScript names. */
export interface EnvironmentCalls {
  isOfflineMode(): boolean;
  getXArgument(): readonly string[];
  getTagArgument(): string | undefined;
  getHeadRevision(): RevisionNumber;
  getHeadRevisions(): RevisionNumber;
  getRevisionArgument(): RevisionNumber;
  getStartingRevisionArgument(): RevisionNumber;
  execute(statement: string | Executable): Promise<void>;
  staticOutput(text: string): Promise<void>;
  getContext(): EnvironmentRun;
}

/** The parts of the command that an `env.py` can use. The command passes them in. */
export interface PythonEnvironment {
  /** The configuration, with the options that the script has set. */
  readonly config: EnvironmentConfig;
  readonly scripts: EnvironmentScripts;
  readonly calls: EnvironmentCalls;
  /** When it aborts, the script ends. */
  readonly signal: AbortSignal | undefined;
  /** The error that the script ends with then. */
  interruption(reason: unknown): Error;
  setOption(section: string, name: string, value: string): void;
  /** Configures the run; `options` has the names and values of this package. */
  configure(options: Readonly<Record<string, unknown>>): Promise<void>;
  /** Opens a database. */
  connect(url: string): Promise<EnvironmentConnection>;
  /** Returns the connection if an object of the program is one; otherwise `undefined`. */
  connectionOf(value: unknown): EnvironmentConnection | undefined;
  parseUrl(text: string): EnvironmentUrl;
  setLog(setup: LogSetup): void;
  /** Whether the script may write a file at that path. */
  mayWrite(path: string): boolean;
}

/** An environment whose script is running. */
export interface RunningEnvironment {
  readonly environment: PythonEnvironment;
  /** The full path of the script. */
  readonly file: string;
  /** Whether the code of the `env.py` runs, and not that of a revision. Any use of a missing name then fails. */
  isStrict: boolean;
  /** The reasons why imported modules are missing, by the name of the module. */
  readonly missing: Map<string, string>;
  /** Metadata that was passed to missing code, which may have added tables. The value is the reason. */
  readonly incomplete: WeakMap<object, string>;
}

const key = "alembic.environment";

/** The Python environment of a run; `undefined` if it has a TypeScript environment or none. */
export const environmentOf = (run: Run): RunningEnvironment | undefined =>
  run.state.get(key) as RunningEnvironment | undefined;

/** The Python environment of the script that is running now. */
export const currentEnvironment = (): RunningEnvironment | undefined => environmentOf(activeRun());

/** Sets the environment of a run, or removes it. */
export function setEnvironment(run: Run, environment: RunningEnvironment | undefined): void {
  run.state.set(key, environment);
}
