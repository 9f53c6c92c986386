import { describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { connect } from "../../src/runtime/connect.js";
import { sa } from "../../src/schema/sa.js";

const account = sa.table(
  "account",
  sa.column("id", sa.Integer()),
  sa.column("name", sa.String()),
  sa.column("made", sa.DateTime()),
  sa.column("data", sa.JSON()),
  sa.column("key", sa.Uuid()),
  sa.column("active", sa.Boolean()),
);

const known = sa
  .values(sa.column("id", sa.Integer), sa.column("name", sa.String), { name: "known" })
  .data([[1, "one"]]);

describe("statements with parameters", () => {
  test("when values are bound then the parameters hold what the database takes", async () => {
    const sqlite = await loadDialect("sqlite");
    const [statement] = sqlite.compile(
      account.insert().values({
        id: 9007199254740993n,
        name: "it's",
        made: new Date("2026-01-25T10:28:35.345Z"),
        data: { b: [1, "ü", null] },
        key: "6f1a5f3c-1d2e-4b5a-8c9d-0e1f2a3b4c5d",
        active: true,
      }),
    );
    expect(statement?.sql).toBe(
      'INSERT INTO account (id, name, made, data, "key", active) VALUES (:id, :name, :made, :data, :key, :active)',
    );
    expect(statement?.params).toEqual({
      id: 9007199254740993n,
      name: "it's",
      made: "2026-01-25 10:28:35.345000",
      data: '{"b": [1, "\\u00fc", null]}',
      key: "6f1a5f3c1d2e4b5a8c9d0e1f2a3b4c5d",
      active: true,
    });
  });

  test("when a column is compared with a value twice then the parameters have names of their own", async () => {
    const sqlite = await loadDialect("sqlite");
    const [statement] = sqlite.compile(
      account.update().where(account.c.name.eq("a")).where(account.c.name.ne("b")).values({ name: "c" }),
    );
    expect(statement).toEqual({
      sql: "UPDATE account SET name=:name WHERE account.name = :name_1 AND account.name != :name_2",
      params: { name: "c", name_1: "a", name_2: "b" },
    });
  });

  test.each([
    [
      "rows are read as a table",
      sa.update(account).where(account.c.id.eq(known.c.id)).values({ name: known.c.name }),
      "UPDATE account SET name=known.name FROM (VALUES ($1::INTEGER, $2::VARCHAR)) AS known (id, name) WHERE account.id = known.id",
      [1, "one"],
    ],
    [
      "a regular expression is matched and replaced",
      sa.select(account.c.name.regexpReplace("^x", "y", { flags: "g" })).where(account.c.name.regexpMatch("x")),
      "SELECT REGEXP_REPLACE(account.name, $1::VARCHAR, $2::VARCHAR, 'g') AS anon_1 \nFROM account \nWHERE account.name ~ $3::VARCHAR",
      ["^x", "y", "x"],
    ],
    [
      "bits are compared",
      sa.select(account.c.id.bitwiseNot()).where(account.c.id.bitwiseXor(3).bitwiseAnd(4).eq(0)),
      "SELECT ~account.id \nFROM account \nWHERE (account.id # $1::INTEGER) & $2::INTEGER = $3::INTEGER",
      [3, 4, 0],
    ],
    [
      "a parameter gets its value later",
      sa
        .select(account.c.id)
        .where(account.c.id.eq(sa.bindparam("given")))
        .params({ given: 5 }),
      "SELECT account.id \nFROM account \nWHERE account.id = $1::INTEGER",
      [5],
    ],
    [
      "the first rows are fetched, and words and a hint are written",
      sa
        .select(account.c.id)
        .orderBy(account.c.id)
        .fetch(3, { withTies: true })
        .withHint(account, "ONLY", { dialect: "postgresql" })
        .withHint(account, "USE INDEX (i)", { dialect: "mysql" })
        .prefixWith("ALL")
        .suffixWith("FOR SHARE"),
      "SELECT ALL account.id \nFROM ONLY account ORDER BY account.id\n FETCH FIRST ($1::INTEGER) ROWS WITH TIES FOR SHARE",
      [3],
    ],
    [
      "columns are set in an order",
      sa.update(account).orderedValues(["name", "x"], [account.c.id, 2]).withHint("ONLY"),
      "UPDATE ONLY account SET name=$1::VARCHAR, id=$2::INTEGER",
      ["x", 2],
    ],
  ] as const)(
    "when %s then PostgreSQL gets SQLAlchemy's statement and its parameters",
    async (_, given, sql, params) => {
      const postgresql = await loadDialect("postgresql");
      expect(postgresql.compile(given, { paramstyle: "numeric_dollar" })).toEqual([{ sql, params }]);
    },
  );

  test("when options or values are wrong then that is refused", () => {
    const fetch = sa.select(account.c.id).fetch as (count: number, options: object) => unknown;
    expect(() => fetch.call(sa.select(account.c.id), 3, { ties: true })).toThrow("fetch");
    expect(() => sa.update(account).values({ id: 1 }).orderedValues(["id", 2])).toThrow("already has values present");
    expect(() => sa.update(account).orderedValues(["id", 2]).values({ id: 1 })).toThrow("already has ordered values");
  });

  test("when numbers are compared bit by bit on SQLite then the result is their exclusive or", async () => {
    const connection = await connect("sqlite://");
    try {
      await connection.execute("CREATE TABLE account (id INTEGER)");
      await connection.execute("INSERT INTO account VALUES (12), (7)");
      const rows = await connection.execute(sa.select(account.c.id.bitwiseXor(10).label("x")));
      expect([...rows]).toEqual([{ x: 12 ^ 10 }, { x: 7 ^ 10 }]);
    } finally {
      await connection.close();
    }
  });

  test("when a parameter has the name of a column that is set then that is refused", async () => {
    const sqlite = await loadDialect("sqlite");
    const update = sa
      .update(account)
      .values({ id: 1 })
      .where(account.c.id.eq(sa.bindparam("id", 2)));
    expect(() => sqlite.compile(update)).toThrow("bindparam() name 'id' is reserved for automatic usage");
  });

  test("when a text has a parameter then its value is bound, and a colon that is none stays", async () => {
    const sqlite = await loadDialect("sqlite");
    const text = sa.text("SELECT :a, '\\:b', '12:30'").bindparams({ a: 1 });
    expect(sqlite.compile(text)).toEqual([{ sql: "SELECT :a, ':b', '12:30'", params: { a: 1 } }]);
  });

  test("when parameters are to be written in another style then they are", async () => {
    const mysql = await loadDialect("mysql");
    const statement = account.delete().where(account.c.name.like("5%"));
    expect(mysql.compile(statement, { paramstyle: "format" })[0]?.sql).toBe(
      "DELETE FROM account WHERE account.name LIKE %s",
    );
    expect(mysql.compile(statement, { paramstyle: "format", literalBinds: true })[0]?.sql).toBe(
      "DELETE FROM account WHERE account.name LIKE '5%%'",
    );
    expect(mysql.compile(statement, { paramstyle: "qmark" })[0]?.sql).toBe(
      "DELETE FROM account WHERE account.name LIKE ?",
    );
  });

  test("when a row names a column that the table does not have then that is refused", async () => {
    const sqlite = await loadDialect("sqlite");
    expect(() => sqlite.compile(account.insert().values({ nope: 1 }))).toThrow("Unconsumed column names: nope");
  });

  test("when a condition of nothing stands where one is needed then that is refused", async () => {
    const sqlite = await loadDialect("sqlite");
    expect(() => sqlite.compile(account.delete().where(sa.not(sa.and())))).toThrow(
      "sa.and() without conditions cannot be used as a condition",
    );
  });

  test("when a type is the application's own then it writes itself", async () => {
    class Point extends sa.UserDefinedType {
      getColSpec(dialectName: string): string {
        return dialectName === "postgresql" ? "POINT" : "VARCHAR(40)";
      }
      override renderLiteral(value: unknown): string {
        return `point(${String(value)})`;
      }
    }
    const postgresql = await loadDialect("postgresql");
    expect(postgresql.compileType(new Point())).toBe("POINT");
    expect(postgresql.renderLiteral("1 2", new Point())).toBe("point(1 2)");
    expect((await loadDialect("mysql")).compileType(new Point())).toBe("VARCHAR(40)");
  });

  test("when a type is stored as another one then values go through it", async () => {
    class Upper extends sa.TypeDecorator {
      constructor() {
        super(sa.String(5));
      }
      override processBindParam(value: unknown): unknown {
        return typeof value === "string" ? value.toUpperCase() : value;
      }
    }
    const sqlite = await loadDialect("sqlite");
    expect(sqlite.compileType(new Upper())).toBe("VARCHAR(5)");
    expect(sqlite.renderLiteral("a", new Upper())).toBe("'A'");
  });
});
