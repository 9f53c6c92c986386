import { Constraint } from "../../schema/constraints/constraint.js";
import { ForeignKey } from "../../schema/constraints/foreign-key.js";
import { DefaultClause } from "../../schema/defaults/default-clause.js";
import { FetchedValue } from "../../schema/defaults/fetched-value.js";
import { Sequence } from "../../schema/defaults/sequence.js";
import type { ColumnClause } from "../../schema/elements/column-clause.js";
import { MetaData } from "../../schema/metadata.js";
import { Conv } from "../../schema/names/conv.js";
import { QuotedName } from "../../schema/names/quoted-name.js";
import { sa } from "../../schema/sa.js";
import { sortTables } from "../../schema/sort-tables.js";
import { Alias } from "../../schema/statements/alias.js";
import { Cte } from "../../schema/statements/cte.js";
import { FromClause, Join, type JoinOptions } from "../../schema/statements/from-clause.js";
import { TextualSelect } from "../../schema/statements/textual-select.js";
import { Values } from "../../schema/statements/values.js";
import { Table } from "../../schema/table.js";
import { TableClause } from "../../schema/table-clause.js";
import { Index } from "../../schema/table-index.js";
import type { HostBridge } from "../host/host-bridge.js";
import type { PyClass } from "../values/py-class.js";
import { raise } from "../values/py-exception.js";
import { PyIterator } from "../values/py-iterator.js";
import { ConnectionView } from "./connection-class.js";
import { currentOperations, reflectTables } from "./current-operations.js";
import { foreignKeyAttributes, indexAttributes, tableAttributes } from "./schema-item-attributes.js";

const module = "sqlalchemy.sql.schema";

/** The objects with columns. */
interface Selectable {
  readonly columns: readonly ColumnClause[];
}

/** The columns of a table or alias, for `table.c`. */
export class Columns {
  readonly owner: Selectable;

  constructor(owner: Selectable) {
    this.owner = owner;
  }

  find(name: unknown): ColumnClause | undefined {
    if (typeof name === "number") return this.owner.columns.at(name);
    return this.owner.columns.find((one) => one.key === name || one.name === name);
  }
}

const collections = new WeakMap<Selectable, Columns>();

/** The columns of a table or alias as scripts see them, always the same object. */
export function columnsOf(owner: Selectable): Columns {
  const known = collections.get(owner) ?? new Columns(owner);
  collections.set(owner, known);
  return known;
}

const iterate = (bridge: HostBridge, values: readonly unknown[]): PyIterator =>
  PyIterator.over(values.map((one) => bridge.show(one)));

function defineColumns(bridge: HostBridge): void {
  bridge.define<Columns>({
    name: "ReadOnlyColumnCollection",
    module: "sqlalchemy.sql.base",
    of: Columns,
    methods: {
      __getattr__: ["name", (self, name) => self.find(name) ?? raise("AttributeError", String(name))],
      __getitem__: ["key", (self, key) => self.find(key) ?? raise("KeyError", key)],
      __contains__: ["key", (self, key) => self.find(key) !== undefined],
      __len__: ["", (self) => self.owner.columns.length],
      __iter__: ["", (self) => iterate(bridge, self.owner.columns)],
      keys: ["", (self) => self.owner.columns.map((one) => one.key)],
      values: ["", (self) => [...self.owner.columns]],
      get: ["key, default=None", (self, key, otherwise) => self.find(key) ?? otherwise],
      has_key: ["key", (self, key) => self.find(key) !== undefined],
    },
  });
}

const joinOptions = (isouter: unknown, full: unknown): JoinOptions => ({
  ...(isouter === true ? { isouter } : {}),
  ...(full === true ? { full } : {}),
});

/** Tables as `create_all()` makes them: in the order of the script, each behind those that its foreign keys refer to. */
function inOrderOfCreation(tables: readonly Table[]): readonly Table[] {
  const waiting = new Set(tables);
  const order: Table[] = [];
  while (waiting.size > 0) {
    const waits = (table: Table): boolean =>
      table.foreignKeyConstraints.some(({ elements }) => {
        const target = elements[0]?.column?.table;
        return target instanceof Table && target !== table && waiting.has(target);
      });
    const ready = [...waiting].filter((table) => !waits(table));
    // Tables that refer to each other have no order.
    if (ready.length === 0) return sortTables(tables);
    for (const table of ready) waiting.delete(table);
    order.push(...ready);
  }
  return order;
}

/** The classes of schema items that the module names. */
export interface TableClasses {
  readonly fromClause: PyClass;
  readonly tableClause: PyClass;
  readonly table: PyClass;
  readonly metaData: PyClass;
  readonly constraint: PyClass;
  readonly index: PyClass;
  readonly foreignKey: PyClass;
  readonly fetchedValue: PyClass;
  readonly sequence: PyClass;
}

/** Defines how scripts see tables and what belongs to them. */
export function defineTables(bridge: HostBridge, clause: PyClass): TableClasses {
  defineColumns(bridge);
  const columns = {
    c: (self: Selectable) => columnsOf(self),
    columns: (self: Selectable) => columnsOf(self),
  };
  const fromClause = bridge.define<FromClause>({
    name: "FromClause",
    module: "sqlalchemy.sql.selectable",
    of: FromClause,
    bases: [clause],
    properties: columns,
    methods: {
      select: ["", (self) => sa.select(self)],
      join: [
        "right, onclause=None, isouter=False, full=False",
        (self, right, onclause, isouter, full) => self.join(right, onclause ?? undefined, joinOptions(isouter, full)),
      ],
      outerjoin: [
        "right, onclause=None, full=False",
        (self, right, onclause, full) => self.outerjoin(right, onclause ?? undefined, joinOptions(true, full)),
      ],
    },
  });
  bridge.define<Join>({ name: "Join", module: "sqlalchemy.sql.selectable", of: Join, bases: [fromClause] });
  const tableClause = bridge.define<TableClause>({
    name: "TableClause",
    module: "sqlalchemy.sql.selectable",
    of: TableClause,
    bases: [fromClause],
    properties: {
      name: (self) => self.name,
      schema: (self) => self.schema,
      fullname: (self) => self.fullname,
    },
    methods: {
      insert: ["", (self) => self.insert()],
      update: ["", (self) => self.update()],
      delete: ["", (self) => self.delete()],
      alias: ["name=None", (self, name) => self.alias(name ?? undefined)],
    },
  });
  const alias = bridge.define<Alias>({
    name: "Subquery",
    module: "sqlalchemy.sql.selectable",
    of: Alias,
    bases: [fromClause],
    properties: { name: (self) => self.name },
    methods: { alias: ["name=None", (self, name) => self.alias(name ?? undefined)] },
  });
  bridge.define<Values>({
    name: "Values",
    module: "sqlalchemy.sql.selectable",
    of: Values,
    bases: [alias],
    methods: {
      data: ["values", (self, rows: Iterable<readonly unknown[]>) => self.data([...rows])],
      alias: ["name=None, flat=False", (self, name) => self.alias(name ?? undefined)],
      lateral: ["name=None", (self, name) => self.lateral(name ?? undefined)],
      scalar_values: ["", (self) => self.scalarValues()],
      cte: [
        "name=None, recursive=False, nesting=False",
        (self, name, recursive) => self.cte(name ?? undefined, { recursive }),
      ],
    },
  });
  bridge.define<Cte>({
    name: "CTE",
    module: "sqlalchemy.sql.selectable",
    of: Cte,
    bases: [alias],
    methods: {
      union: ["*other", (self, others) => self.union(...others)],
      union_all: ["*other", (self, others) => self.unionAll(...others)],
    },
  });
  bridge.define<TextualSelect>({
    name: "TextualSelect",
    module: "sqlalchemy.sql.selectable",
    of: TextualSelect,
    bases: [clause],
    properties: { selected_columns: columns.c as never },
    methods: {
      subquery: ["name=None", (self, name) => self.subquery(name ?? undefined)],
      alias: ["name=None", (self, name) => self.subquery(name ?? undefined)],
      cte: [
        "name=None, recursive=False, nesting=False",
        (self, name, recursive) => self.cte(name ?? undefined, { recursive }),
      ],
    },
  });
  const table = bridge.define<Table>({
    name: "Table",
    module,
    of: Table,
    bases: [tableClause],
    properties: {
      key: (self) => self.key,
      metadata: (self) => self.metadata,
      comment: (self) => self.comment,
      primary_key: (self) => self.primaryKey,
      constraints: (self) => [...self.constraints],
      foreign_key_constraints: (self) => [...self.foreignKeyConstraints],
      indexes: (self) => [...self.indexes],
      ...tableAttributes,
      info: (self) => self.info,
    },
    methods: {
      create: [
        "bind=None, checkfirst=...",
        (self, _bind, checkfirst) => currentOperations().createTable(self, checkfirst === true),
      ],
      drop: [
        "bind=None, checkfirst=...",
        (self, _bind, checkfirst) => currentOperations().dropTable(self, checkfirst === true),
      ],
      append_column: ["column, replace_existing=...", (self, column) => self.appendColumn(column)],
      append_constraint: ["constraint", (self, constraint) => self.appendConstraint(constraint)],
      to_metadata: [
        "metadata, schema=..., name=..., **kw",
        (self, metadata, schema, name) =>
          self.toMetadata(metadata, {
            ...(schema === undefined ? {} : { schema }),
            ...(name === undefined ? {} : { name }),
          }),
      ],
      tometadata: [
        "metadata, schema=..., name=..., **kw",
        (self, metadata, schema, name) =>
          self.toMetadata(metadata, {
            ...(schema === undefined ? {} : { schema }),
            ...(name === undefined ? {} : { name }),
          }),
      ],
      __str__: ["", (self) => self.fullname],
    },
  });
  const metaData = bridge.define<MetaData>({
    name: "MetaData",
    module,
    of: MetaData,
    properties: {
      tables: (self) => new Map(self.tables),
      sorted_tables: (self) => [...self.sortedTables],
      schema: (self) => self.schema,
      naming_convention: (self) => self.namingConvention,
      info: (self) => self.info,
    },
    setters: {
      naming_convention: (self, convention: Readonly<Record<string, string>>) => {
        self.namingConvention = convention;
      },
    },
    methods: {
      clear: ["", (self) => self.clear()],
      remove: ["table", (self, one) => self.remove(one)],
      create_all: [
        "bind=None, tables=None, checkfirst=...",
        async (self, _bind, tables, checkfirst) => {
          const operations = currentOperations();
          for (const one of inOrderOfCreation([...self.tables.values()])) {
            if (tables === null || (tables as readonly unknown[]).includes(one))
              await operations.createTable(one, checkfirst !== false);
          }
        },
      ],
      drop_all: [
        "bind=None, tables=None, checkfirst=...",
        async (self, _bind, tables, checkfirst) => {
          const operations = currentOperations();
          for (const one of inOrderOfCreation([...self.tables.values()]).toReversed()) {
            if (tables === null || (tables as readonly unknown[]).includes(one))
              await operations.dropTable(one, checkfirst !== false);
          }
        },
      ],
      reflect: [
        "bind=None, schema=None, views=..., only=None, **kw",
        (self, bind, schema, _views, only) => {
          const inspector = bind instanceof ConnectionView ? bind.inspector() : currentOperations().inspector();
          return reflectTables(inspector, self, { schema, only });
        },
      ],
    },
  });
  const constraint = bridge.define<Constraint>({
    name: "Constraint",
    module,
    of: Constraint,
    properties: {
      name: (self) => self.name,
      table: (self) => self.table,
      columns: (self) => ("columns" in self ? columnsOf(self as unknown as Selectable) : null),
      deferrable: (self) => self.deferrable,
      initially: (self) => self.initially,
    },
  });
  const index = bridge.define<Index>({
    name: "Index",
    module,
    of: Index,
    properties: {
      name: (self) => self.name,
      table: (self) => self.table,
      unique: (self) => self.unique,
      columns: (self) => columnsOf(self),
      expressions: (self) => [...self.expressions],
      info: (self) => self.info,
      ...indexAttributes,
    },
    methods: {
      create: ["bind=None, checkfirst=...", (self) => currentOperations().createIndex(self)],
      drop: ["bind=None, checkfirst=...", (self) => currentOperations().dropIndex(self)],
    },
  });
  const foreignKey = bridge.define<ForeignKey>({
    name: "ForeignKey",
    module,
    of: ForeignKey,
    properties: foreignKeyAttributes,
  });
  const fetchedValue = bridge.define<FetchedValue>({
    name: "FetchedValue",
    module,
    of: FetchedValue,
    properties: { arg: (self) => (self instanceof DefaultClause ? self.arg : null) },
  });
  const sequence = bridge.define<Sequence>({
    name: "Sequence",
    module,
    of: Sequence,
    properties: { name: (self) => self.name },
    methods: { next_value: ["", (self) => self.nextValue()] },
  });
  const text = (self: Conv | QuotedName): string => self.name;
  for (const [name, of] of [
    ["conv", Conv],
    ["quoted_name", QuotedName],
  ] as const) {
    bridge.define<Conv | QuotedName>({ name, module: "sqlalchemy.sql.elements", of, methods: { __str__: ["", text] } });
  }
  return { fromClause, tableClause, table, metaData, constraint, index, foreignKey, fetchedValue, sequence };
}
