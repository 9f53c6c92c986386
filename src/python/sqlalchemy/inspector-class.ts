import { isPlainObject } from "../../support/is-built-in.js";
import type { HostBridge } from "../host/host-bridge.js";
import { snakeCase } from "../host/snake-case.js";
import type { PyClass } from "../values/py-class.js";
import { StaticMethodDescriptor } from "../values/py-descriptor.js";
import { PyDict } from "../values/py-dict.js";
import { PyException, Raised, raise } from "../values/py-exception.js";
import { ConnectionView } from "./connection-class.js";
import type { HostInspector } from "./current-operations.js";
import { shownDialect } from "./dialect-class.js";
import type { ExceptionClasses } from "./exceptions.js";

/** The inspector of a run's database; each call makes a new one unless the script keeps it. */
class InspectorView {
  readonly connection: ConnectionView;
  readonly inspector: HostInspector;

  constructor(connection: ConnectionView) {
    this.connection = connection;
    this.inspector = connection.inspector();
  }
}

type Facts = Readonly<Record<string, unknown>>;

/** Fields whose names differ from SQLAlchemy's in more than their spelling. */
function snakeKeys(facts: Facts, bridge: HostBridge): PyDict {
  const made = new PyDict();
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined) continue;
    made.setName(snakeCase(name), isPlainObject(value) ? snakeKeys(value, bridge) : bridge.show(value));
  }
  return made;
}

/** Defines `sa.inspect()` and its result; returns the function and the class. */
export function defineInspector(
  bridge: HostBridge,
  errors: ExceptionClasses,
): { readonly inspect: (subject: unknown) => unknown; readonly inspector: PyClass } {
  const facts = (values: readonly object[], shape: (one: Facts) => Facts = (one) => one): unknown =>
    values.map((one) => snakeKeys(shape(one as Facts), bridge));
  /** SQLAlchemy does not return when a key is checked. */
  const withoutDeferral = ({ deferrable: _deferrable, initially: _initially, ...rest }: Facts): Facts => rest;
  const column = ({ typeText: _text, primaryKey, autoincrement, ...rest }: Facts): Facts => ({
    ...rest,
    autoincrement: autoincrement ?? "auto",
    primaryKey,
  });
  const index = ({ expressions, columnNames, sql: _sql, where, ...rest }: Facts): Facts => ({
    ...rest,
    columnNames,
    ...((columnNames as readonly unknown[]).includes(null) ? { expressions } : {}),
    ...(where === null ? {} : { where }),
  });
  const inspector = bridge.define<InspectorView>({
    name: "Inspector",
    module: "sqlalchemy.engine.reflection",
    of: InspectorView,
    properties: {
      dialect: (self) => shownDialect(bridge, self.connection.dialectName),
      bind: (self) => self.connection,
      engine: (self) => self.connection,
      default_schema_name: (self) => self.inspector.defaultSchemaName,
    },
    methods: {
      get_table_names: ["schema=None, **kw", (self, schema) => self.inspector.getTableNames(schema)],
      get_view_names: ["schema=None, **kw", (self, schema) => self.inspector.getViewNames(schema)],
      get_schema_names: ["**kw", (self) => self.inspector.getSchemaNames()],
      has_table: ["table_name, schema=None, **kw", (self, name, schema) => self.inspector.hasTable(name, schema)],
      has_index: [
        "table_name, index_name, schema=None, **kw",
        (self, name, one, schema) => self.inspector.hasIndex(name, one, schema),
      ],
      has_schema: ["schema_name, **kw", async (self, name) => (await self.inspector.getSchemaNames()).includes(name)],
      get_columns: [
        "table_name, schema=None, **kw",
        async (self, name, schema) => facts(await self.inspector.getColumns(name, schema), column),
      ],
      get_indexes: [
        "table_name, schema=None, **kw",
        async (self, name, schema) => facts(await self.inspector.getIndexes(name, schema), index),
      ],
      get_foreign_keys: [
        "table_name, schema=None, **kw",
        async (self, name, schema) => facts(await self.inspector.getForeignKeys(name, schema)),
      ],
      get_unique_constraints: [
        "table_name, schema=None, **kw",
        async (self, name, schema) => facts(await self.inspector.getUniqueConstraints(name, schema), withoutDeferral),
      ],
      get_check_constraints: [
        "table_name, schema=None, **kw",
        async (self, name, schema) => facts(await self.inspector.getCheckConstraints(name, schema)),
      ],
      get_pk_constraint: [
        "table_name, schema=None, **kw",
        async (self, name, schema) =>
          snakeKeys(withoutDeferral((await self.inspector.getPkConstraint(name, schema)) as unknown as Facts), bridge),
      ],
      get_table_comment: [
        "table_name, schema=None, **kw",
        async (self, name, schema) =>
          snakeKeys((await self.inspector.getTableComment(name, schema)) as unknown as Facts, bridge),
      ],
      clear_cache: ["", (self) => self.inspector.clearCache()],
      reflect_table: [
        "table, include_columns=None, **kw",
        () => raise("NotImplementedError", "reflect_table() is not supported; use sa.Table(…, autoload_with=bind)"),
      ],
    },
  });
  const inspect = (subject: unknown): unknown => {
    if (subject instanceof ConnectionView && !subject.isMock) return new InspectorView(subject);
    if (subject instanceof InspectorView) return subject;
    const name =
      subject instanceof ConnectionView ? "<class 'sqlalchemy.engine.mock.MockConnection'>" : "<class 'object'>";
    throw new Raised(
      new PyException(errors.named("NoInspectionAvailable"), [
        `No inspection system is available for object of type ${name}`,
      ]),
    );
  };
  // The old name of `inspect()`.
  const fromEngine = bridge.function("from_engine", "bind", inspect as never);
  inspector.attributes.set("from_engine", new StaticMethodDescriptor(fromEngine));
  return { inspect, inspector };
}
