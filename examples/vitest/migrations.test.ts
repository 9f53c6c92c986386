import { type Connection, command, connect, loadConfig, MemoryOutput } from "alembic-ts";
import { afterEach, beforeEach, expect, test } from "vitest";

// A database in memory lives as long as its connection, so each test opens one and lets the commands use it.
let connection: Connection;
beforeEach(async () => {
  connection = await connect("sqlite://");
});
afterEach(() => connection.close());

const config = () => loadConfig({ output: new MemoryOutput() }).withAttributes({ connection });

test("the models need no revision that is not written yet", async () => {
  await command.upgrade(config(), "head");
  await command.check(config());
});

test("every revision can be undone and done again", async () => {
  await command.upgrade(config(), "head");
  await command.downgrade(config(), "base");
  await command.upgrade(config(), "head");
});

test("add_email gives an address to the existing accounts", async () => {
  await command.upgrade(config(), "4a6bd10c92e7");
  await connection.execute("INSERT INTO account (name) VALUES ('Ada')");
  await command.upgrade(config(), "e02f5c7a81d4");
  expect(await connection.scalar("SELECT email FROM account")).toBe("ada@example.com");
});

test("an account has a name", async () => {
  await command.upgrade(config(), "head");
  await expect(connection.execute("INSERT INTO account (name) VALUES (NULL)")).rejects.toThrow("NOT NULL");
});
