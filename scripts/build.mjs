// Bundles the library and the two programs into dist/, and writes the type declarations.
// One bundle with shared chunks, loaded when they are first used, starts several times faster than hundreds of modules.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, version } from "esbuild";
import { commonjsTypes } from "./commonjs-types.mjs";
import { directImports } from "./direct-imports.mjs";
import { documentCallables } from "./document-callables.mjs";
import { lazyChunk, namedExports } from "./lazy-chunks.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// Built aside and moved into place at the end, so that a program started meanwhile finds the old build or the new one.
const dist = join(root, "dist");
const made = join(root, "tmp", `dist-${process.pid}`);
mkdirSync(made, { recursive: true });
process.on("exit", () => rmSync(made, { recursive: true, force: true }));

// The name of a chunk has a hash of what esbuild writes, and caches of compiled code go by that name (ours, and Deno's). So
// what turns a chunk into its file is part of the hash.
const turnedBy = createHash("sha256")
  .update(version)
  .update(readFileSync(join(root, "scripts/lazy-chunks.mjs")))
  .digest("hex");

const { outputFiles, metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    index: "src/index.ts",
    nexuslims: "src/nexuslims/index.ts",
    "bin/alembic-ts": "src/cli/bin/alembic-ts.ts",
    "bin/nexuslims": "src/nexuslims/bin/nexuslims.ts",
    "bin/keep-machine-code": "src/cli/bin/keep-machine-code.ts",
  },
  outdir: made,
  outExtension: { ".js": ".cjs" },
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  packages: "external",
  chunkNames: "chunks/[name]-[hash]",
  banner: { js: `// ${turnedBy}` },
  plugins: [directImports(root)],
  metafile: true,
  write: false,
  logLevel: "warning",
});

const write = (path, text) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
for (const { path, text } of outputFiles) {
  const up = path.startsWith(join(made, "bin")) || path.startsWith(join(made, "chunks")) ? ".." : ".";
  const own = { "alembic-ts": `${up}/index.cjs`, "alembic-ts/nexuslims": `${up}/nexuslims.cjs` };
  const name = basename(path, ".cjs");
  const chunk = lazyChunk(text, { name, root, own });
  write(path, chunk.text);
  if (chunk.imports !== undefined) write(join(dirname(path), `${name}-imports.cjs`), chunk.imports);
}

for (const entry of ["index", "nexuslims"]) {
  const output = metafile.outputs[relative(root, join(made, `${entry}.cjs`)).replaceAll("\\", "/")];
  write(join(made, `${entry}.js`), namedExports(`./${entry}.cjs`, output.exports));
}

// What runs in a page is one file, which a bundler or a script of type "module" takes as it is.
await build({
  absWorkingDir: root,
  entryPoints: { browser: "src/browser/index.ts" },
  outdir: made,
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  logLevel: "warning",
});

// The programs are CommonJS under the name that npm's links and everybody's scripts know.
write(join(made, "bin/package.json"), '{ "type": "commonjs" }\n');
for (const program of ["alembic-ts", "nexuslims"]) {
  const bundled = join(made, "bin", `${program}.cjs`);
  const path = join(made, "bin", `${program}.js`);
  write(path, `#!/usr/bin/env node\n${readFileSync(bundled, "utf8")}`);
  chmodSync(path, 0o755);
  rmSync(bundled);
}

if (!process.argv.includes("--no-types")) {
  const tsc = spawnSync(
    process.execPath,
    [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.types.json", "--outDir", join(made, "types")],
    { cwd: root, stdio: "inherit" },
  );
  if (tsc.status !== 0) process.exit(tsc.status ?? 1);
  documentCallables(join(made, "types/schema/sa"));
  commonjsTypes(join(made, "types"), join(made, "types-cjs"), ["index", "browser/index", "nexuslims/index"]);
}

rmSync(dist, { recursive: true, force: true });
renameSync(made, dist);
