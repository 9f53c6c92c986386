import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeFileSystem } from "../../src/config/node-file-system.js";
import { PythonScripts } from "../../src/script/python/python-scripts.js";
import { online } from "../operations/run-operations.js";
import { Oracle } from "./oracle.js";
import { noPython, python } from "./python.js";

const count = Number(process.env["COUNT"] ?? 40);

/** A revision that writes rows, reads them by the types of their columns, and keeps what it was given as texts. */
const source = (rows: string): string => `import datetime
import enum
import uuid
from datetime import timedelta
from decimal import Decimal

import sqlalchemy as sa
from alembic import op


class Color(enum.Enum):
    RED = "r"
    BLUE = "b"


class Level(str, enum.Enum):
    LOW = "low"
    HIGH = "high"


class Upper(sa.TypeDecorator):
    impl = sa.String(20)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else value.lower()

    def process_result_value(self, value, dialect):
        return "nothing" if value is None else value.upper()


def upgrade():
    table = op.create_table(
        "t",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("color", sa.Enum(Color)),
        sa.Column("level", sa.Enum(Level, values_callable=lambda members: [one.value for one in members], name="lv")),
        sa.Column("plain", sa.Enum("x", "y", name="pl")),
        sa.Column("at", sa.DateTime),
        sa.Column("day", sa.Date),
        sa.Column("clock", sa.Time),
        sa.Column("lasts", sa.Interval),
        sa.Column("price", sa.Numeric(10, 2)),
        sa.Column("exact", sa.Numeric),
        sa.Column("rough", sa.Numeric(10, 2, asdecimal=False)),
        sa.Column("ratio", sa.Float),
        sa.Column("share", sa.Float(asdecimal=True)),
        sa.Column("key", sa.Uuid),
        sa.Column("text_key", sa.Uuid(as_uuid=False)),
        sa.Column("flag", sa.Boolean),
        sa.Column("data", sa.JSON),
        sa.Column("raw", sa.LargeBinary),
        sa.Column("name", Upper()),
    )
    op.create_table("seen", sa.Column("text", sa.Text))
    bind = op.get_bind()
    for row in ${rows}:
        bind.execute(table.insert().values(**row))
    found = [repr(tuple(row)) for row in bind.execute(sa.select(table).order_by(table.c.id))]
    found.append(repr(bind.execute(sa.select(table.c.price, table.c.at, sa.literal(1)).limit(1)).one()))
    found.append(repr([bind.scalar(sa.select(one).order_by(table.c.id)) for one in table.c]))
    found.append(repr(bind.scalars(sa.select(table.c.day).order_by(table.c.id)).all()))
    found.append(repr([dict(row) for row in bind.execute(sa.select(table.c.key, table.c.color)).mappings()]))
    for text in found:
        bind.execute(sa.text("INSERT INTO seen VALUES (:text)"), {"text": text})
`;

const program = `
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
with sa.create_engine("sqlite://").connect() as connection:
    scope = {"__name__": "revision"}
    exec(args["source"], scope)
    with Operations.context(MigrationContext.configure(connection)):
        scope["upgrade"]()
    result = [row[0] for row in connection.execute(sa.text("SELECT text FROM seen"))]
`;

const moment = fc.date({
  min: new Date("1970-01-02T00:00:00Z"),
  max: new Date("2090-01-01T00:00:00Z"),
  noInvalidDate: true,
});
const micros = fc.constantFrom(0, 1, 500_000, 123_456);
const value = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 5, arbitrary: text }, { weight: 1, arbitrary: fc.constant("None") });
const dayOf = (date: Date): string => `${date.getUTCFullYear()}, ${date.getUTCMonth() + 1}, ${date.getUTCDate()}`;
const clockOf = (date: Date, micro: number): string =>
  `${date.getUTCHours()}, ${date.getUTCMinutes()}, ${date.getUTCSeconds()}, ${micro}`;
const uuid = fc.uuid();
const number = fc.double({ min: -99_999, max: 99_999, noNaN: true }).map((one) => one.toFixed(4));

/** A row as Python writes it. */
const row = fc
  .record({
    color: value(fc.constantFrom("Color.RED", "Color.BLUE")),
    level: value(fc.constantFrom("Level.LOW", "Level.HIGH")),
    plain: value(fc.constantFrom('"x"', '"y"')),
    at: value(
      fc.tuple(moment, micros).map(([date, micro]) => `datetime.datetime(${dayOf(date)}, ${clockOf(date, micro)})`),
    ),
    day: value(moment.map((date) => `datetime.date(${dayOf(date)})`)),
    clock: value(fc.tuple(moment, micros).map(([date, micro]) => `datetime.time(${clockOf(date, micro)})`)),
    lasts: value(
      fc
        .tuple(fc.nat(900), fc.nat(86_399), micros)
        .map(([days, seconds, micro]) => `timedelta(${days}, ${seconds}, ${micro})`),
    ),
    price: value(number.map((one) => `Decimal("${one}")`)),
    exact: value(number.map((one) => `Decimal("${one}")`)),
    rough: value(number.map((one) => `Decimal("${one}")`)),
    ratio: value(number),
    share: value(number),
    key: value(uuid.map((one) => `uuid.UUID("${one}")`)),
    text_key: value(uuid.map((one) => `"${one}"`)),
    flag: value(fc.constantFrom("True", "False")),
    data: value(fc.constantFrom('{"a": [1, 2.5, None, True]}', "[]", '"text"', "3")),
    raw: value(
      fc
        .uint8Array({ maxLength: 5 })
        .map((bytes) => `b"${[...bytes].map((one) => `\\x${one.toString(16).padStart(2, "0")}`).join("")}"`),
    ),
    name: value(fc.constantFrom('"ab"', '"CD"')),
  })
  .map(
    (fields) =>
      `{${Object.entries(fields)
        .map(([name, text]) => `"${name}": ${text}`)
        .join(", ")}}`,
  );

describe.skipIf(python() === undefined)(`values of rows as scripts get them (${noPython})`, () => {
  let oracle: Oracle;
  beforeAll(() => {
    oracle = new Oracle();
  });
  afterAll(() => oracle.close());

  test("when typed columns are read on SQLite then their values are SQLAlchemy's", async () => {
    const scripts = new PythonScripts({ files: nodeFileSystem, roots: [] });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        const text = source(`[${rows.join(", ")}]`);
        const theirs = await oracle.run(program, { source: text });
        const run = await online();
        await (await scripts.load("revision.py", text)).upgrade?.(run.op);
        const seen = await run.op.getBind().execute("SELECT text FROM seen");
        expect(seen.scalars()).toEqual(theirs);
        await run.op.close();
        await run.connection.close();
      }),
      { numRuns: count, endOnFailure: true },
    );
  }, 300_000);
});
