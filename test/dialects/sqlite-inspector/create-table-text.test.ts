import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { assembleCreateTable } from "../../../src/dialects/sqlite/text/create-table-text.js";
import { parseCreateIndex } from "../../../src/dialects/sqlite/text/parse-create-index.js";
import { parseCreateTable } from "../../../src/dialects/sqlite/text/parse-create-table.js";
import { randomCreateTable } from "./random-create-table.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const runs = Number(process.env["RUNS"] ?? 2000);

let first: DriverConnection;
let second: DriverConnection;
beforeAll(async () => {
  first = await openDatabase("sqlite://");
  second = await openDatabase("sqlite://");
});
afterAll(async () => {
  await first.close();
  await second.close();
});

/** Everything that SQLite itself says about the table `t`. */
async function reflection(connection: DriverConnection): Promise<unknown> {
  const rows = async (statement: string) => (await connection.execute(statement)).rows;
  return {
    columns: await rows("SELECT * FROM pragma_table_xinfo('t')"),
    options: await rows("SELECT type, ncol, wr, strict FROM pragma_table_list('t')"),
    foreignKeys: await rows("SELECT * FROM pragma_foreign_key_list('t')"),
    indexes: await rows(
      "SELECT i.*, x.* FROM pragma_index_list('t') AS i, pragma_index_xinfo(i.name) AS x ORDER BY i.seq, x.seqno",
    ),
  };
}

describe("parseCreateTable", () => {
  test(`when SQLite accepts a text then its parts make the same table again (SEED=${seed})`, async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(randomCreateTable, async (text) => {
        await first.execute("DROP TABLE IF EXISTS t");
        try {
          await first.execute(text);
        } catch {
          return;
        }
        accepted++;
        const { rows } = await first.execute("SELECT sql FROM sqlite_master WHERE name = 't'");
        const expected = await reflection(first);
        for (const version of [String(rows[0]?.["sql"]), text]) {
          const parsed = parseCreateTable(version);
          if (parsed === undefined) throw new Error(`no table: ${version}`);
          await second.execute("DROP TABLE IF EXISTS t");
          await second.execute(assembleCreateTable({ ...parsed, quotedName: '"t"' }));
          expect(await reflection(second)).toEqual(expected);
          const names = await first.execute("SELECT name FROM pragma_table_xinfo('t')");
          expect(parsed.columns.map((column) => column.name)).toEqual(names.rows.map((row) => row["name"]));
        }
      }),
      { seed, numRuns: runs },
    );
    expect(accepted).toBeGreaterThan(runs / 4);
  });

  test("when a table names everything then every part is found", () => {
    const parsed = parseCreateTable(`CREATE TABLE "Log ""1""" (
      id INTEGER CONSTRAINT pk PRIMARY KEY DESC ON CONFLICT FAIL AUTOINCREMENT, -- the key
      [type] VARCHAR(10) NOT NULL DEFAULT ('a,b)') COLLATE NOCASE,
      \`up\` GENERATED ALWAYS AS (upper("type")) STORED,
      parent REFERENCES log(id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
      /* multi */ CHECK (
        id > 0
        AND "type" <> 'x)' -- )
      )
      CONSTRAINT u UNIQUE ([type] DESC, up COLLATE rtrim)
    ) WITHOUT ROWID, STRICT`);
    expect(parsed).toMatchObject({
      name: 'Log "1"',
      withoutRowid: true,
      strict: true,
      columns: [
        {
          name: "id",
          type: "INTEGER",
          comments: ["-- the key"],
          constraints: [{ kind: "primaryKey", name: "pk", order: "DESC", onConflict: "FAIL", autoincrement: true }],
        },
        {
          name: "type",
          type: "VARCHAR(10)",
          constraints: [
            { kind: "notNull" },
            { kind: "default", expression: "'a,b)'", isParenthesised: true },
            { kind: "collate", collation: "NOCASE" },
          ],
        },
        { name: "up", type: "", constraints: [{ kind: "generated", expression: 'upper("type")', stored: true }] },
        {
          name: "parent",
          type: "",
          constraints: [
            {
              kind: "foreignKey",
              references: {
                table: "log",
                columns: ["id"],
                onDelete: "SET NULL",
                deferrable: true,
                initially: "DEFERRED",
              },
            },
          ],
        },
      ],
      constraints: [
        { kind: "check", name: null, comments: ["/* multi */"], expression: "id > 0\n        AND \"type\" <> 'x)'" },
        {
          kind: "unique",
          name: "u",
          parts: [
            { column: "type", order: "DESC" },
            { column: "up", collation: "rtrim", order: null },
          ],
        },
      ],
    });
  });

  test("when a text is no plain table then there are no parts", () => {
    expect(parseCreateTable("CREATE VIRTUAL TABLE f USING fts5(a, b)")).toBeUndefined();
    expect(parseCreateTable("CREATE TABLE t AS SELECT 1 AS a")).toBeUndefined();
  });

  test("when a text is not SQL then the place where it ends to be is named", () => {
    expect(() => parseCreateTable("CREATE TABLE t (a INTEGER b, %)")).toThrow(/expected at "%\)"/);
    expect(() => parseCreateTable("CREATE TABLE t (a INTEGER")).toThrow(/expected at ""/);
  });
});

describe("parseCreateIndex", () => {
  test("when an index is sorted, partial and on expressions then its parts say so", () => {
    expect(
      parseCreateIndex(
        `CREATE UNIQUE INDEX IF NOT EXISTS main."i" ON [t] (a DESC, lower(b || ') where'), "c" COLLATE NOCASE ASC, desc) WHERE b <> '' AND (a > 1)`,
      ),
    ).toMatchObject({
      name: "i",
      schema: "main",
      table: "t",
      unique: true,
      where: "b <> '' AND (a > 1)",
      parts: [
        { column: "a", order: "DESC" },
        { column: null, expression: "lower(b || ') where')" },
        { column: "c", collation: "NOCASE", order: "ASC" },
        { column: "desc", order: null },
      ],
    });
  });
});
