// Measures ways to run revision files: whole processes that load 1, 10 or 1,000 of them, in turns.
//   node bench/loading.mjs [revisions...]     ROUNDS=… sets how often each is run (7)
// "pattern" is the loader as it is, which cuts the types out of plain files and compiles the others; "compiler" is the same
// loader without that short cut; "jiti" and "Node" are these on their own. A Node without type stripping skips "Node".
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { writeLinearProject } from "./linear-project.mjs";
import { run } from "./whole-process.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The loader of src, with the short cut for plain files or without it. */
async function bundle(folder, name, hasShortCut) {
  const noShortCut = {
    name: "no-short-cut",
    setup({ onLoad }) {
      onLoad({ filter: /simple-module\.ts$/ }, () => ({ contents: "export const simpleModule = () => undefined;" }));
    },
  };
  const entry = readdirSync(join(root, "src/script"), { recursive: true }).find((one) =>
    one.endsWith("module-loader.ts"),
  );
  await build({
    entryPoints: [join(root, "src/script", entry)],
    outfile: join(folder, name),
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    plugins: hasShortCut ? [] : [noShortCut],
    logLevel: "error",
  });
}

const head = `import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const paths = ["env.ts", ...readdirSync("scripts/versions").map((name) => "versions/" + name)].map((name) => process.cwd() + "/scripts/" + name);
`;
const own = (loader) => `${head}import { ModuleLoader } from ${JSON.stringify(loader)};
const given = { "alembic-ts": () => import("alembic-ts") };
const loader = new ModuleLoader(given);
for (const path of paths) await loader.load(path, readFileSync(path, "utf8"));
`;

/** The programs that load a project's files, by name. */
async function ways(folder) {
  await bundle(folder, "pattern.mjs", true);
  await bundle(folder, "compiler.mjs", false);
  const list = { pattern: own("./pattern.mjs"), compiler: own("./compiler.mjs") };
  if (existsSync(join(root, "bench/peers/node_modules/jiti"))) {
    const jiti = JSON.stringify(join(root, "bench/peers/node_modules/jiti/lib/jiti.mjs"));
    // Its cache on disk would hold the transformed files of the round before, which a first run does not have.
    list.jiti = `${head}import { createJiti } from ${jiti};
const jiti = createJiti(import.meta.url, { fsCache: false, tryNative: false });
for (const path of paths) await jiti.import(path);
`;
    list["jiti, cached"] = list.jiti.replace("fsCache: false", "fsCache: true");
  }
  if (process.features.typescript) {
    list.Node = `${head}for (const path of paths) await import(pathToFileURL(path).href);\n`;
  }
  return list;
}

/** Rows of the table: the loader as it is beside each other way. */
export async function bench(counts = [1, 10, 1000]) {
  const rows = [];
  for (const count of counts) {
    const folder = mkdtempSync(join(tmpdir(), "alembic-loading-"));
    try {
      writeLinearProject(folder, count, "ts");
      mkdirSync(join(folder, "node_modules"));
      symlinkSync(root, join(folder, "node_modules/alembic-ts"), "junction");
      for (const name of ["oxc-transform", "@oxc-transform"]) {
        if (existsSync(join(root, "node_modules", name)))
          symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "junction");
      }
      writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
      const programs = Object.entries(await ways(folder)).map(([name, text], index) => {
        const program = join(folder, `way-${index}.mjs`);
        writeFileSync(program, text);
        return { name, program, results: [] };
      });
      const rounds = Number(process.env.ROUNDS ?? 7);
      for (let round = 0; round < rounds; round++) {
        for (const { program, results } of programs) results.push(run(process.execPath, [program], folder));
      }
      const [pattern, ...others] = programs.map(({ name, results }) => ({
        name,
        time: median(results.map(({ time }) => time)),
        memory: median(results.map(({ memory }) => memory)),
      }));
      for (const { name, time, memory } of others) {
        const what = `running ${count} revision files: by pattern, beside ${name}`;
        rows.push({ name: what, ours: pattern.time, theirs: time, unit: "ms" });
        rows.push({ name: `${what}: memory`, ours: pattern.memory, theirs: memory, unit: "MB" });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const peers = join(root, "bench", "peers");
  if (!existsSync(join(peers, "node_modules", "jiti"))) {
    const npm = ["install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error", "--legacy-peer-deps"];
    spawnSync("npm", npm, { cwd: peers, stdio: "inherit" });
  }
  const counts = process.argv.slice(2).map(Number);
  for (const { name, ours, theirs, unit } of await bench(counts.length > 0 ? counts : undefined)) {
    console.log(`${name}: ${ours.toFixed(0)} / ${theirs.toFixed(0)} ${unit} = ${(ours / theirs).toFixed(2)}`);
  }
}
