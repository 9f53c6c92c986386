import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { MemoryOutput } from "../../src/support/output.js";
import { Laboratory } from "./laboratory.js";

let lab: Laboratory;
beforeEach(() => {
  lab = new Laboratory();
});
afterEach(() => lab.remove());

const terminal = (): MemoryOutput => Object.assign(new MemoryOutput(), { errIsTerminal: true });

async function withUploads(): Promise<void> {
  await lab.makeStamped({ logs: 3, instruments: 2 });
  expect((await lab.run("upgrade")).code).toBe(0);
  const connection = await openDatabase(`sqlite:///${lab.database}`);
  await connection.execute("PRAGMA foreign_keys = OFF");
  const columns = (await connection.execute("SELECT name FROM pragma_table_info('upload_log') WHERE name <> 'id'"))
    .rows;
  expect(columns.length).toBeGreaterThan(3);
  await connection.execute(
    "INSERT INTO upload_log (session_identifier, destination_name, success, timestamp) VALUES ('a', 'b', 1, '2026-01-01')",
  );
  await connection.close();
}

test("when a downgrade on a terminal drops a table with rows then it says so before, and of a table that is written anew nothing", async () => {
  await withUploads();
  const ran = await lab.runIn({ output: terminal() }, "downgrade", "v1_4_3");
  expect(ran.stderr.replaceAll("\u001b[2K", "")).toContain(
    "⚠ Dropping table 'upload_log' with its 1 row\n⚠ 1 upload was removed with the table",
  );
  expect(ran.stderr).not.toContain("session_log");
  expect(ran.code).toBe(0);
});

test("when the output is no terminal then only what was removed is said", async () => {
  await withUploads();
  const ran = await lab.run("downgrade", "v1_4_3");
  expect(ran.stderr).not.toContain("Dropping");
  expect(ran.stderr).toContain("⚠ 1 ");
});
