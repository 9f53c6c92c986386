import { callable } from "../arguments/callable.js";
import { requireKnownOptions } from "../arguments/option-keys.js";
import { isOptions } from "../arguments/split-options.js";
import { type ColumnArguments, Column as ColumnClass, columnOptionKeys } from "../column.js";
import { CheckConstraint as CheckConstraintClass, checkConstraintOptionKeys } from "../constraints/check-constraint.js";
import { ForeignKey as ForeignKeyClass, foreignKeyOptionKeys } from "../constraints/foreign-key.js";
import {
  ForeignKeyConstraint as ForeignKeyConstraintClass,
  foreignKeyConstraintOptionKeys,
} from "../constraints/foreign-key-constraint.js";
import {
  PrimaryKeyConstraint as PrimaryKeyConstraintClass,
  primaryKeyOptionKeys,
} from "../constraints/primary-key-constraint.js";
import { UniqueConstraint as UniqueConstraintClass, uniqueOptionKeys } from "../constraints/unique-constraint.js";
import { Computed as ComputedClass, computedOptionKeys } from "../defaults/computed.js";
import { DefaultClause as DefaultClauseClass, defaultClauseOptionKeys } from "../defaults/default-clause.js";
import { FetchedValue as FetchedValueClass, fetchedValueOptionKeys } from "../defaults/fetched-value.js";
import { Identity as IdentityClass, identityArgumentKeys } from "../defaults/identity.js";
import { Sequence as SequenceClass, sequenceOptionKeys } from "../defaults/sequence.js";
import type { ClauseElement as AnyClause } from "../elements/clause-element.js";
import { ClauseElement as ClauseElementClass } from "../elements/clause-element.js";
import { ColumnClause as ColumnClauseClass } from "../elements/column-clause.js";
import { ColumnElement as ColumnElementClass, type Expression as ExpressionClass } from "../elements/column-element.js";
import { createFunc } from "../elements/func.js";
import type { FunctionExpression as FunctionExpressionClass } from "../elements/function-expression.js";
import { TextClause as TextClauseClass } from "../elements/text-clause.js";
import type { MetaData as MetaDataOfTable } from "../metadata.js";
import { MetaData as MetaDataClass, metaDataOptionKeys } from "../metadata.js";
import { Conv as ConvClass } from "../names/conv.js";
import { type NameInput, QuotedName as QuotedNameClass } from "../names/quoted-name.js";
import type { Alias as AliasClass } from "../statements/alias.js";
import type { Cte as CteClass } from "../statements/cte.js";
import { Delete as DeleteClass } from "../statements/delete.js";
import type { Exists as ExistsClass } from "../statements/exists.js";
import { type FromClause, Join, type JoinOptions } from "../statements/from-clause.js";
import { Insert as InsertClass } from "../statements/insert.js";
import { Select as SelectClass } from "../statements/select.js";
import type { TextualSelect as TextualSelectClass } from "../statements/textual-select.js";
import { Update as UpdateClass } from "../statements/update.js";
import type { Values as ValuesClass } from "../statements/values.js";
import { Table as TableClass, type TableItem, type TableOptions, tableOptionKeys } from "../table.js";
import { TableClause as TableClauseClass, type TableClauseOptions, tableClauseOptionKeys } from "../table-clause.js";
import { Index as IndexClass, indexOptionKeys } from "../table-index.js";
import type { TypeInput } from "../types/type-engine.js";
import type {
  ColumnFactory,
  IndexFactory,
  PrimaryKeyConstraintFactory,
  TableClauseFactory,
  TableFactory,
  UniqueConstraintFactory,
} from "./factories.js";

export const MetaData = callable("MetaData", MetaDataClass, metaDataOptionKeys);
export type MetaData = MetaDataClass;
export const Sequence = callable("Sequence", SequenceClass, sequenceOptionKeys);
export type Sequence = SequenceClass;
export const Identity = callable("Identity", IdentityClass, identityArgumentKeys);
export type Identity = IdentityClass;
export const Computed = callable("Computed", ComputedClass, computedOptionKeys);
export type Computed = ComputedClass;
export const FetchedValue = callable("FetchedValue", FetchedValueClass, fetchedValueOptionKeys);
export type FetchedValue = FetchedValueClass;
export const DefaultClause = callable("DefaultClause", DefaultClauseClass, defaultClauseOptionKeys);
export type DefaultClause = DefaultClauseClass;
export const Index: IndexFactory = callable("Index", IndexClass, indexOptionKeys);
export type Index = IndexClass;
export const PrimaryKeyConstraint: PrimaryKeyConstraintFactory = callable(
  "PrimaryKeyConstraint",
  PrimaryKeyConstraintClass,
  primaryKeyOptionKeys,
);
export type PrimaryKeyConstraint = PrimaryKeyConstraintClass;
export const UniqueConstraint: UniqueConstraintFactory = callable(
  "UniqueConstraint",
  UniqueConstraintClass,
  uniqueOptionKeys,
);
export type UniqueConstraint = UniqueConstraintClass;
export const CheckConstraint = callable("CheckConstraint", CheckConstraintClass, checkConstraintOptionKeys);
export type CheckConstraint = CheckConstraintClass;
export const ForeignKey = callable("ForeignKey", ForeignKeyClass, foreignKeyOptionKeys);
export type ForeignKey = ForeignKeyClass;
export const ForeignKeyConstraint = callable(
  "ForeignKeyConstraint",
  ForeignKeyConstraintClass,
  foreignKeyConstraintOptionKeys,
);
export type ForeignKeyConstraint = ForeignKeyConstraintClass;

export type ClauseElement = ClauseElementClass;
export const ClauseElement = ClauseElementClass;
export type ColumnElement = ColumnElementClass;
export const ColumnElement = ColumnElementClass;
export type ColumnClause<Name extends string = string> = ColumnClauseClass<Name>;
export const ColumnClause = ColumnClauseClass;
export type TableClause<Names extends string = string> = TableClauseClass<Names>;
export const TableClause = TableClauseClass;
export type TextClause = TextClauseClass;
export const TextClause = TextClauseClass;
export type Expression = ExpressionClass;
export type Select = SelectClass;
export type Insert = InsertClass;
export type Update = UpdateClass;
export type Delete = DeleteClass;
export type Alias<Names extends string = string> = AliasClass<Names>;
export type Cte<Names extends string = string> = CteClass<Names>;
export type Exists = ExistsClass;
export type Values<Names extends string = string> = ValuesClass<Names>;
export type FunctionExpression = FunctionExpressionClass;
export type TextualSelect = TextualSelectClass;
export type { FromClause, Join };

// The compiler does not see the arguments of a class with type parameters.
type ColumnMaker = new (name: NameInput, ...args: ColumnArguments) => ColumnClass;
type TableMaker = new (
  name: NameInput,
  metadata: MetaDataOfTable,
  ...args: readonly (TableItem | TableOptions)[]
) => TableClass;
export const Column = callable("Column", ColumnClass as ColumnMaker, columnOptionKeys) as unknown as ColumnFactory;
export type Column<Name extends string = string> = ColumnClass<Name>;

export const Table = callable("Table", TableClass as TableMaker, tableOptionKeys) as unknown as TableFactory;
export type Table<Names extends string = string> = TableClass<Names>;

/** A table by its name, with the columns that a statement needs. */
export const table: TableClauseFactory = <Names extends string>(
  name: NameInput,
  ...args: readonly (ColumnClauseClass<Names> | TableClauseOptions)[]
): TableClauseClass<Names> => {
  const last = args.at(-1);
  if (isOptions(last)) requireKnownOptions("table", last, tableClauseOptionKeys);
  return new TableClauseClass<Names>(name, ...args);
};
/** A column by its name alone. */
export function column<Name extends string>(name: Name | QuotedNameClass, type?: TypeInput): ColumnClauseClass<Name> {
  return new ColumnClauseClass<Name>(name, type);
}
/** SQL that is used as a column and written unchanged. */
export function literalColumn(sql: string, type?: TypeInput): ColumnClauseClass {
  return new ColumnClauseClass(sql, type, { isLiteral: true });
}
/** SQL text; `:name` in it is a parameter. */
export function text(sql: string): TextClauseClass {
  return new TextClauseClass(sql);
}
/** A name that is always quoted, or never. */
export function quotedName(name: string, quote: boolean | null): QuotedNameClass {
  return new QuotedNameClass(name, quote);
}
/** A name of a constraint or index that no naming convention changes. */
export function conv(name: string): ConvClass {
  return new ConvClass(name);
}
/** `INSERT INTO table`. */
export function insert(into: TableClauseClass): InsertClass {
  return new InsertClass(into);
}
/** `UPDATE table`. */
export function update(target: TableClauseClass): UpdateClass {
  return new UpdateClass(target);
}
/** `SELECT columns`: columns, expressions, or whole tables. */
export function select(...columns: readonly unknown[]): SelectClass {
  return new SelectClass(columns);
}
/** `SELECT … UNION SELECT …`: the rows of all, each once. */
export function union(...selects: readonly SelectClass[]): SelectClass {
  return SelectClass.compound("union", selects);
}
/** `SELECT … UNION ALL SELECT …`: the rows of all. */
export function unionAll(...selects: readonly SelectClass[]): SelectClass {
  return SelectClass.compound("unionAll", selects);
}
/** `SELECT … EXCEPT SELECT …`: the rows of the first that the others do not have. */
export function except(...selects: readonly SelectClass[]): SelectClass {
  return SelectClass.compound("except", selects);
}
/** `SELECT … INTERSECT SELECT …`: the rows that all have. */
export function intersect(...selects: readonly SelectClass[]): SelectClass {
  return SelectClass.compound("intersect", selects);
}
/** `left JOIN right ON condition`; left out, the foreign key between both is the condition. */
export function join(left: FromClause, right: FromClause, onclause?: AnyClause, options?: JoinOptions): Join {
  return new Join(left, right, onclause, options);
}
/** `left LEFT OUTER JOIN right ON condition`; left out, the foreign key between both is the condition. */
export function outerjoin(left: FromClause, right: FromClause, onclause?: AnyClause, options: JoinOptions = {}): Join {
  return new Join(left, right, onclause, { ...options, isouter: true });
}
/** `DELETE FROM table`. */
function deleteFrom(from: TableClauseClass): DeleteClass {
  return new DeleteClass(from);
}

export { deleteFrom as delete };
/** Any SQL function: `sa.func.now()`. */
export const func = createFunc();
export {
  andClause as and,
  asc,
  between,
  bindparam,
  caseClause as case,
  cast,
  collate,
  desc,
  distinct,
  extract,
  falseClause as false,
  literal,
  notClause as not,
  nullClause as null,
  nullsFirst,
  nullsLast,
  orClause as or,
  trueClause as true,
  tryCast,
  tupleClause as tuple,
  typeCoerce,
} from "../elements/clauses.js";
export { exists } from "../statements/exists.js";
export { values } from "../statements/values.js";
/** SQL Server's own types. */
export * as mssql from "./mssql/index.js";
/** The types that MySQL and MariaDB alone have. */
export * as mysql from "./mysql/index.js";
/** Oracle's own types. */
export * as oracle from "./oracle/index.js";
/** PostgreSQL's own types, and its EXCLUDE constraint. */
export * as postgresql from "./postgresql/index.js";
/** SQLite's own types. */
export * as sqlite from "./sqlite/index.js";
export {
  ARRAY,
  BIGINT,
  BINARY,
  BigInteger,
  BLOB,
  BOOLEAN,
  Boolean,
  CHAR,
  CLOB,
  DATE,
  DATETIME,
  Date,
  DateTime,
  DECIMAL,
  DOUBLE,
  DOUBLE_PRECISION,
  Double,
  Enum,
  FLOAT,
  Float,
  INT,
  INTEGER,
  Integer,
  Interval,
  JSON,
  LargeBinary,
  NCHAR,
  NUMERIC,
  NullType,
  Numeric,
  NVARCHAR,
  PickleType,
  REAL,
  SMALLINT,
  SmallInteger,
  String,
  TEXT,
  Text,
  TIME,
  TIMESTAMP,
  Time,
  TypeDecorator,
  TypeEngine,
  Unicode,
  UnicodeText,
  UserDefinedType,
  UUID,
  Uuid,
  VARBINARY,
  VARCHAR,
} from "./types.js";
