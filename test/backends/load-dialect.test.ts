import { describe, expect, test } from "vitest";
import { loadBackend } from "../../src/backends/load-backend.js";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { UnsupportedError } from "../../src/dialects/unsupported-error.js";
import { Connection } from "../../src/runtime/connection.js";
import { AddConstraint } from "../../src/schema/ddl/constraint-nodes.js";
import { CreateTable } from "../../src/schema/ddl/table-nodes.js";
import { sa } from "../../src/schema/sa.js";
import { FakeDriver } from "../runtime/fake-driver.js";

describe("loadDialect", () => {
  test("when a dialect is not known then the message says so", async () => {
    await expect(loadDialect("nope")).rejects.toThrow("Can't load plugin: sqlalchemy.dialects:nope");
    await expect(loadDialect("toString")).rejects.toThrow("Can't load plugin");
  });

  test.each(["sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle"])(
    "when %s is loaded then it bears its name and quotes what it must",
    async (name) => {
      const dialect = await loadDialect(name);
      expect(dialect.name).toBe(name);
      expect(dialect.quoteIdentifier("plain")).toBe("plain");
      expect(dialect.quoteIdentifier("select")).not.toBe("select");
      expect(dialect.quoteIdentifier("select", false)).toBe("select");
      expect(dialect.quoteIdentifier("plain", true)).not.toBe("plain");
    },
  );

  test("when a database cannot do something then the refusal names it, the dialect and the way out", async () => {
    const sqlite = await loadDialect("sqlite");
    const table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer()));
    const refuse = () => sqlite.compile(new AddConstraint(sa.UniqueConstraint(table.c.a, { name: "uq" })));
    expect(refuse).toThrow(UnsupportedError);
    expect(refuse).toThrow("Please refer to the batch mode feature");
    try {
      refuse();
    } catch (error) {
      expect(error).toMatchObject({
        construct: "uniqueConstraint uq",
        dialectName: "sqlite",
        code: "dialects.unsupported",
      });
    }
  });

  test("when a column cannot be written then the error names table and column", async () => {
    const mysql = await loadDialect("mysql");
    const table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.String()));
    expect(() => mysql.compile(new CreateTable(table))).toThrow(
      "(in table 't', column 'a'): VARCHAR requires a length on dialect mysql",
    );
  });

  test("when there is no driver then the inspector says so", async () => {
    const connection = new Connection(new FakeDriver(), await loadBackend("oracle"));
    expect(() => connection.inspector()).toThrow(UnsupportedError);
    expect(() => connection.inspector()).toThrow("The backend of oracle has no inspector");
  });
});
