import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "../sqlite/temporary-folder.js";

const folder = temporaryFolder();
const program = fileURLToPath(new URL("../../../dist/bin/alembic-ts.js", import.meta.url));

test("when a command connects to PostgreSQL then Node's fetch is not loaded, and the process has no navigator that it had not", () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["--require", folder("report.cjs"), program, ...args], {
      cwd: folder(),
      encoding: "utf8",
    });
  writeFileSync(
    folder("report.cjs"),
    `const before = "navigator" in globalThis;
    process.on("exit", () => {
      const loaded = process.moduleLoadList.some((name) => /undici\\/undici/.test(name));
      console.log("fetch", loaded, "navigator", before === ("navigator" in globalThis) ? "as before" : "changed");
    });`,
  );
  run("init", "migrations");
  const ini = readFileSync(folder("alembic.ini"), "utf8");
  // Nobody listens at this port; the driver is loaded all the same.
  writeFileSync(
    folder("alembic.ini"),
    ini.replace(/^sqlalchemy.url.*$/m, "sqlalchemy.url = postgresql://127.0.0.1:1/a"),
  );
  const { stdout } = run("current");
  expect(stdout).toContain("no server listens there");
  expect(stdout.split("\n")).toContain("fetch false navigator as before");
});
