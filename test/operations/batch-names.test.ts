import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DriverConnection } from "../../src/database/connection.js";
import type { BatchAlterTableOptions } from "../../src/operations/batch/batch-alter-table-options.js";
import type { BatchOperations } from "../../src/operations/batch-operations.js";
import { sa } from "../../src/schema/sa.js";
import { online, type Run } from "./run-operations.js";

type Change = (batch: BatchOperations) => void;

const TABLE = `CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, c INTEGER,
  CONSTRAINT ua UNIQUE (a), CONSTRAINT ck CHECK (c > 0), CONSTRAINT fk FOREIGN KEY (b) REFERENCES t (id))`;
let run: Run & { connection: DriverConnection };
beforeEach(async () => {
  run = await online();
  await run.connection.execute(TABLE);
  await run.connection.execute("INSERT INTO t VALUES (1, 10, 1, 30)");
});
afterEach(() => run.connection.close());

const rename =
  (from: string, to: string): Change =>
  (batch) =>
    batch.alterColumn(from, { newColumnName: to });
const add =
  (name: string, place: { insertBefore?: string; insertAfter?: string } = {}): Change =>
  (batch) =>
    batch.addColumn(sa.Column(name, sa.Integer()), place);
const drop =
  (name: string): Change =>
  (batch) =>
    batch.dropColumn(name);

async function change(options: BatchAlterTableOptions, ...changes: Change[]): Promise<void> {
  await run.op.batchAlterTable("t", options, (batch) => {
    for (const one of changes) one(batch);
  });
}
const first = async (sql: string): Promise<string> =>
  String(Object.values((await run.connection.execute(sql)).rows[0] ?? {})[0]);
const columns = () => first("SELECT group_concat(name, ' ') FROM pragma_table_info('t')");
const definition = async () => (await first("SELECT sql FROM sqlite_master WHERE name = 't'")).replaceAll(/\s+/g, " ");
const always = { recreate: "always" } as const;

describe("the place of a new column", () => {
  test.each([
    ["after", "nope", { insertAfter: "nope" }, []],
    ["before", "nope", { insertBefore: "nope" }, []],
    ["after", "b", { insertAfter: "b" }, [drop("b")]],
  ])("when it is %s '%s', which is no column, then that is refused", async (side, other, place, before) => {
    await expect(change(always, ...before, add("x", place))).rejects.toThrow(
      `Can't place column 'x' ${side} '${other}': there is no such column`,
    );
    expect(await columns()).toBe("id a b c");
  });

  test("when it is beside a column that is new or renamed then it is there", async () => {
    await change(always, rename("b", "y"), add("x", { insertAfter: "b" }), add("w", { insertBefore: "x" }));
    expect(await columns()).toBe("id a y w x c");
  });
});

// What Alembic 1.20 makes of the same batches, on tables without a CHECK that names the column.
test.each([
  [[["c", "a"]], [rename("a", "y")], "id b c y"],
  [[["c", "y"]], [rename("a", "y")], "id y b c"],
  [[["c", "y", "b"]], [rename("a", "y")], "id y b c"],
  [[["c", "a"]], [rename("a", "b"), rename("b", "a")], "id a c b"],
  [[["x", "a"]], [add("x")], "id b c x a"],
])(
  "when partialReordering is %j then it knows columns by their old names",
  async (partialReordering, changes, names) => {
    await change({ ...always, partialReordering }, ...changes);
    expect(await columns()).toBe(names);
  },
);

describe("a new column under the old name of a renamed one", () => {
  const table = (renamed = "a") =>
    sa.Table("p", sa.MetaData(), sa.Column("id", sa.Integer(), { primaryKey: true }), sa.Column(renamed, sa.Integer()));
  const rows = async () => (await run.connection.execute("SELECT * FROM p")).rows;
  beforeEach(async () => {
    await run.connection.execute("CREATE TABLE p (id INTEGER PRIMARY KEY, a INTEGER)");
    await run.connection.execute("INSERT INTO p VALUES (1, 10)");
  });

  // In the first case Alembic 1.20 leaves (id, a), with NULL in a: the column b and its values are gone.
  test.each<[string, readonly Change[]]>([
    ["the table has the column", [rename("a", "b"), add("a")]],
    ["the batch adds it first", [add("x"), rename("x", "y"), add("x")]],
  ])("when the table is given and %s then it is refused and the rows stay", async (_, changes) => {
    const batch = run.op.batchAlterTable("p", { copyFrom: table() }, (one) => {
      for (const make of changes) make(one);
    });
    await expect(batch).rejects.toThrow(/can't be added by the batch that renames .* add it in a second batch/);
    expect(await rows()).toEqual([{ id: 1, a: 10 }]);
  });

  test("when it is added in a second batch, as the message says, then the values are kept", async () => {
    await run.op.batchAlterTable("p", { copyFrom: table() }, rename("a", "b"));
    await run.op.batchAlterTable("p", { copyFrom: table("b") }, add("a"));
    expect(await rows()).toEqual([{ id: 1, b: 10, a: null }]);
  });

  test("when the table is read then one batch does both", async () => {
    await run.op.batchAlterTable("p", always, (batch) => {
      rename("a", "b")(batch);
      add("a")(batch);
    });
    expect(await rows()).toEqual([{ id: 1, b: 10, a: null }]);
  });
});

describe("a constraint under a name that is taken", () => {
  const old = { ua: "CONSTRAINT ua UNIQUE (a)", ck: "CONSTRAINT ck CHECK (c > 0)" };
  const oldKey = "CONSTRAINT fk FOREIGN KEY (b) REFERENCES t (id)";
  test.each<[string, Change, readonly string[]]>([
    ["unique", (batch) => batch.createUniqueConstraint("ua", ["b"]), [old.ck, oldKey, "CONSTRAINT ua UNIQUE (b)"]],
    ["check", (batch) => batch.createCheckConstraint("ck", "b > 0"), [old.ua, oldKey, "CONSTRAINT ck CHECK (b > 0)"]],
    [
      "foreign key",
      (batch) => batch.createForeignKey("fk", "t", ["c"], ["a"]),
      [old.ua, old.ck, "CONSTRAINT fk FOREIGN KEY(c) REFERENCES t (a)"],
    ],
    [
      "other kind",
      (batch) => batch.createCheckConstraint("ua", "b > 0"),
      [old.ck, oldKey, "CONSTRAINT ua CHECK (b > 0)"],
    ],
    [
      "name in other letters",
      (batch) => batch.createUniqueConstraint("UA", ["b"]),
      [old.ua, old.ck, oldKey, 'CONSTRAINT "UA" UNIQUE (b)'],
    ],
  ])("when it is a %s then the old one is gone where the name is the same", async (_, replace, constraints) => {
    await run.connection.execute("UPDATE t SET c = 10");
    await change({}, replace);
    expect(await definition()).toBe(
      `CREATE TABLE "t" ( id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, c INTEGER, ${constraints.join(", ")} )`,
    );
  });

  test("when it was written behind a column then it is gone as well", async () => {
    await run.connection.execute("CREATE TABLE s (a INTEGER CONSTRAINT ua UNIQUE, b INTEGER)");
    await run.op.batchAlterTable("s", (batch) => batch.createUniqueConstraint("ua", ["b"]));
    const sql = await first("SELECT sql FROM sqlite_master WHERE name = 's'");
    expect(sql.replaceAll(/\s+/g, " ")).toBe('CREATE TABLE "s" ( a INTEGER, b INTEGER, CONSTRAINT ua UNIQUE (b) )');
  });
});

describe("names after a rename", () => {
  const index =
    (name: string, ...on: string[]): Change =>
    (batch) =>
      batch.createIndex(name, on);
  const indexSql = () => first("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL");

  test.each<[BatchAlterTableOptions]>([[always], [{}]])(
    "when a column is added and renamed then it is there under its last name, with %j",
    async (options) => {
      await change(options, add("z"), rename("z", "y"), index("iz", "z"));
      expect(await columns()).toBe("id a b c y");
      expect(await indexSql()).toBe("CREATE INDEX iz ON t (y)");
    },
  );

  test("when an added column takes the name of a dropped one then the new one has it", async () => {
    await change(always, add("z"), (batch) => batch.dropConstraint("fk"), drop("b"), rename("z", "b"));
    expect(await columns()).toBe("id a c b");
    expect(await first("SELECT b FROM t")).toBe("null");
  });

  test("when an index is on the old name then it is on the new one, as one on the new name is", async () => {
    await change({}, rename("c", "y"), index("ixy", "c"));
    expect(await indexSql()).toBe("CREATE INDEX ixy ON t (y)");
    await run.connection.execute("DROP INDEX ixy");
    await change({}, rename("y", "z"), index("ixy", "z"));
    expect(await indexSql()).toBe("CREATE INDEX ixy ON t (z)");
  });

  test("when a column is renamed twice by its old name then the last one counts", async () => {
    await change({}, rename("c", "y"), rename("c", "z"));
    expect(await columns()).toBe("id a b z");
  });

  test("when two columns swap names then an index is on the one that had the name", async () => {
    await change({}, rename("a", "c"), rename("c", "a"), index("ix", "a"));
    expect(await columns()).toBe("id c b a");
    expect(await indexSql()).toBe("CREATE INDEX ix ON t (c)");
  });

  test.each<[string, Change]>([
    ["Index 'ix'", (batch) => batch.createIndex("ix", ["a", "y"])],
    ["Constraint 'uq'", (batch) => batch.createUniqueConstraint("uq", ["a", "y"])],
  ])("when an old name and a new one mean one column then %s is refused", async (what, mixed) => {
    await expect(change({}, rename("a", "y"), rename("c", "a"), mixed)).rejects.toThrow(
      `${what} is on one column twice: 'a' and 'y' are the old and the new name of the same one.`,
    );
    expect(await columns()).toBe("id a b c");
    await change({}, rename("a", "y"), rename("c", "a"), (batch) => batch.createUniqueConstraint("uq", ["a", "c"]));
    expect(await definition()).toContain("CONSTRAINT uq UNIQUE (y, a)");
  });

  test("when a new column takes the name that another gave up then it is the one that is meant", async () => {
    await change(always, rename("c", "y"), add("c"), index("ix", "c"));
    expect(await columns()).toBe("id a b y c");
    expect(await indexSql()).toBe("CREATE INDEX ix ON t (c)");
    expect(await first("SELECT y FROM t")).toBe("30");
  });

  test("when tableArgs name a renamed column then they mean it", async () => {
    await change({ tableArgs: [sa.UniqueConstraint("a", "b")] }, rename("b", "bb"));
    expect(await definition()).toContain("UNIQUE (a, bb)");
  });

  test("when a constraint and its column are dropped then another column can take the name", async () => {
    await change({}, (batch) => batch.dropConstraint("ua"), drop("a"), rename("c", "a"));
    expect(await columns()).toBe("id b a");
    expect(await first("SELECT a FROM t")).toBe("30");
  });

  test("when the table is given as a model then an added column that is renamed is there as well", async () => {
    const items = ["a", "b", "c"].map((name) => sa.Column(name, sa.Integer()));
    const model = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer(), { primaryKey: true }), ...items);
    await change({ copyFrom: model }, add("z"), rename("z", "y"), index("iz", "z"));
    expect(await columns()).toBe("id a b c y");
    expect(await indexSql()).toBe("CREATE INDEX iz ON t (y)");
  });
});

// What Alembic 1.20 makes of the same batches.
describe("the name that a naming convention gives to a constraint", () => {
  const namingConvention = {
    uq: "uq_%(table_name)s_%(column_0_name)s",
    fk: "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s_%(referred_column_0_name)s",
  };
  const batch = (...changes: Change[]) =>
    run.op.batchAlterTable("k", { namingConvention }, (one) => {
      for (const each of changes) each(one);
    });
  const made = async () => (await first("SELECT sql FROM sqlite_master WHERE name = 'k'")).replaceAll(/\s+/g, " ");
  beforeEach(() => run.connection.execute("CREATE TABLE k (id INT UNIQUE, up INT REFERENCES k (id))"));

  const dropUnique: Change = (one) => one.dropConstraint("uq_k_id", { type: "unique" });
  const dropKey: Change = (one) => one.dropConstraint("fk_k_up_k_id", { type: "foreignkey" });
  test.each([
    [[rename("id", "x"), rename("up", "y"), dropKey, dropUnique]],
    [[dropKey, dropUnique, rename("id", "x"), rename("up", "y")]],
  ])("when its column is renamed in the same batch then it is dropped by the old one", async (changes) => {
    await batch(...changes);
    expect(await made()).toBe('CREATE TABLE "k" ( x INT, y INT )');
  });

  test("when its column is renamed then it stays, and there is none of the new name", async () => {
    const dropNew: Change = (one) => one.dropConstraint("uq_k_x", { type: "unique" });
    await expect(batch(rename("id", "x"), dropNew)).rejects.toThrow("No such constraint: 'uq_k_x'");
    await batch(rename("id", "x"), rename("up", "id"));
    expect(await made()).toBe(
      'CREATE TABLE "k" ( x INT CONSTRAINT uq_k_id UNIQUE, id INT CONSTRAINT fk_k_up_k_id REFERENCES k (x) )',
    );
  });
});
