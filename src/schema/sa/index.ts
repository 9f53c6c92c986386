import { callable } from "../callable.js";
import { type ColumnArguments, Column as ColumnClass } from "../column.js";
import { Computed as ComputedClass } from "../computed.js";
import { CheckConstraint as CheckConstraintClass } from "../constraints/check-constraint.js";
import { ForeignKey as ForeignKeyClass } from "../constraints/foreign-key.js";
import { ForeignKeyConstraint as ForeignKeyConstraintClass } from "../constraints/foreign-key-constraint.js";
import { PrimaryKeyConstraint as PrimaryKeyConstraintClass } from "../constraints/primary-key-constraint.js";
import { UniqueConstraint as UniqueConstraintClass } from "../constraints/unique-constraint.js";
import { Conv as ConvClass } from "../conv.js";
import { DefaultClause as DefaultClauseClass } from "../default-clause.js";
import { ClauseElement as ClauseElementClass } from "../elements/clause-element.js";
import { ColumnClause as ColumnClauseClass } from "../elements/column-clause.js";
import { ColumnElement as ColumnElementClass, type Expression as ExpressionClass } from "../elements/column-element.js";
import { createFunc } from "../elements/func.js";
import { TextClause as TextClauseClass } from "../elements/text-clause.js";
import { FetchedValue as FetchedValueClass } from "../fetched-value.js";
import { Identity as IdentityClass } from "../identity.js";
import type { MetaData as MetaDataOfTable } from "../metadata.js";
import { MetaData as MetaDataClass } from "../metadata.js";
import { type NameInput, QuotedName as QuotedNameClass } from "../quoted-name.js";
import { Sequence as SequenceClass } from "../sequence.js";
import { Delete as DeleteClass } from "../statements/delete.js";
import { Insert as InsertClass } from "../statements/insert.js";
import { Select as SelectClass } from "../statements/select.js";
import { Update as UpdateClass } from "../statements/update.js";
import { Table as TableClass, type TableItem, type TableOptions } from "../table.js";
import { TableClause as TableClauseClass, type TableClauseOptions } from "../table-clause.js";
import { Index as IndexClass } from "../table-index.js";
import { ArrayType as ARRAYClass } from "../types/array-type.js";
import { BOOLEAN as BOOLEANClass, BooleanType as BooleanClass } from "../types/boolean-type.js";
import {
  DATE as DATEClass,
  DATETIME as DATETIMEClass,
  DateType as DateClass,
  DateTime as DateTimeClass,
  Interval as IntervalClass,
  TIME as TIMEClass,
  TIMESTAMP as TIMESTAMPClass,
  Time as TimeClass,
} from "../types/date-time.js";
import { EnumType as EnumClass } from "../types/enum-type.js";
import {
  BIGINT as BIGINTClass,
  BigInteger as BigIntegerClass,
  INTEGER as INTEGERClass,
  Integer as IntegerClass,
  SMALLINT as SMALLINTClass,
  SmallInteger as SmallIntegerClass,
} from "../types/integer.js";
import { JsonType as JSONClass } from "../types/json-type.js";
import {
  BINARY as BINARYClass,
  BLOB as BLOBClass,
  LargeBinary as LargeBinaryClass,
  VARBINARY as VARBINARYClass,
} from "../types/large-binary.js";
import { NullType as NullTypeClass } from "../types/null-type.js";
import {
  DECIMAL as DECIMALClass,
  DOUBLE_PRECISION as DOUBLE_PRECISIONClass,
  DOUBLE as DOUBLEClass,
  Double as DoubleClass,
  FLOAT as FLOATClass,
  Float as FloatClass,
  NUMERIC as NUMERICClass,
  Numeric as NumericClass,
  REAL as REALClass,
} from "../types/numeric.js";
import { PickleType as PickleTypeClass } from "../types/pickle-type.js";
import {
  CHAR as CHARClass,
  CLOB as CLOBClass,
  NCHAR as NCHARClass,
  NVARCHAR as NVARCHARClass,
  StringType as StringClass,
  TEXT as TEXTClass,
  Text as TextClass,
  Unicode as UnicodeClass,
  UnicodeText as UnicodeTextClass,
  VARCHAR as VARCHARClass,
} from "../types/string-type.js";
import { TypeDecorator as TypeDecoratorClass } from "../types/type-decorator.js";
import { TypeEngine as TypeEngineClass, type TypeInput } from "../types/type-engine.js";
import { UserDefinedType as UserDefinedTypeClass } from "../types/user-defined-type.js";
import { UUID as UUIDClass, Uuid as UuidClass } from "../types/uuid.js";

export const Integer = callable(IntegerClass);
export type Integer = IntegerClass;
export const SmallInteger = callable(SmallIntegerClass);
export type SmallInteger = SmallIntegerClass;
export const BigInteger = callable(BigIntegerClass);
export type BigInteger = BigIntegerClass;
export const INTEGER = callable(INTEGERClass);
export type INTEGER = INTEGERClass;
export const SMALLINT = callable(SMALLINTClass);
export type SMALLINT = SMALLINTClass;
export const BIGINT = callable(BIGINTClass);
export type BIGINT = BIGINTClass;
export const Numeric = callable(NumericClass);
export type Numeric = NumericClass;
export const Float = callable(FloatClass);
export type Float = FloatClass;
export const Double = callable(DoubleClass);
export type Double = DoubleClass;
export const NUMERIC = callable(NUMERICClass);
export type NUMERIC = NUMERICClass;
export const DECIMAL = callable(DECIMALClass);
export type DECIMAL = DECIMALClass;
export const FLOAT = callable(FLOATClass);
export type FLOAT = FLOATClass;
export const REAL = callable(REALClass);
export type REAL = REALClass;
export const DOUBLE = callable(DOUBLEClass);
export type DOUBLE = DOUBLEClass;
export const DOUBLE_PRECISION = callable(DOUBLE_PRECISIONClass);
export type DOUBLE_PRECISION = DOUBLE_PRECISIONClass;
const SaString = callable(StringClass);
type SaString = StringClass;

export { SaString as String };
export const Unicode = callable(UnicodeClass);
export type Unicode = UnicodeClass;
export const Text = callable(TextClass);
export type Text = TextClass;
export const UnicodeText = callable(UnicodeTextClass);
export type UnicodeText = UnicodeTextClass;
export const VARCHAR = callable(VARCHARClass);
export type VARCHAR = VARCHARClass;
export const CHAR = callable(CHARClass);
export type CHAR = CHARClass;
export const NVARCHAR = callable(NVARCHARClass);
export type NVARCHAR = NVARCHARClass;
export const NCHAR = callable(NCHARClass);
export type NCHAR = NCHARClass;
export const TEXT = callable(TEXTClass);
export type TEXT = TEXTClass;
export const CLOB = callable(CLOBClass);
export type CLOB = CLOBClass;
export const DateTime = callable(DateTimeClass);
export type DateTime = DateTimeClass;
const SaDate = callable(DateClass);
type SaDate = DateClass;

export { SaDate as Date };
export const Time = callable(TimeClass);
export type Time = TimeClass;
export const Interval = callable(IntervalClass);
export type Interval = IntervalClass;
export const DATE = callable(DATEClass);
export type DATE = DATEClass;
export const TIME = callable(TIMEClass);
export type TIME = TIMEClass;
export const DATETIME = callable(DATETIMEClass);
export type DATETIME = DATETIMEClass;
export const TIMESTAMP = callable(TIMESTAMPClass);
export type TIMESTAMP = TIMESTAMPClass;
export const LargeBinary = callable(LargeBinaryClass);
export type LargeBinary = LargeBinaryClass;
export const BLOB = callable(BLOBClass);
export type BLOB = BLOBClass;
export const BINARY = callable(BINARYClass);
export type BINARY = BINARYClass;
export const VARBINARY = callable(VARBINARYClass);
export type VARBINARY = VARBINARYClass;
const SaBoolean = callable(BooleanClass);
type SaBoolean = BooleanClass;

export { SaBoolean as Boolean };
export const BOOLEAN = callable(BOOLEANClass);
export type BOOLEAN = BOOLEANClass;
export const Enum = callable(EnumClass);
export type Enum = EnumClass;
const SaJSON = callable(JSONClass);
type SaJSON = JSONClass;

export { SaJSON as JSON };
export const ARRAY = callable(ARRAYClass);
export type ARRAY = ARRAYClass;
export const Uuid = callable(UuidClass);
export type Uuid = UuidClass;
export const UUID = callable(UUIDClass);
export type UUID = UUIDClass;
export const NullType = callable(NullTypeClass);
export type NullType = NullTypeClass;
export const PickleType = callable(PickleTypeClass);
export type PickleType = PickleTypeClass;
export const INT = callable(INTEGERClass);
export type INT = INTEGERClass;
export const MetaData = callable(MetaDataClass);
export type MetaData = MetaDataClass;
export const Sequence = callable(SequenceClass);
export type Sequence = SequenceClass;
export const Identity = callable(IdentityClass);
export type Identity = IdentityClass;
export const Computed = callable(ComputedClass);
export type Computed = ComputedClass;
export const FetchedValue = callable(FetchedValueClass);
export type FetchedValue = FetchedValueClass;
export const DefaultClause = callable(DefaultClauseClass);
export type DefaultClause = DefaultClauseClass;
export const Index = callable(IndexClass);
export type Index = IndexClass;
export const PrimaryKeyConstraint = callable(PrimaryKeyConstraintClass);
export type PrimaryKeyConstraint = PrimaryKeyConstraintClass;
export const UniqueConstraint = callable(UniqueConstraintClass);
export type UniqueConstraint = UniqueConstraintClass;
export const CheckConstraint = callable(CheckConstraintClass);
export type CheckConstraint = CheckConstraintClass;
export const ForeignKey = callable(ForeignKeyClass);
export type ForeignKey = ForeignKeyClass;
export const ForeignKeyConstraint = callable(ForeignKeyConstraintClass);
export type ForeignKeyConstraint = ForeignKeyConstraintClass;

export type TypeEngine = TypeEngineClass;
export const TypeEngine = TypeEngineClass;
export type TypeDecorator = TypeDecoratorClass;
export const TypeDecorator = TypeDecoratorClass;
export type UserDefinedType = UserDefinedTypeClass;
export const UserDefinedType = UserDefinedTypeClass;
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

/** `sa.Column`: a class that can be called, and that knows the column's name as a type. */
export interface ColumnFactory {
  <Name extends string>(name: Name | QuotedNameClass, ...args: ColumnArguments): ColumnClass<Name>;
  new <Name extends string>(name: Name | QuotedNameClass, ...args: ColumnArguments): ColumnClass<Name>;
  readonly prototype: ColumnClass;
}
export const Column = callable(ColumnClass) as unknown as ColumnFactory;
export type Column<Name extends string = string> = ColumnClass<Name>;

/** `sa.Table`: a class that can be called, and that knows the names of the columns as a type. */
export interface TableFactory {
  <Names extends string>(
    name: NameInput,
    metadata: MetaDataOfTable,
    ...args: readonly (TableItem<Names> | TableOptions)[]
  ): TableClass<Names>;
  new <Names extends string>(
    name: NameInput,
    metadata: MetaDataOfTable,
    ...args: readonly (TableItem<Names> | TableOptions)[]
  ): TableClass<Names>;
  readonly prototype: TableClass;
}
export const Table = callable(TableClass) as unknown as TableFactory;
export type Table<Names extends string = string> = TableClass<Names>;

/** A table by its name, with the columns that a statement needs. */
export function table<Names extends string>(
  name: NameInput,
  ...args: readonly (ColumnClauseClass<Names> | TableClauseOptions)[]
): TableClauseClass<Names> {
  return new TableClauseClass<Names>(name, ...args);
}
/** A column by its name alone. */
export function column<Name extends string>(name: Name | QuotedNameClass, type?: TypeInput): ColumnClauseClass<Name> {
  return new ColumnClauseClass<Name>(name, type);
}
/** SQL that is used as if it were a column: written as it stands. */
export function literalColumn(sql: string, type?: TypeInput): ColumnClauseClass {
  return new ColumnClauseClass(sql, type, { isLiteral: true });
}
/** SQL as it stands; `:name` in it is a parameter. */
export function text(sql: string): TextClauseClass {
  return new TextClauseClass(sql);
}
/** A name that says itself whether it is quoted. */
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
  exists,
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
} from "../elements/clauses.js";
export * as mssql from "./mssql/index.js";
export * as mysql from "./mysql/index.js";
export * as oracle from "./oracle/index.js";
export * as postgresql from "./postgresql/index.js";
export * as sqlite from "./sqlite/index.js";
