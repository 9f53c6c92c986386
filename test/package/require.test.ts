import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "require-"));

beforeAll(() => {
  mkdirSync(join(project, "node_modules/@types"), { recursive: true });
  symlinkSync(root, join(project, "node_modules/alembic-ts"));
  symlinkSync(join(root, "node_modules/@types/node"), join(project, "node_modules/@types/node"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "app", private: true }));
  writeFileSync(
    join(project, "use.ts"),
    `import { loadConfig, type Operations, sa } from "alembic-ts";
import * as nexuslims from "alembic-ts/nexuslims";
export async function upgrade(op: Operations): Promise<void> {
  await op.createTable("t", sa.Column("id", sa.Integer(), { primaryKey: true }));
}
console.log(typeof loadConfig, typeof nexuslims.verifyTableIntegrity, sa.String(5).length);
`,
  );
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

test.each(["commonjs", "node16", "node18", "nodenext"])(
  "when a CommonJS project is compiled for the module system %s then it has the types, and runs",
  (module) => {
    const out = join(project, module);
    const options = ["--module", module, "--target", "es2023", "--strict", "--types", "node", "--outDir", out];
    const tsc = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), ...options, "use.ts"], {
      cwd: project,
      encoding: "utf8",
    });
    expect(tsc.stdout).toBe("");
    const ran = spawnSync(process.execPath, [join(out, "use.js")], { cwd: project, encoding: "utf8" });
    expect(ran.stderr).toBe("");
    expect(ran.stdout).toBe("function function 5\n");
  },
);

test("when the package is used without autogenerate then the comparison of schemas is not loaded", () => {
  const names =
    "Object.values(require.cache).flatMap(({ exports, filename }) => /chunks/.test(filename) ? Object.keys(exports) : [])";
  const isLoaded = `console.log(${names}.includes("produceMigrations"));`;
  const program = `const library = require("alembic-ts");
${isLoaded}
library.sa.MetaData();
${isLoaded}
void library.autogenerate.produceMigrations;
${isLoaded}`;
  const ran = spawnSync(process.execPath, ["-e", program], { cwd: project, encoding: "utf8" });
  expect(ran.stderr).toBe("");
  expect(ran.stdout).toBe("false\nfalse\ntrue\n");
});
