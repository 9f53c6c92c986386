import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Operations } from "../../src/operations/operations.js";
import { ModuleLoader } from "../../src/script/loading/module-loader.js";
import { offline, online } from "./run-operations.js";

const page = readFileSync(new URL("../../docs/data.md", import.meta.url), "utf8");
const [code = ""] = Array.from(page.matchAll(/```ts\n([\s\S]*?)```/g), ([, text = ""]) => text);

test.each(["sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle"])(
  "when the page's revision is written as a script for %s then its rows have their literals",
  async (dialect) => {
    const folder = mkdtempSync(join(tmpdir(), "data-doc-"));
    const path = join(folder, "revision.ts");
    writeFileSync(path, code);
    const loader = new ModuleLoader({ "alembic-ts": () => import("../../src/index.js") });
    const { upgrade } = (await loader.load(path)) as { upgrade: (op: Operations) => Promise<void> };
    const script = await offline(dialect, upgrade, { literalBinds: true });
    const cast = dialect === "postgresql" ? "::JSON" : "";
    expect(script).toContain(`VALUES (1, 'Ada', '{"theme": "dark"}'${cast})`);
    expect(script).toContain("VALUES (2, 'Grace', NULL)");
    rmSync(folder, { recursive: true });
  },
);

test("when the page's revision is run then it does what it says", async () => {
  const folder = mkdtempSync(join(tmpdir(), "data-doc-"));
  const path = join(folder, "revision.ts");
  writeFileSync(path, code);
  const loader = new ModuleLoader({ "alembic-ts": () => import("../../src/index.js") });
  const { upgrade } = (await loader.load(path)) as { upgrade: (op: Operations) => Promise<void> };
  const run = await online();
  await run.op.execute("CREATE TABLE account (id INTEGER PRIMARY KEY, name TEXT, settings JSON)");
  await run.op.execute("CREATE TABLE log (account_id INT, at DATETIME, seen BOOLEAN)");
  await upgrade(run.op);
  expect((await run.connection.execute("SELECT * FROM account")).rows).toEqual([
    { id: 1, name: "Ada L.", settings: '{"theme": "dark", "version": 2}' },
    { id: 2, name: "Grace", settings: null },
  ]);
  expect((await run.connection.execute("SELECT * FROM log")).rows).toEqual([
    { account_id: 1, at: "2026-01-25 00:00:00.000000", seen: 1 },
  ]);
  await run.connection.close();
  rmSync(folder, { recursive: true });
});
