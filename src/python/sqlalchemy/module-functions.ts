import { CreateSequence, DropSequence } from "../../schema/ddl/sequence-nodes.js";
import type { Sequence } from "../../schema/defaults/sequence.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { ColumnClause } from "../../schema/elements/column-clause.js";
import { asElement } from "../../schema/elements/column-element.js";
import type { FunctionExpression } from "../../schema/elements/function-expression.js";
import { sa } from "../../schema/sa.js";
import type { Alias } from "../../schema/statements/alias.js";
import type { FromClause } from "../../schema/statements/from-clause.js";
import type { Select } from "../../schema/statements/select.js";
import { Table } from "../../schema/table.js";
import type { TypeInput } from "../../schema/types/type-engine.js";
import { ownValue } from "../../support/own-value.js";
import { adaptArguments, argumentList, spread } from "../host/adapt-arguments.js";
import { camelCase } from "../host/camel-case.js";
import type { HostBridge } from "../host/host-bridge.js";
import { sqlSignatures } from "../host/signatures/sql-signatures.js";
import { PyDict } from "../values/py-dict.js";
import { native } from "../values/py-function.js";
import { PyObject } from "../values/py-instance.js";
import type { Value } from "../values/value.js";
import { overOptions, overSignature } from "./expressions/expression-classes.js";
import { mappedClasses } from "./orm/mapped-classes.js";
import { labelled } from "./statement-classes.js";

type Maker = (...args: readonly unknown[]) => unknown;

/** The value of `sa.func`: every name below it is a function of SQL. */
class FunctionPath {
  readonly path: readonly string[];

  constructor(path: readonly string[] = []) {
    this.path = path;
  }

  call(args: readonly unknown[], options: Readonly<Record<string, unknown>>): unknown {
    if (this.path.length === 1 && this.path[0] === "cast") return sa.cast(args[0], args[1] as TypeInput);
    type Builder = Maker & { readonly [name: string]: Builder };
    let at = sa.func as unknown as Builder;
    for (const name of this.path) at = at[name] as Builder;
    return at(...args, ...(Object.keys(options).length === 0 ? [] : [options]));
  }
}

/** The functions whose optional arguments are positional here too, and those that take them in other forms. */
function ownForms(): Readonly<Record<string, readonly [signature: string, work: (...args: never[]) => unknown]>> {
  return {
    column: [
      "text, type_=None, is_literal=False",
      ((name: string, type: TypeInput | null, isLiteral: boolean) =>
        isLiteral ? sa.literalColumn(name, type ?? undefined) : sa.column(name, type ?? undefined)) as never,
    ],
    CreateSequence: [
      "element, if_not_exists=False, **kw",
      ((sequence: Sequence, ifNotExists: boolean) => new CreateSequence(sequence, { ifNotExists })) as never,
    ],
    DropSequence: [
      "element, if_exists=False, **kw",
      ((sequence: Sequence, ifExists: boolean) => new DropSequence(sequence, { ifExists })) as never,
    ],
    literal_column: [
      "text, type_=None",
      ((text: string, type: TypeInput | null) => sa.literalColumn(text, type ?? undefined)) as never,
    ],
    literal: [
      "value, type_=None, literal_execute=False",
      ((value: unknown, type: TypeInput | null) => sa.literal(value, type ?? undefined)) as never,
    ],
    bindparam: [
      "key, value=..., type_=None, unique=False, required=..., quote=None, callable_=None, expanding=False, isoutparam=False, literal_execute=False",
      ((
        key: string,
        value: unknown,
        type: TypeInput | null,
        _unique: boolean,
        _required: unknown,
        _quote: unknown,
        _callable: unknown,
        expanding: boolean,
      ) =>
        sa.bindparam(key, value, { ...(type === null ? {} : { type }), ...(expanding ? { expanding } : {}) })) as never,
    ],
    exists: ["argument=None", ((given: ClauseElement | null) => sa.exists(given ?? undefined)) as never],
    asc: ["column", ((column: unknown) => sa.asc(labelled(column))) as never],
    desc: ["column", ((column: unknown) => sa.desc(labelled(column))) as never],
    nulls_first: ["column", ((column: unknown) => sa.nullsFirst(labelled(column))) as never],
    nullsfirst: ["column", ((column: unknown) => sa.nullsFirst(labelled(column))) as never],
    nulls_last: ["column", ((column: unknown) => sa.nullsLast(labelled(column))) as never],
    nullslast: ["column", ((column: unknown) => sa.nullsLast(labelled(column))) as never],
    over: [
      `element, ${overSignature}`,
      ((element: FunctionExpression, ...args: readonly unknown[]) => element.over(overOptions(args))) as never,
    ],
    join: [
      "left, right, onclause=None, isouter=False, full=False",
      ((left: FromClause, right: FromClause, onclause: ClauseElement | null, isouter: boolean, full: boolean) =>
        sa.join(left, right, onclause ?? undefined, { isouter, full })) as never,
    ],
    outerjoin: [
      "left, right, onclause=None, full=False",
      ((left: FromClause, right: FromClause, onclause: ClauseElement | null, full: boolean) =>
        sa.outerjoin(left, right, onclause ?? undefined, { full })) as never,
    ],
    alias: [
      "selectable, name=None, flat=False",
      ((selectable: Alias, name: string | null) => selectable.alias(name ?? undefined)) as never,
    ],
    subquery: ["name, select", ((name: string | null, select: Select) => select.subquery(name ?? undefined)) as never],
    lateral: [
      "selectable, name=None",
      ((select: Select, name: string | null) => select.lateral(name ?? undefined)) as never,
    ],
    values: [
      "*columns, name=None, literal_binds=False",
      ((columns: readonly ColumnClause[], name: string | null, literalBinds: boolean) =>
        sa.values(...columns, { name, literalBinds })) as never,
    ],
    "postgresql.array": [
      "clauses, *, type_=None, **kw",
      ((clauses: readonly unknown[], type: TypeInput | null) =>
        sa.postgresql.array(clauses, type === null ? {} : { type })) as never,
    ],
    bitwise_not: ["expr", ((value: unknown) => asElement(value).bitwiseNot()) as never],
    cte: [
      "selectable, name=None, recursive=False, nesting=False",
      ((select: Select, name: string | null, recursive: boolean) =>
        select.cte(name ?? undefined, { recursive })) as never,
    ],
    type_coerce: ["expression, type_", ((value: unknown, type: TypeInput) => sa.typeCoerce(value, type)) as never],
    collate: ["expression, collation", ((value: unknown, collation: string) => sa.collate(value, collation)) as never],
    union: ["*selects", ((selects: readonly Select[]) => sa.union(...selects)) as never],
    union_all: ["*selects", ((selects: readonly Select[]) => sa.unionAll(...selects)) as never],
    except_all: [
      "*selects",
      (([first, ...others]: readonly Select[]) => (first as Select).exceptAll(...others)) as never,
    ],
    intersect_all: [
      "*selects",
      (([first, ...others]: readonly Select[]) => (first as Select).intersectAll(...others)) as never,
    ],
    except_: ["*selects", ((selects: readonly Select[]) => sa.except(...selects)) as never],
    intersect: ["*selects", ((selects: readonly Select[]) => sa.intersect(...selects)) as never],
    insert: ["table", ((table: never) => sa.insert(table)) as never],
    quoted_name: ["value, quote", ((value: string, quote: boolean | null) => sa.quotedName(value, quote)) as never],
    conv: ["value", ((value: string) => sa.conv(value)) as never],
  };
}

/** `case()`, whose conditions are pairs, a list of pairs, or a dictionary by values of any kind. */
function caseOf(bridge: HostBridge, [whens, value, otherwise]: readonly unknown[]): unknown {
  const pairs = (whens as readonly Value[]).flatMap((one): readonly unknown[] => {
    if (one instanceof PyDict)
      return [...one.map.values()].map((entry) => [bridge.read(entry.key), bridge.read(entry.value)]);
    const read = bridge.read(one);
    return Array.isArray(read) && Array.isArray(read[0]) ? read : [read];
  });
  const options = {
    ...(value === null ? {} : { value: bridge.read(value as Value) }),
    ...(otherwise === null ? {} : { else: bridge.read(otherwise as Value) }),
  };
  return sa.case(...(pairs as never[]), options as never);
}

/** `select()`. A mapped class stays a table, which gives objects; its table by itself is all of its columns. */
function selectOf(bridge: HostBridge, given: unknown): unknown {
  const entities = (given as readonly Value[]).flatMap((one): readonly unknown[] => {
    const read = bridge.read(one);
    const isTable = one instanceof PyObject && read instanceof Table && mappedClasses.has(read);
    return isTable ? read.columns : [read];
  });
  return sa.select(...entities.flat());
}

/** The functions of `sqlalchemy` by name, made of the recorded signatures. */
export function moduleFunctions(bridge: HostBridge): (name: string) => Value | undefined {
  const func = bridge.define<FunctionPath>({
    name: "_FunctionGenerator",
    module: "sqlalchemy.sql.functions",
    of: FunctionPath,
    methods: {
      __getattr__: ["name", (self, name) => new FunctionPath([...self.path, String(name).replace(/_$/, "")])],
      __call__: ["*args, **kw", (self, args, options) => self.call(args, options)],
    },
  });
  void func;
  const own = ownForms();
  const made = sa as unknown as Readonly<Record<string, Maker | undefined>>;
  return (name) => {
    if (name === "func") return bridge.show(new FunctionPath());
    if (name === "select") return bridge.rawFunction("select", "*entities, **kw", ([given]) => selectOf(bridge, given));
    if (name === "case")
      return bridge.rawFunction("case", "*whens, value=None, else_=None", (values) => caseOf(bridge, values));
    const form = ownValue(own, name);
    if (form !== undefined) return bridge.function(name, form[0], form[1]);
    const signature = Object.hasOwn(sqlSignatures, name) ? sqlSignatures[name] : undefined;
    const maker =
      made[camelCase(name)] ?? made[name === "nullsfirst" ? "nullsFirst" : name === "nullslast" ? "nullsLast" : ""];
    if (signature === undefined || maker === undefined || /^[A-Z]/.test(name)) return undefined;
    const adapt = adaptArguments(name, signature, (value) => bridge.read(value));
    return native(
      name,
      signature,
      spread((values) => bridge.result(maker(...argumentList(adapt(values))))),
    );
  };
}
