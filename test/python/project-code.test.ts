import { describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { RevisionRun } from "../../src/python/revision-run.js";
import { scriptOf, startRun } from "../operations/run-operations.js";

/** Runs a step offline, with the modules of its project. */
async function script(
  step: string,
  modules: Readonly<Record<string, string>> = {},
  dialect = "sqlite",
): Promise<string> {
  const world = {
    importModule: (name: string) => {
      const source = modules[name];
      const isPackage = Object.keys(modules).some((one) => one.startsWith(`${name}.`));
      if (source === undefined && !isPackage) return undefined;
      return { kind: "source", source: source ?? "", file: `/app/${name}.py`, isPackage } as const;
    },
  };
  const found = await loadDialect(dialect);
  const run = startRun(found, undefined, { literalBinds: true });
  const { upgrade } = await new RevisionRun(world).load(
    "a.py",
    `from alembic import op\nimport sqlalchemy as sa\n${step}\n`,
  );
  await upgrade?.(run.op);
  await run.op.close();
  return scriptOf(found, run.statements).trim();
}

const inUpgrade = (lines: string): string => `def upgrade():\n${lines.replaceAll(/^/gm, "    ")}`;

describe("models of SQLModel in a module of the project", () => {
  const head = `from __future__ import annotations
from typing import TYPE_CHECKING
import sqlalchemy as sa
from lib import Kind
from pydantic import ConfigDict, EmailStr, field_serializer, field_validator
from sqlmodel import Field, Relationship, SQLModel
if TYPE_CHECKING:
    from app.teams import Team
`;
  const user = `class User(SQLModel, table=True):
    model_config = ConfigDict(str_strip_whitespace=True)
    id: int | None = Field(default=None, primary_key=True)
    email: EmailStr
    team: Team | None = Relationship(back_populates="users")
    @field_validator("email")
    @classmethod
    def lower(cls, value):
        return value.lower()
`;
  const create = "from app.models import User\nfrom sqlalchemy.schema import CreateTable\n";

  test("when a model has checks of pydantic then its table is that without them", async () => {
    const step = `${create}${inUpgrade("User.__table__.create(op.get_bind())\nop.bulk_insert(User.__table__, [{'email': 'A'}])")}`;
    expect(await script(step, { "app.models": head + user })).toBe(
      "CREATE TABLE user (\n    id INTEGER NOT NULL, \n    email VARCHAR NOT NULL, \n    PRIMARY KEY (id)\n);\n\nINSERT INTO user (email) VALUES ('A');",
    );
  });

  test.each([
    [
      "a column whose type is found nowhere",
      "class User(SQLModel, table=True):\n    id: Kind = Field(primary_key=True)\n",
      "op.drop_table(User.__tablename__)",
      "app.models could not be run: NotImplementedError: the column type of lib.Kind is not known: give the field sa_type or sa_column",
    ],
    [
      "a checked value of a plain model",
      "class User(SQLModel):\n    n: int\n    @field_validator('n')\n    def f(cls, n):\n        return n + 1\n",
      "User(n=1)",
      "User.f: pydantic.field_validator is not supported",
    ],
    [
      "a value that pydantic converts",
      "class User(SQLModel):\n    n: int\n",
      "User(n='1')",
      "User.n: pydantic's conversion of '1' is not supported",
    ],
    [
      "a value beyond a limit",
      "class User(SQLModel):\n    n: int = Field(lt=5)\n",
      "User(n=7)",
      "User.n: pydantic's check of lt=5 for 7 is not supported",
    ],
    [
      "a class that derives from one with a table",
      "class Base(SQLModel, table=True):\n    id: int = Field(primary_key=True)\nclass User(Base):\n    n: int = 1\n",
      "User(id=1)",
      "User derives from the table class Base, which is not supported",
    ],
    [
      "a column that is made by a missing function",
      "import lib\nclass User(SQLModel, table=True):\n    id: int = lib.Field()\n",
      "op.drop_table(User.__tablename__)",
      "User.id is made by lib.Field(), which is not supported",
    ],
  ])("when a step uses %s then it is refused by name", async (_, models, lines, reason) => {
    await expect(script(`${create}${inUpgrade(lines)}`, { "app.models": head + models })).rejects.toThrow(reason);
  });
});

describe("modules of a project that need what is missing", () => {
  const broken = { "app.models": "import lib\nKINDS = sorted(lib.KINDS)\nNAME = 'm'\n", "app.names": "T = 't'\n" };

  test("when a module below a package fails then a step that does not use it runs", async () => {
    const step = `from app import models, names\n${inUpgrade("op.drop_table(names.T)")}`;
    expect(await script(step, broken)).toBe("DROP TABLE t;");
  });

  test("when a step uses a module that failed then the reason is named", async () => {
    const step = `from app import models\n${inUpgrade("op.drop_table(models.NAME)")}`;
    await expect(script(step, broken)).rejects.toThrow(
      "app.models.NAME is used, but app.models could not be run: ImportError: lib.KINDS is used, but the module was found nowhere",
    );
  });

  test("when a script catches that a module below a package fails then it gets the exception", async () => {
    const step = `try:\n    from app import models\nexcept ImportError:\n    models = None\n${inUpgrade("op.drop_table(str(models))")}`;
    expect(await script(step, broken)).toBe('DROP TABLE "None";');
  });

  test.each([
    ["an f-string", 'op.execute(f"SELECT {lib.LOW}")'],
    ["a format", 'op.execute("SELECT %s" % lib.LOW)'],
    ["a comparison", "if op.get_bind().dialect.name == lib.NAME:\n    op.drop_table('t')"],
    ["isinstance()", "if isinstance(op, lib.LOW):\n    op.drop_table('t')"],
  ])("when a step uses a missing name in %s then it is refused", async (_, lines) => {
    await expect(script(`import lib\n${inUpgrade(lines)}`)).rejects.toThrow(
      /lib\.(?:LOW|NAME) is used, but the module was found/,
    );
  });

  test("when the type of a column is missing then the column can be declared and not written", async () => {
    const declared =
      "import lib\nt = sa.Table('t', sa.MetaData(), sa.Column('a', lib.Json), sa.Column('b', sa.Integer), sa.Column('c', sa.Text().with_variant(lib.Json, 'sqlite')))\n";
    expect(await script(`${declared}${inUpgrade("op.execute(t.update().values(b=1))")}`)).toBe("UPDATE t SET b=1;");
    await expect(script(`${declared}${inUpgrade("op.create_table('u', *[c.copy() for c in t.c])")}`)).rejects.toThrow(
      "lib.Json is used, but the module was found nowhere",
    );
  });

  test("when a table is declared with metadata that is missing then the metadata is named", async () => {
    await expect(script("import lib\nt = sa.Table('t', lib.metadata)\ndef upgrade():\n    pass")).rejects.toThrow(
      "lib.metadata is used, but the module was found nowhere",
    );
  });
});

describe("what steps of real projects use", () => {
  test("when options of a table of MySQL have capitals then they are the same options", async () => {
    const step = inUpgrade(
      "op.create_table('t', sa.Column('a', sa.Integer), mysql_ENGINE='InnoDB', mysql_DEFAULT_CHARSET='UTF8')",
    );
    expect(await script(step, {}, "mysql")).toBe(
      "CREATE TABLE t (\n    a INTEGER\n)ENGINE=InnoDB DEFAULT CHARSET=UTF8;",
    );
  });

  test.each([
    "import collections.abc",
    "from collections import abc",
    "from logging import config",
    "from urllib import parse",
  ])("when a module below one of the standard library is imported by '%s' then it is found", async (line) => {
    expect(await script(`${line}\n${inUpgrade("op.drop_table('t')")}`)).toBe("DROP TABLE t;");
  });

  test.each([
    ["mysql", "mysql.base", "MySQLDialect", true],
    ["mariadb", "mysql.base", "MySQLDialect", true],
    ["postgresql", "mysql.base", "MySQLDialect", false],
    ["postgresql", "postgresql", "dialect", true],
    ["sqlite", "sqlite.base", "SQLiteDialect", true],
  ])("when a step on %s compares its dialect with %s.%s then the answer is %s", async (dialect, module, name, same) => {
    const step = `from sqlalchemy.dialects.${module} import ${name} as D\n${inUpgrade("op.drop_table(str(isinstance(op.get_bind().dialect, D)))")}`;
    expect(await script(step, {}, dialect)).toContain(same ? "True" : "False");
  });

  test("when a step makes and drops a sequence then it is written where the dialect has sequences", async () => {
    const step = `from sqlalchemy.schema import CreateSequence, DropSequence, Sequence\n${inUpgrade(
      "if op.get_bind().dialect.supports_sequences:\n    op.execute(CreateSequence(Sequence('s', start=5)))\n    op.execute(DropSequence(Sequence('s')))",
    )}`;
    expect(await script(step, {}, "postgresql")).toBe("CREATE SEQUENCE s START WITH 5;\n\nDROP SEQUENCE s;");
    expect(await script(step)).toBe("");
  });

  test("when a variant is a function that returns a type, and a table has its metadata among its columns, then it is created", async () => {
    const step = `def Small():\n    return sa.SmallInteger()\n${inUpgrade(
      "op.create_table('t', sa.MetaData(), sa.Column('a', sa.BigInteger().with_variant(Small, 'sqlite'))._copy())",
    )}`;
    expect(await script(step)).toBe("CREATE TABLE t (\n    a SMALLINT\n);");
  });

  test("when a TypeDecorator has the class of its values in brackets then it is the same type", async () => {
    const step = `class Text(sa.types.TypeDecorator[str]):\n    impl = sa.Text\n${inUpgrade("op.add_column('t', sa.Column('a', Text))")}`;
    expect(await script(step)).toBe("ALTER TABLE t ADD COLUMN a TEXT;");
  });

  test("when a column has a type of sqlalchemy.ext.mutable then it is the type inside", async () => {
    const step = `from sqlalchemy.ext.mutable import MutableDict\nfrom sqlalchemy.ext import mutable\n${inUpgrade(
      "op.add_column('t', sa.Column('a', MutableDict.as_mutable(sa.JSON)))\nop.add_column('t', sa.Column('b', mutable.MutableList.as_mutable(sa.Text())))",
    )}`;
    expect(await script(step)).toBe("ALTER TABLE t ADD COLUMN a JSON;\n\nALTER TABLE t ADD COLUMN b TEXT;");
  });
});

describe("types that depend on the dialect", () => {
  test.each([
    ["mssql", "VARCHAR(32)"],
    ["mysql", "CHAR(32)"],
    ["sqlite", "CHAR(32)"],
  ])(
    "when a type asks for the descriptor of a CHAR then %s has %s, as SQLAlchemy's driver has it",
    async (dialect, sql) => {
      const step = `class GUID(sa.types.TypeDecorator):
    impl = sa.CHAR
    def load_dialect_impl(self, dialect):
        return dialect.type_descriptor(sa.CHAR(32))
${inUpgrade("op.create_table('t', sa.Column('a', GUID), sa.Column('b', GUID().with_variant(sa.Integer, 'oracle')))")}`;
      expect(await script(step, {}, dialect)).toContain(`a ${sql}`);
      expect(await script(step, {}, dialect)).toContain(`b ${sql}`);
    },
  );
});

describe("classes that a script writes by @compiles", () => {
  const start = `from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import ColumnElement, ClauseElement, Executable, FunctionElement
from sqlalchemy.sql.functions import GenericFunction
`;

  test.each([
    ["sqlite", "ALTER TABLE t ADD COLUMN a JSONB;\n\nALTER TABLE t ADD COLUMN b JSONB;"],
    ["postgresql", "ALTER TABLE t ADD COLUMN a JSON;\n\nALTER TABLE t ADD COLUMN b JSON;"],
  ])("when a type is written for one dialect then %s has it as in Python", async (dialect, sql) => {
    const step = `${start}
class JSONB(sa.JSON):
    pass
@compiles(JSONB, "sqlite")
def _(element, compiler, **kw):
    return "JSONB"
${inUpgrade("op.add_column('t', sa.Column('a', JSONB))\nop.add_column('t', sa.Column('b', sa.JSON().with_variant(JSONB(), 'sqlite')))")}`;
    expect(await script(step, {}, dialect)).toBe(sql);
  });

  test("when a type of SQLAlchemy is written by a script then the dialect's own text can be part of it", async () => {
    const step = `${start}
@compiles(sa.DateTime, "mysql")
def _(element, compiler, **kw):
    return compiler.visit_datetime(element) + "(6)"
${inUpgrade("op.add_column('t', sa.Column('a', sa.DateTime))\nop.add_column('t', sa.Column('b', sa.DateTime()))")}`;
    expect(await script(step, {}, "mysql")).toBe(
      "ALTER TABLE t ADD COLUMN a DATETIME(6);\n\nALTER TABLE t ADD COLUMN b DATETIME(6);",
    );
    expect(await script(step)).toContain("a DATETIME;");
  });

  test("when functions are written by a script then each dialect gets its own, also for defaults and in statements", async () => {
    const step = `${start}
class utcnow(FunctionElement):
    type = sa.DateTime()
    inherit_cache = True
@compiles(utcnow)
def _(element, compiler, **kw):
    return "CURRENT_TIMESTAMP"
@compiles(utcnow, "postgresql")
def _(element, compiler, **kw):
    return "TIMEZONE('utc', CURRENT_TIMESTAMP)"
class greatest(FunctionElement[int]):
    pass
@compiles(greatest, "sqlite")
def _(element, compiler, **kw):
    return "max(%s)" % compiler.process(element.clauses, **kw)
@compiles(greatest)
def _(element, compiler, **kw):
    a, b = list(element.clauses)
    return "greatest(" + compiler.process(a) + ", " + compiler.process(b) + ")"
class as_utc(GenericFunction):
    type = sa.DateTime()
t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.DateTime))
${inUpgrade("op.add_column('t', sa.Column('c', sa.DateTime, server_default=utcnow()))\nop.execute(t.update().values(a=greatest(t.c.a, 5), b=as_utc(t.c.b)).where(t.c.b < utcnow()))")}`;
    expect(await script(step)).toBe(
      "ALTER TABLE t ADD COLUMN c DATETIME DEFAULT CURRENT_TIMESTAMP;\n\nUPDATE t SET a=max(t.a, 5), b=as_utc(t.b) WHERE t.b < CURRENT_TIMESTAMP;",
    );
    expect(await script(step, {}, "postgresql")).toBe(
      "ALTER TABLE t ADD COLUMN c TIMESTAMP WITHOUT TIME ZONE DEFAULT TIMEZONE('utc', CURRENT_TIMESTAMP);\n\nUPDATE t SET a=greatest(t.a, 5), b=as_utc(t.b) WHERE t.b < TIMEZONE('utc', CURRENT_TIMESTAMP);",
    );
  });

  test("when a statement is a class of the script's own then it is executed as it is written", async () => {
    const step = `${start}
class CreateView(Executable, ClauseElement):
    def __init__(self, name, select):
        self.name, self.select = name, select
@compiles(CreateView)
def _(element, compiler, **kw):
    return "CREATE VIEW %s AS %s" % (element.name, compiler.process(element.select, literal_binds=True))
t = sa.table("t", sa.column("a"))
${inUpgrade("op.execute(CreateView('v', sa.select(t).where(t.c.a == 1)))")}`;
    expect(await script(step)).toBe("CREATE VIEW v AS SELECT t.a \nFROM t \nWHERE t.a = 1;");
  });

  test("when no function is registered for a dialect then the error names the class", async () => {
    const step = `${start}
class least(FunctionElement):
    pass
@compiles(least, "sqlite")
def _(element, compiler, **kw):
    return "min()"
${inUpgrade("op.execute(sa.select(least()))")}`;
    await expect(script(step, {}, "mysql")).rejects.toThrow("Compiler for mysql can't render element of type least");
  });

  test("when a class of SQLAlchemy itself is written by a script then a step on that dialect is refused, and on others not", async () => {
    const step = `${start}
@compiles(sa.ForeignKeyConstraint, "postgresql")
def _(element, compiler, **kw):
    return ""
${inUpgrade("op.drop_table('t')")}`;
    expect(await script(step)).toBe("DROP TABLE t;");
    await expect(script(step, {}, "postgresql")).rejects.toThrow("@compiles(ForeignKeyConstraint) is not supported");
  });
});
