import { Column } from "../../../schema/column.js";
import { ClauseElement } from "../../../schema/elements/clause-element.js";
import { ColumnClause } from "../../../schema/elements/column-clause.js";
import { ColumnElement, Expression } from "../../../schema/elements/column-element.js";
import { FunctionExpression, type OverOptions } from "../../../schema/elements/function-expression.js";
import { TextClause } from "../../../schema/elements/text-clause.js";
import { sa } from "../../../schema/sa.js";
import { ProxyColumn } from "../../../schema/statements/alias.js";
import { Exists } from "../../../schema/statements/exists.js";
import type { HostBridge, HostMethod } from "../../host/host-bridge.js";
import { lackingMethods } from "../../host/lacking-methods.js";
import { typedValue } from "../../host/standard-values.js";
import type { PyClass } from "../../values/py-class.js";
import { raise } from "../../values/py-exception.js";
import { native } from "../../values/py-function.js";
import type { Keywords, Value } from "../../values/value.js";
import type { ExceptionClasses } from "../exceptions.js";
import { columnAttributes } from "../schema-item-attributes.js";
import { astext, indexOperators } from "./index-operators.js";

const module = "sqlalchemy.sql.elements";

/** Whether both sides of a comparison are the same object, which is the truth value of a comparison. */
function truthOf(self: ClauseElement): boolean {
  if (self instanceof Expression && self.node.kind === "binary") {
    const { operator, left, right } = self.node;
    if (operator === "eq") return left === right;
    if (operator === "ne") return left !== right;
  }
  return raise("TypeError", "Boolean value of this clause is not defined");
}

type Methods = Readonly<Record<string, readonly [string, HostMethod<ColumnElement>]>>;

const compare: Methods = {
  __eq__: ["other", (self, other) => self.eq(other)],
  __ne__: ["other", (self, other) => self.ne(other)],
  __lt__: ["other", (self, other) => self.lt(other)],
  __le__: ["other", (self, other) => self.le(other)],
  __gt__: ["other", (self, other) => self.gt(other)],
  __ge__: ["other", (self, other) => self.ge(other)],
  __and__: ["other", (self, other) => sa.and(self, other)],
  __rand__: ["other", (self, other) => sa.and(other, self)],
  __or__: ["other", (self, other) => sa.or(self, other)],
  __ror__: ["other", (self, other) => sa.or(other, self)],
  __invert__: ["", (self) => sa.not(self)],
  __neg__: ["", (self) => self.neg()],
  __add__: ["other", (self, other) => self.add(other)],
  __radd__: ["other", (self, other) => sa.literal(other).add(self)],
  __sub__: ["other", (self, other) => self.sub(other)],
  __rsub__: ["other", (self, other) => sa.literal(other).sub(self)],
  __mul__: ["other", (self, other) => self.mul(other)],
  __rmul__: ["other", (self, other) => sa.literal(other).mul(self)],
  __truediv__: ["other", (self, other) => self.truediv(other)],
  __rtruediv__: ["other", (self, other) => sa.literal(other).truediv(self)],
  __floordiv__: ["other", (self, other) => self.floordiv(other)],
  __mod__: ["other", (self, other) => self.mod(other)],
};

const words: Methods = {
  in_: ["other", (self, other) => self.in(other)],
  not_in: ["other", (self, other) => self.notIn(other)],
  notin_: ["other", (self, other) => self.notIn(other)],
  is_: ["other", (self, other) => self.is(other)],
  is_not: ["other", (self, other) => self.isNot(other)],
  isnot: ["other", (self, other) => self.isNot(other)],
  is_distinct_from: ["other", (self, other) => self.isDistinctFrom(other)],
  is_not_distinct_from: ["other", (self, other) => self.isNotDistinctFrom(other)],
  like: ["other, escape=...", (self, other, sign) => self.like(other, given({ escape: sign }))],
  not_like: ["other, escape=...", (self, other, sign) => self.notLike(other, given({ escape: sign }))],
  notlike: ["other, escape=...", (self, other, sign) => self.notLike(other, given({ escape: sign }))],
  ilike: ["other, escape=...", (self, other, sign) => self.ilike(other, given({ escape: sign }))],
  not_ilike: ["other, escape=...", (self, other, sign) => self.notIlike(other, given({ escape: sign }))],
  notilike: ["other, escape=...", (self, other, sign) => self.notIlike(other, given({ escape: sign }))],
  startswith: ["other, **kw", (self, other, options) => self.startswith(other, options)],
  endswith: ["other, **kw", (self, other, options) => self.endswith(other, options)],
  contains: ["other, **kw", (self, other, options) => self.contains(other, options)],
  regexp_match: ["pattern, flags=None", (self, pattern, flags) => self.regexpMatch(pattern, { flags })],
  regexp_replace: [
    "pattern, replacement, flags=None",
    (self, pattern, replacement, flags) => self.regexpReplace(pattern, replacement, { flags }),
  ],
  bitwise_and: ["other", (self, other) => self.bitwiseAnd(other)],
  bitwise_or: ["other", (self, other) => self.bitwiseOr(other)],
  bitwise_xor: ["other", (self, other) => self.bitwiseXor(other)],
  bitwise_not: ["", (self) => self.bitwiseNot()],
  bitwise_lshift: ["other", (self, other) => self.bitwiseLshift(other)],
  bitwise_rshift: ["other", (self, other) => self.bitwiseRshift(other)],
  between: ["cleft, cright", (self, low, high) => self.between(low, high)],
  concat: ["other", (self, other) => self.concat(other)],
  op: ["opstring, **kw", (self, symbol) => new OperatorCall(self, String(symbol))],
  bool_op: ["opstring, **kw", (self, symbol) => new OperatorCall(self, String(symbol))],
  collate: ["collation", (self, collation) => self.collate(collation)],
  asc: ["", (self) => self.asc()],
  desc: ["", (self) => self.desc()],
  nulls_first: ["", (self) => self.nullsFirst()],
  nullsfirst: ["", (self) => self.nullsFirst()],
  nulls_last: ["", (self) => self.nullsLast()],
  nullslast: ["", (self) => self.nullsLast()],
  distinct: ["", (self) => self.distinct()],
  label: ["name", (self, name) => self.label(name)],
  cast: ["type_", (self, type) => self.cast(type)],
  self_group: ["against=...", (self) => self],
};

/** The options that were given. */
function given(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** What `over()` takes behind the function. */
export const overSignature = "partition_by=None, order_by=None, rows=None, range_=None, groups=None";

/** The options of `over()`, without those that are not given. */
export function overOptions(args: readonly unknown[]): OverOptions {
  const names = ["partitionBy", "orderBy", "rows", "range", "groups"];
  return Object.fromEntries(names.flatMap((name, at) => (args[at] === null ? [] : [[name, args[at]]])));
}

/** The value of `column.op("->>")`: a function of the other side. */
class OperatorCall {
  readonly left: ColumnElement;
  readonly symbol: string;

  constructor(left: ColumnElement, symbol: string) {
    this.left = left;
    this.symbol = symbol;
  }
}

/** The classes of expressions. */
export interface ExpressionClasses {
  readonly clause: PyClass;
  readonly element: PyClass;
  readonly columnClause: PyClass;
  readonly column: PyClass;
  readonly text: PyClass;
}

/** Defines how scripts see clauses and columns. */
export function defineExpressions(bridge: HostBridge, errors: ExceptionClasses): ExpressionClasses {
  const clause = bridge.define<ClauseElement>({
    name: "ClauseElement",
    module,
    of: ClauseElement,
    isGeneric: true,
    methods: {
      __bool__: ["", truthOf],
      execution_options: ["**kw", (self) => self],
      self_group: ["against=...", (self) => self],
    },
  });
  const element = bridge.define<ColumnElement>({
    name: "ColumnElement",
    module,
    of: ColumnElement,
    bases: [clause],
    properties: { type: (self) => self.type, astext },
    methods: {
      ...compare,
      ...words,
      ...indexOperators(errors),
      ...lackingMethods("ColumnElement", "all_ any_ icontains iendswith istartswith match params compile"),
    },
  });
  for (const name of ["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"]) {
    const work = (compare[name] as readonly [string, HostMethod<ColumnElement>])[1];
    const made = native(name, "self, other", ((given: Value, other: Value) => {
      const self = bridge.read(given) as ColumnElement;
      // Beside a column without a type, a moment or a decimal is bound by the type of its class.
      const isUntyped = self.type.affinity === "NullType";
      return bridge.result(work(self, isUntyped ? typedValue(bridge, other) : bridge.read(other)));
    }) as never);
    made.owner = element;
    element.attributes.set(name, made);
  }
  const binary = bridge.define<Expression>({
    name: "BinaryExpression",
    module,
    of: Expression,
    bases: [element],
    properties: { name: (self) => (self.node.kind === "label" ? self.node.name : undefined) },
  });
  bridge.define<FunctionExpression>({
    name: "Function",
    module: "sqlalchemy.sql.functions",
    of: FunctionExpression,
    bases: [binary],
    methods: {
      over: [overSignature, (self, ...args) => self.over(overOptions(args))],
      filter: ["*criterion", (self, criteria) => self.filter(...criteria)],
      within_group: ["*order_by", (self, clauses) => self.withinGroup(...clauses)],
    },
  });
  bridge.define<Exists>({
    name: "Exists",
    module: "sqlalchemy.sql.selectable",
    of: Exists,
    bases: [binary],
    methods: {
      where: ["*clause", (self, criteria) => self.where(...criteria)],
      select_from: ["*froms", (self, froms) => self.selectFrom(...froms)],
      correlate: ["*froms", (self, froms) => self.correlate(...froms)],
      select: ["", (self) => sa.select(self)],
    },
  });
  bridge.define<OperatorCall>({
    name: "custom_op",
    module: "sqlalchemy.sql.operators",
    of: OperatorCall,
    methods: { __call__: ["other", ({ left, symbol }, other) => left.op(symbol)(other)] },
  });
  const columnClause = bridge.define<ColumnClause>({
    name: "ColumnClause",
    module,
    of: ColumnClause,
    bases: [element],
    properties: {
      name: (self) => self.name,
      key: (self) => self.key,
      table: (self) => self.table,
      is_literal: (self) => self.isLiteral,
    },
  });
  const column = bridge.define<Column>({
    name: "Column",
    module: "sqlalchemy.sql.schema",
    of: Column,
    bases: [columnClause],
    properties: {
      nullable: (self) => self.nullable,
      primary_key: (self) => self.primaryKey,
      server_default: (self) => self.serverDefault,
      autoincrement: (self) => self.autoincrement,
      unique: (self) => self.unique,
      index: (self) => self.index,
      comment: (self) => self.comment,
      info: (self) => self.info,
      foreign_keys: (self) => [...self.foreignKeys],
      ...columnAttributes,
    },
    setters: {
      nullable: (self, value) => {
        self.nullable = value;
      },
      comment: (self, value) => {
        self.comment = value;
      },
      server_default: (self, value) => {
        self.serverDefault = value === null ? null : sa.DefaultClause(value);
      },
      autoincrement: (self, value) => {
        self.autoincrement = value;
      },
    },
    methods: { copy: ["", (self) => self.copy()], _copy: ["**kw", (self) => self.copy()] },
  });
  // Comparisons of columns depend on their classes, so that both sides of an alias are columns of a table, or none is.
  bridge.showAs(ProxyColumn, column);
  const text = bridge.define<TextClause>({
    name: "TextClause",
    module,
    of: TextClause,
    bases: [clause],
    properties: { text: (self) => self.text },
    methods: {
      params: ["**names", (self, names) => self.bindparams(names as Record<string, unknown>)],
      columns: [
        "*cols, **names",
        (self, columns, names: object) =>
          self.columns(...columns, ...(Object.keys(names).length === 0 ? [] : [names as never])),
      ],
      __and__: ["other", (self, other) => sa.and(self, other)],
      __or__: ["other", (self, other) => sa.or(self, other)],
      __str__: ["", (self) => self.text.replaceAll("\\:", ":")],
    },
  });
  const bindparams = native("bindparams", "self, *binds, **names", ((
    given: Value,
    binds: readonly Value[],
    names: Keywords,
  ) => {
    const named = [...names].map(([name, value]): Expression | Record<string, unknown> => {
      const read = typedValue(bridge, value);
      const isTyped = read instanceof Expression && read.node.kind === "bind";
      return isTyped ? sa.bindparam(name, (read.node as { value: unknown }).value, read.type) : { [name]: read };
    });
    const self = bridge.read(given) as TextClause;
    return bridge.result(self.bindparams(...binds.map((one) => bridge.read(one) as Expression), ...named));
  }) as never);
  bindparams.owner = text;
  text.attributes.set("bindparams", bindparams);
  return { clause, element, columnClause, column, text };
}
