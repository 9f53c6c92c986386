// Runs the commands of the tutorial and of the cook-book, and records what they print.
//   node scripts/recorded-pages.mjs            writes the output into the pages; needs `npm run build`
//   node scripts/recorded-pages.mjs --check    fails where a page has another output
//
// In a page, ```ts file=NAME writes a file, ```diff file=NAME changes lines of one, and ```console runs what follows `$ `.
// The pages of the tutorial are run one after the other in one new project, those of the cook-book each in a project of its
// own, which has a first revision with a table of three accounts.
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const program = join(root, "dist/bin/alembic-ts.js");

/** A new project in which this package is installed. */
function newProject() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "recorded-")));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules/alembic-ts"), "dir");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  return folder;
}

const createAccount = `/** create account */
import { sa, type Operations } from "alembic-ts";

export const revision = "a1";
export const downRevision = null;

export async function upgrade(op: Operations): Promise<void> {
  const account = await op.createTable(
    "account",
    sa.Column("id", sa.Integer(), { primaryKey: true }),
    sa.Column("name", sa.String(50), { nullable: false }),
    sa.Column("address", sa.String(200)),
  );
  await op.bulkInsert(account, [
    { name: "Ada", address: "12 St James's Square, London" },
    { name: "Grace", address: "1 Yale Street, New Haven" },
    { name: "Barbara", address: null },
  ]);
}

export async function downgrade(op: Operations): Promise<void> {
  await op.dropTable("account");
}
`;

/** A project of the cook-book. */
function preparedProject() {
  const folder = newProject();
  outputOf("npx alembic-ts init migrations", folder);
  changeFile(join(folder, "alembic.ini"), [
    "-sqlalchemy.url = driver://user:pass@localhost/dbname",
    "+sqlalchemy.url = sqlite:///shop.db",
  ]);
  writeFileSync(join(folder, "migrations/versions/a1_create_account.ts"), createAccount);
  outputOf("npx alembic-ts upgrade head", folder);
  return folder;
}

/** What a command prints, without the lines of the log and what differs from run to run. */
function outputOf(command, folder) {
  const typed = command.replace(/\s+#.*$/, "").replaceAll("npx alembic-ts", `"${process.execPath}" "${program}"`);
  const { FORCE_COLOR: _, CI: __, VITEST: ___, NODE_ENV: ____, ...env } = process.env;
  const ran = spawnSync("sh", ["-c", `${typed} 2>&1`], {
    cwd: folder,
    encoding: "utf8",
    env: { ...env, NO_COLOR: "1", COLUMNS: "100" },
  });
  return ran.stdout
    .replaceAll(folder, "…")
    .replaceAll(/(Create Date: ).*$/gm, "$12026-11-28 16:26:54.518000")
    .replaceAll(/^(Time: ).*$/gm, "$10.06 s")
    .split("\n")
    .filter((line) => !/^(INFO|WARNI|ERROR) /.test(line))
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/^\n+|\n+$/g, "");
}

function changeFile(path, lines) {
  let text = readFileSync(path, "utf8");
  const part = (sign) => lines.filter((line) => !line.startsWith(sign)).map((line) => line.slice(1));
  const [before, after] = [part("+").join("\n"), part("-").join("\n")];
  if (!text.includes(before)) throw new Error(`${path} has no lines\n${before}`);
  text = text.replace(before, () => after);
  writeFileSync(path, text);
}

/** Runs a page in a project. Returns its text with what its commands print now. */
function record(text, folder) {
  return text.replaceAll(/^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```$/gm, (whole, language, file, body) => {
    if (file !== undefined) {
      const path = join(folder, file);
      mkdirSync(dirname(path), { recursive: true });
      if (language === "diff") changeFile(path, body.replace(/\n$/, "").split("\n"));
      else writeFileSync(path, body);
      return whole;
    }
    if (language !== "console") return whole;
    const commands = body.split("\n").filter((line) => line.startsWith("$ "));
    const blocks = commands.map((line) => {
      const output = outputOf(line.slice(2), folder);
      return output === "" ? line : `${line}\n${output}`;
    });
    return `\`\`\`console\n${blocks.join("\n")}\n\`\`\``;
  });
}

/** All pages with what their commands print now, by path: `[before, now]`. */
export function recordedPages() {
  const pages = new Map();
  const run = (names, folder) => {
    try {
      for (const name of names) {
        const before = readFileSync(join(root, name), "utf8");
        pages.set(name, [before, record(before, folder)]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  const list = (folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".md") && name !== "index.md")
      .sort()
      .map((name) => `${folder}/${name}`);
  run(list("docs/tutorial"), newProject());
  for (const name of list("docs/cookbook")) run([name], preparedProject());
  return pages;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, [before, now]] of recordedPages()) {
    if (before === now) continue;
    if (process.argv.includes("--check")) {
      console.error(`${name} has an output that the commands do not print any more: node scripts/recorded-pages.mjs`);
      process.exitCode = 1;
    } else writeFileSync(join(root, name), now);
  }
}
