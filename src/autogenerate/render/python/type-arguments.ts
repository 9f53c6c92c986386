import type { sa } from "../../../schema/sa.js";
import type { TypeEngine } from "../../../schema/types/type-engine.js";

/** Base classes: an application's own type is written by its class. */
type Extended = "TypeEngine" | "TypeDecorator" | "UserDefinedType";

/** The namespaces with types of a module. */
type TypeNames<Module> = Exclude<
  { [Name in keyof Module]: Module[Name] extends new (...args: never) => TypeEngine ? Name : never }[keyof Module] &
    string,
  Extended
>;

/**
 * The arguments of each type of a module in the order of Python's `repr()`. After a name, `!` is a positional one,
 * `=True` the default where that is not `False`, `?` says that `False` is shown too, and `:True` what is always shown.
 */
type Arguments<Module> = Readonly<Record<TypeNames<Module>, string>>;

const string = "length collation collation_schema";
const float = "precision asdecimal decimal_return_scale";
const numeric = "precision scale decimal_return_scale asdecimal=True";
const boolean = "create_constraint name";
const enums = "*enums name quote create_type=True native_enum=True create_constraint length schema";
const array = "item_type! as_tuple dimensions zero_indexes";

const common = {
  BINARY: "length",
  BLOB: "length",
  BOOLEAN: boolean,
  CHAR: string,
  CLOB: string,
  DATE: "",
  DATETIME: "timezone",
  DECIMAL: numeric,
  DOUBLE_PRECISION: float,
  FLOAT: float,
  INTEGER: "",
  NCHAR: string,
  NUMERIC: numeric,
  NVARCHAR: string,
  REAL: float,
  SMALLINT: "",
  BIGINT: "",
  TEXT: string,
  TIME: "timezone",
  TIMESTAMP: "timezone",
  UUID: "as_uuid=True",
  VARBINARY: "length",
  VARCHAR: string,
  JSON: "none_as_null",
};

const plain: Arguments<typeof sa> = {
  ...common,
  ARRAY: array,
  BigInteger: "",
  Boolean: boolean,
  DOUBLE: float,
  Date: "",
  DateTime: "timezone",
  Double: float,
  Enum: enums,
  Float: float,
  INT: "",
  Integer: "",
  Interval: "",
  LargeBinary: "length",
  NullType: "",
  Numeric: numeric,
  PickleType: "",
  SmallInteger: "",
  String: string,
  Text: string,
  Time: "timezone",
  Unicode: string,
  UnicodeText: string,
  Uuid: "as_uuid=True native_uuid=True",
};

const postgresql: Arguments<typeof sa.postgresql> = {
  ...common,
  ARRAY: array,
  BIT: "length varying",
  BYTEA: "length",
  CIDR: "",
  CITEXT: string,
  DATEMULTIRANGE: "",
  DATERANGE: "",
  DOMAIN: "name! data_type! collation collation_schema default? constraint_name not_null check schema create_type=True",
  ENUM: enums,
  HSTORE: "text_type",
  INET: "",
  INT4MULTIRANGE: "",
  INT4RANGE: "",
  INT8MULTIRANGE: "",
  INT8RANGE: "",
  INTERVAL: "precision fields",
  JSON: "none_as_null astext_type",
  JSONB: "none_as_null astext_type",
  JSONPATH: "",
  MACADDR: "",
  MACADDR8: "",
  MONEY: "",
  NUMMULTIRANGE: "",
  NUMRANGE: "",
  OID: "",
  REGCLASS: "",
  REGCONFIG: "",
  TIME: "timezone precision",
  TIMESTAMP: "timezone precision",
  TSMULTIRANGE: "",
  TSQUERY: "",
  TSRANGE: "",
  TSTZMULTIRANGE: "",
  TSTZRANGE: "",
  TSVECTOR: "",
};

const characters = "charset collation ascii binary unicode national";
const mysqlString = `${characters} length collation_schema`;
const mysqlNational = mysqlString.replace("national", "national:True");
const mysqlInteger = "display_width unsigned zerofill";
const mysqlNumeric = "unsigned zerofill precision scale decimal_return_scale asdecimal=True";
const mysqlFloat = "precision scale asdecimal unsigned zerofill decimal_return_scale";

const mysql: Arguments<typeof sa.mysql> = {
  ...common,
  BIGINT: mysqlInteger,
  BIT: "length",
  CHAR: mysqlString,
  DATETIME: "timezone fsp",
  DECIMAL: mysqlNumeric,
  DOUBLE: mysqlFloat,
  ENUM: `*enums ${characters}`,
  FLOAT: mysqlFloat,
  INET4: "",
  INET6: "",
  INTEGER: mysqlInteger,
  LONGBLOB: "length",
  LONGTEXT: mysqlString,
  MEDIUMBLOB: "length",
  MEDIUMINT: mysqlInteger,
  MEDIUMTEXT: mysqlString,
  NCHAR: mysqlNational,
  NUMERIC: mysqlNumeric,
  NVARCHAR: mysqlNational,
  REAL: mysqlFloat,
  SET: `*values ${characters} retrieve_as_bitwise`,
  SMALLINT: mysqlInteger,
  TEXT: mysqlString,
  TIME: "timezone fsp",
  TIMESTAMP: "timezone fsp",
  TINYBLOB: "length",
  TINYINT: mysqlInteger,
  TINYTEXT: mysqlString,
  VARCHAR: mysqlString,
  YEAR: "display_width",
};

const mssql: Arguments<typeof sa.mssql> = {
  ...common,
  BIT: boolean,
  DATETIME2: "precision",
  DATETIMEOFFSET: "precision",
  DOUBLE_PRECISION: "",
  IMAGE: "length",
  MONEY: "",
  NTEXT: string,
  REAL: "",
  ROWVERSION: "convert_int",
  SMALLDATETIME: "timezone",
  SMALLMONEY: "",
  SQL_VARIANT: "",
  TIME: "precision",
  TIMESTAMP: "convert_int",
  TINYINT: "",
  UNIQUEIDENTIFIER: "as_uuid=True",
  VARBINARY: "length filestream",
  XML: string,
};

const oracle: Arguments<typeof sa.oracle> = {
  ...common,
  BFILE: "length",
  BINARY_DOUBLE: float,
  BINARY_FLOAT: float,
  DATE: "timezone",
  FLOAT: "binary_precision asdecimal decimal_return_scale",
  INTERVAL: "day_precision second_precision",
  JSON: "none_as_null use_blob",
  LONG: string,
  NCLOB: string,
  NUMBER: "precision scale asdecimal?",
  NVARCHAR2: string,
  RAW: "length",
  ROWID: "",
  TIMESTAMP: "timezone local_timezone",
  VARCHAR2: string,
};

const sqlite: Arguments<typeof sa.sqlite> = {
  ...common,
  DATE: "storage_format regexp",
  DATETIME: "",
  JSONB: "none_as_null",
  TIME: "",
};

/** The arguments of every type, by the module that has it and by its name. */
export const typeArguments = { sa: plain, postgresql, mysql, mssql, oracle, sqlite };
