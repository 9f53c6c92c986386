import { describe, expect, test } from "vitest";
import { connect } from "../../src/runtime/connect.js";
import { sa } from "../../src/schema/sa.js";
import { offline, online } from "../operations/run-operations.js";
import { compare, database, diffs } from "./support/compare.js";
import { runOperations } from "./support/run-operations.js";

const statements = [
  `CREATE TABLE "Users" (id INTEGER NOT NULL PRIMARY KEY, "Name" TEXT, "Age" INTEGER, CONSTRAINT ck CHECK ("Age" > 0))`,
  `CREATE INDEX ix ON "Users" ("Name")`,
  `CREATE TABLE other (id INTEGER NOT NULL PRIMARY KEY, u INTEGER REFERENCES "Users" (id))`,
];

function models(table: string, name: string) {
  const metadata = new sa.MetaData();
  const id = () => sa.Column("id", sa.Integer(), { primaryKey: true });
  sa.Table(
    table,
    metadata,
    id(),
    sa.Column(name, sa.Text()),
    sa.Column("Age", sa.Integer()),
    sa.CheckConstraint(`"Age" > 0`, { name: "ck" }),
    sa.Index("ix", name),
  );
  sa.Table("other", metadata, id(), sa.Column("u", sa.Integer(), sa.ForeignKey(`${table}.id`)));
  return metadata;
}

describe("names that differ in letter case alone", () => {
  test.each([
    ["users", "Name"],
    ["Users", "name"],
    ["USERS", "NAME"],
  ])("when the models call them %s and %s then the script renames them, and rows stay", async (table, name) => {
    const { upgrade, downgrade } = await compare(statements, models(table, name));
    expect(upgrade).not.toMatch(/createTable|dropTable|addColumn|dropColumn|Index/);
    const connection = await database(
      ...statements,
      `INSERT INTO "Users" VALUES (1, 'a', 7)`,
      "INSERT INTO other VALUES (1, 1)",
    );
    const schema = async () =>
      (await connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")).map(
        ({ sql }) => sql,
      );
    const before = await schema();
    await runOperations(connection, upgrade);
    expect([...(await connection.execute(`SELECT * FROM ${table}`))]).toEqual([{ id: 1, [name]: "a", Age: 7 }]);
    expect(
      [...(await connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"))].map(
        (row) => row["name"],
      ),
    ).toContain(table);
    await runOperations(connection, downgrade);
    expect([...(await connection.execute(`SELECT * FROM Users`))]).toEqual([{ id: 1, Name: "a", Age: 7 }]);
    expect((await schema()).map((sql) => String(sql).replaceAll('"', ""))).toEqual(
      before.map((sql) => String(sql).replaceAll('"', "")),
    );
    await connection.close();
  });

  test("when the script has run then nothing is left to find", async () => {
    const { upgrade } = await compare(statements, models("users", "name"));
    const connection = await connect("sqlite://");
    for (const sql of statements) await connection.execute(sql);
    await runOperations(connection, upgrade);
    const sql = (await connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")).map(
      (row) => String(row["sql"]),
    );
    await connection.close();
    expect(await diffs(sql, models("users", "name"))).toEqual([]);
  });

  test("when a table is left out by its name then it is not renamed", async () => {
    const includeName = (name: string | null, type: string) => type !== "table" || name !== "Users";
    const { upgrade } = await compare(statements, models("users", "Name"), { includeName });
    expect(upgrade).not.toContain("renameTable");
  });

  test("when a table gets the same name in other letters then it does, in a script too", async () => {
    const { op, connection } = await online();
    await op.execute(`CREATE TABLE "Users" (id INTEGER PRIMARY KEY)`);
    await op.renameTable("Users", "users");
    expect(await op.getBind().scalar("SELECT name FROM sqlite_schema")).toBe("users");
    await connection.close();
    expect(await offline("sqlite", (script) => script.renameTable("Users", "users"))).toBe(
      'ALTER TABLE "Users" RENAME TO "_alembic_tmp_users";\n\nALTER TABLE "_alembic_tmp_users" RENAME TO users;\n\n'.replaceAll(
        '"_alembic_tmp_users"',
        "_alembic_tmp_users",
      ),
    );
    expect(await offline("postgresql", (script) => script.renameTable("Users", "users"))).toBe(
      'ALTER TABLE "Users" RENAME TO users;\n\n',
    );
  });
});
