// Runs the commands of the tutorial, of the cook-book and of the examples, and records what they print.
//   node scripts/recorded-pages.mjs [FOLDER…]            writes the output into the pages; needs `npm run build`
//   node scripts/recorded-pages.mjs --check [FOLDER…]    fails where a page has another output
// FOLDER is docs/tutorial, docs/cookbook or one of examples/; without one, all of them.
//
// In a page, ```ts file=NAME writes a file, ```diff file=NAME changes lines of one, and ```console runs what follows `$ `.
// The pages of the tutorial are run one after the other in one new project, those of the cook-book each in a project of its
// own, which has a first revision with a table of three accounts. The README of an example is run in a copy of its folder.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
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
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTwoFilesPatch } from "diff";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** The programs that pages start with npx, inside of a project's node_modules. */
const programs = {
  "alembic-ts": "alembic-ts/dist/bin/alembic-ts.js",
  tsc: "typescript/bin/tsc",
  vitest: "vitest/vitest.mjs",
};

/** A new project in which this package is installed. */
function newProject() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "recorded-")));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules/alembic-ts"), "dir");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  return folder;
}

/** A copy of an example, which has the packages of its package.json: ours, those of this repository, or other tools. */
function exampleProject(example) {
  const folder = newProject();
  cpSync(join(root, example), folder, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|dist|__pycache__|[^\\/]*\.sqlite)$/.test(path.slice(root.length)),
  });
  if (!existsSync(join(root, "dist/types"))) throw new Error("there are no declarations in dist: npm run build");
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    const link = join(folder, "node_modules", name);
    if (existsSync(link)) continue;
    const places = ["node_modules", "tmp/other-tools/node_modules"].map((place) => join(root, place, name));
    const found = places.find((place) => existsSync(place));
    if (found === undefined) throw new Error(`${example} needs ${name}: npx vitest run test/other-tools installs it`);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(found, link, "dir");
  }
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
  const typed = command
    .replace(/\s+#.*$/, "")
    .replaceAll(/\bnpx ([\w-]+)/g, (_, name) => `"${process.execPath}" "node_modules/${programs[name]}"`);
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(FORCE_COLOR|CI|NODE_ENV|VITEST.*|TEST|DEV|PROD|MODE)$/.test(name),
    ),
  );
  const ran = spawnSync("sh", ["-c", `{ ${typed}; } 2>&1`], {
    cwd: folder,
    encoding: "utf8",
    env: { ...env, NO_COLOR: "1", COLUMNS: "100", PATH: `${join(root, ".venv/bin")}${delimiter}${env.PATH}` },
  });
  // A page shows refusals, and nothing that fails in another way.
  if (ran.status !== 0 && !/^FAILED: /m.test(ran.stdout)) throw new Error(`$ ${command}\n${ran.stdout}`);
  return ran.stdout
    .replaceAll(folder, "…")
    .replaceAll(/(Create Date: ).*$/gm, "$12026-11-28 16:26:54.518000")
    .replaceAll(/^(Time: ).*$/gm, "$10.06 s")
    .replaceAll(/^( *[✓×] .*?) *[\d.]+m?s$/gm, "$1")
    .replaceAll(/^( RUN {2}v\d+)[\d.]+/gm, "$1")
    .split("\n")
    .filter((line) => !/^(INFO|WARNI|ERROR| +Start at| +Duration) /.test(line))
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

const pagesOf = (folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".md") && name !== "index.md")
    .sort()
    .map((name) => `${folder}/${name}`);

/** The folders with pages. */
const folders = [
  "docs/tutorial",
  "docs/cookbook",
  ...readdirSync(join(root, "examples"))
    .sort()
    .map((name) => `examples/${name}`),
];

/** The pages of a folder with what their commands print now: `[name, before, now]`. */
function* recordedPages(of) {
  const run = (names, folder) => {
    try {
      return names.map((name) => {
        const before = readFileSync(join(root, name), "utf8");
        return [name, before, record(before, folder)];
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  if (of === "docs/tutorial") yield* run(pagesOf(of), newProject());
  else if (of === "docs/cookbook") for (const name of pagesOf(of)) yield* run([name], preparedProject());
  else yield* run([`${of}/README.md`], exampleProject(of));
}

const chosen = process.argv.slice(2).filter((one) => one !== "--check");
for (const folder of chosen) if (!folders.includes(folder)) throw new Error(`no such folder: ${folder}`);
for (const folder of chosen.length > 0 ? chosen : folders) {
  for (const [name, before, now] of recordedPages(folder)) {
    if (before === now) continue;
    if (process.argv.includes("--check")) {
      console.error(`${name} has an output that the commands do not print any more: node scripts/recorded-pages.mjs`);
      console.error(createTwoFilesPatch("page", "now", before, now, "", "", { context: 1 }));
      process.exitCode = 1;
    } else writeFileSync(join(root, name), now);
  }
}
