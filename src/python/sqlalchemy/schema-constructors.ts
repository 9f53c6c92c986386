import { DefaultClause } from "../../schema/defaults/default-clause.js";
import { QuotedName } from "../../schema/names/quoted-name.js";
import { sa } from "../../schema/sa.js";
import type { Table } from "../../schema/table.js";
import { adaptArguments, argumentList } from "../host/adapt-arguments.js";
import type { HostBridge } from "../host/host-bridge.js";
import { sqlSignatures } from "../host/signatures/sql-signatures.js";
import { callNow } from "../protocol/call.js";
import { activeRun, duringRun } from "../protocol/run.js";
import { PyClass } from "../values/py-class.js";
import { NativeFunction, PyFunction, PyMethod } from "../values/py-function.js";
import type { Value } from "../values/value.js";
import { ConnectionView } from "./connection-class.js";
import { reflectTables } from "./current-operations.js";
import type { ExpressionClasses } from "./expressions/expression-classes.js";
import { rememberFunction } from "./given-function.js";
import { columnArgument } from "./missing-arguments.js";
import { constraintAttributes } from "./schema-item-attributes.js";
import type { TableClasses } from "./table-classes.js";

type Maker = (...args: readonly unknown[]) => object;

const makers = sa as unknown as Readonly<Record<string, Maker & { readonly prototype: object }>>;

/** A default that is a function of the script is called for each row. */
function callableDefault(bridge: HostBridge, value: unknown): unknown {
  const isFunction =
    value instanceof PyFunction ||
    value instanceof NativeFunction ||
    value instanceof PyMethod ||
    value instanceof PyClass;
  if (!isFunction) return value;
  // The statement is compiled when its turn comes, and not while the script runs.
  const run = activeRun();
  const work = (): unknown => duringRun(run, () => bridge.read(callNow(value as Value, [])));
  rememberFunction(work, value as Value);
  return work;
}

/** The classes of schema items as scripts name them: calling one makes the item. */
export function defineSchemaItems(
  bridge: HostBridge,
  expressions: ExpressionClasses,
  tables: TableClasses,
): Readonly<Record<string, PyClass>> {
  const parents: Readonly<Record<string, PyClass>> = {
    CheckConstraint: tables.constraint,
    ForeignKeyConstraint: tables.constraint,
    PrimaryKeyConstraint: tables.constraint,
    UniqueConstraint: tables.constraint,
    ExcludeConstraint: tables.constraint,
    Computed: tables.fetchedValue,
    Identity: tables.fetchedValue,
  };
  const known: Readonly<Record<string, PyClass>> = {
    Column: expressions.column,
    Table: tables.table,
    MetaData: tables.metaData,
    Index: tables.index,
    ForeignKey: tables.foreignKey,
    FetchedValue: tables.fetchedValue,
    Sequence: tables.sequence,
  };
  const classes: Record<string, PyClass> = {};
  for (const name of [...Object.keys(known), ...Object.keys(parents)]) {
    const isExclude = name === "ExcludeConstraint";
    const maker = (isExclude ? sa.postgresql.ExcludeConstraint : makers[name]) as Maker & {
      readonly prototype: object;
    };
    const type =
      known[name] ??
      bridge.define({
        name,
        module: isExclude ? "sqlalchemy.dialects.postgresql.ext" : "sqlalchemy.sql.schema",
        of: maker.prototype.constructor as new () => object,
        bases: [parents[name] as PyClass],
        properties: constraintAttributes[name] ?? {},
      });
    const signature = sqlSignatures[name] ?? "*args, **kw";
    const adapt = adaptArguments(name, signature, (value) => bridge.read(value));
    bridge.constructWith(type, signature, (values) => {
      const given = adapt(values);
      if (name === "Column") columnArguments(bridge, given);
      if (name === "Table") return madeTable(maker, given);
      return maker(...argumentList(given));
    });
    classes[name] = type;
  }
  const defaultClause = bridge.define({
    name: "DefaultClause",
    module: "sqlalchemy.sql.schema",
    of: DefaultClause,
    bases: [tables.fetchedValue],
  });
  bridge.constructWith(defaultClause, "arg, for_update=...", ([arg]) => sa.DefaultClause(bridge.read(arg) as never));
  return { ...classes, DefaultClause: defaultClause };
}

interface Given {
  readonly positional: unknown[];
  readonly options: Record<string, unknown>;
}

const defaultOptions: ReadonlySet<string> = new Set(["default", "onupdate", "insertDefault"]);
const flagOptions: ReadonlySet<string> = new Set(
  "index unique comment key primaryKey autoincrement nullable info quote".split(" "),
);

/** A column's name and type may be keywords; options without a value are omitted. */
function columnArguments(bridge: HostBridge, { positional, options }: Given): void {
  for (const key of ["type", "name"]) {
    if (options[key] === undefined || options[key] === null) continue;
    positional.unshift(options[key]);
    delete options[key];
  }
  for (const [at, one] of positional.entries()) positional[at] = columnArgument(one);
  // A column of a declarative class has no name yet; no statement can be made of it.
  if (typeof positional[0] !== "string" && !(positional[0] instanceof QuotedName)) positional.unshift("");
  if (options["name"] === undefined && positional.length > 0) {
    // `Column("x", None, ForeignKey(…))` takes its type from the other side.
    const at = positional.indexOf(null);
    if (at >= 0) positional.splice(at, 1);
  }
  for (const key of Object.keys(options)) {
    if (defaultOptions.has(key)) options[key] = callableDefault(bridge, options[key]);
    if (!flagOptions.has(key)) continue;
    if (options[key] === null) delete options[key];
    else if (typeof options[key] === "number") options[key] = Boolean(options[key]);
  }
}

/** A table, which `autoload_with` reads from the database. */
function madeTable(maker: Maker, { positional, options }: Given): object {
  const { autoloadWith, autoload: _autoload, implicitReturning: _returning, listeners: _listeners, ...rest } = options;
  for (const key of Object.keys(rest)) if (rest[key] === null) delete rest[key];
  if (autoloadWith === undefined || autoloadWith === null) return maker(...argumentList({ positional, options: rest }));
  if (!(autoloadWith instanceof ConnectionView)) throw new TypeError("autoload_with takes the connection of the run");
  return reflected(maker, autoloadWith, positional, rest) as unknown as object;
}

async function reflected(
  maker: Maker,
  connection: ConnectionView,
  positional: readonly unknown[],
  options: Record<string, unknown>,
): Promise<Table> {
  const [name, metadata, ...items] = positional as [string, Parameters<typeof sa.Table>[1], ...object[]];
  const { schema = null, ...rest } = options as { readonly schema?: string | null };
  await reflectTables(connection.inspector(), metadata, { schema, only: [name] });
  const table = metadata.tables.get(schema === null ? name : `${schema}.${name}`);
  if (items.length > 0 || table === undefined)
    return maker(name, metadata, ...items, { ...rest, schema, extendExisting: true }) as Table;
  return table;
}
