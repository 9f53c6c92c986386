import type { QueuedConnection } from "../../operations/queued-connection.js";
import type { Executable } from "../../schema/elements/clause-element.js";
import { ClauseElement } from "../../schema/elements/clause-element.js";
import { TextClause } from "../../schema/elements/text-clause.js";
import { resultColumns } from "../../schema/statements/selected-columns.js";
import { NullType } from "../../schema/types/null-type.js";
import { TypeEngine } from "../../schema/types/type-engine.js";
import type { EnvironmentConnection, EnvironmentUrl } from "../environment/python-environment.js";
import type { HostBridge } from "../host/host-bridge.js";
import { snakeCase } from "../host/snake-case.js";
import { getAttribute } from "../protocol/attributes.js";
import { call } from "../protocol/call.js";
import type { PyClass } from "../values/py-class.js";
import { PyDict } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { native } from "../values/py-function.js";
import type { Eval, Value } from "../values/value.js";
import type { CurrentOperations, HostInspector } from "./current-operations.js";
import { shownDialect } from "./dialect-class.js";
import { setIsolationLevel } from "./engine/isolation-level.js";
import type { UrlClass } from "./engine/url-class.js";
import type { ExceptionClasses } from "./exceptions.js";
import type { ColumnTypes, ResultClasses } from "./result-classes.js";

/** A connection as a script sees it: that of the run, or one that an `env.py` opened. */
export class ConnectionView {
  /** The step that the connection is that of; `undefined` for a connection of the environment's own. */
  readonly operations: CurrentOperations | undefined;
  /** The connection that an `env.py` opened; `undefined` for that of a step, whose transaction is the run's. */
  readonly own: EnvironmentConnection | undefined;
  /** Whether it only writes down what is asked of it, in offline mode. */
  readonly isMock: boolean;
  /** Whether a listener of `begin` runs, whose own BEGIN would be the second one. */
  isBeginning = false;

  constructor(operations: CurrentOperations | undefined, own: EnvironmentConnection | undefined) {
    this.operations = operations;
    this.own = own;
    this.isMock = operations?.host.asSql ?? false;
  }

  static ofStep(operations: CurrentOperations): ConnectionView {
    return new ConnectionView(operations, undefined);
  }

  static ofEnvironment(own: EnvironmentConnection): ConnectionView {
    return new ConnectionView(undefined, own);
  }

  get bind(): QueuedConnection {
    // Both run statements in the same way; a step's joins the queue of its operations.
    return (this.own as QueuedConnection | undefined) ?? (this.operations as CurrentOperations).op.getBind();
  }

  get dialectName(): string {
    return this.own?.dialect.name ?? (this.operations as CurrentOperations).host.dialect.name;
  }

  /** Reads the schema of the database as it is at this moment. */
  inspector(): HostInspector {
    return this.own?.inspector() ?? (this.operations as CurrentOperations).inspector();
  }

  get url(): EnvironmentUrl | undefined {
    return this.own?.url ?? (this.operations?.host.connection?.url as EnvironmentUrl | undefined);
  }
}

/** A transaction: of a connection of the environment's own, or the run's, which begins and ends by itself. */
class TransactionView {
  readonly connection: ConnectionView;

  constructor(connection: ConnectionView) {
    this.connection = connection;
  }

  async end(how: "commit" | "rollback"): Promise<void> {
    const { own } = this.connection;
    if (own?.inTransaction === true) await own[how]();
  }
}

/** Begins a transaction on a connection of the environment's own. */
async function beginOn(connection: ConnectionView): Promise<TransactionView> {
  if (connection.own?.inTransaction === false) await connection.own.begin();
  return new TransactionView(connection);
}

const views = new WeakMap<CurrentOperations, ConnectionView>();

/** The connection of a run, always the same one. */
export function connectionOf(operations: CurrentOperations): ConnectionView {
  const view = views.get(operations) ?? ConnectionView.ofStep(operations);
  views.set(operations, view);
  return view;
}

const ofEnvironment = new WeakMap<EnvironmentConnection, ConnectionView>();

/** The view of a connection of the environment's own, always the same one. */
export function environmentConnection(own: EnvironmentConnection): ConnectionView {
  const view = ofEnvironment.get(own) ?? ConnectionView.ofEnvironment(own);
  ofEnvironment.set(own, view);
  return view;
}

const asExecutable = (statement: unknown): Executable => {
  if (typeof statement === "string") return new TextClause(statement);
  if (statement instanceof ClauseElement) return statement as Executable;
  return raise("TypeError", "Not an executable object");
};

/** The types of the columns that a SELECT or a RETURNING gives; a text says nothing of them. */
function typesOf(statement: Executable, dialectName: string): ColumnTypes | undefined {
  const columns = resultColumns(statement);
  if (columns.length === 0) return undefined;
  const types = columns.map((one) => ("type" in one && one.type instanceof TypeEngine ? one.type : new NullType()));
  return { types, dialectName };
}

type Parameters = Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[];

/** Options of statements that change nothing here; any other one is refused, since the script relies on it. */
export const executionOptions: ReadonlySet<string> = new Set([
  "compiledCache",
  "streamResults",
  "yieldPer",
  "logging_token",
  "loggingToken",
  "isolationLevel",
]);

/** SQLAlchemy has no two-phase transactions for SQLite, and this package has none at all. */
const refuseTwoPhase = (): never => raise("NotImplementedError", "two-phase transactions are not supported");

/**
 * Refuses options that would be left out.
 *
 * @param options their names in camelCase
 */
export function requireKnownOptions(
  call: string,
  options: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>,
): void {
  for (const [name, value] of Object.entries(options)) {
    if (known.has(name) || value === null) continue;
    const python = snakeCase(name);
    raise("NotImplementedError", `${call}(${python}=…) is not supported`);
  }
}

/** The class of connections for scripts. */
export type ConnectionClass = PyClass;

/** Defines how scripts see the connection of a run. */
export function defineConnection(
  bridge: HostBridge,
  results: ResultClasses,
  urls: UrlClass,
  errors: ExceptionClasses,
): ConnectionClass {
  const shownUrl = ({ url }: ConnectionView): unknown => (url === undefined ? null : urls.of(url));
  const run = async (self: ConnectionView, statement: unknown, parameters?: unknown): Promise<Value> => {
    if (self.isMock) {
      await self.operations?.op.execute(asExecutable(statement));
      return null;
    }
    const given = (parameters ?? undefined) as Parameters | undefined;
    const executable = asExecutable(statement);
    const types = typesOf(executable, self.dialectName);
    return results.show(await self.bind.execute(executable, given as never), types);
  };
  const executeSql = async (self: ConnectionView, sql: string, parameters?: unknown): Promise<Value> => {
    if (self.isBeginning && /^\s*BEGIN\b/i.test(sql)) return null;
    // The driver's own text: it has no parameters unless there are values.
    const text = parameters === undefined || parameters === null ? sql.replaceAll(/(?<![:\w\\]):(?=\w)/g, "\\:") : sql;
    return run(self, text, parameters);
  };
  const onlineOnly = (self: ConnectionView, name: string): void => {
    if (self.isMock) raise("AttributeError", `'MockConnection' object has no attribute '${name}'`);
  };
  const connection = bridge.define<ConnectionView>({
    name: "Connection",
    module: "sqlalchemy.engine.base",
    of: ConnectionView,
    properties: {
      dialect: (self) => shownDialect(bridge, self.dialectName),
      engine: (self) => self,
      connection: (self) => self,
      name: (self) => self.dialectName,
      url: (self) => shownUrl(self),
      info: () => new PyDict(),
      closed: () => false,
    },
    methods: {
      execute: ["statement, parameters=..., *, execution_options=...", run],
      exec_driver_sql: ["statement, parameters=..., execution_options=...", executeSql],
      begin: ["", beginOn],
      begin_nested: ["", (self) => new TransactionView(self)],
      begin_twophase: ["xid=None", refuseTwoPhase],
      in_transaction: ["", (self) => self.own?.inTransaction ?? !self.isMock],
      get_transaction: ["", (self) => (self.own?.inTransaction === false ? null : new TransactionView(self))],
      commit: ["", (self) => new TransactionView(self).end("commit")],
      rollback: ["", (self) => new TransactionView(self).end("rollback")],
      close: ["", async (self) => (self.own === undefined ? onlineOnly(self, "close") : self.own.close())],
      connect: ["", (self) => self],
      execution_options: [
        "**kw",
        async (self, options: Readonly<Record<string, unknown>>) => {
          if (self.own === undefined) return self;
          requireKnownOptions("execution_options", options, executionOptions);
          const { isolationLevel: level } = options;
          if (level !== undefined && level !== null) await setIsolationLevel(errors, self.own, level);
          return self;
        },
      ],
      has_table: ["name, schema=None", (self, name, schema) => self.inspector().hasTable(name, schema)],
      get_isolation_level: ["", () => "SERIALIZABLE"],
      __enter__: ["", (self) => self],
      __exit__: ["*exc", async (self) => void (await self.own?.close())],
    },
  });
  bridge.define<TransactionView>({
    name: "Transaction",
    module: "sqlalchemy.engine.base",
    of: TransactionView,
    properties: {
      is_active: (self) => self.connection.own?.inTransaction ?? true,
      connection: (self) => self.connection,
    },
    methods: {
      prepare: ["", refuseTwoPhase],
      commit: ["", (self) => self.end("commit")],
      rollback: ["", (self) => self.end("rollback")],
      close: ["", (self) => self.end("rollback")],
      __enter__: ["", (self) => self],
      __exit__: [
        "kind=None, error=None, traceback=None",
        async (self, kind) => void (await self.end(kind === null ? "commit" : "rollback")),
      ],
    },
  });
  for (const name of ["scalar", "scalars"]) {
    const made = native(name, "self, statement, parameters=..., **kw", function* (
      self: Value,
      statement: Value,
      given: Value,
    ): Eval {
      const view = bridge.read(self) as ConnectionView;
      onlineOnly(view, name);
      const parameters = given === undefined ? undefined : bridge.read(given);
      const result = (yield run(view, bridge.read(statement), parameters)) as Value;
      return yield* call(getAttribute(result, name), []);
    } as never);
    made.owner = connection;
    connection.attributes.set(name, made);
  }
  return connection;
}
