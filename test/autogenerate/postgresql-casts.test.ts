import { expect, test } from "vitest";
import { compareMetadata } from "../../src/autogenerate/compare-metadata.js";
import { connect } from "../../src/runtime/connect.js";
import { MigrationContext } from "../../src/runtime/migration-context.js";
import { sa } from "../../src/schema/sa.js";

test("when a column has changed its type then the index and the CHECK on it are as in the models", async () => {
  const connection = await connect("pglite://");
  for (const statement of [
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a NUMERIC(10, 2), CONSTRAINT ck CHECK (a > 0))",
    "CREATE INDEX ix ON t (id) WHERE a > 1",
    "ALTER TABLE t ALTER COLUMN a TYPE DOUBLE PRECISION",
  ])
    await connection.execute(statement);
  const stored = await connection.scalar("SELECT pg_get_indexdef('ix'::regclass)");
  expect(stored).toContain("WHERE (a > ((1)::numeric)::double precision)");
  const models = (limit: number) => {
    const metadata = sa.MetaData();
    const id = sa.Column("id", sa.Integer(), { primaryKey: true });
    const where = { postgresqlWhere: sa.text(`a > ${limit}`) };
    const check = sa.CheckConstraint("a > 0", { name: "ck" });
    sa.Table("t", metadata, id, sa.Column("a", sa.Double()), check, sa.Index("ix", "id", where));
    return metadata;
  };
  const context = MigrationContext.configure({ connection });
  expect(await compareMetadata(context, models(1))).toEqual([]);
  const other = await compareMetadata(context, models(2));
  await connection.close();
  expect(other.map((difference) => difference[0])).toEqual(["remove_index", "add_index"]);
});
