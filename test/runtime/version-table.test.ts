import { expect, test } from "vitest";
import { connect } from "../../src/runtime/connect.js";
import { VersionTable } from "../../src/runtime/version-table.js";

test("when the version table is read again then it has its rows, or none where it was dropped, or the reason why not", async () => {
  const connection = await connect("sqlite://");
  const options = { name: "alembic_version", schema: undefined, primaryKey: true, length: 32 };
  const table = new VersionTable(connection.dialect, options);
  for (const { sql } of [...table.create(), ...table.insert("a1")]) await connection.execute(sql);
  expect(await table.readAgain(connection)).toEqual(["a1"]);
  await connection.execute("DROP TABLE alembic_version");
  expect(await table.readAgain(connection)).toEqual([]);
  await connection.execute("CREATE TABLE alembic_version (other TEXT)");
  await expect(table.readAgain(connection)).rejects.toThrow("no such column");
  await connection.close();
});
