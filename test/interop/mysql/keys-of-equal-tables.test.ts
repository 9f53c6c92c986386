import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { produceMigrations } from "../../../src/autogenerate/produce-migrations.js";
import { renderTypescriptCode } from "../../../src/autogenerate/render/render-typescript-code.js";
import { connect } from "../../../src/runtime/connect.js";
import type { Connection } from "../../../src/runtime/connection.js";
import { MigrationContext } from "../../../src/runtime/migration-context.js";
import type { MetaData } from "../../../src/schema/metadata.js";
import { sa } from "../../../src/schema/sa.js";
import { haveMariadb, newMariadbDatabase, onMariadb } from "../../servers/mariadb.js";
import type { TestDatabase } from "../../servers/postgresql.js";

/** Two tables that refer to the first one by a column that is not its key. */
function models(length: number): MetaData {
  const metadata = sa.MetaData();
  const key = () => sa.Column("id", sa.Integer(), { primaryKey: true });
  sa.Table("a", metadata, key(), sa.Column("name", sa.String(length)), sa.UniqueConstraint("name", { name: "uq_a" }));
  for (const table of ["b", "c"])
    sa.Table(table, metadata, key(), sa.Column("of", sa.String(9), sa.ForeignKey("a.name", { name: `fk_${table}` })));
  return metadata;
}

describe.skipIf(!haveMariadb)(`foreign keys of equal tables on MariaDB (${onMariadb})`, () => {
  let database: TestDatabase;
  let connection: Connection;
  beforeAll(async () => {
    database = await newMariadbDatabase();
    connection = await connect(database.url);
    for (const sql of [
      "CREATE TABLE a (id INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(9), CONSTRAINT uq_a UNIQUE (name))",
      ...["b", "c"].map(
        (table) => `CREATE TABLE ${table} (id INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY, \`of\` VARCHAR(9),
          CONSTRAINT fk_${table} FOREIGN KEY (\`of\`) REFERENCES a (name))`,
      ),
    ])
      await connection.execute(sql);
  }, 120_000);
  afterAll(async () => {
    await connection?.close();
    database?.drop();
  });

  const upgrade = async (length: number, options = {}): Promise<string> => {
    const context = MigrationContext.configure({ connection, ...options });
    const { upgradeOps } = await produceMigrations(context, models(length));
    return upgradeOps === null ? "" : renderTypescriptCode(upgradeOps, { migrationContext: context });
  };

  test("when the column that they refer to changes then their keys are dropped and made again, though they are equal", async () => {
    expect(await upgrade(9)).not.toContain("op.");
    const found = await upgrade(12);
    for (const table of ["b", "c"]) {
      expect(found).toContain(`op.dropConstraint(op.f("fk_${table}"), "${table}"`);
      expect(found).toContain(`op.createForeignKey(op.f("fk_${table}"), "${table}", "a"`);
    }
    expect(found).toBe(await upgrade(12, { includeObject: () => true }));
  });
});
