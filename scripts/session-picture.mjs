// Draws docs/session.svg, the picture in the README: what `nexuslims db` printed in a real session, as a terminal shows it.
//   node scripts/session-picture.mjs           writes the picture; needs `npm run build`
//   node scripts/session-picture.mjs --print   prints it
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeV143 } from "../test/nexuslims/make-v1-4-3.mjs";

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const COMMANDS = ["alembic stamp v1_4_3", "upgrade", "check", "history", "downgrade", "current"];
const LINE = 19;
const MARGIN = 18;

/** Runs the commands on a database of version 1.4.3; returns the lines of the terminal. */
async function session() {
  const folder = mkdtempSync(join(tmpdir(), "session-picture-"));
  const database = join(folder, "database.sqlite");
  const env = { ...process.env, NX_DB_PATH: database, NO_COLOR: "1" };
  try {
    writeFileSync(database, await makeV143());
    return COMMANDS.flatMap((command) => {
      const argv = [path("dist/bin/nexuslims.js"), "db", ...command.split(" ")];
      const ran = spawnSync(process.execPath, argv, { cwd: folder, env, encoding: "utf8" });
      if (ran.status !== 0) throw new Error(`nexuslims db ${command}: ${ran.stdout}${ran.stderr}`);
      const lines = `${ran.stdout}${ran.stderr}`.replace(/_\d{8}_\d{6}/g, "_20260207_143216").split("\n");
      return [`$ nexuslims db ${command}`, ...lines.filter((line) => line !== "")];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function draw(lines) {
  const width = Math.max(...lines.map((line) => line.length)) * 8.45 + 2 * MARGIN;
  const height = lines.length * LINE + 2 * MARGIN;
  const texts = lines.map((line, at) => {
    const kind = line.startsWith("$ ") ? "command" : line.startsWith("✓") ? "done" : "plain";
    return `  <text class="${kind}" x="${MARGIN}" y="${MARGIN + 14 + at * LINE}" xml:space="preserve">${escaped(line)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(width)} ${height}" width="${Math.ceil(width)}" height="${height}" role="img">
  <title>A session of nexuslims db</title>
  <style>
    rect { fill: #1b1f24 }
    text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #d0d7de }
    .command { fill: #ffffff; font-weight: bold }
    .done { fill: #57c785 }
  </style>
  <rect width="100%" height="100%" rx="8"/>
${texts.join("\n")}
</svg>
`;
}

const picture = draw(await session());
if (process.argv.includes("--print")) process.stdout.write(picture);
else writeFileSync(path("docs/session.svg"), picture);
