// Writes a migration project with a straight line of revisions, the same one in TypeScript or Python: each tenth revision
// creates a table, the nine after it add a column to it.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const env = {
  ts: `import { connect, type EnvironmentContext } from "alembic-ts";
export default async function env(context: EnvironmentContext): Promise<void> {
  const url = context.config.getMainOption("sqlalchemy.url");
  if (context.isOfflineMode()) {
    context.configure({ url, literalBinds: true });
    await context.beginTransaction(() => context.runMigrations());
    return;
  }
  const connection = await connect(url);
  try {
    context.configure({ connection });
    await context.beginTransaction(() => context.runMigrations());
  } finally {
    await connection.close();
  }
}
`,
  py: `from logging.config import fileConfig
from sqlalchemy import engine_from_config, pool
from alembic import context
config = context.config
fileConfig(config.config_file_name)
if context.is_offline_mode():
    context.configure(url=config.get_main_option("sqlalchemy.url"), literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    engine = engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.", poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
`,
};

/** The logging that `init` of either tool sets up: each step is logged on standard error. */
const template = readFileSync(new URL("../templates/generic/alembic.ini.ejs", import.meta.url), "utf8");
const logging = template.slice(template.indexOf("[loggers]"));

const idOf = (at) => `r${String(at).padStart(11, "0")}`;

function revision(at, language) {
  const [id, down] = [idOf(at), at === 0 ? undefined : idOf(at - 1)];
  const [table, column] = [`table_${Math.floor(at / 10)}`, `column_${at % 10}`];
  const date = "2026-01-25 10:28:35.345429";
  if (language === "py") {
    const work =
      at % 10 === 0
        ? [`op.create_table("${table}", sa.Column("id", sa.Integer(), primary_key=True))`, `op.drop_table("${table}")`]
        : [
            `op.add_column("${table}", sa.Column("${column}", sa.String(50)))`,
            `op.drop_column("${table}", "${column}")`,
          ];
    return `"""step ${at}

Revision ID: ${id}
Revises: ${down ?? ""}
Create Date: ${date}

"""
from alembic import op
import sqlalchemy as sa

revision = "${id}"
down_revision = ${down === undefined ? "None" : `"${down}"`}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${work[0]}


def downgrade() -> None:
    ${work[1]}
`;
  }
  const work =
    at % 10 === 0
      ? [`op.createTable("${table}", sa.Column("id", sa.Integer(), { primaryKey: true }))`, `op.dropTable("${table}")`]
      : [`op.addColumn("${table}", sa.Column("${column}", sa.String(50)))`, `op.dropColumn("${table}", "${column}")`];
  return `/** step ${at}
 *
 * Revision ID: ${id}
 * Revises: ${down ?? ""}
 * Create Date: ${date}
 */
import { type Operations, sa } from "alembic-ts";

export const revision = "${id}";
export const downRevision = ${down === undefined ? "null" : `"${down}"`};
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(op: Operations): Promise<void> {
  await ${work[0]};
}

export async function downgrade(op: Operations): Promise<void> {
  await ${work[1]};
}
`;
}

/** Writes the project into a folder that is not there yet; by default its database is a SQLite file in the folder. */
export function writeLinearProject(folder, count, language, url = "sqlite:///%(here)s/bench.db") {
  const versions = join(folder, "scripts", "versions");
  mkdirSync(versions, { recursive: true });
  writeFileSync(
    join(folder, "alembic.ini"),
    `[alembic]\nscript_location = %(here)s/scripts\npath_separator = os\nsqlalchemy.url = ${url}\n\n${logging}`,
  );
  writeFileSync(join(folder, "scripts", `env.${language}`), env[language]);
  for (let at = 0; at < count; at++) {
    writeFileSync(join(versions, `${idOf(at)}_step_${at}.${language}`), revision(at, language));
  }
}
