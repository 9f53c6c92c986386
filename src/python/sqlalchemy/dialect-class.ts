import { sa } from "../../schema/sa.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { ownValue } from "../../support/own-value.js";
import type { HostBridge } from "../host/host-bridge.js";
import { activeRun } from "../protocol/run.js";
import type { PyClass } from "../values/py-class.js";
import { raise } from "../values/py-exception.js";
import { PyTuple } from "../values/py-list.js";
import type { Value } from "../values/value.js";
import { currentOperations, operationsOf } from "./current-operations.js";

/** A dialect for scripts: its name, and the members that types and steps use. */
class DialectView {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

class SqliteView extends DialectView {}
class PostgresqlView extends DialectView {}
class MysqlView extends DialectView {}
/** In SQLAlchemy, too, MariaDB is MySQL with another name. */
class MariadbView extends MysqlView {}
class MssqlView extends DialectView {}
class OracleView extends DialectView {}

/** The classes of dialects that SQLAlchemy has, the one above each, and what they can do. */
const kinds = [
  ["sqlite", "SQLiteDialect", "Dialect", SqliteView, ""],
  [
    "postgresql",
    "PGDialect",
    "Dialect",
    PostgresqlView,
    "alter sequences comments native_boolean native_enum native_uuid",
  ],
  ["mysql", "MySQLDialect", "Dialect", MysqlView, "alter comments native_enum"],
  ["mariadb", "MariaDBDialect", "MySQLDialect", MariadbView, "alter sequences comments native_enum native_uuid"],
  ["mssql", "MSDialect", "Dialect", MssqlView, "alter sequences comments native_uuid empty_version"],
  ["oracle", "OracleDialect", "Dialect", OracleView, "alter sequences comments native_boolean"],
] as const;

const flags = ["alter", "sequences", "comments", "native_boolean", "native_enum", "native_uuid"];

const views = new Map<string, DialectView>();

function viewOf(name: string): DialectView {
  const View = kinds.find(([own]) => own === name)?.[3] ?? DialectView;
  const view = views.get(name) ?? new View(name);
  views.set(name, view);
  return view;
}

/** The type that the driver of the run's dialect puts in place of another. */
function described(type: TypeEngine): TypeEngine {
  const { dialect } = currentOperations().host;
  const name = ownValue(dialect.capabilities.describedTypes, type.visitName);
  if (name === undefined) return type;
  const { length = null } = type as { readonly length?: number | null };
  if (name === "VARCHAR2") return sa.oracle.VARCHAR2(length);
  return name === "DATETIME" || name === "CLOB" ? sa[name]() : sa[name](length);
}

/** A script without a database has no version. Where there is one, it would have to be asked for first. */
function serverVersion({ name }: DialectView): Value {
  if (operationsOf(activeRun())?.host.asSql !== true)
    raise("NotImplementedError", "server_version_info is not supported; ask the database for its version by a SELECT");
  return kinds.find(([own]) => own === name)?.[4].includes("empty_version") === true ? new PyTuple([]) : null;
}

/** The name of the class of a dialect. */
export const dialectClassName = (name: string): string => kinds.find(([own]) => own === name)?.[1] ?? "Dialect";

/** The dialect of a name for scripts. */
export const shownDialect = (bridge: HostBridge, name: string): Value => bridge.show(viewOf(name));

/**
 * Defines how scripts see a dialect.
 *
 * @returns the classes of dialects, which steps compare the dialect of a connection with
 */
export function defineDialect(bridge: HostBridge): Readonly<Record<string, PyClass>> {
  const dialect = bridge.define<DialectView>({
    name: "Dialect",
    module: "sqlalchemy.engine",
    of: DialectView,
    properties: {
      name: (self) => self.name,
      driver: () => "default",
      dialect_description: (self) => `${self.name}+default`,
      is_mariadb: (self) => self.name.startsWith("maria"),
      server_version_info: (self) => serverVersion(self),
      default_schema_name: () => null,
      ...Object.fromEntries(
        flags.map((flag) => {
          const able = kinds.filter(([, , , , can]) => can.split(" ").includes(flag)).map(([name]) => name as string);
          return [`supports_${flag}`, (self: DialectView) => able.includes(self.name)];
        }),
      ),
    },
    methods: { type_descriptor: ["typeobj", (_self, type: TypeEngine) => described(type)] },
  });
  const classes: Record<string, PyClass> = { Dialect: dialect };
  for (const [name, className, above, of] of kinds) {
    const module = `sqlalchemy.dialects.${name}.base`;
    const made = bridge.define({ name: className, module, of, bases: [classes[above] as PyClass] });
    bridge.constructWith(made, "**kw", () => viewOf(name));
    classes[className] = made;
  }
  return classes;
}
