import type { PlaygroundFile } from "./protocol.js";

/** A set of files to begin with. */
export interface Example {
  readonly title: string;
  readonly files: readonly PlaygroundFile[];
  /** The revisions that the database is at in the beginning. */
  readonly at: readonly string[];
  /** The file that is shown. */
  readonly selected: string;
}

const createAccount = `/** create account table
 *
 * Revision ID: 1b382c4cb0f4
 * Revises:
 */
import { sa, type Operations } from "alembic-ts";

export const revision = "1b382c4cb0f4";
export const downRevision = null;

export async function upgrade(op: Operations): Promise<void> {
  const account = await op.createTable(
    "account",
    sa.Column("id", sa.Integer(), { primaryKey: true }),
    sa.Column("name", sa.String(50), { nullable: false }),
  );
  await op.bulkInsert(account, [{ name: "Ada" }, { name: "Grace" }]);
}

export async function downgrade(op: Operations): Promise<void> {
  await op.dropTable("account");
}
`;

const accountModel = `import { sa } from "alembic-ts";

export const metadata = sa.MetaData();

sa.Table(
  "account",
  metadata,
  sa.Column("id", sa.Integer(), { primaryKey: true }),
  sa.Column("name", sa.String(50), { nullable: false }),
  sa.Column("email", sa.String(120)),
);

// No revision has this table yet: "Autogenerate" writes one.
sa.Table(
  "invoice",
  metadata,
  sa.Column("id", sa.Integer(), { primaryKey: true }),
  sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), { nullable: false }),
  sa.Column("total", sa.Numeric(10, 2), { nullable: false }),
);
`;

const first: Example = {
  title: "A table and a column",
  at: ["1b382c4cb0f4"],
  selected: "8c1f0d2e77aa_add_email.ts",
  files: [
    { name: "models.ts", text: accountModel },
    { name: "1b382c4cb0f4_create_account.ts", text: createAccount },
    {
      name: "8c1f0d2e77aa_add_email.ts",
      text: `/** add email
 *
 * Revision ID: 8c1f0d2e77aa
 * Revises: 1b382c4cb0f4
 */
import { sa, type Operations } from "alembic-ts";

export const revision = "8c1f0d2e77aa";
export const downRevision = "1b382c4cb0f4";

export async function upgrade(op: Operations): Promise<void> {
  await op.addColumn("account", sa.Column("email", sa.String(120)));
  await op.execute("UPDATE account SET email = lower(name) || '@example.com'");
}

export async function downgrade(op: Operations): Promise<void> {
  await op.dropColumn("account", "email");
}
`,
    },
  ],
};

const branch = (id: string, down: string, message: string, extra: string, up: string, downStep: string) => ({
  name: `${id}_${message.replaceAll(" ", "_")}.ts`,
  text: `/** ${message}
 *
 * Revision ID: ${id}
 */
import { sa, type Operations } from "alembic-ts";

export const revision = "${id}";
export const downRevision = ${down};
${extra}
export async function upgrade(op: Operations): Promise<void> {
  ${up}
}

export async function downgrade(op: Operations): Promise<void> {
  ${downStep}
}
`,
});

const branches: Example = {
  title: "Two branches and their merge",
  at: ["4e0a91c3d2b7"],
  selected: "f00d5a1e0002_merge.ts",
  files: [
    { name: "models.ts", text: accountModel },
    { name: "1b382c4cb0f4_create_account.ts", text: createAccount },
    branch(
      "4e0a91c3d2b7",
      '"1b382c4cb0f4"',
      "add email",
      "",
      'await op.addColumn("account", sa.Column("email", sa.String(120)));',
      'await op.dropColumn("account", "email");',
    ),
    branch(
      "b1111aa00001",
      '"1b382c4cb0f4"',
      "create invoice",
      'export const branchLabels = "billing";\n',
      `await op.createTable(
    "invoice",
    sa.Column("id", sa.Integer(), { primaryKey: true }),
    sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), { nullable: false }),
    sa.Column("total", sa.Numeric(10, 2), { nullable: false }),
  );`,
      'await op.dropTable("invoice");',
    ),
    branch(
      "f00d5a1e0002",
      '["4e0a91c3d2b7", "b1111aa00001"]',
      "merge",
      "",
      "void [op, sa]; // a merge changes nothing",
      "void op;",
    ),
  ],
};

const rebuild: Example = {
  title: "A rebuild on SQLite",
  at: ["1b382c4cb0f4"],
  selected: "a7d3e9b0c1f2_names_are_unique.ts",
  files: [
    { name: "models.ts", text: accountModel },
    { name: "1b382c4cb0f4_create_account.ts", text: createAccount },
    {
      name: "a7d3e9b0c1f2_names_are_unique.ts",
      text: `/** names are unique, and called full_name
 *
 * SQLite cannot add a constraint to a table. In a batch the table is built
 * anew, its rows are copied and compared, and nothing else of it changes.
 *
 * Revision ID: a7d3e9b0c1f2
 * Revises: 1b382c4cb0f4
 */
import { sa, type Operations } from "alembic-ts";

export const revision = "a7d3e9b0c1f2";
export const downRevision = "1b382c4cb0f4";

export async function upgrade(op: Operations): Promise<void> {
  await op.batchAlterTable("account", async (batch) => {
    await batch.alterColumn("name", { newColumnName: "full_name", existingType: sa.String(50) });
    await batch.createUniqueConstraint("uq_account_full_name", ["full_name"]);
  });
}

export async function downgrade(op: Operations): Promise<void> {
  await op.batchAlterTable("account", async (batch) => {
    await batch.dropConstraint("uq_account_full_name", { type: "unique" });
    await batch.alterColumn("full_name", { newColumnName: "name", existingType: sa.String(50) });
  });
}
`,
    },
  ],
};

const python: Example = {
  title: "A revision in Python",
  at: ["1b382c4cb0f4"],
  selected: "5d41402abc4b_add_email.py",
  files: [
    { name: "models.ts", text: accountModel },
    { name: "1b382c4cb0f4_create_account.ts", text: createAccount },
    {
      name: "5d41402abc4b_add_email.py",
      text: `"""add email

Alembic's own file. It is run by the evaluator of alembic-ts: there is
no Python in this page.

Revision ID: 5d41402abc4b
Revises: 1b382c4cb0f4
"""
from alembic import op
import sqlalchemy as sa

revision = "5d41402abc4b"
down_revision = "1b382c4cb0f4"


def upgrade() -> None:
    op.add_column("account", sa.Column("email", sa.String(120)))
    bind = op.get_bind()
    for row in bind.execute(sa.text("SELECT id, name FROM account")).fetchall():
        bind.execute(
            sa.text("UPDATE account SET email = :email WHERE id = :id"),
            {"email": f"{row.name.lower()}@example.com", "id": row.id},
        )


def downgrade() -> None:
    op.drop_column("account", "email")
`,
    },
  ],
};

export const examples: readonly Example[] = [first, branches, rebuild, python];
