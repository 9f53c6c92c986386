import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import { makeProject } from "../../servers/project.js";

describe("PGlite in a folder", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "pglite-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("when a project is upgraded then the folder has it, and who comes meanwhile waits for it", async () => {
    const url = `pglite:///${join(folder, "app")}`;
    const project = makeProject(url, [
      {
        revision: "a1",
        down: null,
        upgrade: `  await op.createTable("one", sa.Column("id", sa.Integer(), { primaryKey: true }));`,
      },
    ]);
    // Left behind by a process that was killed: no process has so high a number.
    writeFileSync(join(folder, "app.lock"), "4194999");
    await project.upgrade();
    const first = await openDatabase(url);
    await expect(openDatabase(url, { timeout: 300 })).rejects.toThrow(
      `database is locked: process ${process.pid} has '${join(folder, "app")}' open`,
    );
    const second = openDatabase(url);
    await first.close();
    const connection = await second;
    expect((await connection.execute("SELECT version_num FROM alembic_version")).rows).toEqual([{ version_num: "a1" }]);
    await connection.close();
    expect(readdirSync(folder)).toEqual(["app"]);
    project.remove();
  }, 120_000);

  test.each([
    ["pglite://host/x", "names a host"],
    ["pglite:///x?mode=ro", "PGlite has no option 'mode'"],
  ])("when the URL is %s then it is refused", async (url, message) => {
    await expect(openDatabase(url)).rejects.toThrow(message);
  });
});
