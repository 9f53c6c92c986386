import { describe, expect, test } from "vitest";
import type { AbstractOperations } from "../../src/operations/abstract-operations.js";
import { CustomOperation } from "../../src/operations/custom-operation.js";
import { IrreversibleError } from "../../src/operations/directives/irreversible-error.js";
import type { MigrateOperation } from "../../src/operations/directives/migrate-operation.js";
import { loweringTable } from "../../src/operations/lowering/lowering-table.js";
import { Operations } from "../../src/operations/operations.js";
import type { OperationsHost } from "../../src/operations/operations-host.js";
import { ops } from "../../src/operations/ops.js";
import { sa } from "../../src/schema/sa.js";
import { offline } from "./run-operations.js";

/** The script of an operation on PostgreSQL, which can do them all. */
const sqlOf = (operation: MigrateOperation): Promise<string> =>
  offline("postgresql", (op) => op.invoke(operation)).then((sql) => sql.trim().replaceAll(/\s+/g, " "));

const table = (): ops.CreateTableOp =>
  new ops.CreateTableOp("t", [
    sa.Column("id", sa.Integer(), { primaryKey: true }),
    sa.Column("a", sa.Integer(), { nullable: false, serverDefault: "3", comment: "c" }),
    sa.UniqueConstraint("a", { name: "uq" }),
    sa.CheckConstraint("a > 0", { name: "ck" }),
    sa.ForeignKeyConstraint(["a"], ["o.id"], { name: "fk", ondelete: "CASCADE" }),
  ]);

const index = (): ops.CreateIndexOp =>
  new ops.CreateIndexOp("ix", "t", ["a", sa.text("lower(b)")], { unique: true, schema: "s" });

describe("the reverse of an operation", () => {
  test.each<readonly [string, () => MigrateOperation]>([
    ["create a table", table],
    ["rename a table", () => new ops.RenameTableOp("a", "b", { schema: "s" })],
    ["add a column", () => new ops.AddColumnOp("t", sa.Column("a", sa.Integer()), { schema: "s", ifNotExists: true })],
    ["create an index", index],
    ["create a primary key", () => new ops.CreatePrimaryKeyOp("pk", "t", ["a", "b"], { schema: "s" })],
    [
      "create a unique constraint",
      () => new ops.CreateUniqueConstraintOp("uq", "t", ["a"], { deferrable: true, initially: "DEFERRED" }),
    ],
    [
      "create a foreign key",
      () =>
        new ops.CreateForeignKeyOp("fk", "t", "o", ["a"], ["id"], {
          ondelete: "CASCADE",
          referentSchema: "r",
          sourceSchema: "s",
          match: "FULL",
        }),
    ],
    ["create a check", () => new ops.CreateCheckConstraintOp("ck", "t", "a > 5", { schema: "s" })],
    [
      "create an exclude constraint",
      () => new ops.CreateExcludeConstraintOp("ex", "t", [["p", "&&"]], { using: "gist", schema: "s" }),
    ],
    ["create a table comment", () => new ops.CreateTableCommentOp("t", "new", { existingComment: "old", schema: "s" })],
    ["drop a table comment", () => new ops.DropTableCommentOp("t", { existingComment: "old" })],
    [
      "alter a column",
      () =>
        new ops.AlterColumnOp("t", "a", {
          modifyName: "b",
          modifyType: sa.BigInteger(),
          existingType: sa.Integer(),
          modifyNullable: false,
          existingNullable: true,
          modifyServerDefault: "2",
          existingServerDefault: "1",
          modifyComment: "new",
          existingComment: "old",
        }),
    ],
  ])("when it is to %s then the reverse of the reverse is the same again", async (_what, make) => {
    const operation = make();
    const forth = await sqlOf(operation);
    const back = operation.reverse();
    expect(await sqlOf(back)).not.toBe(forth);
    expect(await sqlOf(back.reverse())).toBe(forth);
    expect(await sqlOf(operation)).toBe(forth);
    expect(operation.reversal()).toMatchObject({ reversible: true });
  });

  test("when a column was renamed then its reverse finds it by its new name", async () => {
    const operation = new ops.AlterColumnOp("t", "a", { modifyName: "b" });
    expect(await sqlOf(operation.reverse())).toBe("ALTER TABLE t RENAME b TO a;");
  });

  test("when a table is dropped that is known then its reverse makes all of it again", async () => {
    expect(await sqlOf(table().reverse())).toBe("DROP TABLE t;");
    expect(await sqlOf(table().reverse().reverse())).toBe(await sqlOf(table()));
  });

  test.each<readonly [MigrateOperation, string]>([
    [new ops.DropTableOp("t"), "originalUnknown"],
    [new ops.DropColumnOp("t", "a"), "originalUnknown"],
    [new ops.DropIndexOp("ix"), "originalUnknown"],
    [new ops.DropConstraintOp("c", "t"), "originalUnknown"],
    [new ops.ExecuteSQLOp("SELECT 1"), "sql"],
    [new ops.BulkInsertOp(sa.table("t"), []), "data"],
  ])("when there is none then it says why: %o", (operation, reason) => {
    expect(operation.reversal()).toMatchObject({ reversible: false, reason });
    expect(() => operation.reverse()).toThrow(IrreversibleError);
  });

  test("when a container is reversed then the last operation comes first", () => {
    const upgrade = new ops.UpgradeOps([
      new ops.RenameTableOp("a", "b"),
      new ops.ModifyTableOps("b", [new ops.AddColumnOp("b", sa.Column("x", sa.Integer())), index()]),
    ]);
    const downgrade = upgrade.reverse();
    expect(downgrade.ops.map(({ kind }) => kind)).toEqual(["modifyTable", "renameTable"]);
    expect((downgrade.ops[0] as ops.ModifyTableOps).ops.map(({ kind }) => kind)).toEqual(["dropIndex", "dropColumn"]);
    expect(downgrade.reverse().ops.map(({ kind }) => kind)).toEqual(["renameTable", "modifyTable"]);
  });
});

describe("an operation as autogenerate lists it", () => {
  test.each<readonly [MigrateOperation, string]>([
    [table(), "add_table"],
    [table().reverse(), "remove_table"],
    [index(), "add_index"],
    [index().reverse(), "remove_index"],
    [new ops.CreateUniqueConstraintOp("u", "t", ["a"]), "add_constraint"],
    [new ops.CreateUniqueConstraintOp("u", "t", ["a"]).reverse(), "remove_constraint"],
    [new ops.CreateForeignKeyOp("f", "t", "o", ["a"], ["b"]), "add_fk"],
    [new ops.CreateForeignKeyOp("f", "t", "o", ["a"], ["b"]).reverse(), "remove_fk"],
    [new ops.AddColumnOp("t", sa.Column("a")), "add_column"],
    [new ops.AddColumnOp("t", sa.Column("a")).reverse(), "remove_column"],
    [new ops.CreateTableCommentOp("t", "c"), "add_table_comment"],
    [new ops.DropTableCommentOp("t"), "remove_table_comment"],
    [new ops.ExecuteSQLOp("x"), "execute"],
  ])("when it is %o then its first word is %s", (operation, word) => {
    expect(operation.toDiffTuple()[0]).toBe(word);
  });

  test("when a column changes then every part is listed", () => {
    const operation = new ops.AlterColumnOp("t", "a", {
      modifyNullable: true,
      modifyComment: null,
      existingComment: "c",
      schema: "s",
    });
    expect(operation.toDiffTuple()).toEqual([
      [
        "modify_nullable",
        "s",
        "t",
        "a",
        { existingType: null, existingServerDefault: false, existingComment: "c" },
        null,
        true,
      ],
      [
        "modify_comment",
        "s",
        "t",
        "a",
        { existingNullable: null, existingType: null, existingServerDefault: false },
        "c",
        null,
      ],
    ]);
    expect(new ops.UpgradeOps([new ops.ModifyTableOps("t", [index()])]).asDiffs()).toHaveLength(1);
  });
});

describe("operations of one's own", () => {
  class CreateViewOp extends CustomOperation<number> {
    readonly kind = "createView";
    readonly name: string;

    constructor(name: string) {
      super();
      this.name = name;
    }

    async run(op: AbstractOperations): Promise<number> {
      await op.execute(`CREATE VIEW ${this.name} AS SELECT 1`);
      return 7;
    }
  }

  test("when one is invoked then it runs in its place", async () => {
    const sql = await offline("sqlite", async (op) => {
      op.execute("SELECT 0");
      op.invoke(new CreateViewOp("v"));
      op.execute("SELECT 2");
      expect(await op.invoke(new CreateViewOp("w"))).toBe(7);
    });
    expect(sql.match(/SELECT 0|VIEW .|SELECT 2/g)).toEqual(["SELECT 0", "VIEW v", "SELECT 2", "VIEW w"]);
  });

  test("when one is registered then it is a call, and the class it was made from is as before", async () => {
    const Extended = Operations.register("createView", CreateViewOp).register("makeView", CreateViewOp);
    const sql = await offline("sqlite", async (op) => {
      const extended = new Extended((op as unknown as { host: OperationsHost }).host);
      expect(await extended.createView("v")).toBe(7);
      await extended.makeView("w");
    });
    expect(sql).toContain("VIEW v");
    expect("createView" in Operations.prototype).toBe(false);
    expect(() => Extended.register("createView", CreateViewOp)).toThrow("There is an operation 'createView' already");
  });

  test("when a built-in one is replaced then the replacement runs, once", async () => {
    const Replaced = Operations.implementationFor(ops.RenameTableOp, (op, { tableName, newTableName }) =>
      op.execute(`RENAME ${tableName} ${newTableName}`),
    );
    const sql = await offline("mysql", async (op) => {
      const replaced = new Replaced((op as unknown as { host: OperationsHost }).host);
      await replaced.renameTable("a", "b");
      await replaced.dropTable("c");
    });
    expect(sql).toBe("RENAME a b;\n\nDROP TABLE c;\n\n");
    expect(() => Replaced.implementationFor(ops.RenameTableOp, () => undefined)).toThrow(
      "Can not set dispatch function for object RenameTableOp: key already exists.",
    );
    Replaced.implementationFor(ops.RenameTableOp, () => undefined, { replace: true });
  });

  test("when nothing says how then it is refused", async () => {
    class Unknown extends ops.MigrateOperation {
      readonly kind = "unknown";
      override reverse(): never {
        throw new Error("no");
      }
    }
    await expect(offline("sqlite", (op) => op.invoke(new Unknown()))).rejects.toThrow(
      "No implementation for operation 'unknown'",
    );
  });
});

test("when directives are counted then each has its lowering", () => {
  const classes = Object.values(ops).filter((one) => typeof one === "function" && /Op$/.test(one.name));
  const leaves = classes.filter(({ name }) => !/^(AddConstraintOp)$/.test(name));
  expect(Object.keys(loweringTable)).toHaveLength(leaves.length);
});
