"""Every type with its parameters, and types with variants."""

from .notation import call

PLAIN = """Integer SmallInteger BigInteger INTEGER SMALLINT BIGINT INT Numeric Float Double NUMERIC DECIMAL FLOAT REAL
DOUBLE DOUBLE_PRECISION String Unicode Text UnicodeText VARCHAR CHAR NVARCHAR NCHAR TEXT CLOB DateTime Date Time
Interval DATE TIME DATETIME TIMESTAMP LargeBinary BLOB BINARY VARBINARY Boolean BOOLEAN JSON Uuid UUID PickleType
postgresql.INET postgresql.CIDR postgresql.MACADDR postgresql.MACADDR8 postgresql.MONEY postgresql.OID
postgresql.REGCLASS postgresql.REGCONFIG postgresql.TSQUERY postgresql.TSVECTOR postgresql.INT4RANGE
postgresql.INT8RANGE postgresql.NUMRANGE postgresql.DATERANGE postgresql.TSRANGE postgresql.TSTZRANGE
postgresql.INT4MULTIRANGE postgresql.INT8MULTIRANGE postgresql.NUMMULTIRANGE postgresql.DATEMULTIRANGE
postgresql.TSMULTIRANGE postgresql.TSTZMULTIRANGE postgresql.BYTEA postgresql.CITEXT postgresql.TIMESTAMP
postgresql.TIME postgresql.INTERVAL postgresql.JSON postgresql.JSONB postgresql.JSONPATH postgresql.HSTORE
postgresql.UUID postgresql.DOUBLE_PRECISION
mysql.INTEGER mysql.BIGINT mysql.SMALLINT mysql.TINYINT mysql.MEDIUMINT mysql.NUMERIC mysql.DECIMAL mysql.FLOAT
mysql.DOUBLE mysql.REAL mysql.CHAR mysql.NCHAR mysql.TEXT mysql.TINYTEXT mysql.MEDIUMTEXT mysql.LONGTEXT mysql.DATETIME
mysql.TIME mysql.TIMESTAMP mysql.YEAR mysql.BIT mysql.TINYBLOB mysql.MEDIUMBLOB mysql.LONGBLOB mysql.VARCHAR mysql.JSON
mssql.DATETIME2 mssql.DATETIMEOFFSET mssql.TIME mssql.SMALLDATETIME mssql.TINYINT mssql.NTEXT mssql.XML mssql.IMAGE
mssql.BIT mssql.UNIQUEIDENTIFIER mssql.MONEY mssql.SMALLMONEY mssql.SQL_VARIANT mssql.VARBINARY mssql.TIMESTAMP
mssql.ROWVERSION mssql.DOUBLE_PRECISION mssql.REAL mssql.JSON
oracle.NCLOB oracle.LONG oracle.VARCHAR2 oracle.BINARY_DOUBLE oracle.BINARY_FLOAT oracle.DATE oracle.RAW
oracle.ROWID oracle.NUMBER oracle.TIMESTAMP oracle.FLOAT oracle.INTERVAL
sqlite.DATETIME sqlite.DATE sqlite.TIME sqlite.JSON""".split()


def parametrised():
    for name in ("String", "Unicode", "Text", "VARCHAR", "CHAR", "NVARCHAR", "NCHAR", "TEXT", "UnicodeText"):
        yield call(name, 30)
        yield call(name, 30, collation="utf8_bin")
    yield call("String", collation="de_DE")
    yield call("String", 10, collation="NOCASE")
    for name in ("Numeric", "NUMERIC", "DECIMAL"):
        yield call(name, 10)
        yield call(name, 10, 2)
        yield call(name, 10, 0)
        yield call(name, precision=8, scale=3, asdecimal=False)
    for name in ("Float", "FLOAT", "Double", "DOUBLE", "REAL"):
        yield call(name, 53)
    for name in ("DateTime", "Time", "TIMESTAMP", "DATETIME", "TIME"):
        yield call(name, timezone=True)
    yield call("Interval", native=False)
    yield call("Interval", second_precision=3, day_precision=2)
    for name in ("LargeBinary", "BLOB", "BINARY", "VARBINARY"):
        yield call(name, 16)
    yield call("Uuid", native_uuid=False)
    yield call("Uuid", as_uuid=False)
    yield call("Enum", "a", "it's", "50%", "back\\slash", name="kind")
    yield call("Enum", "a", "bb", name="kind", schema="s")
    yield call("Enum", "a", "bb", name="kind", native_enum=False)
    yield call("Enum", "a", "bb", name="kind", native_enum=False, length=20)
    yield call("Enum", "a", "bb")
    yield call("Enum", "a", "b", name="Mixed Case")
    yield call("ARRAY", call("Integer"))
    yield call("ARRAY", call("String", 20), dimensions=2)
    yield call("ARRAY", call("Text", collation="de_DE"))
    yield call("JSON", none_as_null=True)
    yield call("Enum", "a", "b", name="kind", quote=True, validate_strings=True)
    yield call("Enum", "a", "b", name="Kind", quote=False)
    yield call("PickleType", protocol=2)
    yield from dialect_types()


def dialect_types():
    yield call("postgresql.TIMESTAMP", timezone=True, precision=3)
    yield call("postgresql.TIMESTAMP", precision=0)
    yield call("postgresql.TIME", timezone=True, precision=2)
    yield call("postgresql.INTERVAL", fields="YEAR TO MONTH")
    yield call("postgresql.INTERVAL", precision=3)
    yield call("postgresql.INTERVAL", fields="DAY TO SECOND", precision=3)
    yield call("postgresql.BIT", 5)
    yield call("postgresql.BIT", 5, varying=True)
    yield call("postgresql.BIT", varying=True)
    yield call("postgresql.ARRAY", call("postgresql.UUID"))
    yield call("postgresql.ARRAY", call("Text"), dimensions=3)
    yield call("postgresql.JSONB", none_as_null=True)
    yield call("postgresql.ENUM", "a", "b", name="mood")
    yield call("postgresql.ENUM", "a", "b", name="mood", schema="other")
    yield call("postgresql.ENUM", "a", "b", name="date")
    yield call("postgresql.ENUM", "a", "b", name="mood", validate_strings=True, quote=True)
    yield call("postgresql.DOMAIN", "positive", call("Integer"), quote=True)
    yield call("postgresql.DOMAIN", "positive", call("Integer"))
    yield call("postgresql.DOMAIN", "Positive", call("Integer"), schema="Other")
    for name in ("INTEGER", "BIGINT", "SMALLINT", "TINYINT", "MEDIUMINT"):
        yield call(f"mysql.{name}", 4)
        yield call(f"mysql.{name}", display_width=4, unsigned=True)
        yield call(f"mysql.{name}", unsigned=True, zerofill=True)
    for name in ("NUMERIC", "DECIMAL", "FLOAT", "DOUBLE", "REAL"):
        yield call(f"mysql.{name}", 10, 2)
        yield call(f"mysql.{name}", 10, 2, unsigned=True)
        yield call(f"mysql.{name}", 10)
        yield call(f"mysql.{name}", unsigned=True, zerofill=True)
    for name in ("VARCHAR", "CHAR", "TEXT", "NVARCHAR", "NCHAR"):
        yield call(f"mysql.{name}", 20)
        yield call(f"mysql.{name}", 20, charset="utf8mb4")
        yield call(f"mysql.{name}", 20, charset="utf8mb4", collation="utf8mb4_bin")
        yield call(f"mysql.{name}", 20, collation="utf8mb4_bin")
        yield call(f"mysql.{name}", 20, binary=True)
    yield call("mysql.VARCHAR", 20, ascii=True)
    yield call("mysql.VARCHAR", 20, unicode=True)
    yield call("mysql.VARCHAR", 20, national=True)
    for name in ("TINYTEXT", "MEDIUMTEXT", "LONGTEXT"):
        yield call(f"mysql.{name}", charset="latin1")
        yield call(f"mysql.{name}", collation="latin1_bin")
    for name in ("DATETIME", "TIME", "TIMESTAMP"):
        yield call(f"mysql.{name}", fsp=6)
    yield call("mysql.YEAR", display_width=4)
    yield call("mysql.BIT", 8)
    yield call("mysql.ENUM", "a", "it's", "back\\slash")
    yield call("mysql.ENUM", "a", "b", charset="latin1", collation="latin1_bin")
    yield call("mysql.ENUM", "a", "b", strict=True)
    yield call("mysql.SET", "a", "b")
    yield call("mysql.SET", "a", "b", charset="latin1")
    for name in ("DATETIME2", "DATETIMEOFFSET", "TIME"):
        yield call(f"mssql.{name}", precision=3)
    yield call("mssql.DATETIME2", 3, timezone=True)
    yield call("mssql.TIMESTAMP", convert_int=True)
    yield call("mssql.ROWVERSION", convert_int=True)
    yield call("mssql.VARBINARY", "max")
    yield call("mssql.VARBINARY", 20)
    yield call("mssql.VARBINARY", "max", filestream=True)
    yield call("mssql.NTEXT", collation="Latin1_General_CI_AS")
    yield call("mssql.NVARCHAR", 20, collation="Latin1_General_CI_AS")
    yield call("oracle.VARCHAR2", 20)
    yield call("oracle.NUMBER", 10)
    yield call("oracle.NUMBER", 10, 2)
    yield call("oracle.NUMBER", precision=10, scale=0)
    yield call("oracle.FLOAT", binary_precision=16)
    yield call("oracle.RAW", 16)
    yield call("oracle.TIMESTAMP", timezone=True)
    yield call("oracle.TIMESTAMP", local_timezone=True)
    yield call("oracle.INTERVAL", day_precision=2, second_precision=6)
    yield call("oracle.JSON", use_blob=True)
    yield call("oracle.JSON", use_blob=False)
    yield call("sqlite.DATETIME", truncate_microseconds=True)
    yield {
        "$method": "with_variant",
        "on": call("String", 20),
        "args": [call("mysql.LONGTEXT"), "mysql", "mariadb"],
    }
    yield {"$method": "with_variant", "on": call("JSON"), "args": [call("postgresql.JSONB"), "postgresql"]}
    yield {"$method": "with_variant", "on": call("BigInteger"), "args": [call("Integer"), "sqlite"]}


def cases():
    for at, kind in enumerate([call(name) for name in PLAIN] + list(parametrised())):
        name = kind.get("$call") or f"{kind['on']['$call']}.{kind['$method']}"
        yield {"id": f"{at} {name}", "statement": {"kind": "type", "type": kind}}
