// Bundles the library and the two programs into dist/, and writes the type declarations.
// One bundle with shared chunks starts several times faster than hundreds of small modules.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { directImports } from "./direct-imports.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// Built aside and moved into place at the end, so that a program started meanwhile finds the old build or the new one.
const dist = join(root, "dist");
const made = join(root, "tmp", `dist-${process.pid}`);
mkdirSync(made, { recursive: true });
process.on("exit", () => rmSync(made, { recursive: true, force: true }));

await build({
  absWorkingDir: root,
  entryPoints: {
    index: "src/index.ts",
    nexuslims: "src/nexuslims/index.ts",
    "bin/alembic-ts": "src/cli/bin/alembic-ts.ts",
    "bin/nexuslims": "src/nexuslims/bin/nexuslims.ts",
  },
  outdir: made,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  packages: "external",
  chunkNames: "chunks/[name]-[hash]",
  plugins: [directImports(root)],
  logLevel: "warning",
});

for (const program of ["alembic-ts", "nexuslims"]) {
  const path = join(made, "bin", `${program}.js`);
  const text = readFileSync(path, "utf8");
  if (!text.startsWith("#!")) writeFileSync(path, `#!/usr/bin/env node\n${text}`);
  chmodSync(path, 0o755);
}

if (!process.argv.includes("--no-types")) {
  const tsc = spawnSync(
    process.execPath,
    [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.types.json", "--outDir", join(made, "types")],
    { cwd: root, stdio: "inherit" },
  );
  if (tsc.status !== 0) process.exit(tsc.status ?? 1);
}

rmSync(dist, { recursive: true, force: true });
renameSync(made, dist);
