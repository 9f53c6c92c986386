// Makes the Python environment that the interop tests use (.venv at the project's root, ignored by git):
// the Alembic that is the judge of this port, and the nexuslims package for its own migrations.
// Prints the path of its interpreter; does nothing when the environment is already as test/interop/requirements.txt says.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const venv = join(root, ".venv");
const python = join(venv, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
const files = ["requirements.txt", "requirements-nodeps.txt"].map((name) => join(root, "test/interop", name));
const wanted = files.map((file) => readFileSync(file, "utf8")).join("\n");
const marker = join(venv, "made-from.txt");

function run(command, args) {
  const done = spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });
  if (done.error || done.status !== 0) {
    console.error(`python environment: '${command} ${args.join(" ")}' failed`);
    process.exit(1);
  }
}

if (!existsSync(marker) || readFileSync(marker, "utf8") !== wanted) {
  run("python3", ["-m", "venv", venv]);
  run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", files[0]]);
  run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-r", files[1]]);
  writeFileSync(marker, wanted);
}
console.log(python);
