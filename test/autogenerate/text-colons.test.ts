import { describe, expect, test } from "vitest";
import { connect } from "../../src/runtime/connect.js";
import { sa } from "../../src/schema/sa.js";
import { compare, database, diffs } from "./support/compare.js";
import { runOperations } from "./support/run-operations.js";

const texts = [`'{"a":1,"b":[]}'`, `'C\\:x \\\\:y \\::z'`, `'12:30:45 ::int :x:'`];

/** One table with a text everywhere that a table has one; the model has the colons as a text clause takes them. */
const sqlOf = (text: string): string[] => [
  `CREATE TABLE t (\n\ta TEXT DEFAULT ${text}, \n\tb TEXT GENERATED ALWAYS AS (a || ${text}) STORED, \n\tCONSTRAINT ck CHECK (a <> ${text})\n)`,
  `CREATE INDEX ix ON t (coalesce(a, ${text}))`,
  `CREATE INDEX ix2 ON t (a) WHERE a <> ${text}`,
];

describe("colons in what a database has", () => {
  test.each(texts)("when a table with %s is taken back then the script makes the same table again", async (text) => {
    const statements = sqlOf(text);
    const { downgrade } = await compare(statements, new sa.MetaData());
    const connection = await connect("sqlite://");
    await runOperations(connection, downgrade);
    const made = await connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
    const kept = await database(...statements);
    const wanted = await kept.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
    expect(made.map(({ sql }) => String(sql).trim())).toEqual(wanted.map(({ sql }) => sql));
    await connection.close();
    await kept.close();
  });

  test("when the model says the same then nothing is found", async () => {
    const text = `'{"a":1,"b":[]}'`;
    const metadata = new sa.MetaData();
    sa.Table(
      "t",
      metadata,
      sa.Column("a", sa.Text(), { serverDefault: sa.text(text) }),
      sa.Column("b", sa.Text(), sa.Computed(`a || ${text}`, { persisted: true })),
      sa.CheckConstraint(`a <> ${text}`, { name: "ck" }),
      sa.Index("ix", sa.text(`coalesce(a, ${text})`)),
      sa.Index("ix2", "a", { sqliteWhere: sa.text(`a <> ${text}`) }),
    );
    expect(await diffs(sqlOf(text), metadata)).toEqual([]);
  });
});
