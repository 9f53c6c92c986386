import type { Column } from "../../../schema/column.js";
import { ClauseElement } from "../../../schema/elements/clause-element.js";
import { ColumnClause } from "../../../schema/elements/column-clause.js";
import { Expression } from "../../../schema/elements/column-element.js";
import { Delete } from "../../../schema/statements/delete.js";
import { FromClause } from "../../../schema/statements/from-clause.js";
import { Insert } from "../../../schema/statements/insert.js";
import { Select } from "../../../schema/statements/select.js";
import { Update } from "../../../schema/statements/update.js";
import { Table } from "../../../schema/table.js";
import { GenericAlias } from "../../builtins/generic-alias.js";
import { unionClass } from "../../builtins/object-type.js";
import type { HostBridge } from "../../host/host-bridge.js";
import { getAttribute, getAttributeOr } from "../../protocol/attributes.js";
import { callNow } from "../../protocol/call.js";
import { activeRun } from "../../protocol/run.js";
import { PyClass } from "../../values/py-class.js";
import type { PyDict } from "../../values/py-dict.js";
import { PyObject } from "../../values/py-instance.js";
import { itemsOf, PyList, PyTuple } from "../../values/py-list.js";
import { PyModule } from "../../values/py-module.js";
import type { Value } from "../../values/value.js";
import { ConnectionView } from "../connection-class.js";
import { givenFunction } from "../given-function.js";
import { missingName } from "../missing-value.js";
import type { ResultClasses } from "../result-classes.js";
import { mappedClasses } from "./mapped-classes.js";
import { matches } from "./matches.js";

type Work = (values: readonly Value[]) => unknown;

/** A default of a column: the kind, and what a script gave. */
function defaultOf(bridge: HostBridge, given: unknown, kind?: "sequence"): PyTuple | null {
  if (given === null || given === undefined) return null;
  if (typeof given === "function") return new PyTuple(["callable", givenFunction(given)]);
  return new PyTuple([kind ?? (given instanceof ClauseElement ? "clause" : "scalar"), bridge.show(given)]);
}

/** The classes and columns that a SELECT reads; `null` where no mapped class is among them. */
function entityElements(bridge: HostBridge, statement: unknown): PyList | null {
  if (!(statement instanceof Select) || statement.parts.compound !== null) return null;
  const { columns } = statement.parts;
  const classOf = (one: ClauseElement): PyClass | undefined =>
    one instanceof Table ? mappedClasses.get(one) : undefined;
  if (!columns.some((one) => classOf(one) !== undefined)) return null;
  return new PyList(
    columns.flatMap((one): readonly Value[] => {
      const known = classOf(one);
      if (known !== undefined) return [known];
      return one instanceof FromClause ? one.columns.map((column) => bridge.show(column)) : [bridge.show(one)];
    }),
  );
}

/** The kind, the class and the conditions of a statement that changes the table of a mapped class; `null` for any other. */
function statementTable(bridge: HostBridge, statement: unknown): PyTuple | null {
  const isChange = statement instanceof Insert || statement instanceof Update || statement instanceof Delete;
  if (!isChange || !(statement.table instanceof Table)) return null;
  const known = mappedClasses.get(statement.table);
  if (known === undefined) return null;
  const criteria = statement instanceof Insert ? [] : statement.criteria;
  return new PyTuple([statement.kind, known, bridge.show([...criteria])]);
}

function elementName(element: unknown): string | null {
  if (element instanceof ColumnClause) return element.key;
  return element instanceof Expression && element.node.kind === "label" ? element.node.name : null;
}

/** The name before the brackets of an annotation such as `Optional[int]`, and what is in them. */
function annotationParts(annotation: Value): PyTuple | null {
  if (annotation instanceof PyObject && annotation.pyClass === unionClass)
    return new PyTuple(["Union", annotation.payload as PyTuple]);
  if (!(annotation instanceof GenericAlias)) return null;
  const { origin, args } = annotation;
  if (origin instanceof PyClass) return new PyTuple([origin.name, args]);
  const name =
    origin instanceof PyObject ? (origin.payload as { readonly name?: string } | undefined)?.name : undefined;
  return new PyTuple([name ?? "", args]);
}

/** The value of a name in a module, for annotations in quotes. The name may have dots. `null` if it has no value. */
function moduleName(module: string, name: string): Value {
  const run = activeRun();
  const [first = "", ...rest] = name.split(".");
  const found = run.modules.get(module)?.globals.getName(first) ?? run.builtins.getName(first);
  return rest.reduce<Value>((value, one) => getAttributeOr(value, one, null), found ?? null);
}

const columnsOf = (element: unknown): readonly ClauseElement[] =>
  element instanceof FromClause ? element.columns : [];

let readers: HostBridge | undefined;

/** Lets queries and aliased classes be parts of statements. */
function readParts(bridge: HostBridge): void {
  if (readers === bridge) return;
  readers = bridge;
  for (const name of ["sqlalchemy.orm.query.Query", "sqlalchemy.orm.util.AliasedClass"])
    bridge.readWith(name, (value) => bridge.read(callNow(getAttribute(value, "__clause_element__"), [])));
}

/** `_orm_host`: the functions of the host for the modules of the ORM that are written in Python. */
export function hostModule(bridge: HostBridge, results: ResultClasses): PyModule {
  readParts(bridge);
  const read = (value: Value | undefined): unknown => bridge.read(value ?? null);
  const functions: Readonly<Record<string, readonly [string, Work]>> = {
    register: [
      "cls, table",
      ([type, table]) => {
        const own = read(table) as Table;
        // The class of a table with several of them is the first one.
        if (!mappedClasses.has(own)) mappedClasses.set(own, type as PyClass);
        bridge.standsFor(type as PyClass, () => own);
      },
    ],
    name_column: [
      "column, name",
      ([column, name]) => {
        const own = read(column) as Column;
        if (own.name === "") own.giveName(String(name));
      },
    ],
    foreign_keys: [
      "table",
      ([table]) =>
        (read(table) as Table).foreignKeyConstraints.map(({ columns, elements }) =>
          columns.map((column, at) => new PyTuple([bridge.show(column), bridge.show(elements[at]?.column ?? null)])),
        ),
    ],
    annotation_parts: ["annotation", ([annotation]) => annotationParts(annotation ?? null)],
    missing_name: ["value", ([value]) => missingName(value ?? null)],
    module_name: ["module, name", ([module, name]) => moduleName(String(module), String(name))],
    scalar_select: ["select", ([select]) => (read(select) as Select).asScalar()],
    is_scalar: [
      "statement",
      ([statement]) => {
        const own = read(statement);
        return own instanceof Select && own.parts.isScalar;
      },
    ],
    columns_of: ["element", ([element]) => columnsOf(read(element))],
    element_name: ["element", ([element]) => elementName(read(element))],
    label_columns: ["select", ([select]) => (read(select) as Select).setLabelStyle("tablenamePlusCol")],
    entity_elements: ["statement", ([statement]) => entityElements(bridge, read(statement))],
    statement_table: ["statement", ([statement]) => statementTable(bridge, read(statement))],
    has_server_default: ["column", ([column]) => (read(column) as Column).serverDefault !== null],
    default_of: [
      "column",
      ([column]) => {
        const own = read(column) as Column;
        if (own.default === null) return null;
        return own.default.kind === "scalar"
          ? defaultOf(bridge, own.default.arg)
          : defaultOf(bridge, own.default, "sequence");
      },
    ],
    onupdate_of: ["column", ([column]) => defaultOf(bridge, (read(column) as Column).onupdate)],
    make_result: [
      "names, rows",
      ([names, rows]) => {
        const columns = (itemsOf(names) ?? []).map((name) => (name === null ? "" : String(name)));
        const tuples = (itemsOf(rows) ?? []).map((row) => itemsOf(row) ?? []);
        return results.show({ columns, rowCount: tuples.length, tuples: () => tuples });
      },
    ],
    mark_rolled_back: [
      "bind",
      ([bind]) => {
        const view = read(bind);
        if (view instanceof ConnectionView && view.operations !== undefined) view.operations.isRolledBack = true;
      },
    ],
    matches: [
      "criteria, values",
      ([criteria, values]) =>
        matches(read(criteria) as readonly ClauseElement[], (name) => {
          const value = (values as PyDict).getName(name);
          return value === undefined ? undefined : read(value);
        }),
    ],
  };
  return PyModule.of(
    "_orm_host",
    Object.fromEntries(
      Object.entries(functions).map(([name, [signature, work]]) => [
        name,
        bridge.rawFunction(name, signature, work as (values: readonly unknown[]) => unknown),
      ]),
    ),
  );
}
