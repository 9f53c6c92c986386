// Fetches the packages of PyPI whose Alembic revisions the interop tests run (.cache/python-packages, ignored by git), and
// records what real Alembic prints for each of them. Does nothing where both are there. Ends with 1 where they cannot be had.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const names = [
  "argilla-server",
  "arize-phoenix",
  "buildbot",
  "dagster",
  // What dagster's helpers import.
  "dagster-shared",
  "ihatemoney",
  "jupyterhub",
  "langflow-base",
  "meltano",
  "mlflow",
  "optuna",
  "prefect",
  "quetz-server",
  "zenml",
];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, ".cache", "python-packages");
const [wheels, unpacked, expected] = ["wheels", "src", "expected.jsonl"].map((name) => join(cache, name));
const python = join(root, ".venv", "bin", "python");

/** Takes the Python files and templates out of the wheels; nothing of a package is installed. */
const unpack = `
import glob, sys, zipfile
for wheel in glob.glob(sys.argv[1] + "/*.whl"):
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith((".py", ".ini", ".mako", ".toml", ".sql")):
                archive.extract(name, sys.argv[2])
`;

function run(args, stdio = ["ignore", "ignore", "inherit"]) {
  const { status, error } = spawnSync(python, args, { stdio });
  if (error || status !== 0) {
    console.error(`python packages: 'python ${args.slice(0, 3).join(" ")} …' failed`);
    process.exit(1);
  }
}

mkdirSync(wheels, { recursive: true });
const missing = names.filter(
  (name) => !readdirSync(wheels).some((file) => file.startsWith(`${name.replaceAll("-", "_")}-`)),
);
if (missing.length > 0) {
  for (const made of [unpacked, expected]) rmSync(made, { recursive: true, force: true });
  run(["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "-d", wheels, ...missing]);
}
if (!existsSync(unpacked)) run(["-c", unpack, wheels, unpacked]);
if (!existsSync(expected)) {
  run([join(root, "test/interop/python-packages/record_packages.py"), unpacked, `${expected}.part`]);
  renameSync(`${expected}.part`, expected);
}
console.log(expected);
