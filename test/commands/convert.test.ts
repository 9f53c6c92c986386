import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.js";
import { MemoryOutput } from "../../src/support/output.js";
import { writeEnvironment } from "../interop/random-commands/write-environment.js";

let folder: string;
const versions = (): readonly string[] => readdirSync(join(folder, "scripts/versions")).toSorted();
const place = (name: string): string => join(folder, "scripts/versions", name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "alembic-convert-"));
  writeEnvironment(folder, "ts", new Map());
  for (const name of versions()) rmSync(place(name));
  writeFileSync(place("a1_first.py"), first);
  writeFileSync(place("b2_second.py"), second);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function cli(...argv: readonly string[]) {
  const output = new MemoryOutput();
  const code = await main(argv, { cwd: folder, env: {}, output });
  return { code, out: output.stdout };
}

const first = `"""first step

Revision ID: a1
Revises:${" "}
Create Date: 2026-11-28 16:26:54

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = "a1"
down_revision = None
branch_labels = None
depends_on = None

NAMES = ["id", "name"]  # all of them


def column(name):
    """A column."""
    return sa.Column(name, sa.String(length=20), nullable=name != "id")


def upgrade():
    # as few as possible
    op.create_table("t", *[column(name) for name in NAMES], schema=None)
    with op.batch_alter_table("t") as batch_op:
        batch_op.create_index("ix", ["name"], unique=False)


def downgrade():
    op.drop_table("t")
`;

const second = `"""second step"""
from alembic import op
from app.helpers import rename_all

revision = "b2"
down_revision = "a1"


def upgrade():
    rename_all(op)


def downgrade():
    pass
`;

const firstInTypeScript = `/** first step
 *
 * Revision ID: a1
 * Revises:${" "}
 * Create Date: 2026-11-28 16:26:54
 */
import { type Operations, sa } from "alembic-ts";

// revision identifiers, used by Alembic.
export const revision = "a1";
export const downRevision = null;
export const branchLabels = null;
export const dependsOn = null;

const NAMES = ["id", "name"]; // all of them

/** A column. */
function column(name: string) {
  return sa.Column(name, sa.String(20), { nullable: name !== "id" });
}

export async function upgrade(op: Operations): Promise<void> {
  // as few as possible
  await op.createTable("t", ...NAMES.map((name) => column(name)));
  await op.batchAlterTable("t", async (batchOp) => {
    await batchOp.createIndex("ix", ["name"], { unique: false });
  });
}

export async function downgrade(op: Operations): Promise<void> {
  await op.dropTable("t");
}
`;

describe("convert", () => {
  test("when a revision is converted then the new file takes the place of the old one, under the same identifier", async () => {
    const before = (await cli("upgrade", "a1", "--sql")).out;
    expect(await cli("convert", "a1", "--to", "ts")).toEqual({
      code: 0,
      out: `a1: written to '${place("a1_first.ts")}'; the same SQL on all databases\n`,
    });
    expect(versions()).toEqual(["a1_first.ts", "b2_second.py"]);
    expect(readFileSync(place("a1_first.ts"), "utf8")).toBe(firstInTypeScript);
    expect((await cli("upgrade", "a1", "--sql")).out).toBe(before);
    expect((await cli("convert", "a1")).out).toBe(
      `a1: written to '${place("a1_first.py")}'; the same SQL on all databases\n`,
    );
    expect((await cli("upgrade", "a1", "--sql")).out).toBe(before);
  });

  test("when some cannot be converted then the others are, and each reason names its line", async () => {
    const reason =
      "app.helpers.rename_all is Python code of another module; write what it does into the revision, or keep the revision in Python";
    const { code, out } = await cli("convert", "--all", "--to", "ts");
    expect(code).toBe(255);
    expect(out.split("\n")).toEqual([
      "b2: cannot be converted",
      `  ${place("b2_second.py")}:10:5: ${reason}: "rename_all(op)"`,
      `a1: written to '${place("a1_first.ts")}'; the same SQL on all databases`,
      "FAILED: 1 of 2 revisions cannot be converted; their files are as they were",
      "",
    ]);
    expect(versions()).toEqual(["a1_first.ts", "b2_second.py"]);
    expect(readFileSync(place("b2_second.py"), "utf8")).toBe(second);
  });

  test("when a document is asked for then it has what was converted and what was not", async () => {
    const document = JSON.parse((await cli("convert", "--all", "--to", "ts", "--json")).out);
    expect(document.error).toMatchObject({
      code: "command.unconverted-revisions",
      written: true,
      converted: [{ revision: "a1", path: place("a1_first.ts"), sameScripts: true, asksDatabase: false }],
      unconverted: [{ revision: "b2", reasons: [{ line: 10, column: 5, text: "rename_all(op)" }] }],
    });
  });

  test("when a diff is asked for then nothing is written", async () => {
    const { code, out } = await cli("convert", "a1", "--diff");
    expect(code).toBe(0);
    expect(out).toContain(`--- ${place("a1_first.py")}`);
    expect(out).toContain('+export const revision = "a1";');
    expect(out).toContain('-    op.drop_table("t")');
    expect(versions()).toEqual(["a1_first.py", "b2_second.py"]);
  });

  test("when the old file is to be kept then it stays under a name that no command reads", async () => {
    await cli("convert", "a1", "--keep");
    expect(versions()).toEqual(["a1_first.py.orig", "a1_first.ts", "b2_second.py"]);
    expect(readFileSync(place("a1_first.py.orig"), "utf8")).toBe(first);
    expect((await cli("heads")).out).toBe("b2 (head)\n");
  });

  test("when a file that was never finished lies there then it is removed", async () => {
    writeFileSync(place("a1_first.ts.part"), "left");
    expect((await cli("convert", "a1")).code).toBe(0);
    expect(versions()).toEqual(["a1_first.ts", "b2_second.py"]);
  });

  test("when a run was interrupted between its two names then the next one brings the revision back", async () => {
    writeFileSync(place("a1_first.py.orig"), first);
    writeFileSync(place("a1_first.ts.part"), "// half");
    rmSync(place("a1_first.py"));
    expect(await cli("convert", "a1")).toEqual({
      code: 0,
      out: `a1: written to '${place("a1_first.ts")}'; the same SQL on all databases\n`,
    });
    expect(existsSync(place("a1_first.py.orig"))).toBe(false);
  });

  test("when no revision is named, or a language that there is not, then that is refused", async () => {
    expect((await cli("convert")).code).toBe(2);
    expect((await cli("convert", "a1", "--to", "rb")).out).toBe(
      "FAILED: Revisions cannot be converted to 'rb'; use ts or py\n",
    );
    expect((await cli("convert", "a1", "--all")).out).toBe(
      "FAILED: Using --all with revisions does not make any sense\n",
    );
    expect((await cli("convert", "a1", "--to", "py")).out).toBe("No revisions to convert.\n");
    writeFileSync(place("c3.ts"), 'export const revision = "c3";\nexport const downRevision = "b2";\n');
    expect((await cli("convert", "--all")).out).toBe(
      "FAILED: The revisions are in both languages; say which one to write with --to ts or --to py\n",
    );
  });

  test("when a step asks the database until no rows are left then it is compared as far as that makes sense", async () => {
    const step = (name: string): string =>
      `def ${name}():\n    conn = op.get_bind()\n    while True:\n        rows = conn.execute(sa.text("SELECT id FROM t")).fetchall()\n        if not rows:\n            break\n        for row in rows:\n            conn.execute(sa.text("DELETE FROM t WHERE id = :id"), {"id": row.id})\n`;
    const text = `from alembic import op\nimport sqlalchemy as sa\nrevision = "a1"\ndown_revision = None\n\n${step("upgrade")}\n\n${step("downgrade")}`;
    writeFileSync(place("a1_first.py"), text);
    const { code, out } = await cli("convert", "a1");
    expect(out).toBe(
      `a1: written to '${place("a1_first.ts")}'; the same statements on all databases; it queries the database, and was compared with simulated rows, not with yours\n`,
    );
    expect(code).toBe(0);
  });

  test("when a step reflects a table then the reason is that no definitions of tables are simulated", async () => {
    const text = `from alembic import op\nimport sqlalchemy as sa\nrevision = "a1"\ndown_revision = None\n\n\ndef upgrade():\n    with op.batch_alter_table("t", recreate="always") as batch_op:\n        batch_op.drop_column("x")\n\n\ndef downgrade():\n    pass\n`;
    writeFileSync(place("a1_first.py"), text);
    const { code, out } = await cli("convert", "a1");
    expect(out).toContain(
      `${place("a1_first.py")}: upgrade() queries the database, and its SQL cannot be compared on a simulated one: table 't' cannot be reflected, because no definitions of tables are simulated\n`,
    );
    expect(code).toBe(255);
    expect(versions()).toContain("a1_first.py");
  });
});
