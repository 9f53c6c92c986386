import { describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { sa } from "../../src/schema/sa.js";
import type { TypeInput } from "../../src/schema/types/type-engine.js";
import { offline, online } from "../operations/run-operations.js";
import { haveMariadb, onMariadb } from "../servers/mariadb.js";
import { havePostgresql, onPostgresql } from "../servers/postgresql.js";
import { runOnMariadb, runOnPostgresql } from "../servers/run-script.js";

const dialects = ["sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle"] as const;
type Expected = Readonly<Partial<Record<(typeof dialects)[number] | "others", string>>>;

const bytes = Uint8Array.of(0x5c, 0x78, 0x00, 0xff);
const json = { a: "it's :x 50% \\ ü", b: [true, null, 1.5] };
const jsonText = `{"a": "it''s :x 50% \\\\ \\u00fc", "b": [true, null, 1.5]}`;

/** Values by column type, and how each dialect writes them. */
const values: readonly [string, TypeInput, unknown, Expected][] = [
  [
    "JSON",
    sa.JSON(),
    json,
    {
      others: `'${jsonText}'`,
      postgresql: `'${jsonText}'::JSON`,
      mysql: `'${jsonText.replaceAll("\\", "\\\\")}'`,
      mariadb: `'${jsonText.replaceAll("\\", "\\\\")}'`,
    },
  ],
  ["JSON's null", sa.JSON(), null, { others: "'null'", postgresql: "'null'::JSON" }],
  ["JSON that has no null", sa.JSON({ noneAsNull: true }), null, { others: "NULL" }],
  ["JSONB", sa.postgresql.JSONB(), [1], { postgresql: "'[1]'::JSONB" }],
  [
    "bytes",
    sa.LargeBinary(),
    bytes,
    {
      others: "X'5c7800ff'",
      postgresql: "'\\x5c7800ff'::BYTEA",
      mssql: "0x5c7800ff",
      oracle: "HEXTORAW('5c7800ff')",
    },
  ],
  ["bytes that are text", sa.LargeBinary(), Uint8Array.of(0x61), { sqlite: "X'61'", postgresql: "'\\x61'::BYTEA" }],
  ["integers", sa.ARRAY(sa.Integer()), [1, null, 2], { postgresql: "ARRAY[1, NULL, 2]" }],
  ["no members", sa.ARRAY(sa.Integer()), [], { postgresql: "ARRAY[]::INTEGER[]" }],
  ["members of no type", sa.ARRAY(sa.Integer()), [null], { postgresql: "ARRAY[NULL]::INTEGER[]" }],
  ["dates", sa.ARRAY(sa.Date()), ["2026-01-25"], { postgresql: "ARRAY['2026-01-25']::DATE[]" }],
  [
    "rows of UUIDs",
    sa.postgresql.ARRAY(sa.UUID()),
    ["6f1a5f3c-1d2e-4b5a-8c9d-0e1f2a3b4c5d"],
    { postgresql: "ARRAY['6f1a5f3c-1d2e-4b5a-8c9d-0e1f2a3b4c5d']::UUID[]" },
  ],
  ["an address", sa.postgresql.INET(), "10.0.0.1", { postgresql: "'10.0.0.1'::INET" }],
  ["a range", sa.postgresql.INT4RANGE(), "[1,5)", { postgresql: "'[1,5)'::INT4RANGE" }],
  ["an amount", sa.mssql.MONEY(), 12.5, { mssql: "12.5" }],
  ["a year", sa.mysql.YEAR(), 2026, { mysql: "2026", mariadb: "2026" }],
  ["decimals", sa.Numeric(30, 10), "12345678901234567890.10", { others: "12345678901234567890.10" }],
  [
    "a UUID",
    sa.Uuid(),
    "6f1a5f3c-1d2e-4b5a-8c9d-0e1f2a3b4c5d",
    {
      others: "'6f1a5f3c1d2e4b5a8c9d0e1f2a3b4c5d'",
      postgresql: "'6f1a5f3c-1d2e-4b5a-8c9d-0e1f2a3b4c5d'",
      mssql: "'6f1a5f3c-1d2e-4b5a-8c9d-0e1f2a3b4c5d'",
    },
  ],
  [
    "a Date",
    sa.DateTime(),
    new Date(Date.UTC(2026, 0, 25)),
    {
      sqlite: "'2026-01-25 00:00:00.000000'",
      postgresql: "'2026-01-25 00:00:00'",
      mysql: "'2026-01-25 00:00:00'",
      mariadb: "'2026-01-25 00:00:00'",
      mssql: "'2026-01-25 00:00:00'",
      oracle: "TO_DATE('2026-01-25 00:00:00', 'YYYY-MM-DD HH24:MI:SS')",
    },
  ],
  [
    "a moment with an offset",
    sa.DateTime(),
    "2026-01-25T02:30:00.5+05:30",
    {
      sqlite: "'2026-01-25 02:30:00.500000'",
      postgresql: "'2026-01-25 02:30:00.500000+05:30'",
      mysql: "'2026-01-25 02:30:00.500000'",
      mariadb: "'2026-01-25 02:30:00.500000'",
    },
  ],
  // What SQLAlchemy stores of timedelta(days=1, seconds=90, microseconds=5).
  [
    "an interval",
    sa.Interval(),
    86_490.000005,
    {
      sqlite: "'1970-01-02 00:01:30.000005'",
      mysql: "'1970-01-02 00:01:30.000005'",
      mariadb: "'1970-01-02 00:01:30.000005'",
      mssql: "'1970-01-02 00:01:30.000005'",
      postgresql: "make_interval(secs=>86490.000005)",
      oracle: "NUMTODSINTERVAL(86490.000005, 'SECOND')",
    },
  ],
  ["an interval before", sa.Interval(), -1.5, { sqlite: "'1969-12-31 23:59:58.500000'" }],
  ["SQL", sa.Text(), sa.text("NULL"), { others: "NULL" }],
  ["SQL of a column of JSON", sa.JSON(), sa.text("json('{}')"), { others: "json('{}')" }],
];

const tableOf = (type: TypeInput) => sa.table("t", sa.column("v", type));

describe("a value in a script", () => {
  for (const [what, type, value, expected] of values)
    for (const dialect of dialects) {
      const wanted = expected[dialect] ?? expected.others;
      if (wanted === undefined) continue;
      test(`when ${what} are inserted on ${dialect} then they are ${wanted}`, async () => {
        const bulk = await offline(dialect, (op) => op.bulkInsert(tableOf(type), [{ v: value }]), {
          literalBinds: true,
        });
        expect(bulk).toContain(`INSERT INTO t (v) VALUES (${wanted})`);
        const insert = sa.insert(tableOf(type)).values({ v: value });
        expect(await offline(dialect, (op) => op.execute(insert), { literalBinds: true })).toContain(
          `VALUES (${wanted})`,
        );
        const update = sa.update(tableOf(type)).values({ v: value });
        expect(await offline(dialect, (op) => op.execute(update), { literalBinds: true })).toContain(`SET v=${wanted}`);
      });
    }

  test("when a script is run on SQLite then the rows are those of a run with parameters", async () => {
    const known = values.filter(([, , , expected]) => expected.sqlite !== undefined || expected.others !== undefined);
    for (const [what, type, value] of known) {
      const script = await offline("sqlite", (op) => op.bulkInsert(tableOf(type), [{ v: value }]));
      const { connection, op, statements } = await online();
      await op.createTable("t", sa.Column("v", type));
      await op.bulkInsert(tableOf(type), [{ v: value }]);
      await connection.execute(script.trim());
      const { rows } = await connection.execute("SELECT typeof(v) AS kind, quote(v) AS v FROM t");
      expect([what, rows[1]]).toEqual([what, rows[0]]);
      expect(statements.length).toBe(2);
      await connection.close();
    }
  });
});

// What PyMySQL and psycopg send of a datetime with a zone and of a timedelta.
test.each([
  ["mysql", sa.DateTime({ timezone: true }), "2026-01-25 02:30:00+05:30", "2026-01-25 02:30:00"],
  ["mariadb", sa.Time(), "02:30:00+00:00", "02:30:00"],
  ["postgresql", sa.Interval(), 86_490.000005, "1 days 90.000005 seconds"],
  ["postgresql", sa.Interval(), -3600, "-1 days 82800.000000 seconds"],
  ["postgresql", sa.Interval(), 1e-6, "0 days 0.000001 seconds"],
] as const)(
  "when a moment or interval is sent to %s then it is what Python's driver sends",
  async (name, type, value, sent) => {
    expect((await loadDialect(name)).bindValue(value, type)).toBe(sent);
  },
);

describe("the literals on servers", () => {
  test.skipIf(!havePostgresql)(
    `when PostgreSQL reads them then they are the values (${onPostgresql})`,
    async () => {
      const run = await runOnPostgresql();
      const uuid = "6f1a5f3c-1d2e-4b5a-8c9d-0e1f2a3b4c5d";
      const script = await offline(
        "postgresql",
        async (op) => {
          const types = {
            j: sa.JSON(),
            jb: sa.postgresql.JSONB(),
            b: sa.LargeBinary(),
            ia: sa.ARRAY(sa.Integer()),
            da: sa.ARRAY(sa.Date()),
            ua: sa.postgresql.ARRAY(sa.UUID()),
            ip: sa.postgresql.INET(),
            i: sa.Interval(),
            u: sa.Uuid(),
            n: sa.Numeric(30, 10),
          };
          const columns = Object.entries(types);
          await op.createTable("t", ...columns.map(([name, type]) => sa.Column(name, type)));
          const table = sa.table("t", ...columns.map(([name, type]) => sa.column(name, type)));
          const row = { j: json, jb: json, b: bytes, ia: [], da: ["2026-01-25"], ua: [uuid], ip: "10.0.0.1" };
          await op.bulkInsert(table, [{ ...row, i: 86_490.5, u: uuid, n: "12345678901234567890.10" }]);
          await op.execute(
            `DO $$ BEGIN ASSERT (SELECT count(*) FROM t WHERE jb->>'a' = 'it''s :x 50% \\ ü' AND j->'b'->>2 = '1.5' AND b = '\\x5c7800ff' AND cardinality(ia) = 0 AND da = ARRAY[DATE '2026-01-25'] AND ua[1] = u AND ip = '10.0.0.1' AND i = interval '1 day' * 86490.5 / 86400 AND n = 12345678901234567890.1) = 1; END $$`,
          );
        },
        { literalBinds: true },
      );
      expect(run(script)).toBe("");
    },
    120_000,
  );

  test.skipIf(!haveMariadb)(
    `when MariaDB reads them then they are the values (${onMariadb})`,
    async () => {
      const run = await runOnMariadb();
      const script = await offline(
        "mariadb",
        async (op) => {
          const types = {
            j: sa.JSON(),
            b: sa.LargeBinary(),
            i: sa.Interval(),
            y: sa.mysql.YEAR(),
            n: sa.Numeric(30, 10),
          };
          const columns = Object.entries(types);
          await op.createTable("t", ...columns.map(([name, type]) => sa.Column(name, type)));
          const table = sa.table("t", ...columns.map(([name, type]) => sa.column(name, type)));
          await op.bulkInsert(table, [{ j: json, b: bytes, i: 90, y: 2026, n: "12345678901234567890.10" }]);
          await op.execute("CREATE TABLE proof (v INT NOT NULL)");
          await op.execute(
            `INSERT INTO proof SELECT CASE WHEN json_value(j, '$.a') = 'it''s :x 50% \\\\ ü' AND hex(b) = '5C7800FF' AND i = '1970-01-01 00:01:30' AND y = 2026 AND n = 12345678901234567890.1 THEN 1 END FROM t`,
          );
        },
        { literalBinds: true },
      );
      expect(run(script)).toBe("");
    },
    120_000,
  );
});
