import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DriverConnection, SqlValue } from "../../../src/database/connection.js";
import { type NewDatabase, postgresqlKinds } from "../../servers/databases.js";

/** Values that come back as they went in: the type, the value sent, and what is read where that is not the same. */
const cases: readonly (readonly [type: string, sent: SqlValue, read?: SqlValue])[] = [
  ["boolean", true],
  ["boolean", false],
  ["smallint", -32768],
  ["integer", 2147483647],
  ["bigint", 9007199254740991],
  ["bigint", 9007199254740993n],
  ["bigint", -(2n ** 63n)],
  ["real", 1.5],
  ["double precision", 0.1],
  ["double precision", 1e300],
  ["double precision", Number.NaN],
  ["double precision", Number.NEGATIVE_INFINITY],
  ["numeric", "0.10000000000000000000000000000000000001"],
  ["numeric(10, 2)", 1.5, "1.50"],
  ["numeric", "NaN"],
  ["text", ""],
  ["text", "ä€𝄞 ' \" \\ $1 :x ?"],
  ["varchar(3)", "abc"],
  ["char(3)", "a", "a  "],
  ["bytea", new Uint8Array([])],
  ["bytea", new Uint8Array([0, 255, 92, 39])],
  ["date", "2026-01-25"],
  ["date", "infinity"],
  ["date", "0044-03-15 BC"],
  ["timestamp", "2026-01-25 10:28:35.345429"],
  ["timestamp", "-infinity"],
  ["timestamptz", "2026-01-25 10:28:35.345429+00"],
  ["time", "10:28:35.345429"],
  ["timetz", "10:28:35.345429+02"],
  ["interval", "1 year 2 mons 3 days 04:05:06.789012"],
  ["json", '{"a": 9007199254740993}'],
  ["jsonb", '{"a": 1.10}'],
  ["uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"],
  ["bit(3)", "101"],
  ["bit varying(5)", "01"],
  ["inet", "192.168.100.128/25"],
  ["cidr", "10.1.0.0/16"],
  ["macaddr", "08:00:2b:01:02:03"],
  ["int4range", "[1,5)"],
  ["tsrange", '["2026-01-01 00:00:00","2026-01-02 00:00:00")'],
  ["mood", "sad"],
  ["positive", 5],
  ["integer[]", [1, null, 3]],
  ["integer[]", []],
  [
    "integer[][]",
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ["bigint[]", [9007199254740993n, 1]],
  ["text[]", ["", "NULL", 'a"b', "c\\d", "e,f", "{g}", null]],
  ["boolean[]", [true, false]],
  ["numeric[]", ["1.10", "NaN"]],
  ["bytea[]", [new Uint8Array([1, 2]), new Uint8Array([])]],
  ["jsonb[]", ['{"a": 1}']],
  ["mood[]", ["sad", "so so"]],
  ["positive[]", [1, 2]],
];

describe.each(postgresqlKinds)("values of $title", ({ isMissing, make }) => {
  let database: NewDatabase;
  let connection: DriverConnection;
  beforeAll(async () => {
    if (isMissing) return;
    database = await make();
    connection = await database.open();
    await connection.execute("SET timezone = 'UTC'");
    await connection.execute("CREATE TYPE mood AS ENUM ('sad', 'so so')");
    await connection.execute("CREATE DOMAIN positive AS integer CHECK (VALUE > 0)");
  });
  afterAll(async () => {
    await connection?.close();
    database?.drop();
  });

  test.skipIf(isMissing)("when a value travels there and back then it is the same", async () => {
    for (const [type, sent, read = sent] of cases) {
      await connection.execute(`CREATE TABLE v (x ${type})`);
      await connection.execute("INSERT INTO v (x) VALUES ($1)", [sent]);
      expect((await connection.execute("SELECT x FROM v")).rows, `${type}: ${String(sent)}`).toEqual([{ x: read }]);
      await connection.execute("UPDATE v SET x = $1", [null]);
      expect((await connection.execute("SELECT x FROM v")).rows).toEqual([{ x: null }]);
      await connection.execute("DROP TABLE v");
    }
  });

  test.skipIf(isMissing)("when the server is set to other formats then the values are the same", async () => {
    const other = await database.open();
    if (database.url !== "pglite://") {
      await connection.execute(`ALTER DATABASE ${database.url.split("/").pop()} SET datestyle = 'German, DMY'`);
      await connection.execute(`ALTER DATABASE ${database.url.split("/").pop()} SET bytea_output = 'escape'`);
    }
    const set = database.url === "pglite://" ? other : await database.open();
    const { rows } = await set.execute("SELECT date '2026-01-25' AS d, '\\x00ff5c41'::bytea AS b");
    expect(rows).toEqual([{ d: "2026-01-25", b: new Uint8Array([0, 255, 92, 65]) }]);
    await other.close();
    if (set !== other) await set.close();
  });

  test.skipIf(isMissing)("when two columns have one name then the row has the last, and the list both", async () => {
    const result = await connection.execute("SELECT 1 AS a, 2 AS a");
    expect(result).toEqual({ columns: ["a", "a"], rows: [{ a: 2 }], rowCount: 1, tuples: [[1, 2]] });
  });
});
