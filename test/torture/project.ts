import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { python } from "../interop/python.js";

/** The command line as it is built here, or another build that the environment names. */
export const alembicTs =
  process.env["ALEMBIC_TS_PROGRAM"] ?? fileURLToPath(new URL("../../dist/bin/alembic-ts.js", import.meta.url));

/** The program of NexusLIMS. */
export const nexuslims = fileURLToPath(new URL("../../dist/bin/nexuslims.js", import.meta.url));

/** Python Alembic's command line. */
export const pythonAlembic = (): string => join(dirname(python()!), "alembic");

/** A revision that both tools have: the same identifier, the same statements. */
export interface ProjectStep {
  readonly id: string;
  /** In these, `:tool` stands for the tool that runs them, `ts` or `py`. */
  readonly up: readonly string[];
  readonly down: readonly string[];
  /** The calls of our upgrade, where they are not the statements. */
  readonly calls?: readonly string[];
}

const noted = (id: string): string => `INSERT INTO applied VALUES ('${id}', ':tool')`;

/** Three steps, each of which notes who applied it. */
const NOTED_STEPS: readonly ProjectStep[] = [
  {
    id: "aaa1",
    up: [
      "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT)",
      "CREATE TABLE applied (step TEXT, tool TEXT)",
      noted("aaa1"),
    ],
    down: ["DROP TABLE item", "DROP TABLE applied"],
  },
  { id: "bbb2", up: ["CREATE TABLE other (id INTEGER PRIMARY KEY)", noted("bbb2")], down: ["DROP TABLE other"] },
  {
    id: "ccc3",
    up: [
      "CREATE TABLE item_new (id INTEGER PRIMARY KEY, name TEXT, CONSTRAINT ck CHECK (id > 0))",
      "INSERT INTO item_new SELECT id, name FROM item",
      "DROP TABLE item",
      "ALTER TABLE item_new RENAME TO item",
      noted("ccc3"),
    ],
    down: [
      "CREATE TABLE item_old (id INTEGER PRIMARY KEY, name TEXT)",
      "INSERT INTO item_old SELECT id, name FROM item",
      "DROP TABLE item",
      "ALTER TABLE item_old RENAME TO item",
    ],
  },
];

/** Makes a project for both tools in a folder, on one database, a SQLite file or a URL; by default with three revisions, the last a rebuild. */
export function makeProject(folder: string, database: string, steps: readonly ProjectStep[] = NOTED_STEPS): void {
  mkdirSync(folder, { recursive: true });
  run(process.execPath, [alembicTs, "init", "ts"], folder);
  const url = database.includes("://") ? database : `sqlite:///${database}?timeout=60`;
  const ini = readFileSync(join(folder, "alembic.ini"), "utf8").replace(
    /^sqlalchemy.url.*$/m,
    `sqlalchemy.url = ${url}`,
  );
  writeFileSync(join(folder, "alembic.ini"), ini);
  run(python()!, ["-m", "alembic", "-c", "python.ini", "init", "py"], folder);
  const pythonIni = readFileSync(join(folder, "python.ini"), "utf8").replace(
    /^sqlalchemy.url.*$/m,
    `sqlalchemy.url = ${url}`,
  );
  writeFileSync(join(folder, "python.ini"), pythonIni);
  for (const [index, { id, up, down, calls }] of steps.entries()) {
    const before = steps[index - 1]?.id;
    const text = (sql: string, tool: string): string => JSON.stringify(sql.replaceAll(":tool", tool));
    const typescript = (statements: readonly string[]): string =>
      statements.map((sql) => `  await op.execute(${text(sql, "ts")});`).join("\n");
    writeFileSync(
      join(folder, "ts", "versions", `${id}_step.ts`),
      `import { sa, type Operations } from "alembic-ts";\n\nexport const revision = "${id}";\n` +
        `export const downRevision = ${JSON.stringify(before ?? null)};\n\n` +
        `export async function upgrade(op: Operations): Promise<void> {\n${calls?.join("\n") ?? typescript(up)}\n}\n\n` +
        `export async function downgrade(op: Operations): Promise<void> {\n${typescript(down)}\n}\n`,
    );
    const py = (statements: readonly string[]): string =>
      ["    pass", ...statements.map((sql) => `    op.execute(${text(sql, "py")})`)].join("\n");
    writeFileSync(
      join(folder, "py", "versions", `${id}_step.py`),
      `from alembic import op\n\nrevision = "${id}"\ndown_revision = ${before ? `"${before}"` : "None"}\n` +
        `branch_labels = None\ndepends_on = None\n\n\n` +
        `def upgrade():\n${py(up)}\n\n\ndef downgrade():\n${py(down)}\n`,
    );
  }
}

/** The identifiers of the revisions. */
export const STEP_IDS = NOTED_STEPS.map(({ id }) => id);

function run(program: string, args: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
}
