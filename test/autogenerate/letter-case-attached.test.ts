import { describe, expect, test } from "vitest";
import { sa } from "../../src/schema/sa.js";
import { compare, database } from "./support/compare.js";
import { runOperations } from "./support/run-operations.js";

const statements = [
  "ATTACH ':memory:' AS Aux",
  `CREATE TABLE Aux."Users" (id INTEGER NOT NULL PRIMARY KEY, "Name" TEXT)`,
];

function models(schema: string, table: string, name: string) {
  const metadata = new sa.MetaData();
  sa.Table(table, metadata, sa.Column("id", sa.Integer(), { primaryKey: true }), sa.Column(name, sa.Text()), {
    schema,
  });
  return metadata;
}

const includeSchemas = { includeSchemas: true };
const column = (name: string): string =>
  `{\n    existingType: sa.TEXT(),\n    newColumnName: "${name}",\n    existingNullable: true,\n    schema: "Aux",\n  }`;

describe("names that differ in letter case alone, in an attached database", () => {
  test.each([
    ["users", "Name", ['await op.renameTable("Users", "users", { schema: "Aux" });']],
    ["Users", "name", [`await op.alterColumn("Users", "Name", ${column("name")});`]],
    [
      "USERS",
      "NAME",
      [
        'await op.renameTable("Users", "USERS", { schema: "Aux" });',
        `await op.alterColumn("USERS", "Name", ${column("NAME")});`,
      ],
    ],
  ])("when the models say %s and %s then the script renames, and leaves nothing to do", async (table, name, calls) => {
    const metadata = models("Aux", table, name);
    const { upgrade } = await compare(statements, metadata, includeSchemas);
    const found = upgrade.split(/^(?= *await )/m).map((call) => call.replace(/\s*\/\/ ###.*$/s, "").trim());
    expect(found.filter((call) => call !== "")).toEqual(calls);
    const connection = await database(...statements, `INSERT INTO Aux."Users" VALUES (1, 'a')`);
    await runOperations(connection, upgrade);
    expect([...(await connection.execute("SELECT * FROM Aux.users"))]).toEqual([{ id: 1, [name]: "a" }]);
    const stored = String(await connection.scalar("SELECT sql FROM Aux.sqlite_schema"));
    await connection.close();
    const renamed = stored.replace("CREATE TABLE ", "CREATE TABLE Aux.");
    expect((await compare(["ATTACH ':memory:' AS Aux", renamed], metadata, includeSchemas)).diffs).toEqual([]);
  });

  test("when a table of the main database is renamed then those of attached ones are compared as they are", async () => {
    const more = [
      'CREATE TABLE "Main" (id INTEGER NOT NULL PRIMARY KEY)',
      `CREATE TABLE Aux.more (a INTEGER CONSTRAINT ck CHECK (a > 1), b TEXT AS (a || 'x'))`,
      "CREATE UNIQUE INDEX Aux.ix ON more (a) WHERE a > 5",
      "CREATE TRIGGER Aux.tr AFTER INSERT ON more BEGIN SELECT 1; END",
    ];
    const metadata = models("Aux", "Users", "Name");
    sa.Table("main", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }));
    sa.Table(
      "more",
      metadata,
      ...[sa.Column("a", sa.Integer()), sa.Column("b", sa.Text(), sa.Computed("a || 'x'"))],
      sa.CheckConstraint("a > 1", { name: "ck" }),
      { schema: "Aux" },
    );
    sa.Index("ix", metadata.tables.get("Aux.more")?.column("a") ?? "a", { unique: true, sqliteWhere: "a > 5" });
    const { diffs } = await compare([...statements, ...more], metadata, includeSchemas);
    expect(diffs).toEqual([["rename_table", "Main", "main"]]);
  });

  test.each(["aux", "AUX"])("when the models call the schema %s then they are refused", async (schema) => {
    await expect(compare(statements, models(schema, "Users", "Name"), includeSchemas)).rejects.toThrow(
      `The models have the schema '${schema}', and the database has 'Aux'`,
    );
  });

  test("when a table is left out by its name then the models may have it in other letters", async () => {
    const includeName = (name: string | null, type: string) => type !== "table" || name !== "Users";
    const { upgrade } = await compare(statements, models("Aux", "users", "Name"), { ...includeSchemas, includeName });
    expect(upgrade).toContain('op.createTable(\n    "users"');
  });
});
