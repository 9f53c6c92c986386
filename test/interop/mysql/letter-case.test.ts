import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareMetadata } from "../../../src/autogenerate/compare-metadata.js";
import { connect } from "../../../src/runtime/connect.js";
import type { Connection } from "../../../src/runtime/connection.js";
import { MigrationContext } from "../../../src/runtime/migration-context.js";
import type { MetaData } from "../../../src/schema/metadata.js";
import { sa } from "../../../src/schema/sa.js";
import { haveMariadb, newMariadbDatabase, onMariadb, startMariadbServer } from "../../servers/mariadb.js";
import type { TestDatabase } from "../../servers/postgresql.js";
import { endServer, type RunningServer } from "../../servers/processes.js";
import { plainDiff } from "../autogenerate/plain-diffs.js";
import { Oracle } from "../oracle.js";
import { noPython, python } from "../python.js";

const program = readFileSync(new URL("reflect_tables.py", import.meta.url), "utf8");

describe.skipIf(!haveMariadb || python() === undefined)(
  `MariaDB with lower_case_table_names=1 (${onMariadb}, ${noPython})`,
  () => {
    let server: RunningServer;
    let database: TestDatabase;
    let connection: Connection;
    beforeAll(async () => {
      server = await startMariadbServer(["--lower-case-table-names=1"]);
      database = await newMariadbDatabase("mysql", server);
      connection = await connect(database.url);
      for (const sql of [
        "CREATE TABLE Users (Id INT NOT NULL PRIMARY KEY, Name VARCHAR(9))",
        `CREATE TABLE Orders (id INT NOT NULL PRIMARY KEY, Owner INT, KEY IX_Owner (Owner),
         CONSTRAINT FK_o FOREIGN KEY (Owner) REFERENCES Users (Id))`,
        "CREATE TABLE Alembic_Version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
      ])
        await connection.execute(sql);
    }, 120_000);
    afterAll(async () => {
      await connection?.close();
      if (server !== undefined) await endServer(server);
    });

    const models = (users: string, orders: string, name = 9): MetaData => {
      const metadata = sa.MetaData();
      const key = { primaryKey: true, autoincrement: false };
      sa.Table(users, metadata, sa.Column("Id", sa.Integer(), key), sa.Column("Name", sa.String(name)));
      sa.Table(
        orders,
        metadata,
        sa.Column("id", sa.Integer(), key),
        sa.Column("Owner", sa.Integer(), sa.ForeignKey(`${users}.Id`, { name: "FK_o" })),
        sa.Index("IX_Owner", "Owner"),
      );
      return metadata;
    };
    const compared = async (metadata: MetaData): Promise<readonly unknown[]> => {
      const context = MigrationContext.configure({ connection, versionTable: "Alembic_Version" });
      return (await compareMetadata(context, metadata)).map(plainDiff);
    };

    test("when tables are read then their names are as SQLAlchemy reads them, in any spelling", async () => {
      const oracle = new Oracle();
      const theirs = (await oracle.run(program, { url: database.url.replace("mysql:", "mysql+pymysql:") })) as object;
      await oracle.close();
      const inspector = connection.inspector();
      expect(await inspector.getTableNames()).toEqual(Object.keys(theirs));
      expect(await inspector.getTableNames()).toEqual(["alembic_version", "orders", "users"]);
      expect((await inspector.getForeignKeys("ORDERS"))[0]).toMatchObject({ name: "FK_o", referredTable: "users" });
      expect((await inspector.getColumns("Users")).map(({ name }) => name)).toEqual(["Id", "Name"]);
      expect(await inspector.hasTable("USERS")).toBe(true);
    });

    test.each([
      ["users", "orders"],
      ["Users", "Orders"],
      ["USERS", "orders"],
    ])("when the models say %s and %s then they are the tables that are there", async (users, orders) => {
      expect(await compared(models(users, orders))).toEqual([]);
      expect(await compared(models(users, orders, 12))).toEqual([[["modify_type", "users", "Name"]]]);
    });
  },
);
