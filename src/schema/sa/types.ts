import { callable } from "../arguments/callable.js";
import { ArrayType as ARRAYClass, arrayOptionKeys } from "../types/array-type.js";
import { BOOLEAN as BOOLEANClass, BooleanType as BooleanClass, booleanOptionKeys } from "../types/boolean-type.js";
import {
  DATE as DATEClass,
  DATETIME as DATETIMEClass,
  DateType as DateClass,
  DateTime as DateTimeClass,
  Interval as IntervalClass,
  intervalOptionKeys,
  TIME as TIMEClass,
  TIMESTAMP as TIMESTAMPClass,
  Time as TimeClass,
  timezoneOptionKeys,
} from "../types/date-time.js";
import { EnumType as EnumClass, enumOptionKeys } from "../types/enum-type.js";
import {
  BIGINT as BIGINTClass,
  BigInteger as BigIntegerClass,
  INTEGER as INTEGERClass,
  Integer as IntegerClass,
  SMALLINT as SMALLINTClass,
  SmallInteger as SmallIntegerClass,
} from "../types/integer.js";
import { JsonType as JSONClass, jsonOptionKeys } from "../types/json-type.js";
import {
  BINARY as BINARYClass,
  BLOB as BLOBClass,
  binaryOptionKeys,
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
  floatOptionKeys,
  NUMERIC as NUMERICClass,
  Numeric as NumericClass,
  numericOptionKeys,
  REAL as REALClass,
} from "../types/numeric.js";
import { PickleType as PickleTypeClass, pickleOptionKeys } from "../types/pickle-type.js";
import {
  CHAR as CHARClass,
  CLOB as CLOBClass,
  NCHAR as NCHARClass,
  NVARCHAR as NVARCHARClass,
  StringType as StringClass,
  stringOptionKeys,
  TEXT as TEXTClass,
  Text as TextClass,
  Unicode as UnicodeClass,
  UnicodeText as UnicodeTextClass,
  VARCHAR as VARCHARClass,
} from "../types/string-type.js";
import { TypeDecorator as TypeDecoratorClass } from "../types/type-decorator.js";
import { TypeEngine as TypeEngineClass } from "../types/type-engine.js";
import { UserDefinedType as UserDefinedTypeClass } from "../types/user-defined-type.js";
import { UUID as UUIDClass, Uuid as UuidClass, uuidOptionKeys } from "../types/uuid.js";

export const Integer = callable("Integer", IntegerClass);
export type Integer = IntegerClass;
export const SmallInteger = callable("SmallInteger", SmallIntegerClass);
export type SmallInteger = SmallIntegerClass;
export const BigInteger = callable("BigInteger", BigIntegerClass);
export type BigInteger = BigIntegerClass;
export const INTEGER = callable("INTEGER", INTEGERClass);
export type INTEGER = INTEGERClass;
export const SMALLINT = callable("SMALLINT", SMALLINTClass);
export type SMALLINT = SMALLINTClass;
export const BIGINT = callable("BIGINT", BIGINTClass);
export type BIGINT = BIGINTClass;
export const Numeric = callable("Numeric", NumericClass, numericOptionKeys);
export type Numeric = NumericClass;
export const Float = callable("Float", FloatClass, floatOptionKeys);
export type Float = FloatClass;
export const Double = callable("Double", DoubleClass, floatOptionKeys);
export type Double = DoubleClass;
export const NUMERIC = callable("NUMERIC", NUMERICClass, numericOptionKeys);
export type NUMERIC = NUMERICClass;
export const DECIMAL = callable("DECIMAL", DECIMALClass, numericOptionKeys);
export type DECIMAL = DECIMALClass;
export const FLOAT = callable("FLOAT", FLOATClass, floatOptionKeys);
export type FLOAT = FLOATClass;
export const REAL = callable("REAL", REALClass, floatOptionKeys);
export type REAL = REALClass;
export const DOUBLE = callable("DOUBLE", DOUBLEClass, floatOptionKeys);
export type DOUBLE = DOUBLEClass;
export const DOUBLE_PRECISION = callable("DOUBLE_PRECISION", DOUBLE_PRECISIONClass, floatOptionKeys);
export type DOUBLE_PRECISION = DOUBLE_PRECISIONClass;
const SaString = callable("String", StringClass, stringOptionKeys);
type SaString = StringClass;

export { SaString as String };
export const Unicode = callable("Unicode", UnicodeClass, stringOptionKeys);
export type Unicode = UnicodeClass;
export const Text = callable("Text", TextClass, stringOptionKeys);
export type Text = TextClass;
export const UnicodeText = callable("UnicodeText", UnicodeTextClass, stringOptionKeys);
export type UnicodeText = UnicodeTextClass;
export const VARCHAR = callable("VARCHAR", VARCHARClass, stringOptionKeys);
export type VARCHAR = VARCHARClass;
export const CHAR = callable("CHAR", CHARClass, stringOptionKeys);
export type CHAR = CHARClass;
export const NVARCHAR = callable("NVARCHAR", NVARCHARClass, stringOptionKeys);
export type NVARCHAR = NVARCHARClass;
export const NCHAR = callable("NCHAR", NCHARClass, stringOptionKeys);
export type NCHAR = NCHARClass;
export const TEXT = callable("TEXT", TEXTClass, stringOptionKeys);
export type TEXT = TEXTClass;
export const CLOB = callable("CLOB", CLOBClass, stringOptionKeys);
export type CLOB = CLOBClass;
export const DateTime = callable("DateTime", DateTimeClass, timezoneOptionKeys);
export type DateTime = DateTimeClass;
const SaDate = callable("Date", DateClass);
type SaDate = DateClass;

export { SaDate as Date };
export const Time = callable("Time", TimeClass, timezoneOptionKeys);
export type Time = TimeClass;
export const Interval = callable("Interval", IntervalClass, intervalOptionKeys);
export type Interval = IntervalClass;
export const DATE = callable("DATE", DATEClass);
export type DATE = DATEClass;
export const TIME = callable("TIME", TIMEClass, timezoneOptionKeys);
export type TIME = TIMEClass;
export const DATETIME = callable("DATETIME", DATETIMEClass, timezoneOptionKeys);
export type DATETIME = DATETIMEClass;
export const TIMESTAMP = callable("TIMESTAMP", TIMESTAMPClass, timezoneOptionKeys);
export type TIMESTAMP = TIMESTAMPClass;
export const LargeBinary = callable("LargeBinary", LargeBinaryClass, binaryOptionKeys);
export type LargeBinary = LargeBinaryClass;
export const BLOB = callable("BLOB", BLOBClass, binaryOptionKeys);
export type BLOB = BLOBClass;
export const BINARY = callable("BINARY", BINARYClass, binaryOptionKeys);
export type BINARY = BINARYClass;
export const VARBINARY = callable("VARBINARY", VARBINARYClass, binaryOptionKeys);
export type VARBINARY = VARBINARYClass;
const SaBoolean = callable("Boolean", BooleanClass, booleanOptionKeys);
type SaBoolean = BooleanClass;

export { SaBoolean as Boolean };
export const BOOLEAN = callable("BOOLEAN", BOOLEANClass, booleanOptionKeys);
export type BOOLEAN = BOOLEANClass;
export const Enum = callable("Enum", EnumClass, enumOptionKeys);
export type Enum = EnumClass;
const SaJSON = callable("JSON", JSONClass, jsonOptionKeys);
type SaJSON = JSONClass;

export { SaJSON as JSON };
export const ARRAY = callable("ARRAY", ARRAYClass, arrayOptionKeys);
export type ARRAY = ARRAYClass;
export const Uuid = callable("Uuid", UuidClass, uuidOptionKeys);
export type Uuid = UuidClass;
export const UUID = callable("UUID", UUIDClass, uuidOptionKeys);
export type UUID = UUIDClass;
export const NullType = callable("NullType", NullTypeClass);
export type NullType = NullTypeClass;
export const PickleType = callable("PickleType", PickleTypeClass, pickleOptionKeys);
export type PickleType = PickleTypeClass;
export const INT = callable("INT", INTEGERClass);
export type INT = INTEGERClass;

export type TypeEngine = TypeEngineClass;
export const TypeEngine = TypeEngineClass;
export type TypeDecorator = TypeDecoratorClass;
export const TypeDecorator = TypeDecoratorClass;
export type UserDefinedType = UserDefinedTypeClass;
export const UserDefinedType = UserDefinedTypeClass;
