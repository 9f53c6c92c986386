import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseModule } from "../../src/python/syntax/parse-module.js";
import { plainPythonHeader } from "../../src/script/python/plain-header.js";
import { pythonHeader } from "../../src/script/python/python-header.js";

/** What the tree of a file shows: its header, or that the file is refused. */
function headerOfTree(text: string): unknown {
  try {
    return pythonHeader(parseModule(text, "a.py"));
  } catch (error) {
    return (error as Error).message;
  }
}

const recorded = JSON.parse(
  readFileSync(fileURLToPath(new URL("../interop/vectors/python/syntax.json", import.meta.url)), "utf8"),
) as readonly { readonly text: string; readonly error: string | null }[];

const head = `"""step 1

Revision ID: a1
"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import (
    postgresql as pg,  # types
    sqlite,
)

# revision identifiers, used by Alembic.
revision: str = "a1"
down_revision: Union[str, None] = "a0"
branch_labels: Union[str, Sequence[str], None] = None
depends_on = ("b1", "b2")

logger = logging.getLogger("a.b" 'c')
`;
const bodies = [
  `op.create_table("user", sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id"))`,
  `op.create_table(
        'user',
        sa.Column('id', sa.Integer(), nullable=False),  # its key
        sa.CheckConstraint(f'{table}_x > 0', name=op.f('ck')),
        *columns,
        **options,
    )`,
  `op.create_table(
        "t",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column('name', sa.String(50), server_default=sa.text("'x'")),
        sa.Column("size", sa.Numeric(4, 2)), sa.Column("b", sa.Text()),
        [1, 2], {"a": 1}, (3,),
        # comment
        sa.PrimaryKeyConstraint("id"),
    )`,
  `op.f("a",
        sa.Column("id", sa.Integer(), nullable=False),
        one(2,
            sa.Column("size", sa.Numeric(4, 2)), sa.Column("b", sa.Text()),
        ),
        [1, 2], {"a": 1}, (3,),
    ).then(
        sa.PrimaryKeyConstraint("id"),
        sa.Column("id", sa.Integer(), nullable=False),
        x=1,
    )`,
  `with op.batch_alter_table("user", schema=None) as batch_op, other() as two:
        batch_op.drop_column("x")`,
  `bind = op.get_bind()
    rows = [row[0] for row in bind.execute(sa.text("SELECT 1")) if row.id not in (1, 2)]
    names = {row.name: -row.id ** 2 for row in rows}
    a, b = rows[1:], rows[::2]
    a[0] += 1 if not b else 2`,
  `if "x" in names and names["x"] is not None:
        return
    elif not names:
        raise ValueError("x %s" % names) from None
    else:
        pass`,
  `for at, name in enumerate(names):
        if name == "b": continue
        while True:
            break
        else:
            del names[0]`,
  `try:
        op.execute("""
            UPDATE x SET a = 'b'
        """)
    except (KeyError, ValueError) as error:
        print(error); print("x", file=sys.stderr)
    else:
        assert a <= b, "no"
    finally:
        pass`,
];
const base = fc
  .tuple(fc.subarray(bodies, { minLength: 1 }), fc.subarray(bodies, { minLength: 1 }))
  .map(
    ([up, down]) =>
      `${head}\n\ndef upgrade() -> None:\n    ${up.join("\n    ")}\n\n\ndef downgrade(a, b: int = 1, *c, **d):\n    ${down.join("\n    ")}\n`,
  );
const piece = fc.constantFrom(
  ...` |\n|,|:|(|)|[|]|{|}|=|==|*|**|-| not | in | is | if | else | for x in y | lambda: | as z | 1 |'a'| b'' |"|'|"""`.split(
    "|",
  ),
  ...` None |x=1|.|...|@| return | yield | await | pass | break |import os|del x|;|\\\n|#|f'{x}'|f"{x!r}"|\n    |\n  |\t|+=|:=|->`.split(
    "|",
  ),
  ...[
    "\n    try:\n        pass\n",
    "\n    else:\n        pass\n",
    "revision = 'q'\n",
    "global x\n",
    " print x ",
    "*a, ",
  ],
  ...["**k, ", "a=1, ", "from __future__ import annotations\n", "\nclass A(b):\n    x = 1\n", "|", "0x1", "01", "1."],
);
const change = fc.record({ at: fc.nat(), removed: fc.constantFrom(0, 0, 0, 1, 5), put: piece });

describe("headers of files of the usual form", () => {
  test("when a file is of the usual form then it is read without its tree", () => {
    for (const body of bodies) {
      const text = `${head}\n\ndef upgrade():\n    ${body}\n`;
      expect(plainPythonHeader(text), body).toEqual(headerOfTree(text));
    }
  });

  test("when characters of it change then what is read is what its tree shows, and nothing wrong is read", () => {
    let read = 0;
    const numRuns = Number(process.env["COUNT"] ?? 3000);
    fc.assert(
      fc.property(base, fc.array(change, { minLength: 1, maxLength: 2 }), (text, changes) => {
        let changed = text;
        for (const { at, removed, put } of changes) {
          const place = at % changed.length;
          changed = changed.slice(0, place) + put + changed.slice(place + removed);
        }
        const plain = plainPythonHeader(changed);
        if (plain === undefined) return;
        read++;
        expect(plain).toEqual(headerOfTree(changed));
      }),
      { numRuns },
    );
    expect(read).toBeGreaterThan(numRuns / 20);
  });

  test("when Python refuses a file then it is not read without its tree", () => {
    for (const { text, error } of recorded) if (error !== null) expect(plainPythonHeader(text), text).toBeUndefined();
  });
});
