import type { QueuedConnection } from "../../operations/queued-connection.js";
import type { Executable } from "../../schema/elements/clause-element.js";
import { ClauseElement } from "../../schema/elements/clause-element.js";
import { TextClause } from "../../schema/elements/text-clause.js";
import type { HostBridge } from "../host/host-bridge.js";
import type { PyClass } from "../values/py-class.js";
import { PyDict } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import type { Value } from "../values/value.js";
import type { CurrentOperations } from "./current-operations.js";
import { shownDialect } from "./dialect-class.js";
import type { ResultClasses } from "./result-classes.js";

/** The connection of a run as a script sees it; in offline mode one that only writes down what is asked of it. */
export class ConnectionView {
  readonly operations: CurrentOperations;
  readonly isMock: boolean;

  constructor(operations: CurrentOperations) {
    this.operations = operations;
    this.isMock = operations.host.asSql;
  }

  get bind(): QueuedConnection {
    return this.operations.op.getBind();
  }
}

/** The one thing that begins and ends within the run's own transaction: nothing. */
class TransactionView {
  readonly connection: ConnectionView;

  constructor(connection: ConnectionView) {
    this.connection = connection;
  }
}

/** A session that carries out statements, and keeps no objects. */
export class SessionView {
  readonly connection: ConnectionView;

  constructor(connection: ConnectionView) {
    this.connection = connection;
  }
}

const views = new WeakMap<CurrentOperations, ConnectionView>();

/** The connection of a run, always the same one. */
export function connectionOf(operations: CurrentOperations): ConnectionView {
  const view = views.get(operations) ?? new ConnectionView(operations);
  views.set(operations, view);
  return view;
}

const asExecutable = (statement: unknown): Executable => {
  if (typeof statement === "string") return new TextClause(statement);
  if (statement instanceof ClauseElement) return statement as Executable;
  return raise("TypeError", "Not an executable object");
};

type Parameters = Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[];

/** The classes that the modules name. */
export interface ConnectionClasses {
  readonly connection: PyClass;
  readonly session: PyClass;
}

/** Defines how scripts see the connection of a run. */
export function defineConnection(bridge: HostBridge, results: ResultClasses): ConnectionClasses {
  const run = async (self: ConnectionView, statement: unknown, parameters?: unknown): Promise<Value> => {
    if (self.isMock) {
      await self.operations.op.execute(asExecutable(statement));
      return null;
    }
    const given = (parameters ?? undefined) as Parameters | undefined;
    return results.show(await self.bind.execute(asExecutable(statement), given as never));
  };
  const executeSql = async (self: ConnectionView, sql: string, parameters?: unknown): Promise<Value> => {
    // The driver's own text: what looks like a parameter is none, unless there are values.
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
      dialect: (self) => shownDialect(bridge, self.operations.host.dialect.name),
      engine: (self) => self,
      connection: (self) => self,
      name: (self) => self.operations.host.dialect.name,
      info: () => new PyDict(),
      closed: () => false,
    },
    methods: {
      execute: ["statement, parameters=..., *, execution_options=...", run],
      exec_driver_sql: ["statement, parameters=..., execution_options=...", executeSql],
      scalar: [
        "statement, parameters=..., *, execution_options=...",
        async (self, statement, parameters) => {
          onlineOnly(self, "scalar");
          return self.bind.scalar(asExecutable(statement), parameters as never);
        },
      ],
      scalars: [
        "statement, parameters=..., *, execution_options=...",
        async (self, statement, parameters) => {
          onlineOnly(self, "scalars");
          return (await self.bind.execute(asExecutable(statement), parameters as never)).scalars();
        },
      ],
      begin: ["", (self) => new TransactionView(self)],
      begin_nested: ["", (self) => new TransactionView(self)],
      in_transaction: ["", (self) => !self.isMock],
      get_transaction: ["", (self) => new TransactionView(self)],
      commit: ["", () => null],
      rollback: ["", () => null],
      close: ["", (self) => onlineOnly(self, "close")],
      connect: ["", (self) => self],
      execution_options: ["**kw", (self) => self],
      has_table: ["name, schema=None", (self, name, schema) => self.operations.inspector().hasTable(name, schema)],
      get_isolation_level: ["", () => "SERIALIZABLE"],
      __enter__: ["", (self) => self],
      __exit__: ["*exc", () => null],
    },
  });
  bridge.define<TransactionView>({
    name: "Transaction",
    module: "sqlalchemy.engine.base",
    of: TransactionView,
    properties: { is_active: () => true, connection: (self) => self.connection },
    methods: {
      commit: ["", () => null],
      rollback: ["", () => null],
      close: ["", () => null],
      __enter__: ["", (self) => self],
      __exit__: ["*exc", () => null],
    },
  });
  const session = bridge.define<SessionView>({
    name: "Session",
    module: "sqlalchemy.orm.session",
    of: SessionView,
    properties: { bind: (self) => self.connection, is_active: () => true },
    methods: {
      execute: [
        "statement, params=..., **kw",
        (self, statement, parameters) => run(self.connection, statement, parameters),
      ],
      scalar: [
        "statement, params=..., **kw",
        (self, statement, parameters) => self.connection.bind.scalar(asExecutable(statement), parameters as never),
      ],
      scalars: [
        "statement, params=..., **kw",
        async (self, statement, parameters) =>
          (await self.connection.bind.execute(asExecutable(statement), parameters as never)).scalars(),
      ],
      exec: ["statement, **kw", (self, statement) => run(self.connection, statement)],
      connection: ["**kw", (self) => self.connection],
      get_bind: ["**kw", (self) => self.connection],
      add_all: [
        "instances",
        (_self, instances: readonly unknown[]) =>
          instances.length === 0
            ? null
            : raise("NotImplementedError", "objects of the declarative ORM are not supported"),
      ],
      commit: ["", () => null],
      flush: ["", () => null],
      rollback: ["", () => null],
      close: ["", () => null],
      expire_all: ["", () => null],
      begin: ["", (self) => new TransactionView(self.connection)],
      begin_nested: ["", (self) => new TransactionView(self.connection)],
      __enter__: ["", (self) => self],
      __exit__: ["*exc", () => null],
    },
  });
  return { connection, session };
}
