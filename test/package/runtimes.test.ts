import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterEach, describe, expect, test } from "vitest";
import { migrated, RuntimeProject, root } from "./runtime-project.js";

const installed = join(root, "node_modules/.cache/alembic-ts/other-runtimes/node_modules");
const has = existsSync(join(installed, "jest"));
const why = "left out: npm run other-runtimes";
if (process.env["CI"] && !has) throw new Error("the other runtimes are not installed: npm run other-runtimes");

/** The program of a package whose name depends on the platform. */
function program(scope: string, name: string): string {
  const packages = existsSync(join(installed, scope)) ? readdirSync(join(installed, scope)) : [];
  for (const one of packages) {
    for (const path of [join(installed, scope, one, "bin", name), join(installed, scope, one, name)]) {
      if (existsSync(path)) return path;
    }
  }
  return "";
}

let project: RuntimeProject;
afterEach(() => project?.remove());

function run(command: string, args: readonly string[], env: Record<string, string> = {}) {
  const { NODE_ENV: _, VITEST: __, NODE_OPTIONS: ___, ...clean } = process.env;
  const done = spawnSync(command, args, {
    cwd: project.folder,
    encoding: "utf8",
    env: { ...clean, NO_COLOR: "1", ...env },
  });
  return { status: done.status, stdout: done.stdout, all: done.stdout + done.stderr };
}
const node = (...args: readonly string[]) => run(process.execPath, args);

describe("Node", () => {
  test("when a program is started then it migrates", () => {
    project = new RuntimeProject();
    expect(node("main.mjs").stdout).toBe(`${migrated}\n`);
  });

  test("when it runs in a worker thread then it does the same", () => {
    project = new RuntimeProject();
    project.write(
      "worker.mjs",
      `import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { migrate } from "./migrate.mjs";
if (isMainThread) new Worker(new URL(import.meta.url)).on("message", (text) => console.log(text));
else parentPort.postMessage(await migrate(process.cwd()));
`,
    );
    expect(node("worker.mjs").stdout).toBe(`${migrated}\n`);
  });

  test("when the project is CommonJS then require() gives the same library", () => {
    project = new RuntimeProject();
    project.write("main.cjs", 'import("./migrate.mjs").then(({ migrate }) => migrate(__dirname)).then(console.log);\n');
    project.write(
      "same.cjs",
      'const { sa } = require("alembic-ts");\nimport("alembic-ts").then((es) => console.log(sa.MetaData === es.sa.MetaData));\n',
    );
    expect(node("main.cjs").stdout).toBe(`${migrated}\n`);
    expect(node("same.cjs").stdout).toBe("true\n");
  });
});

describe("Vitest", () => {
  test.each(["forks", "threads", "vmThreads", "vmForks"])("when its pool is %s then a test migrates", (pool) => {
    project = new RuntimeProject(["vitest"]);
    project.write(
      "migrate.test.mjs",
      `import { expect, test } from "vitest";
import { migrate } from "./migrate.mjs";
test("migrates", async () => expect(await migrate(process.cwd())).toBe(${JSON.stringify(migrated)}));
`,
    );
    const { status, all } = node(
      join(root, "node_modules/vitest/vitest.mjs"),
      "run",
      `--pool=${pool}`,
      "--maxWorkers=1",
      "--testTimeout=60000",
    );
    expect(status, all).toBe(0);
  });
});

/** What cannot be part of a bundle: native code, WebAssembly, and what is looked up when it is used. */
const external = [
  "koffi",
  "oxc-transform",
  "sql.js",
  "smol-toml",
  "ejs",
  "pg",
  "mysql2",
  "mysql2/promise",
  "@electric-sql/pglite",
];
const beside = external.slice(0, 5);
const start = (bundle: string) => `import { migrate } from "${bundle}";\nconsole.log(await migrate(process.cwd()));\n`;

describe("esbuild", () => {
  test.each(["esm", "cjs"] as const)("when it makes a bundle of the format %s then that migrates", async (format) => {
    project = new RuntimeProject(beside);
    const ending = format === "esm" ? "mjs" : "cjs";
    await build({
      absWorkingDir: project.folder,
      entryPoints: ["migrate.mjs"],
      outfile: `bundle.${ending}`,
      bundle: true,
      platform: "node",
      format,
      external,
      preserveSymlinks: true,
      logLevel: "silent",
      ...(format === "esm"
        ? {
            banner: {
              js: 'import { createRequire as makeRequire } from "node:module";\nconst require = makeRequire(import.meta.url);',
            },
          }
        : {}),
    });
    project.write("start.mjs", start(`./bundle.${ending}`));
    const { stdout, all } = node("start.mjs");
    expect(stdout, all).toBe(`${migrated}\n`);
  });
});

describe.skipIf(!has)(`Rollup (${why})`, () => {
  test.each(["es", "cjs"])("when it makes a bundle of the format %s then that migrates", (format) => {
    project = new RuntimeProject(beside);
    const url = (name: string) => JSON.stringify(pathToFileURL(join(installed, name)).href);
    const ending = format === "es" ? "mjs" : "cjs";
    project.write(
      "rollup.mjs",
      `import { rollup } from ${url("rollup/dist/es/rollup.js")};
import { nodeResolve } from ${url("@rollup/plugin-node-resolve/dist/es/index.js")};
import commonjs from ${url("@rollup/plugin-commonjs/dist/es/index.js")};
import json from ${url("@rollup/plugin-json/dist/es/index.js")};
const bundle = await rollup({
  input: "migrate.mjs",
  external: ${JSON.stringify(external)},
  preserveSymlinks: true,
  plugins: [nodeResolve({ exportConditions: ["node"] }), commonjs(), json()],
  onwarn() {},
});
const names = "[name].${ending}";
await bundle.write({ dir: "out", format: "${format}", entryFileNames: names, chunkFileNames: names });
`,
    );
    expect(node("rollup.mjs").all).toBe("");
    project.write("start.mjs", start(`./out/migrate.${ending}`));
    const { stdout, all } = node("start.mjs");
    expect(stdout, all).toBe(`${migrated}\n`);
  });
});

describe.skipIf(!has)(`Jest (${why})`, () => {
  const body = `test("migrates", async () => expect(await migrate(process.cwd())).toBe(${JSON.stringify(migrated)}));\n`;

  test("when it is as installed then a test with require() migrates", () => {
    project = new RuntimeProject();
    project.write("package.json", JSON.stringify({ name: "app", private: true }));
    project.write("migrate.test.js", `const { migrate } = require("./migrate.cjs");\n${body}`);
    const source = 'const { rmSync } = require("node:fs");\nconst { join } = require("node:path");\n';
    project.write(
      "migrate.cjs",
      `${source}const { command, connect, loadConfig, MemoryOutput, sa } = require("alembic-ts");\n${project
        .read("migrate.mjs")
        .replace(/^import .*\n/gm, "")
        .replace("export async function", "module.exports.migrate = migrate;\nasync function")}`,
    );
    const { status, all } = node(
      join(installed, "jest/bin/jest.js"),
      "--watchman=false",
      "--runInBand",
      "--testTimeout=60000",
    );
    expect(status, all).toBe(0);
  });

  test("when ES modules are switched on then a test with import migrates", () => {
    project = new RuntimeProject();
    project.write("migrate.test.mjs", `import { migrate } from "./migrate.mjs";\n${body}`);
    project.write("jest.config.json", JSON.stringify({ testMatch: ["**/*.test.mjs"] }));
    const jest = join(installed, "jest/bin/jest.js");
    const { status, all } = node(
      "--experimental-vm-modules",
      jest,
      "--watchman=false",
      "--runInBand",
      "--testTimeout=60000",
    );
    expect(status, all).toBe(0);
  });
});

describe.skipIf(!has)(`Bun (${why})`, () => {
  test("when it runs a program or ours then it migrates", () => {
    project = new RuntimeProject();
    const bun = program("@oven", "bun");
    const { stdout, all } = run(bun, ["main.mjs"]);
    // Bun counts the lines of a compiled text in its own way.
    const place = /\.ts:\d+:\d+/;
    expect(stdout.replace(place, ".ts"), all).toBe(`${migrated}\n`.replace(place, ".ts"));
    expect(run(bun, [join(root, "dist/bin/alembic-ts.js"), "current"]).stdout).toBe("a1\n");
  });
});

describe.skipIf(!has)(`Deno (${why})`, () => {
  test("when it runs a program or ours then it migrates", () => {
    project = new RuntimeProject();
    const deno = program("@deno", "deno");
    const flags = ["run", "--allow-all", "--node-modules-dir=manual"];
    // Deno's cache of compiled code goes by the path of a file, which had another text in an earlier build.
    const env = { DENO_NO_UPDATE_CHECK: "1", DENO_DIR: join(project.folder, "deno") };
    const { stdout, all } = run(deno, [...flags, "main.mjs"], env);
    expect(stdout, all).toBe(`${migrated}\n`);
    expect(run(deno, [...flags, "npm:alembic-ts/alembic-ts", "current"], env).stdout).toBe("a1\n");
  });
});
