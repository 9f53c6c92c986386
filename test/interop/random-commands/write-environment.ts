import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RandomRevision } from "./random-graph.js";

const LOGGING = `
[loggers]
keys = root,sqlalchemy,alembic
[handlers]
keys = console
[formatters]
keys = generic
[logger_root]
level = WARNING
handlers = console
qualname =
[logger_sqlalchemy]
level = WARNING
handlers =
qualname = sqlalchemy.engine
[logger_alembic]
level = INFO
handlers =
qualname = alembic
[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = generic
[formatter_generic]
format = %(levelname)-5.5s [%(name)s] %(message)s
datefmt = %H:%M:%S
`;

const ENV_PY = `from logging.config import fileConfig
from sqlalchemy import engine_from_config, pool
from alembic import context
config = context.config
if config.config_file_name is not None:
    fileConfig(config.config_file_name)
if context.is_offline_mode():
    context.configure(url=config.get_main_option("sqlalchemy.url"), target_metadata=None, literal_binds=True, dialect_opts={"paramstyle": "named"})
    with context.begin_transaction():
        context.run_migrations()
else:
    connectable = engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.", poolclass=pool.NullPool)
    with connectable.connect() as connection:
        context.configure(connection=connection, target_metadata=None)
        with context.begin_transaction():
            context.run_migrations()
`;

const ENV_TS = `import { connect, type EnvironmentContext } from "alembic-ts";
export default async function env(context: EnvironmentContext): Promise<void> {
  const url = context.config.getMainOption("sqlalchemy.url");
  if (context.isOfflineMode()) {
    context.configure({ url, targetMetadata: null, literalBinds: true, dialectOpts: { paramstyle: "named" } });
    await context.beginTransaction(() => context.runMigrations());
    return;
  }
  const connection = await connect(url);
  try {
    context.configure({ connection, targetMetadata: null });
    await context.beginTransaction(() => context.runMigrations());
  } finally {
    await connection.close();
  }
}
`;

const SCRIPT_PY = `"""\${message}

Revision ID: \${up_revision}
Revises: \${down_revision | comma,n}

"""
from typing import Sequence, Union
from alembic import op
import sqlalchemy as sa
revision: str = \${repr(up_revision)}
down_revision: Union[str, Sequence[str], None] = \${repr(down_revision)}
branch_labels: Union[str, Sequence[str], None] = \${repr(branch_labels)}
depends_on: Union[str, Sequence[str], None] = \${repr(depends_on)}
def upgrade() -> None:
    pass
def downgrade() -> None:
    pass
`;

const SCRIPT_TS = `/** <%= comment(message) %>
 *
 * Revision ID: <%= upRevision %>
 * Revises: <%= comma(downRevision) %>
 *
 */
export const revision = <%- repr(upRevision) %>;
export const downRevision = <%- repr(downRevision) %>;
export const branchLabels = <%- repr(branchLabels) %>;
export const dependsOn = <%- repr(dependsOn) %>;
export async function upgrade(): Promise<void> {}
export async function downgrade(): Promise<void> {}
`;

export type Language = "py" | "ts";

/** Python's literal for identifiers as a revision file has them. */
function python(ids: readonly string[]): string {
  if (ids.length === 0) return "None";
  const quoted = ids.map((id) => `'${id}'`);
  return ids.length === 1 ? String(quoted[0]) : `(${quoted.join(", ")})`;
}

function typescript(ids: readonly string[]): string {
  if (ids.length === 0) return "null";
  return JSON.stringify(ids.length === 1 ? ids[0] : ids);
}

/** The text of a revision file whose script makes, and drops, a table of its own. */
export function revisionText(revision: RandomRevision, language: Language): string {
  const { id, message } = revision;
  const header = [message, "", `Revision ID: ${id}`, `Revises: ${revision.down.join(", ")}`, ""];
  if (language === "py") {
    return `"""${header.join("\n")}
"""
from alembic import op
import sqlalchemy as sa
revision = ${python([id])}
down_revision = ${python(revision.down)}
branch_labels = ${python(revision.labels)}
depends_on = ${python(revision.dependsOn)}
def upgrade():
    op.create_table("t_${id}", sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id"))
def downgrade():
    op.drop_table("t_${id}")
`;
  }
  return `/** ${header.join("\n * ")}
 */
import { sa, type Operations } from "alembic-ts";
export const revision = ${typescript([id])};
export const downRevision = ${typescript(revision.down)};
export const branchLabels = ${typescript(revision.labels)};
export const dependsOn = ${typescript(revision.dependsOn)};
export async function upgrade(op: Operations): Promise<void> {
  await op.createTable("t_${id}", sa.Column("id", sa.Integer(), { nullable: false }), sa.PrimaryKeyConstraint("id"));
}
export async function downgrade(op: Operations): Promise<void> {
  await op.dropTable("t_${id}");
}
`;
}

/** Makes an environment in an empty folder, the same one in either language. */
export function writeEnvironment(
  folder: string,
  language: Language,
  files: ReadonlyMap<string, RandomRevision>,
  settings: readonly string[] = [],
): void {
  const versions = join(folder, "scripts", "versions");
  mkdirSync(versions, { recursive: true });
  const keys = settings.map((line) => line.split("=")[0]);
  const main = [
    "script_location = %(here)s/scripts",
    "path_separator = os",
    "sqlalchemy.url = sqlite:///%(here)s/test.db",
  ].filter((line) => !keys.includes(line.split("=")[0]));
  writeFileSync(join(folder, "alembic.ini"), `[alembic]\n${[...main, ...settings].join("\n")}\n${LOGGING}`);
  writeFileSync(join(folder, "scripts", language === "py" ? "env.py" : "env.ts"), language === "py" ? ENV_PY : ENV_TS);
  const [template, text] = language === "py" ? ["script.py.mako", SCRIPT_PY] : ["script.ts.ejs", SCRIPT_TS];
  writeFileSync(join(folder, "scripts", template), text);
  for (const [name, revision] of files) {
    writeFileSync(join(versions, `${name}.${language}`), revisionText(revision, language));
  }
}
