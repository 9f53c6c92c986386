import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { nodeFileSystem } from "../../src/config/node-file-system.js";
import { PythonScripts } from "../../src/script/python/python-scripts.js";
import { scriptOf, startRun } from "../operations/run-operations.js";
import { Oracle } from "./oracle.js";
import { noPython, python } from "./python.js";

const source = `import datetime
import enum
import uuid
from decimal import Decimal

import sqlalchemy as sa
from alembic import op


class Color(enum.Enum):
    RED = "r"
    BLUE = "b"


class Level(str, enum.Enum):
    LOW = "low"
    HIGH = "high"


def upgrade():
    table = op.create_table(
        "t",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("color", sa.Enum(Color)),
        sa.Column("level", sa.Enum(Level, values_callable=lambda members: [one.value for one in members], name="lv")),
        sa.Column("at", sa.DateTime),
        sa.Column("day", sa.Date),
        sa.Column("price", sa.Numeric(10, 2)),
        sa.Column("key", sa.Uuid),
        sa.Column("ratio", sa.Float),
        sa.Column("data", sa.JSON),
    )
    op.bulk_insert(
        table,
        [
            {
                "id": 1,
                "color": Color.BLUE,
                "level": Level.LOW,
                "at": datetime.datetime(2026, 1, 2, 3, 4, 5),
                "day": datetime.date(2026, 1, 2),
                "price": Decimal("1.50"),
                "key": uuid.UUID("12345678123456781234567812345678"),
                "ratio": 0.5,
            }
        ],
    )
    op.execute(table.update().where(table.c.day < datetime.date(2026, 5, 1)).values(price=Decimal("2.25"), color=Color.RED))
`;

const program = `
import io
from alembic.migration import MigrationContext
from alembic.operations import Operations
result = []
for name in args["dialects"]:
    buffer = io.StringIO()
    options = {"as_sql": True, "output_buffer": buffer, "literal_binds": True}
    context = MigrationContext.configure(dialect_name=name, opts=options)
    scope = {"__name__": "revision"}
    exec(args["source"], scope)
    with Operations.context(context):
        scope["upgrade"]()
    result.append(buffer.getvalue())
`;

describe.skipIf(python() === undefined)(`values of Python's standard library in SQL (${noPython})`, () => {
  let oracle: Oracle;
  beforeAll(() => {
    oracle = new Oracle();
  });
  afterAll(() => oracle.close());

  test("when a revision writes them into rows and conditions then the SQL is Alembic's", async () => {
    const dialects = ["sqlite", "postgresql", "mysql"];
    const theirs = (await oracle.run(program, { source, dialects })) as readonly string[];
    const folder = mkdtempSync(join(tmpdir(), "python-values-"));
    try {
      const path = join(folder, "a.py");
      writeFileSync(path, source);
      const scripts = new PythonScripts({ files: nodeFileSystem, roots: [] });
      for (const [at, name] of dialects.entries()) {
        const dialect = await loadDialect(name);
        const run = startRun(dialect, undefined, { literalBinds: true });
        await (await scripts.load(path, source)).upgrade?.(run.op);
        expect(scriptOf(dialect, run.statements)).toBe(theirs[at]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
