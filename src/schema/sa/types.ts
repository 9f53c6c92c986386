import { callable } from "../callable.js";
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
import { TypeEngine as TypeEngineClass } from "../types/type-engine.js";
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

export type TypeEngine = TypeEngineClass;
export const TypeEngine = TypeEngineClass;
export type TypeDecorator = TypeDecoratorClass;
export const TypeDecorator = TypeDecoratorClass;
export type UserDefinedType = UserDefinedTypeClass;
export const UserDefinedType = UserDefinedTypeClass;
