import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this repository. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

const head = "export const branchLabels = null;\nexport const dependsOn = null;\n";
const files = {
  "package.json": JSON.stringify({ name: "app", private: true, type: "module", dependencies: { "alembic-ts": "*" } }),
  "alembic.ini": "[alembic]\nscript_location = %(here)s/migrations\nsqlalchemy.url = sqlite:///%(here)s/app.db\n",
  "models.ts": `import { sa } from "alembic-ts";
export const metadata = sa.MetaData();
sa.Table(
  "account",
  metadata,
  sa.Column("id", sa.Integer(), { primaryKey: true }),
  sa.Column("born", sa.DateTime()),
  sa.Column("data", sa.LargeBinary()),
  sa.Column("doc", sa.JSON()),
);
`,
  // An enum, so that the compiler is needed; values of built-in classes, which are another realm's in some test runners.
  "migrations/versions/a1.ts": `import { sa, type Operations } from "alembic-ts";
enum Kind { A = "x" }
export const revision = "a1";
export const downRevision = null;
${head}export async function upgrade(op: Operations): Promise<void> {
  const table = await op.createTable(
    "account",
    sa.Column("id", sa.Integer(), { primaryKey: true }),
    sa.Column("born", sa.DateTime()),
    sa.Column("data", sa.LargeBinary()),
    sa.Column("doc", sa.JSON()),
  );
  const row = { id: 1, born: new Date("2026-01-02T03:04:05Z"), data: new Uint8Array([1, 2, 255]), doc: { a: [1, Kind.A] } };
  await op.bulkInsert(table, [row]);
  await op.getBind().execute("UPDATE account SET data = :data", { data: new Uint8Array([7]) });
}
export async function downgrade(op: Operations): Promise<void> {
  await op.dropTable("account");
}
`,
  "migrations/versions/a2.py": `"""two

Revision ID: a2
Revises: a1
"""
from alembic import op
import sqlalchemy as sa

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("name", sa.String(10), nullable=True))
    found = sa.inspect(op.get_bind()).get_columns("account")
    op.execute("UPDATE account SET name = '%d'" % len(found))


def downgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_column("name")
`,
  "migrations/versions/a3.ts": `import { sa, type Operations } from "alembic-ts";
export const revision = "a3";
export const downRevision = "a2";
${head}export async function upgrade(op: Operations): Promise<void> {
  await op.batchAlterTable("account", { recreate: "always" }, async (batch) => {
    batch.dropColumn("name");
  });
}
export async function downgrade(op: Operations): Promise<void> {
  await op.batchAlterTable("account", async (batch) => {
    batch.addColumn(sa.Column("name", sa.String(10)));
  });
}
`,
  "migrations/versions/a4.ts": `import type { Operations } from "alembic-ts";
export const revision = "a4";
export const downRevision = "a3";
${head}export async function upgrade(op: Operations): Promise<void> {
  if (op.getContext().opts.info?.fails) throw new TypeError("as it should");
}
export async function downgrade(op: Operations): Promise<void> {
  void op;
}
`,
  "migrate.mjs": `import { rmSync } from "node:fs";
import { join } from "node:path";
import { command, connect, loadConfig, MemoryOutput, sa } from "alembic-ts";

/** Upgrades, checks and downgrades, fails twice, and returns what came of it as text. */
export async function migrate(folder) {
  rmSync(join(folder, "app.db"), { force: true });
  const output = new MemoryOutput();
  const config = loadConfig({ cwd: folder, output });
  const failure = (work) => work.then(() => "", (error) => error.message.replaceAll(folder, ""));
  const failed = await failure(command.upgrade(config.withAttributes({ fails: true })));
  await command.upgrade(config);
  await command.check(config);
  const connection = await connect("sqlite:///" + join(folder, "app.db"));
  const { rows } = await connection.execute("SELECT id, born, data, doc FROM account");
  await connection.execute("UPDATE account SET born = :born, data = :data", { born: new Date(0), data: new Uint8Array([9]) });
  await connection.close();
  await command.downgrade(config, "a1");
  const [row] = rows;
  const missing = await failure(command.upgrade(config, "nope"));
  const { nullable } = sa.Column("x", sa.Integer(), { nullable: false });
  return JSON.stringify([rows.length, row.id, row.born, [...row.data], row.doc, output.stdout, missing, failed, nullable]);
}
`,
  "main.mjs": `import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { migrate } from "./migrate.mjs";

console.log(await migrate(dirname(fileURLToPath(import.meta.url))));
`,
};

/** What `migrate()` of the project returns. */
export const migrated = JSON.stringify([
  1,
  1,
  "2026-01-02 03:04:05.000000",
  [7],
  '{"a": [1, "x"]}',
  "No new upgrade operations detected.\n",
  "Can't locate revision identified by 'nope'",
  "Revision a4 failed: TypeError: as it should (/migrations/versions/a4.ts:7:47)",
  false,
]);

/** A project in a folder of its own, that has this package and some others in its node_modules. */
export class RuntimeProject {
  readonly folder = mkdtempSync(join(tmpdir(), "runtime-"));

  constructor(packages: readonly string[] = []) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    copyFileSync(join(root, "templates/generic/script.ts.ejs"), join(this.folder, "migrations/script.ts.ejs"));
    const env = readFileSync(join(root, "templates/generic/env.ts"), "utf8");
    this.write(
      "migrations/env.ts",
      env
        .replace("const targetMetadata = null;", 'import { metadata as targetMetadata } from "../models.js";')
        .replace("{ connection, targetMetadata }", "{ connection, targetMetadata, info: context.config.attributes }"),
    );
    this.link("alembic-ts", root);
    for (const name of packages) this.link(name, join(root, "node_modules", name));
  }

  write(name: string, text: string): void {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  /** Puts a package into the project's node_modules. */
  link(name: string, from: string): void {
    const path = join(this.folder, "node_modules", name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(from, path);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
