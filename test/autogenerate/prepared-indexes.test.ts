import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareMetadata } from "../../src/autogenerate/compare-metadata.js";
import { connect } from "../../src/runtime/connect.js";
import type { Connection } from "../../src/runtime/connection.js";
import { MigrationContext } from "../../src/runtime/migration-context.js";
import type { MetaData } from "../../src/schema/metadata.js";
import { sa } from "../../src/schema/sa.js";
import { plainDiff } from "../interop/autogenerate/plain-diffs.js";

describe("indexes that only the database can compare", () => {
  let connection: Connection;
  beforeAll(async () => {
    connection = await connect("pglite://");
  }, 60_000);
  afterAll(() => connection.close());

  /** Tables with an index on an expression and a partial one, in the words of the models. */
  function models(count: number, change?: number): MetaData {
    const metadata = sa.MetaData();
    for (let at = 0; at < count; at++) {
      sa.Table(
        `t${at}`,
        metadata,
        ...[sa.Column("a", sa.Integer()), sa.Column("b", sa.Text())],
        sa.Index(`ix_${at}`, sa.text("lower( b )")),
        sa.Index(`part_${at}`, "a", { postgresqlWhere: sa.text(`a>${at === change ? 7 : 1} AND b != 'x'`) }),
      );
    }
    return metadata;
  }
  async function made(count: number): Promise<void> {
    await connection.execute("DROP SCHEMA public CASCADE");
    await connection.execute("CREATE SCHEMA public");
    for (let at = 0; at < count; at++) {
      await connection.execute(`CREATE TABLE t${at} (a INTEGER, b TEXT)`);
      await connection.execute(`CREATE INDEX ix_${at} ON t${at} (lower(b))`);
      await connection.execute(`CREATE INDEX part_${at} ON t${at} (a) WHERE a > 1 AND b <> 'x'`);
    }
  }
  /** The differences, and how many queries of the catalogs they took. */
  async function compared(
    metadata: MetaData,
  ): Promise<{ readonly diffs: readonly unknown[]; readonly queries: number }> {
    let queries = 0;
    const { driver } = connection;
    const { execute } = driver;
    driver.execute = (sql, params) => {
      if (/\bpg_(?:class|index|attribute|constraint)\b/.test(sql)) queries += 1;
      return execute.call(driver, sql, params);
    };
    try {
      return {
        diffs: (await compareMetadata(MigrationContext.configure({ connection }), metadata)).map(plainDiff),
        queries,
      };
    } finally {
      driver.execute = execute;
    }
  }

  test("when many tables have them then the tables are read together, and each difference is found", async () => {
    await made(3);
    const few = await compared(models(3));
    await made(12);
    const many = await compared(models(12));
    expect([few.diffs, many.diffs]).toEqual([[], []]);
    expect(many.queries).toBe(few.queries);
    expect((await compared(models(12, 5))).diffs).toEqual([
      ["remove_index", "t5", "part_5"],
      ["add_index", "t5", "part_5"],
    ]);
  });

  test("when the database does not accept one of them then the others are still compared", async () => {
    await made(3);
    const metadata = models(3, 2);
    const odd = metadata.tables.get("t1");
    odd?.appendConstraint?.(sa.CheckConstraint("no_such_function(a) > 1", { name: "ck" }));
    expect((await compared(metadata)).diffs).toEqual(
      expect.arrayContaining([
        ["remove_index", "t2", "part_2"],
        ["add_index", "t2", "part_2"],
      ]),
    );
  });
});
