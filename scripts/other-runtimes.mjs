// Installs the runtimes and tools from npm that projects use beside Node: Bun, Deno, Jest and Rollup, for the tests that run
// the package in them. Those are left out where this was not called.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../node_modules/.cache/alembic-ts/other-runtimes", import.meta.url));
const { platform, arch } = process;
const system = platform === "win32" ? "win32" : platform;
// The packages of the platform have the program alone; `bun` and `deno` themselves fetch it in an install script.
const programs = [
  `@oven/bun-${platform === "win32" ? "windows" : platform}-${arch === "arm64" ? "aarch64" : arch}`,
  `@deno/${system}-${arch}${platform === "linux" ? "-glibc" : ""}`,
];
const packages = [
  ...programs,
  "jest@30",
  "rollup@4",
  "@rollup/plugin-node-resolve@16",
  "@rollup/plugin-commonjs",
  "@rollup/plugin-json",
];

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
const { status } = spawnSync(
  platform === "win32" ? "npm.cmd" : "npm",
  ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", ...packages],
  { cwd: folder, stdio: "inherit", shell: platform === "win32" },
);
process.exitCode = status ?? 1;
