import type { EnvironmentConnection } from "../../environment/python-environment.js";
import type { HostBridge } from "../../host/host-bridge.js";
import type { PyClass } from "../../values/py-class.js";
import { NativePropertyDescriptor } from "../../values/py-descriptor.js";
import { raise } from "../../values/py-exception.js";
import { PyTuple } from "../../values/py-list.js";
import type { Value } from "../../values/value.js";

/** The driver's connection as listeners of `connect` see it: SQL text, and rows as tuples. */
export class DbapiConnection {
  readonly own: EnvironmentConnection;

  constructor(own: EnvironmentConnection) {
    this.own = own;
  }
}

/** A connection of Python's `sqlite3`. */
export class SqliteDbapiConnection extends DbapiConnection {}

/** A cursor of the driver. */
class Cursor {
  readonly connection: DbapiConnection;
  rows: PyTuple[] = [];
  rowCount = -1;

  constructor(connection: DbapiConnection) {
    this.connection = connection;
  }

  async execute(bridge: HostBridge, sql: string, parameters: unknown): Promise<this> {
    const { text, values } = withNames(sql, parameters);
    const result = await this.connection.own.execute(text, values);
    this.rows = result.tuples().map((row) => new PyTuple(row.map((one) => bridge.show(one))));
    this.rowCount = result.columns.length > 0 ? -1 : result.rowCount;
    return this;
  }
}

/** Quoted pieces and comments of a statement, its parameters, and colons that begin none. */
const pieces = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\?|%s|:(?=\w)/g;

/** A statement whose parameters have names, as a connection of this package takes it. */
function withNames(
  sql: string,
  parameters: unknown,
): { readonly text: string; readonly values: Readonly<Record<string, unknown>> } {
  if (parameters !== undefined && !Array.isArray(parameters))
    return { text: sql, values: parameters as Readonly<Record<string, unknown>> };
  const given = (parameters ?? []) as readonly unknown[];
  let count = 0;
  const text = sql.replace(pieces, (found) => {
    if (found === ":") return "\\:";
    if (found !== "?" && found !== "%s") return found;
    if (given.length === 0) return found;
    count += 1;
    return `:value_${count}`;
  });
  if (count !== given.length)
    raise("ValueError", `the statement has ${count} parameters, and ${given.length} values were given`);
  return { text, values: Object.fromEntries(given.map((value, at) => [`value_${at + 1}`, value])) };
}

/** Defines how scripts see the driver's connection; returns the classes of Python's `sqlite3`. */
export function defineDbapi(bridge: HostBridge): { readonly connection: PyClass; readonly cursor: PyClass } {
  const cursor = bridge.define<Cursor>({
    name: "Cursor",
    module: "sqlite3",
    of: Cursor,
    properties: { connection: (self) => self.connection, rowcount: (self) => self.rowCount },
    methods: {
      execute: ["sql, parameters=...", (self, sql, parameters) => self.execute(bridge, String(sql), parameters)],
      fetchone: ["", (self) => self.rows.shift() ?? null],
      fetchall: ["", (self) => self.rows.splice(0)],
      close: ["", () => null],
      __iter__: ["", (self) => self.rows.splice(0)],
    },
  });
  const members = {
    cursor: ["", (self: DbapiConnection) => new Cursor(self)],
    execute: [
      "sql, parameters=...",
      (self: DbapiConnection, sql: unknown, parameters: unknown) =>
        new Cursor(self).execute(bridge, String(sql), parameters),
    ],
    commit: ["", () => null],
    rollback: ["", () => null],
  } as const;
  const other = bridge.define<DbapiConnection>({
    name: "connection",
    module: "dbapi",
    of: DbapiConnection,
    methods: members,
  });
  const connection = bridge.define<SqliteDbapiConnection>({
    name: "Connection",
    module: "sqlite3",
    of: SqliteDbapiConnection,
    methods: members,
  });
  for (const type of [connection, other]) {
    // When a transaction begins is the business of the run, so that the setting changes nothing.
    const levels = new WeakMap<object, Value>();
    for (const name of ["isolation_level", "autocommit"])
      type.attributes.set(
        name,
        new NativePropertyDescriptor(
          name,
          ((self: object) => levels.get(self) ?? "") as (self: never) => Value,
          ((self: object, value: Value) => void levels.set(self, value)) as never,
        ),
      );
  }
  return { connection, cursor };
}
