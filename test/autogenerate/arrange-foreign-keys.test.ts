import { describe, expect, test } from "vitest";
import { arrangeForeignKeys } from "../../src/autogenerate/arrange-foreign-keys.js";
import type { AutogenContext } from "../../src/autogenerate/autogen-context.js";
import { AlterColumnOp } from "../../src/operations/directives/alter-column-op.js";
import { ModifyTableOps } from "../../src/operations/directives/modify-table-ops.js";
import { UpgradeOps } from "../../src/operations/directives/upgrade-ops.js";
import { sa } from "../../src/schema/sa.js";

/** What is done to which table, in order, when the type of a column changes to which `orders` refers as `users`. */
function arranged(foldsTableNames: boolean): readonly string[] {
  const metadata = sa.MetaData();
  const tables = [
    sa.Table("Users", metadata, sa.Column("id", sa.Integer(), { primaryKey: true })),
    sa.Table("orders", metadata, sa.Column("owner", sa.Integer(), sa.ForeignKey("users.id", { name: "fk" }))),
  ];
  const comparedTables = tables.map((table) => ({
    ...{ schema: null, tableName: table.name, connTable: table, metadataTable: table },
  }));
  const change = new AlterColumnOp("Users", "id", { modifyType: sa.BigInteger() });
  const upgradeOps = new UpgradeOps([new ModifyTableOps("Users", [change])]);
  arrangeForeignKeys({ comparedTables, foldsTableNames } as unknown as AutogenContext, upgradeOps);
  return upgradeOps.ops.flatMap((op) =>
    op instanceof ModifyTableOps ? op.ops.map((one) => `${one.constructor.name} ${op.tableName}`) : [],
  );
}

describe("foreign keys around a change", () => {
  test("when the server writes a table in two spellings then the key that refers to it is still in the way", () => {
    // So does MySQL with lower_case_table_names=2, which a server on Linux does not accept.
    expect(arranged(true)).toEqual(["DropConstraintOp orders", "AlterColumnOp Users", "CreateForeignKeyOp orders"]);
    expect(arranged(false)).toEqual(["AlterColumnOp Users"]);
  });
});
