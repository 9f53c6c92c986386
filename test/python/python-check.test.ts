import { describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { RevisionRun } from "../../src/python/revision-run.js";
import { startRun } from "../operations/run-operations.js";

const check = (upgrade: string, before = ""): void =>
  new RevisionRun({}).check(
    "a.py",
    `from alembic import context, op
import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session, declarative_base
${before}
def upgrade():
${upgrade.replaceAll(/^/gm, "    ")}
`,
  );

describe("what a step may not use is refused before it runs", () => {
  test.each([
    ["a directive that is missing", "op.implementation_for(x)", "op.implementation_for is not supported"],
    ["a name in a chain", "sa.sql.nothing_of_that_name", "sa.sql.nothing_of_that_name is not supported"],
    [
      "a module of a function's own import",
      "from sqlalchemy import event\nevent.Events(1)",
      "event.Events is not supported",
    ],
    ["except*", "try:\n    pass\nexcept* ValueError:\n    pass", "except* is not supported"],
    [
      "an asynchronous generator",
      "async def rows():\n    yield 1\nop.run_async(rows)",
      "an asynchronous generator is not supported",
    ],
    ["a complex number", "x = 1j", "complex numbers are not supported"],
    [
      "a character by an uncommon name",
      "op.execute('\\N{LINEAR B SYLLABLE B008 A}')",
      "the character \\N{LINEAR B SYLLABLE B008 A} is not known by its name here; write the character itself",
    ],
    [
      "a session's method that is missing",
      "session = Session(bind=op.get_bind())\nsession.enable_relationship_loading(1)",
      "Session.enable_relationship_loading is not supported",
    ],
    [
      "a query's method that is missing",
      "with orm.Session(op.get_bind()) as s:\n    s.query(1).filter(2).options(3).all()",
      "Query.options is not supported",
    ],
    [
      "a base that is missing",
      "from sqlalchemy import orm\norm.MappedAsDataclass()",
      "orm.MappedAsDataclass is not supported",
    ],
  ])("when it has %s", (_, upgrade, reason) => {
    expect(() => check(upgrade)).toThrow(reason);
  });

  test("when a class with a base that is missing is declared then its use is refused, and its name is not", () => {
    const classes =
      "from sqlalchemy.orm import MappedAsDataclass\nclass User(MappedAsDataclass):\n    __tablename__ = 'u'\n    id: int = None\n";
    expect(() => check("x = User(id=1)", classes)).toThrow("a.py:11:9: User is not supported");
    expect(() => check("sa.select(User)", classes)).toThrow("User is not supported");
    expect(() => check("op.drop_table(User.__tablename__)", classes)).not.toThrow();
    expect(() => check("op.drop_table('t')", classes)).not.toThrow();
  });

  test.each([
    ["a parameter", "def f(context):\n    context.nothing_of_that_name\nf(1)"],
    ["a variable", "sa = object()\nsa.nothing_of_that_name"],
    ["a variable of a comprehension", "[op.nothing_of_that_name for op in ()]"],
    ["the text of a string", "op.execute('op.nothing_of_that_name')"],
    [
      "a session for objects",
      "session = Session(bind=op.get_bind())\nfor one in session.query(1).filter_by(a=1):\n    session.delete(one)\nsession.commit()",
    ],
    [
      "a session for statements",
      "session = Session(bind=op.get_bind())\nsession.execute(sa.text('x'))\nsession.commit()",
    ],
  ])("when a name that is missing is one of %s then nothing is refused", (_, upgrade) => {
    expect(() => check(upgrade)).not.toThrow();
  });

  test("when a script asks whether a module has a name then a name that is missing here is not there", async () => {
    const text = `import sqlalchemy as sa
revision = repr([hasattr(sa, "Uuid"), hasattr(sa, "nothing_of_that_name"), getattr(sa, "nothing_of_that_name", 7)])
`;
    const { header } = await new RevisionRun({}).load("a.py", text);
    expect(header["revision"]).toBe("[True, False, 7]");
  });

  test.each([
    ["op.create_table(Setting.__tablename__, sa.Column('id', sa.Integer))", "app.models.Setting.__tablename__"],
    ["op.drop_table(Setting.__tablename__)", "app.models.Setting.__tablename__"],
    [
      "with op.batch_alter_table(Setting.__tablename__) as batch:\n        batch.drop_column('a')",
      "app.models.Setting.__tablename__",
    ],
    ["op.add_column('t', sa.Column('a', Setting))", "app.models.Setting"],
    ["op.execute(Setting)", "app.models.Setting"],
  ])("when a step hands a name of a missing module to op, as in %s, then the module is named", async (step, name) => {
    const text = `from alembic import op
import sqlalchemy as sa
from app.models import Setting
def upgrade():
    ${step}
`;
    const run = startRun(await loadDialect("sqlite"));
    const { upgrade } = await new RevisionRun({}).load("a.py", text);
    await expect(upgrade?.(run.op)).rejects.toMatchObject({
      message: expect.stringMatching(/^a\.py:[56]: /),
      hint: expect.stringContaining("prepend_sys_path"),
    });
    await expect(upgrade?.(run.op)).rejects.toThrow(`: ${name} is used, but the module was found nowhere`);
    expect(run.statements).toEqual([]);
  });
});
