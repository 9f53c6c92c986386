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

describe("names that differ in letter case alone, in an attached database", () => {
  test.each([
    ["Aux", "users", "Name", 'await op.renameTable("Users", "users", { schema: "Aux" });'],
    ["Aux", "Users", "name", 'await op.alterColumn("Users", "Name", { newColumnName: "name", schema: "Aux" });'],
  ])("when the models say %s, %s and %s then they are refused, and the call of the hint renames", async (...names) => {
    const [schema, table, name, call] = names;
    const metadata = models(schema, table, name);
    const error: unknown = await compare(statements, metadata, includeSchemas).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ hint: expect.stringContaining(call.slice("await ".length, -1)) });
    expect(String(error)).toMatch(
      /The models have the (?:table|column) '[A-Za-z.]+', and the database has '[A-Za-z.]+',/,
    );
    const connection = await database(...statements, `INSERT INTO Aux."Users" VALUES (1, 'a')`);
    await runOperations(connection, call);
    expect([...(await connection.execute("SELECT * FROM Aux.users"))]).toEqual([{ id: 1, [name]: "a" }]);
    const stored = String(await connection.scalar("SELECT sql FROM Aux.sqlite_schema"));
    await connection.close();
    const renamed = stored.replace("CREATE TABLE ", "CREATE TABLE Aux.");
    expect((await compare(["ATTACH ':memory:' AS Aux", renamed], metadata, includeSchemas)).diffs).toEqual([]);
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
