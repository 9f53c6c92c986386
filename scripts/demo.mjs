// Shows the main job on an embedded database: makes a v1.4.3 NexusLIMS database with 2,270 session logs in a temporary
// folder, and migrates it as its administrator would. Fails when a command does not do what it should.
//   node scripts/demo.mjs [--keep]      --keep leaves the folder, to look around in it
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeV143 } from "../test/nexuslims/make-v1-4-3.mjs";

const program = fileURLToPath(new URL("../dist/bin/nexuslims.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nexuslims-demo-"));
const database = join(folder, "database.sqlite");
const color = process.stdout.isTTY && !process.env.NO_COLOR;
const prompt = color ? "\u001b[1m$ " : "$ ";
const after = color ? "\u001b[22m" : "";
let failed = 0;

/** Runs `nexuslims ARGV`, shows it, and complains when the exit code is not the wanted one. */
function show(argv, wanted = 0) {
  console.log(`\n${prompt}nexuslims ${argv.join(" ")}${after}`);
  const { status } = spawnSync(process.execPath, [program, ...argv], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NX_DB_PATH: database },
  });
  if (status === wanted) return;
  failed++;
  console.error(`demo: the exit code is ${status}, it should be ${wanted}`);
}

writeFileSync(database, await makeV143());
console.log(`A NexusLIMS 1.4.3 database with 23 instruments and 2,270 session logs, made in ${folder}`);
console.log(`\n${prompt}export NX_DB_PATH=${database}${after}`);

show(["db", "check"], 1);
show(["db", "alembic", "stamp", "v1_4_3"]);
show(["db", "upgrade"]);
show(["db", "check"]);
show(["db", "current"]);
show(["db", "history"]);
show(["db", "downgrade"]);
show(["db", "current"]);
show(["db", "upgrade"]);

console.log(`\n${prompt}ls${after}\n${readdirSync(folder).sort().join("\n")}`);
if (process.argv.includes("--keep")) console.log(`\nThe files stay in ${folder}`);
else {
  rmSync(folder, { recursive: true });
  console.log(`\nThe folder ${folder} was removed; with --keep it stays`);
}
if (failed > 0) process.exit(1);
