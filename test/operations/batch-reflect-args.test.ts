import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DriverConnection } from "../../src/database/connection.js";
import type { BatchAlterTableOptions } from "../../src/operations/batch/batch-alter-table-options.js";
import type { BatchOperations } from "../../src/operations/batch-operations.js";
import { sa } from "../../src/schema/sa.js";
import type { TableItem } from "../../src/schema/table.js";
import { online, type Run } from "./run-operations.js";

let run: Run & { connection: DriverConnection };
beforeEach(async () => {
  run = await online();
  await run.connection.execute("CREATE TABLE p (id INTEGER PRIMARY KEY)");
  await run.connection.execute("INSERT INTO p VALUES (1)");
});
afterEach(() => run.connection.close());

const sqlOf = async (name: string): Promise<string> => {
  const { rows } = await run.connection.execute(`SELECT sql FROM sqlite_master WHERE name = '${name}'`);
  return String(rows[0]?.["sql"]).replaceAll(/\s+/g, " ");
};
async function rebuilt(
  table: string,
  reflectArgs: readonly TableItem[],
  changes: (batch: BatchOperations) => void = () => undefined,
  options: BatchAlterTableOptions = {},
): Promise<string> {
  await run.connection.execute(table);
  await run.op.batchAlterTable("t", { recreate: "always", reflectArgs, ...options }, changes);
  return sqlOf("t");
}
const bool = sa.Boolean({ createConstraint: true, name: "bool_a" });

// What the tables of Alembic 1.20 have after the same batches.
describe("constraints among reflectArgs", () => {
  const items = () => [
    sa.UniqueConstraint("a", "b", { name: "uqx" }),
    sa.ForeignKeyConstraint(["c"], ["p.id"], { name: "fkx" }),
    sa.CheckConstraint("a<5", { name: "ckx" }),
    sa.Index("ixr", "c"),
  ];

  test("when they are given then the new table has them", async () => {
    const sql = await rebuilt("CREATE TABLE t (a INT, b TEXT, c INT)", items(), (batch) => {
      batch.alterColumn("c", { type: sa.BigInteger() });
    });
    expect(sql).toBe(
      'CREATE TABLE "t" ( a INT, b TEXT, c BIGINT, CONSTRAINT uqx UNIQUE (a, b), ' +
        "CONSTRAINT fkx FOREIGN KEY(c) REFERENCES p (id), CONSTRAINT ckx CHECK (a<5) )",
    );
    expect(await sqlOf("ixr")).toBe("CREATE INDEX ixr ON t (c)");
  });

  test("when they are dropped by name then they are gone", async () => {
    const sql = await rebuilt("CREATE TABLE t (a INT, b TEXT, c INT)", items(), (batch) => {
      batch.dropConstraint("ckx", { type: "check" });
      batch.dropConstraint("uqx", { type: "unique" });
      batch.dropConstraint("fkx", { type: "foreignkey" });
      batch.dropIndex("ixr");
    });
    expect(sql).toBe('CREATE TABLE "t" ( a INT, b TEXT, c INT )');
    expect(await sqlOf("ixr")).toBe("undefined");
  });

  test("when their columns are renamed then they are on the new names", async () => {
    const sql = await rebuilt("CREATE TABLE t (a INT, b TEXT, c INT)", items().slice(0, 2), (batch) => {
      batch.alterColumn("a", { newColumnName: "aa" });
      batch.alterColumn("c", { newColumnName: "cc" });
    });
    expect(sql).toContain("CONSTRAINT uqx UNIQUE (aa, b), CONSTRAINT fkx FOREIGN KEY(cc) REFERENCES p (id)");
  });

  test("when the table says the same already, with or without the name, then it is there once", async () => {
    const sql = await rebuilt(
      'CREATE TABLE t (a INT CHECK ("a" <  5), b TEXT, c INT CONSTRAINT fkx REFERENCES p (id), UNIQUE (a, b))',
      items(),
    );
    expect(sql).toBe(
      'CREATE TABLE "t" ( a INT, b TEXT, c INT, CONSTRAINT uqx UNIQUE (a, b), ' +
        "CONSTRAINT fkx FOREIGN KEY(c) REFERENCES p (id), CONSTRAINT ckx CHECK (a<5) )",
    );
  });

  test("when the table is in another schema then an index is there too", async () => {
    await run.connection.execute("ATTACH ':memory:' AS aux");
    await run.connection.execute("CREATE TABLE aux.t (a INT, c INT)");
    await run.op.batchAlterTable("t", { schema: "aux", reflectArgs: items().slice(3) }, (batch) => {
      batch.alterColumn("c", { newColumnName: "cc", nullable: false });
    });
    const { rows } = await run.connection.execute("SELECT sql FROM aux.sqlite_master WHERE name = 'ixr'");
    expect(rows).toEqual([{ sql: "CREATE INDEX ixr ON t (cc)" }]);
  });

  test("when a row breaks a foreign key among them then that is refused", async () => {
    await run.connection.execute("CREATE TABLE t (c INT)");
    await run.connection.execute("INSERT INTO t VALUES (7)");
    await expect(
      run.op.batchAlterTable("t", { recreate: "always", reflectArgs: items().slice(1, 2) }, () => undefined),
    ).rejects.toThrow("row 1 of 't' refers to no row of 'p'");
  });
});

describe("a column among reflectArgs", () => {
  test("when it has a foreign key then the new table has it, and no index or UNIQUE of the column's own", async () => {
    const key = sa.ForeignKey("p.id", { name: "fkk" });
    const sql = await rebuilt("CREATE TABLE t (a INT, b TEXT)", [
      sa.Column("a", sa.Integer(), key, { unique: true, index: true }),
    ]);
    expect(sql).toBe('CREATE TABLE "t" ( a INTEGER, b TEXT, CONSTRAINT fkk FOREIGN KEY(a) REFERENCES p (id) )');
  });

  test("when the old definition has keys and CHECKs then they stay", async () => {
    const sql = await rebuilt(
      "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a INT CONSTRAINT uqa UNIQUE CONSTRAINT cka CHECK (a > 0))",
      [sa.Column("id", sa.Integer(), { primaryKey: true }), sa.Column("a", sa.BigInteger())],
    );
    expect(sql).toBe(
      'CREATE TABLE "t" ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, a BIGINT CONSTRAINT uqa UNIQUE CONSTRAINT cka CHECK (a > 0) )',
    );
  });

  test("when it would leave the primary key then that is refused", async () => {
    await expect(rebuilt("CREATE TABLE t (id INTEGER PRIMARY KEY)", [sa.Column("id", sa.Integer())])).rejects.toThrow(
      "Trying to redefine primary-key column 'id' as a non-primary-key column on table 't'",
    );
  });

  test("when it is renamed then it is meant by its old name", async () => {
    const sql = await rebuilt("CREATE TABLE t (a INT, b TEXT)", [sa.Column("a", sa.BigInteger())], (batch) => {
      batch.alterColumn("a", { newColumnName: "aa" });
    });
    expect(sql).toBe('CREATE TABLE "t" ( aa BIGINT, b TEXT )');
  });
});

describe("the CHECK of a type that is given for what is read", () => {
  const table = "CREATE TABLE t (a INT, b TEXT)";
  test("when another column changes then it is there", async () => {
    const en = sa.Enum("x", "y", { createConstraint: true, name: "en" });
    const sql = await rebuilt(table, [sa.Column("a", bool), sa.Column("b", en)], (batch) => {
      batch.alterColumn("b", { nullable: false });
    });
    expect(sql).toBe(
      'CREATE TABLE "t" ( a BOOLEAN, b VARCHAR(1) NOT NULL, CONSTRAINT bool_a CHECK (a IN (0, 1)), ' +
        "CONSTRAINT en CHECK (b IN ('x', 'y')) )",
    );
  });

  test("when the column gets another type or goes then it is gone", async () => {
    const sql = await rebuilt(
      "CREATE TABLE t (a INT CHECK (a IN (0, 1)), b TEXT, c INT)",
      [sa.Column("a", bool), sa.Column("c", sa.Boolean({ createConstraint: true }))],
      (batch) => {
        batch.alterColumn("a", { type: sa.Integer() });
        batch.dropColumn("c");
      },
    );
    expect(sql).toBe('CREATE TABLE "t" ( a INTEGER, b TEXT )');
  });

  test("when a listener gives it then it is there", async () => {
    const sql = await rebuilt(table, [], undefined, {
      reflectKwargs: {
        listeners: [
          [
            "column_reflect",
            (column) => {
              if (column.name === "a") column.type = bool;
            },
          ],
        ],
      },
    });
    expect(sql).toBe('CREATE TABLE "t" ( a BOOLEAN, b TEXT, CONSTRAINT bool_a CHECK (a IN (0, 1)) )');
  });

  test("when there is a naming convention then that names it", async () => {
    const namingConvention = { ck: "ck_%(table_name)s_%(constraint_name)s" };
    const sql = await rebuilt(table, [sa.Column("a", bool)], undefined, { namingConvention });
    expect(sql).toContain("CONSTRAINT ck_t_bool_a CHECK (a IN (0, 1))");
  });
});

test("when a column is renamed then it is read under its old name", async () => {
  const seen: string[] = [];
  const reflectKwargs = {
    includeColumns: ["a", "b"],
    listeners: [["column_reflect", (column) => void seen.push(column.name)]],
  } satisfies BatchAlterTableOptions["reflectKwargs"];
  const rename = (batch: BatchOperations) => void batch.alterColumn("a", { newColumnName: "aa" });
  expect(await rebuilt("CREATE TABLE t (a INT, b INT, c INT)", [], rename, { reflectKwargs })).toBe(
    'CREATE TABLE "t" ( aa INT, b INT )',
  );
  expect(seen).toEqual(["a", "b"]);
});
