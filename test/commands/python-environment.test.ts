import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.js";
import { MemoryOutput } from "../../src/support/output.js";
import { Project } from "../script/project.js";

const revision = `"""one"""
from alembic import op
import sqlalchemy as sa
revision = "a"
down_revision = None
branch_labels = None
depends_on = None
def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True))
def downgrade():
    op.drop_table("t")
`;

const mako = `"""\${message}"""
from alembic import op
import sqlalchemy as sa
revision = \${repr(up_revision)}
down_revision = \${repr(down_revision)}
branch_labels = \${repr(branch_labels)}
depends_on = \${repr(depends_on)}
def upgrade():
    \${upgrades if upgrades else "pass"}
def downgrade():
    \${downgrades if downgrades else "pass"}
`;

/** An env.py that is run, up to the lines that a case adds before its engine and to its \`configure()\`. */
const ordinary = (before: string, keywords = ""): string => `from alembic import context
from sqlalchemy import create_engine
config = context.config
${before}
with create_engine(config.get_main_option("sqlalchemy.url")).connect() as connection:
    context.configure(connection=connection${keywords})
    with context.begin_transaction():
        context.run_migrations()
`;

class Environment extends Project {
  constructor(env: string | undefined, files: Readonly<Record<string, string>> = {}, settings = "") {
    super();
    this.write({
      "alembic.ini": `[alembic]\nscript_location = %(here)s/m\nprepend_sys_path = .\nsqlalchemy.url = sqlite:///${this.folder}/app.db\n${settings}\n`,
      "m/versions/a.py": revision,
      ...(env === undefined ? {} : { "m/env.py": env }),
      ...files,
    });
  }

  async run(...argv: readonly string[]) {
    const output = new MemoryOutput();
    const code = await main(argv, { cwd: this.folder, env: {}, output });
    return { code, text: (output.stdout + output.stderr).replaceAll(this.folder, "DIR") };
  }
}

const wayOut =
  "To run without this env.py, write an env.ts beside it, or set 'environment = built-in' in the configuration";

describe("an env.py that cannot be run", () => {
  test.each([
    [
      "settings of a package that is missing",
      ordinary('from app.settings import settings\nconfig.set_main_option("sqlalchemy.url", settings.url)'),
      "DIR/m/env.py:5: app.settings.settings.url is used, but the module was found nowhere",
    ],
    [
      "a decision by what is missing",
      ordinary("from app.settings import settings\nif settings.debug:\n    print(1)"),
      "DIR/m/env.py:5: app.settings.settings.debug is used, but the module was found nowhere",
    ],
    [
      "a text of what is missing",
      ordinary('import settings\nconfig.set_main_option("sqlalchemy.url", f"sqlite:///{settings.path}")'),
      "DIR/m/env.py:5: settings.path is used, but the module was found nowhere",
    ],
    [
      "a comparison with what is missing",
      ordinary('import settings\nif settings.mode == "x":\n    print(1)'),
      "DIR/m/env.py:5: settings.mode is used, but the module was found nowhere",
    ],
    [
      "a function of SQLAlchemy that is missing here",
      ordinary("from sqlalchemy import event\n@event.nothing_of_that_name(1)\ndef connected(c, r):\n    pass"),
      'DIR/m/env.py:5:2: event.nothing_of_that_name is not supported: "@event.nothing_of_that_name(1)"',
    ],
    [
      "an event that is not told here",
      ordinary('from sqlalchemy import event\nevent.listen(create_engine("sqlite://"), "before_execute", print)'),
      "NotImplementedError: the event 'before_execute' of SQLAlchemy is not supported (DIR/m/env.py, line 5, in <module>)",
    ],
    [
      "a log that is written in another way",
      ordinary(
        'from logging.config import dictConfig\ndictConfig({"version": 1, "handlers": {"a": {"class": "app.Handler"}}})',
      ),
      "NotImplementedError: logging.config.dictConfig() does not support the handler class 'app.Handler'; use fileConfig() or basicConfig()",
    ],
    [
      "an option of an engine that would be left out",
      ordinary('create_engine("sqlite://", creator=print)'),
      "NotImplementedError: create_engine(creator=…) is not supported (DIR/m/env.py, line 4, in <module>)",
    ],
    ["what Python refuses", "def f(:\n", "DIR/m/env.py:1:6: SyntaxError: "],
  ])("when it has %s then the run is refused with line and way out", async (_, env, reason) => {
    const project = new Environment(env);
    const { code, text } = await project.run("upgrade", "head");
    expect(code).toBe(255);
    expect(text).toContain(`FAILED: ${reason}`);
    expect(text).toContain(wayOut);
    expect(existsSync(project.path("app.db"))).toBe(false);
  });

  test("when a module of the project decides by what is missing then its names are missing, too", async () => {
    const files = {
      "app/config.py": 'import settings\nURL = "sqlite:///a.db" if settings.debug else "sqlite:///b.db"\n',
    };
    const env = ordinary("from app.config import URL\nconfig.set_main_option('sqlalchemy.url', URL)");
    const { code, text } = await new Environment(env, files).run("upgrade", "head");
    expect(code).toBe(255);
    expect(text).toContain(
      "DIR/m/env.py:5: app.config.URL is used, but app.config could not be run: ImportError: settings.debug is used, but the module was found nowhere",
    );
  });

  test("when an env.ts is beside it then that one is run", async () => {
    const env = 'export default function env() {\n  throw new Error("typescript");\n}\n';
    const { text } = await new Environment("raise ValueError('python')", { "m/env.ts": env }).run("current");
    expect(text).toContain("typescript");
  });

  test.each([
    ["alembic.ini", "environment = built-in", {}],
    ["pyproject.toml", "", { "pyproject.toml": '[tool.alembic]\nenvironment = "built-in"\n' }],
    ["package.json", "", { "package.json": '{ "alembic": { "environment": "built-in" } }' }],
  ])("when %s asks for the built-in environment then it is not run", async (_, settings, files) => {
    const project = new Environment("raise ValueError('python')", files, settings);
    expect(await project.run("upgrade", "head")).toMatchObject({ code: 0 });
    expect((await project.run("current")).text).toContain("a (head)");
  });

  test("when the configuration asks for another environment then it is refused", async () => {
    const { code, text } = await new Environment("", {}, "environment = python").run("current");
    expect([code, text]).toEqual([
      255,
      "FAILED: 'environment' is 'python' in the configuration; it can be left out, or be 'built-in'\n",
    ]);
  });
});

describe("the models of an env.py", () => {
  const models = `import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass
metadata = sa.MetaData()
class Base(MappedAsDataclass, DeclarativeBase):
    metadata = metadata
class User(Base):
    __tablename__ = "user"
    id = sa.Column(sa.Integer, primary_key=True)
`;
  const failing = "import settings\nif settings.x:\n    pass\n";

  test.each([
    [
      "are found nowhere",
      {},
      "from app.models import Base",
      "Base.metadata",
      "app.models.Base.metadata is missing: the module was found nowhere",
    ],
    [
      "are dataclasses of the ORM",
      { "app/models.py": models },
      "from app.models import Base",
      "Base.metadata",
      "sqlalchemy.orm.MappedAsDataclass declares tables by the ORM, whose classes are not evaluated here",
    ],
    [
      "are metadata that the ORM fills",
      { "app/models.py": models },
      "from app.models import metadata",
      "metadata",
      "sqlalchemy.orm.MappedAsDataclass declares tables by the ORM, whose classes are not evaluated here",
    ],
    [
      "are tables of which a module is missing",
      { "app/db.py": "import sqlalchemy as sa\nmetadata = sa.MetaData()\n", "app/models.py": failing },
      "from app.db import metadata\nimport app.models",
      "metadata",
      "app.models is missing, and may declare tables (ImportError: settings.x is used, but the module was found nowhere)",
    ],
  ])("when they %s then upgrade runs, and check says why it does not", async (_, files, before, metadata, reason) => {
    const project = new Environment(ordinary(before, `, target_metadata=${metadata}`), files);
    expect(await project.run("upgrade", "head")).toMatchObject({ code: 0 });
    for (const argv of [["check"], ["revision", "--autogenerate", "-m", "x"]]) {
      const { code, text } = await project.run(...argv);
      expect([code, text.match(/^FAILED: .*$/m)?.[0]]).toEqual([
        255,
        `FAILED: Can't proceed with --autogenerate option; the models of 'DIR/m/env.py' cannot be read here: ${reason}. ` +
          "Write an env.ts with models of its own, or run this with Python's alembic.",
      ]);
    }
  });
});

describe("models of SQLModel in an env.py", () => {
  const models = `import uuid
from decimal import Decimal
from typing import Optional
import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel
SQLModel.metadata.naming_convention = {"ix": "ix_%(column_0_label)s", "fk": "fk_%(table_name)s_%(column_0_name)s"}
class Team(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    heroes: list["Hero"] = Relationship(back_populates="team")
class Hero(SQLModel, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    name: str = Field(index=True, max_length=30)
    price: Decimal = Field(default=0, max_digits=8, decimal_places=2)
    data: dict = Field(default={}, sa_type=sa.JSON)
    team_id: Optional[int] = Field(default=None, foreign_key="team.id", ondelete="CASCADE")
    team: Optional[Team] = Relationship(back_populates="heroes")
`;
  const env = ordinary("from sqlmodel import SQLModel\nimport models", ", target_metadata=SQLModel.metadata");

  test("when a revision is generated from them and applied then check finds no difference", async () => {
    const project = new Environment(env, { "models.py": models, "m/script.py.mako": mako });
    expect(await project.run("upgrade", "head")).toMatchObject({ code: 0 });
    expect(await project.run("check")).toMatchObject({ code: 255 });
    const { code } = await project.run("revision", "--autogenerate", "-m", "x", "--rev-id", "b");
    expect(code).toBe(0);
    expect(readFileSync(`${project.folder}/m/versions/b_x.py`, "utf8")).toContain(`    op.create_table('hero',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=30), nullable=False),
    sa.Column('price', sa.Numeric(precision=8, scale=2), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_hero_team_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_hero_name'), 'hero', ['name'], unique=False)
`);
    expect(await project.run("upgrade", "head")).toMatchObject({ code: 0 });
    expect((await project.run("check")).text).toContain("No new upgrade operations detected.");
  });
});

describe("what an env.py may do", () => {
  test("when it writes below the folder of the project then the file is there, and elsewhere it is refused", async () => {
    const project = new Environment(
      ordinary('with open("note.txt", "w") as file:\n    file.write("one\\n")\n    print("two", file=file)'),
    );
    expect(await project.run("current")).toMatchObject({ code: 0 });
    expect(readFileSync(project.path("note.txt"), "utf8")).toBe("one\ntwo\n");
    const other = new Environment(ordinary('open("/etc/alembic-note", "w")'));
    expect((await other.run("current")).text).toContain("PermissionError");
  });

  test("when it leaves files open then they are written at its end, also one that a revision's open() came between", async () => {
    const text = revision.replace("def upgrade():", 'def upgrade():\n    assert open("note.txt").read() == "old"');
    const env = ordinary(
      'kept = open("left.txt", "w")\nkept.write("é")\nopen("app.txt", "a").write("+")\nopen("note.txt", "w").write("old")',
    );
    const project = new Environment(`${env}\nkept.write("later")\n`, {
      "m/versions/a.py": text,
      "app.txt": "before",
    });
    expect(await project.run("upgrade", "head")).toMatchObject({ code: 0 });
    const read = (name: string) => readFileSync(project.path(name), "utf8");
    expect([read("left.txt"), read("app.txt"), read("note.txt")]).toEqual(["élater", "before+", "old"]);
  });

  test("when a revision writes then it is refused, though the env.py may", async () => {
    const text = revision.replace("def upgrade():", 'def upgrade():\n    open("note.txt", "w")');
    const project = new Environment(ordinary(""), { "m/versions/a.py": text });
    const run = await project.run("upgrade", "head");
    expect([run.code, run.text]).toEqual([255, expect.stringContaining("a script may read files, not write them")]);
  });

  test("when several databases are one run then a failure leaves all as they were", async () => {
    const env = `from alembic import context
from sqlalchemy import create_engine
connections = [create_engine(f"sqlite:///{context.config.get_main_option('here')}/{name}.db").connect() for name in ("one", "two")]
transactions = [connection.begin() for connection in connections]
try:
    for connection in connections:
        context.configure(connection=connection)
        context.run_migrations()
        if connection is connections[1]:
            raise ValueError("late")
    for transaction in transactions:
        transaction.commit()
except:
    for transaction in transactions:
        transaction.rollback()
    raise
finally:
    for connection in connections:
        connection.close()
`;
    const project = new Environment(env);
    const { code, text } = await project.run("upgrade", "head");
    expect([code, text]).toEqual([
      255,
      expect.stringContaining("FAILED: ValueError: late (DIR/m/env.py, line 16, in <module>)"),
    ]);
    for (const name of ["one.db", "two.db"])
      expect(existsSync(project.path(name)) && readFileSync(project.path(name)).includes("alembic_version")).toBe(
        false,
      );
  });

  test("when a step fails then its error comes through the env.py, and the database is as it was", async () => {
    const text = revision.replace("def downgrade", '    op.execute("nonsense")\ndef downgrade');
    const project = new Environment(ordinary(""), { "m/versions/a.py": text });
    const { code, text: said } = await project.run("upgrade", "head");
    expect([code, said]).toEqual([255, expect.stringContaining('near "nonsense": syntax error')]);
    expect(existsSync(project.path("app.db")) && readFileSync(project.path("app.db")).includes("CREATE TABLE t")).toBe(
      false,
    );
  });
});
