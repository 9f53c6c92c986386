// The site: docs/, the generated reference and the playground, with VitePress, whose packages are in site/node_modules.
//   node scripts/docs.mjs          serves it, and shows changes of docs/ at once
//   node scripts/docs.mjs types    checks the types of the playground
//   node scripts/docs.mjs build    writes it to site/.vitepress/dist and checks its links
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, watch } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const site = join(root, "site");
const lock = join(site, "package-lock.json");
const installed = join(site, "node_modules/.installed-lock.json");

/** Installs the packages of the site, where that was not done for the present lock file. */
function install() {
  if (existsSync(installed) && readFileSync(installed, "utf8") === readFileSync(lock, "utf8")) return;
  console.error("Installing the packages of the site…");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];
  const done = spawnSync(npm, args, { cwd: site, stdio: "inherit", shell: process.platform === "win32" });
  if (done.status !== 0) process.exit(done.status ?? 1);
  copyFileSync(lock, installed);
}

install();
if (process.argv[2] === "types") {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const args = [tsc, "--noEmit", "-p", join(site, "tsconfig.json")];
  process.exit(spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status ?? 1);
}
const { assemble, assembleDoc } = await import("../site/assemble.mjs");
await assemble();
const vitepress = join(site, "node_modules/vitepress/bin/vitepress.js");
if (process.argv[2] === "build") {
  const built = spawnSync(process.execPath, [vitepress, "build", site], { cwd: site, stdio: "inherit" });
  if (built.status !== 0) process.exit(built.status ?? 1);
  const { brokenLinks } = await import("../site/check-links.mjs");
  const broken = brokenLinks(join(site, ".vitepress/dist"));
  for (const line of broken) console.error(line);
  if (broken.length > 0) process.exit(1);
} else {
  watch(join(root, "docs"), { recursive: true }, (_, name) => {
    if (name?.endsWith(".md") && existsSync(join(root, "docs", name))) assembleDoc(name.replaceAll("\\", "/"));
  });
  const server = spawn(process.execPath, [vitepress, "dev", site, ...process.argv.slice(2)], {
    cwd: site,
    stdio: "inherit",
  });
  // A signal that reaches this process alone, and not the terminal's whole group, ends the server too.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
  server.on("exit", (code) => process.exit(code ?? 0));
}
