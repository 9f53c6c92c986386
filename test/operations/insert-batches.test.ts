import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Operations } from "../../src/operations/operations.js";
import { connect } from "../../src/runtime/connect.js";
import type { Connection } from "../../src/runtime/connection.js";
import { MigrationContext } from "../../src/runtime/migration-context.js";
import { sa } from "../../src/schema/sa.js";

describe("rows for several statements", () => {
  let connection: Connection;
  beforeEach(async () => {
    connection = await connect("sqlite://");
    await connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, flag BOOLEAN, day DATE, doc JSON, raw BLOB, n)");
  });
  afterEach(() => connection.close());

  const table = () =>
    sa.table(
      "t",
      sa.column("id", sa.Integer()),
      sa.column("flag", sa.Boolean()),
      sa.column("day", sa.Date()),
      sa.column("doc", sa.JSON()),
      sa.column("raw", sa.LargeBinary()),
      sa.column("n"),
    );
  const row = (id: number): Record<string, unknown> => ({
    id,
    n: id % 5 === 0 ? null : `n${id}`,
    flag: id % 2 === 0,
    day: new Date(Date.UTC(2020, 0, 1 + (id % 28))),
    doc: { id },
    raw: new Uint8Array([id % 256]),
  });

  async function insert(rows: readonly Record<string, unknown>[]): Promise<void> {
    const context = MigrationContext.configure({ connection });
    const { dialect, driver, backend } = connection;
    const host = { dialect, sink: context.sink, connection: driver, backend, asSql: false, opts: {}, context };
    const op = new Operations(host);
    try {
      await op.bulkInsert(table(), rows as never);
    } finally {
      await op.close();
    }
  }

  test("when rows fill many statements then each row has its own values", async () => {
    await insert(Array.from({ length: 1000 }, (_, at) => row(at + 1)));
    const { rows } = await connection.driver.execute("SELECT * FROM t ORDER BY id");
    expect(rows.length).toBe(1000);
    for (const found of rows) {
      const id = Number(found["id"]);
      expect(found).toEqual({
        id,
        flag: id % 2 === 0 ? 1 : 0,
        day: `2020-01-${String(1 + (id % 28)).padStart(2, "0")}`,
        doc: `{"id": ${id}}`,
        raw: new Uint8Array([id % 256]),
        n: id % 5 === 0 ? null : `n${id}`,
      });
    }
  });

  test("when a later row has an expression then the database computes it", async () => {
    const rows = Array.from({ length: 700 }, (_, at) => row(at + 1));
    rows[400] = { ...row(401), n: sa.text("1 + 1") };
    await insert(rows);
    expect(await connection.scalar("SELECT n FROM t WHERE id = 401")).toBe(2);
    expect(await connection.scalar("SELECT count(*) FROM t WHERE n LIKE 'n%'")).toBe(559);
  });

  test("when a value of a later row does not fit then the error names the parameter", async () => {
    const rows = Array.from({ length: 700 }, (_, at) => row(at + 1));
    rows[400] = { ...row(401), flag: "yes" };
    await expect(insert(rows)).rejects.toThrow("Error binding parameter flag_m");
  });
});
