import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { writeEnvironment } from "../interop/random-commands/write-environment.js";

const page = readFileSync(new URL("../../docs/environment.md", import.meta.url), "utf8");
const [env = "", example = ""] = Array.from(page.matchAll(/```ts\n([\s\S]*?)```/g), ([, code = ""]) => code);
const index = fileURLToPath(new URL("../../dist/index.js", import.meta.url));

const program = fileURLToPath(new URL("../../dist/bin/alembic-ts.js", import.meta.url));

test.skipIf(!existsSync(index))("when the page shares a database in memory then its code does so", () => {
  const folder = mkdtempSync(join(tmpdir(), "environment-doc-"));
  writeFileSync(
    join(folder, "models.ts"),
    'import { sa } from "alembic-ts";\nexport const metadata = sa.MetaData();\nsa.Table("more", metadata, sa.Column("id"));\n',
  );
  writeEnvironment(folder, "ts", new Map([["1", { id: "a", down: [], dependsOn: [], labels: [], message: "one" }]]));
  writeFileSync(join(folder, "scripts/env.ts"), env);
  writeFileSync(join(folder, "test.mjs"), example.replace('"alembic-ts"', JSON.stringify(pathToFileURL(index).href)));
  const ran = spawnSync(process.execPath, ["test.mjs"], { cwd: folder, encoding: "utf8" });
  // The version table with the index of its key, and the table of the revision.
  expect([ran.status, ran.stdout, ran.stderr]).toEqual([0, "3\n", ""]);
  expect(existsSync(join(folder, "test.db"))).toBe(false);
  const alembic = (...argv: readonly string[]) =>
    spawnSync(process.execPath, [program, ...argv], { cwd: folder, encoding: "utf8" }).stdout;
  expect(alembic("upgrade", "--sql")).toContain("INSERT INTO alembic_version (version_num) VALUES ('a')");
  expect(alembic("upgrade")).toBe("");
  expect(alembic("check")).toContain('["add_table", sa.Table("more"');
  rmSync(folder, { recursive: true });
});
