import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DriverConnection, Row } from "../../src/database/connection.js";
import type { BatchOperations } from "../../src/operations/batch-operations.js";
import { sa } from "../../src/schema/sa.js";
import { online, type Run } from "./run-operations.js";

let run: Run & { connection: DriverConnection };
beforeEach(async () => {
  run = await online();
});
afterEach(() => run.connection.close());

const all = async (sql: string): Promise<readonly Row[]> => (await run.connection.execute(sql)).rows;
const run1 = async (...statements: string[]): Promise<void> => {
  for (const sql of statements) await run.connection.execute(sql);
};
const sqlOf = async (name: string): Promise<string> =>
  String((await all(`SELECT sql FROM sqlite_master WHERE name = '${name}'`))[0]?.["sql"]);

describe("a table that is built anew", () => {
  test("when a column is dropped then all else of the definition stays to the letter", async () => {
    await run1(
      `CREATE TABLE t (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- the id
  "na me" VARCHAR(50) NOT NULL COLLATE NOCASE ON CONFLICT FAIL DEFAULT 'x;)',
  gone INT,
  n MONEY CHECK (n > 0
     AND n < 100),
  g INT GENERATED ALWAYS AS (n * 2) STORED,
  UNIQUE ("na me", n) ON CONFLICT REPLACE,
  CHECK (length("na me") > 0)
)`.replace("COLLATE NOCASE ON CONFLICT FAIL", "ON CONFLICT FAIL COLLATE NOCASE"),
      "INSERT INTO t (id, \"na me\", gone, n) VALUES (5, 'Ada', 1, 3), (9, 'Grace', 2, 4), (100, 'gone', 1, 1)",
      "DELETE FROM t WHERE id = 100",
    );
    await run.op.batchAlterTable("t", (batch) => {
      batch.dropColumn("gone");
    });
    expect(await sqlOf("t")).toBe(`CREATE TABLE "t" (
\t-- the id
\tid INTEGER PRIMARY KEY AUTOINCREMENT, 
\t"na me" VARCHAR(50) NOT NULL ON CONFLICT FAIL COLLATE NOCASE DEFAULT 'x;)', 
\tn MONEY CHECK (n > 0
     AND n < 100), 
\tg INT GENERATED ALWAYS AS (n * 2) STORED, 
\tUNIQUE ("na me", n) ON CONFLICT REPLACE, 
\tCHECK (length("na me") > 0)
)`);
    expect(await all("SELECT * FROM t ORDER BY id")).toEqual([
      { id: 5, "na me": "Ada", n: 3, g: 6 },
      { id: 9, "na me": "Grace", n: 4, g: 8 },
    ]);
    expect(await all("SELECT seq FROM sqlite_sequence WHERE name = 't'")).toEqual([{ seq: 100 }]);
  });

  test("when none of the columns is left then the rows are still there, with the defaults of the new ones", async () => {
    await run1(
      "CREATE TABLE t (a INT, b TEXT)",
      "INSERT INTO t VALUES (1, 'x'), (2, 'y')",
      "DELETE FROM t WHERE a = 1",
    );
    await run.op.batchAlterTable("t", (batch) => {
      batch.addColumn(sa.Column("c", sa.Integer(), { nullable: false, serverDefault: "7" }));
      batch.dropColumn("a");
      batch.dropColumn("b");
    });
    expect(await all("SELECT rowid AS number, * FROM t")).toEqual([{ number: 2, c: 7 }]);
  });

  test("when there are triggers, views and indexes then they are all there afterwards", async () => {
    await run1(
      "CREATE TABLE log (what TEXT)",
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b TEXT)",
      "CREATE INDEX ix_desc ON t (a DESC, b COLLATE NOCASE)",
      "CREATE UNIQUE INDEX ix_part ON t (b) WHERE a > 5",
      "CREATE INDEX ix_expr ON t (lower(b) || ':')",
      "CREATE VIEW v AS SELECT id, b FROM t WHERE t.a > 0",
      "CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES ('t:' || new.b); END",
      "CREATE TRIGGER tv INSTEAD OF INSERT ON v BEGIN INSERT INTO t (b) VALUES (new.b); END",
      "CREATE TEMP TRIGGER tt AFTER DELETE ON t BEGIN INSERT INTO log VALUES ('gone'); END",
      "INSERT INTO t VALUES (1, 7, 'x')",
    );
    const before = await all("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name <> 't' ORDER BY name");
    await run.op.batchAlterTable("t", (batch) => {
      batch.alterColumn("a", { nullable: false });
    });
    expect(await all("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name <> 't' ORDER BY name")).toEqual(
      before,
    );
    await run1("INSERT INTO t VALUES (2, 8, 'y')", "INSERT INTO v (b) VALUES (3)").catch(() => undefined);
    await run1("DELETE FROM t WHERE id = 1");
    expect(await all("SELECT what FROM log")).toEqual([{ what: "t:x" }, { what: "t:y" }, { what: "gone" }]);
    expect(await all("SELECT * FROM v")).toEqual([{ id: 2, b: "y" }]);
  });

  test.each([0, 1])("when foreign keys are at %s then children keep their rows and their links", async (enforced) => {
    await run1(
      `PRAGMA foreign_keys=${enforced}`,
      "CREATE TABLE p (id INTEGER PRIMARY KEY, a INT)",
      "CREATE TABLE c (id INTEGER PRIMARY KEY, p_id INT REFERENCES p (id) ON DELETE CASCADE)",
      "CREATE TABLE n (id INTEGER PRIMARY KEY, p_id INT REFERENCES p ON DELETE SET NULL)",
      "INSERT INTO p VALUES (1, 2), (2, 3)",
      "INSERT INTO c VALUES (10, 1)",
      "INSERT INTO n VALUES (20, 2)",
    );
    await run.op.batchAlterTable("p", { recreate: "always" }, (batch) => {
      batch.addColumn(sa.Column("x", sa.Integer()));
    });
    expect(await all("SELECT c.p_id AS c, n.p_id AS n FROM c, n")).toEqual([{ c: 1, n: 2 }]);
    expect(await all("PRAGMA foreign_keys")).toEqual([{ foreign_keys: enforced }]);
    expect(await all("PRAGMA foreign_key_check")).toEqual([]);
    expect(await sqlOf("c")).toContain("REFERENCES p (id)");
  });

  test("when foreign keys are enforced inside of a transaction then the rebuild is refused", async () => {
    await run1(
      "PRAGMA foreign_keys=1",
      "CREATE TABLE p (id INTEGER PRIMARY KEY, a INT)",
      "CREATE TABLE c (p_id INT REFERENCES p ON DELETE CASCADE)",
    );
    await run.connection.begin();
    await expect(run.op.batchAlterTable("p", (batch) => void batch.dropColumn("a"))).rejects.toThrow(
      /can't be built anew while foreign keys are enforced inside of a transaction.*'c'/,
    );
    await run.connection.rollback();
  });

  test("when it is STRICT or WITHOUT ROWID then it stays so", async () => {
    await run1(
      "CREATE TABLE s (a INT, b ANY) STRICT",
      "CREATE TABLE w (k TEXT, v INT, PRIMARY KEY (k DESC)) WITHOUT ROWID",
      "INSERT INTO s VALUES (1, '1'), (2, 2)",
      "INSERT INTO w VALUES ('a', 1), ('b', 2)",
    );
    for (const name of ["s", "w"])
      await run.op.batchAlterTable(name, { recreate: "always" }, (batch) => {
        batch.addColumn(sa.Column("x", sa.Integer()));
      });
    expect(await sqlOf("s")).toMatch(/\) STRICT$/);
    expect(await sqlOf("w")).toMatch(/PRIMARY KEY \(k DESC\)\n\) WITHOUT ROWID$/);
    expect(await all("SELECT a, b, typeof(b) AS t FROM s")).toEqual([
      { a: 1, b: "1", t: "text" },
      { a: 2, b: 2, t: "integer" },
    ]);
    expect(await all("SELECT k FROM w")).toEqual([{ k: "b" }, { k: "a" }]);
  });

  test("when it has no integer key then the row numbers stay", async () => {
    await run1(
      "CREATE TABLE t (rowid TEXT, a INT)",
      "INSERT INTO t (_rowid_, rowid, a) VALUES (7, 'x', 1), (-3, 'y', 2), (9007199254740993, 'z', 3)",
    );
    await run.op.batchAlterTable("t", (batch) => {
      batch.alterColumn("a", { newColumnName: "b", type: sa.String(10) });
    });
    expect(await all("SELECT CAST(_rowid_ AS TEXT) AS id, rowid, b FROM t ORDER BY _rowid_")).toEqual([
      { id: "-3", rowid: "y", b: "2" },
      { id: "7", rowid: "x", b: "1" },
      { id: "9007199254740993", rowid: "z", b: "3" },
    ]);
  });

  test("when a column is renamed then everything that names it follows", async () => {
    await run1(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT CHECK (t.a > 0), CHECK (a < 100))",
      "CREATE TABLE c (t_a INT REFERENCES t (a))",
      "CREATE UNIQUE INDEX ix ON t (a) WHERE a > 5",
      "CREATE VIEW v AS SELECT a FROM t",
      "CREATE TRIGGER tr AFTER UPDATE OF a ON t BEGIN SELECT new.a; END",
      "INSERT INTO t VALUES (1, 8)",
    );
    await run.op.batchAlterTable("t", { recreate: "always" }, (batch) => {
      batch.alterColumn("a", { newColumnName: "b", nullable: false });
      batch.createIndex("ix2", ["a"]);
      batch.createUniqueConstraint("uq", ["b"]);
    });
    expect(await sqlOf("t")).toMatch(/b INT CHECK \(b > 0\) NOT NULL/);
    expect(await sqlOf("t")).toContain("CHECK (b < 100)");
    expect(await sqlOf("t")).toContain("CONSTRAINT uq UNIQUE (b)");
    expect(await sqlOf("c")).toMatch(/REFERENCES t \("?b"?\)/);
    expect(await sqlOf("ix")).toMatch(/\("?b"?\) WHERE "?b"? > 5/);
    expect(await sqlOf("ix2")).toBe("CREATE INDEX ix2 ON t (b)");
    expect(await sqlOf("v")).toMatch(/SELECT "?b"? FROM t/i);
    expect(await sqlOf("tr")).toMatch(/OF "?b"? ON t BEGIN SELECT new\."?b"?/);
    expect(await all("SELECT * FROM v")).toEqual([{ b: 8 }]);
  });

  test("when only a name changes then nothing is copied", async () => {
    await run1("CREATE TABLE t (a INT)");
    await run.op.batchAlterTable("t", (batch) => void batch.alterColumn("a", { newColumnName: "b" }));
    expect(run.statements.map(({ sql }) => sql)).toEqual(["ALTER TABLE t RENAME COLUMN a TO b"]);
  });
});

describe("constraints of a table that is built anew", () => {
  test("when they have no name then their kind and columns find them", async () => {
    await run1(
      "CREATE TABLE p (id INTEGER PRIMARY KEY)",
      "CREATE TABLE t (a INT UNIQUE, b INT REFERENCES p, c INT CHECK (c > 0), d INT, UNIQUE (b, c), CHECK (c < d), UNIQUE (d))",
    );
    await run.op.batchAlterTable("t", (batch) => {
      batch.dropConstraint(null, { type: "unique", columns: ["a"] });
      batch.dropConstraint(null, { type: "unique", columns: ["c", "b"] });
      batch.dropConstraint(null, { type: "check", columns: ["c"] });
      batch.dropConstraint(null, { type: "foreignkey", columns: ["b"] });
    });
    expect((await sqlOf("t")).replaceAll(/\s+/g, " ")).toBe(
      'CREATE TABLE "t" ( a INT, b INT, c INT, d INT, CHECK (c < d), UNIQUE (d) )',
    );
    await expect(
      run.op.batchAlterTable("t", (batch) => void batch.dropConstraint(null, { type: "unique", columns: ["a"] })),
    ).rejects.toThrow("No such constraint: unnamed unique on (a)");
  });

  test("when a column goes and its constraints are dropped after it then that is no error, and others are not taken for them", async () => {
    await run1(
      "CREATE TABLE p (id INTEGER PRIMARY KEY)",
      "CREATE TABLE t (a INT, b INT CONSTRAINT fk_b REFERENCES p, CONSTRAINT fk_a FOREIGN KEY (a) REFERENCES p, CONSTRAINT uq UNIQUE (a))",
    );
    const drop = (name: string) => (batch: BatchOperations) => {
      batch.dropColumn("a");
      batch.dropConstraint("fk_a", "foreignkey");
      batch.dropConstraint(name, "unique");
    };
    await expect(run.op.batchAlterTable("t", drop("fk_a"))).rejects.toThrow("No such constraint: 'fk_a'");
    await run.op.batchAlterTable("t", drop("uq"));
    expect((await sqlOf("t")).replaceAll(/\s+/g, " ")).toBe('CREATE TABLE "t" ( b INT CONSTRAINT fk_b REFERENCES p )');
  });

  test("when a key that another table refers to is replaced then a later batch may give the foreign key its new columns", async () => {
    await run1(
      "CREATE TABLE p (n TEXT NOT NULL, CONSTRAINT pk PRIMARY KEY (n))",
      "CREATE TABLE c (n TEXT, CONSTRAINT fk FOREIGN KEY (n) REFERENCES p (n))",
      "INSERT INTO p VALUES ('a')",
      "INSERT INTO c VALUES ('a')",
    );
    const space = () => sa.Column("s", sa.Text(), { nullable: false, serverDefault: "x" });
    await run.op.batchAlterTable("p", (batch) => {
      batch.addColumn(space());
      batch.dropConstraint("pk", "primary");
      batch.createPrimaryKey("pk", ["s", "n"]);
    });
    await expect(all("PRAGMA foreign_key_check(c)")).rejects.toThrow("foreign key mismatch");
    expect(run.warnings).toEqual([expect.stringContaining('foreign key mismatch - "c" referencing "p"')]);
    await run.op.batchAlterTable("c", (batch) => {
      batch.addColumn(space());
      batch.dropConstraint("fk", "foreignkey");
      batch.createForeignKey("fk", "p", ["s", "n"], ["s", "n"]);
    });
    expect(await all("PRAGMA foreign_key_check")).toEqual([]);
    expect(await all("SELECT s, n FROM c")).toEqual([{ s: "x", n: "a" }]);
  });

  test("when the name of the table that refers to a dropped key has a quote then a line tells it", async () => {
    const other = 'c""d';
    await run1("CREATE TABLE p (n TEXT CONSTRAINT uq UNIQUE)", `CREATE TABLE "${other}" (n TEXT REFERENCES p (n))`);
    await run.op.batchAlterTable("p", (batch) => void batch.dropConstraint("uq", { type: "unique" }));
    expect(run.warnings).toEqual([expect.stringContaining(`foreign key mismatch - "${other}" referencing "p". Where`)]);
  });

  test.each<[string, string, (batch: BatchOperations) => void]>([
    [
      "a new primary key replaces it",
      "n TEXT PRIMARY KEY, o INT NOT NULL",
      (batch) => void batch.createPrimaryKey("pk", ["o", "n"]),
    ],
    [
      "its index is dropped",
      "n TEXT, o INT",
      (batch) => {
        batch.dropIndex("ix");
        batch.dropColumn("o");
      },
    ],
  ])(
    "when a key that another table refers to is gone because %s then the batch is refused",
    async (_, columns, work) => {
      await run1(`CREATE TABLE p (${columns})`, "CREATE TABLE c (n TEXT REFERENCES p (n))");
      if (!columns.includes("KEY")) await run1("CREATE UNIQUE INDEX ix ON p (n)");
      await expect(run.op.batchAlterTable("p", work)).rejects.toThrow('foreign key mismatch - "c" referencing "p"');
    },
  );

  test("when a foreign key gets its new columns before the other table has the key then a later batch may make it", async () => {
    await run1(
      "CREATE TABLE p (n TEXT, s TEXT, CONSTRAINT pk PRIMARY KEY (n))",
      "CREATE TABLE c (n TEXT, s TEXT, CONSTRAINT fk FOREIGN KEY (n) REFERENCES p (n))",
    );
    await run.op.batchAlterTable("c", (batch) => {
      batch.dropConstraint("fk", "foreignkey");
      batch.createForeignKey("fk", "p", ["s", "n"], ["s", "n"]);
    });
    expect(run.warnings).toEqual([expect.stringContaining('foreign key mismatch - "c" referencing "p"')]);
    await run.op.batchAlterTable("p", (batch) => void batch.createPrimaryKey("pk", ["s", "n"]));
    expect(await all("PRAGMA foreign_key_check")).toEqual([]);
    expect(run.warnings).toHaveLength(1);
  });

  test("when a naming convention is given then they get names", async () => {
    await run1("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT UNIQUE, b INT, UNIQUE (a, b))");
    await run.op.batchAlterTable(
      "t",
      { namingConvention: { uq: "uq_%(table_name)s_%(column_0_N_name)s", pk: "pk_%(table_name)s" } },
      (batch) => void batch.dropConstraint("uq_t_a", { type: "unique" }),
    );
    expect((await sqlOf("t")).replaceAll(/\s+/g, " ")).toBe(
      'CREATE TABLE "t" ( id INTEGER CONSTRAINT pk_t PRIMARY KEY, a INT, b INT, CONSTRAINT uq_t_a_b UNIQUE (a, b) )',
    );
  });

  test("when a primary key is added then it takes the place of the old one", async () => {
    await run1("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)", "INSERT INTO t VALUES (3, 'x'), (8, 'y')");
    await run.op.batchAlterTable("t", (batch) => void batch.createPrimaryKey("pk", ["a"]));
    expect((await sqlOf("t")).replaceAll(/\s+/g, " ")).toBe(
      'CREATE TABLE "t" ( id INTEGER, a TEXT, CONSTRAINT pk PRIMARY KEY (a) )',
    );
    expect(await all("SELECT rowid, id, a FROM t")).toEqual([
      { rowid: 3, id: 3, a: "x" },
      { rowid: 8, id: 8, a: "y" },
    ]);
  });

  test("when they are asked for then named ones of all kinds are added and dropped", async () => {
    await run1("CREATE TABLE p (id INTEGER PRIMARY KEY)", "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b INT)");
    const before = await sqlOf("t");
    await run.op.batchAlterTable("t", (batch) => {
      batch.createUniqueConstraint("uq", ["a", "b"]);
      batch.createCheckConstraint("ck", "a > 0");
      batch.createForeignKey("fk", "p", ["a"], ["id"], { ondelete: "CASCADE" });
    });
    expect((await sqlOf("t")).replaceAll(/\s+/g, " ")).toBe(
      'CREATE TABLE "t" ( id INTEGER PRIMARY KEY, a INT, b INT, CONSTRAINT uq UNIQUE (a, b), CONSTRAINT ck CHECK (a > 0), CONSTRAINT fk FOREIGN KEY(a) REFERENCES p (id) ON DELETE CASCADE )',
    );
    await run.op.batchAlterTable("t", (batch) => {
      batch.dropConstraint("uq", "unique");
      batch.dropConstraint("ck", { type: "check" });
      batch.dropConstraint("fk", "foreignkey");
    });
    expect((await sqlOf("t")).replaceAll(/[\s"]+/g, "")).toBe(before.replaceAll(/[\s"]+/g, ""));
  });

  test("when one without a name is added then it is taken, for it can be dropped by its columns", async () => {
    await run1("CREATE TABLE t (a INT)");
    await run.op.batchAlterTable("t", (batch) => void batch.createUniqueConstraint(null, ["a"]));
    expect(await sqlOf("t")).toContain("UNIQUE (a)");
    await run.op.batchAlterTable("t", (batch) => void batch.dropConstraint(null, { type: "unique", columns: ["a"] }));
    expect(await sqlOf("t")).not.toContain("UNIQUE");
  });

  test.each<readonly [string, (batch: BatchOperations) => unknown, string]>([
    ["a constraint that is not there", (batch) => batch.dropConstraint("x", "unique"), "No such constraint: 'x'"],
    [
      "an unnamed constraint without columns",
      (batch) => batch.dropConstraint(null, "unique"),
      "Constraint must have a name",
    ],
    ["an index that is not there", (batch) => batch.dropIndex("x"), "No such index: 'x'"],
    ["a column that is not there", (batch) => batch.dropColumn("x"), "Table 't' has no column named 'x'"],
    [
      "a column that is there",
      (batch) => batch.addColumn(sa.Column("a", sa.Integer())),
      "has a column named 'a' already",
    ],
  ])("when the batch names %s then it fails and changes nothing", async (_what, change, message) => {
    await run1("CREATE TABLE t (a INT)", "INSERT INTO t VALUES (1)");
    await expect(run.op.batchAlterTable("t", { recreate: "always" }, (batch) => void change(batch))).rejects.toThrow(
      message,
    );
    expect(await sqlOf("t")).toBe("CREATE TABLE t (a INT)");
  });
});

describe("the proof of a rebuild", () => {
  test("when the copy refuses a row then the table is as it was", async () => {
    await run1("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT)", "INSERT INTO t VALUES (1, 5), (2, NULL)");
    await expect(
      run.op.batchAlterTable("t", (batch) => void batch.alterColumn("a", { nullable: false })),
    ).rejects.toThrow(/NOT NULL/);
    expect(await all("SELECT * FROM t")).toEqual([
      { id: 1, a: 5 },
      { id: 2, a: null },
    ]);
    expect(await all("SELECT name FROM sqlite_master")).toEqual([{ name: "t" }]);
    await run.op.batchAlterTable("t", (batch) => void batch.alterColumn("a", { serverDefault: "7" }));
  });

  test("when a new rule swallows rows then it fails", async () => {
    await run1("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT)", "INSERT INTO t VALUES (1, 5), (2, 5)");
    await expect(
      run.op.batchAlterTable(
        "t",
        { tableArgs: [sa.UniqueConstraint("a", { sqliteOnConflict: "IGNORE" })], recreate: "always" },
        () => undefined,
      ),
    ).rejects.toThrow("The rebuild of table 't' was taken back: 2 rows before, 1 after");
    expect(await all("SELECT count(*) AS n FROM t")).toEqual([{ n: 2 }]);
  });

  test("when a value comes out different then it fails", async () => {
    await run1("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)", "INSERT INTO t VALUES (1, '007')");
    await run1("CREATE TRIGGER spoil AFTER UPDATE ON t BEGIN SELECT 1; END");
    const { host } = run;
    const { execute } = host.sink;
    host.sink.execute = (statement, origin) =>
      execute.call(
        host.sink,
        statement.sql.startsWith('INSERT INTO "_alembic')
          ? { sql: statement.sql.replace('SELECT "id", "a"', 'SELECT "id", "a" + 0') }
          : statement,
        origin,
      );
    await expect(
      run.op.batchAlterTable(
        "t",
        { recreate: "always" },
        (batch) => void batch.addColumn(sa.Column("x", sa.Integer())),
      ),
    ).rejects.toThrow("1 value of column 'a' is not what it was");
    expect(await all("SELECT a FROM t")).toEqual([{ a: "007" }]);
  });

  test("when a foreign key is added that rows break then it fails", async () => {
    await run1(
      "CREATE TABLE p (id INTEGER PRIMARY KEY)",
      "CREATE TABLE t (id INTEGER PRIMARY KEY, p_id INT)",
      "INSERT INTO t VALUES (1, 99)",
    );
    await expect(
      run.op.batchAlterTable("t", (batch) => void batch.createForeignKey("fk", "p", ["p_id"], ["id"])),
    ).rejects.toThrow("row 1 of 't' refers to no row of 'p'");
  });

  test("when rows broke a foreign key before then that is no reason to fail", async () => {
    await run1(
      "CREATE TABLE p (id INTEGER PRIMARY KEY)",
      "CREATE TABLE t (id INTEGER PRIMARY KEY, p_id INT REFERENCES p, a INT)",
      "INSERT INTO t VALUES (1, 99, 0)",
    );
    await run.op.batchAlterTable("t", (batch) => void batch.dropColumn("a"));
    expect(await all("SELECT * FROM t")).toEqual([{ id: 1, p_id: 99 }]);
  });

  test.each([
    ["a view", "CREATE VIEW v AS SELECT a FROM t", /view v/],
    ["a trigger", "CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT new.a; END", /trigger tr/],
    [
      "an index",
      "CREATE INDEX ix ON t (b, lower(a))",
      /Index 'ix' is on column 'a' of 't', which is dropped; drop the index first/,
    ],
    ["a check", "SELECT 1", /no such column: a/],
  ])("when %s needs a column that is dropped then it fails", async (_what, sql, message) => {
    await run1(
      `CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT${sql === "SELECT 1" ? ", CHECK (a <> b)" : ""})`,
      sql,
    );
    await expect(run.op.batchAlterTable("t", (batch) => void batch.dropColumn("a"))).rejects.toThrow(message);
    expect(await all("SELECT * FROM pragma_table_info('t')")).toHaveLength(3);
  });

  test("when a CHECK is on a column alone that is dropped then it goes with it, and no other does", async () => {
    await run1('CREATE TABLE t (a BOOL, b INT, CHECK (a IN (0, 1)), CONSTRAINT ck CHECK ("A" = 1), CHECK (b > 0))');
    await run.op.batchAlterTable("t", (batch) => void batch.dropColumn("a"));
    expect((await sqlOf("t")).replaceAll(/\s+/g, "")).toMatch(/t"?\(bINT,CHECK\(b>0\)\)$/);
  });

  test("when a view was broken before then that is no reason to fail", async () => {
    await run1("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)", "CREATE VIEW v AS SELECT * FROM nowhere");
    await run.op.batchAlterTable("t", (batch) => {
      batch.alterColumn("a", { newColumnName: "b", nullable: true });
    });
    expect(await sqlOf("v")).toBe("CREATE VIEW v AS SELECT * FROM nowhere");
    expect(await sqlOf("t")).toContain("b TEXT");
  });

  test("when a run that broke off left its table behind then that is no obstacle, and is left alone", async () => {
    await run1(
      "CREATE TABLE t (a INT, b INT)",
      "CREATE TABLE _alembic_tmp_t (old TEXT)",
      "INSERT INTO t VALUES (1, 2)",
    );
    await run.op.batchAlterTable("t", (batch) => void batch.dropColumn("b"));
    expect(await all("SELECT * FROM t")).toEqual([{ a: 1 }]);
    expect(await all("SELECT name FROM sqlite_master ORDER BY name")).toEqual([
      { name: "_alembic_tmp_t" },
      { name: "t" },
    ]);
  });

  test("when the table was analysed then its statistics stay", async () => {
    await run1(
      "CREATE TABLE t (a INT, b INT UNIQUE)",
      "CREATE INDEX ix_a ON t (a)",
      "CREATE INDEX ix_gone ON t (b)",
      "INSERT INTO t VALUES (1, 2), (1, 3)",
      "ANALYZE",
    );
    const before = await all("SELECT * FROM sqlite_stat1 WHERE idx <> 'ix_gone' ORDER BY idx");
    expect(before.length).toBeGreaterThan(1);
    await run.op.batchAlterTable("t", { recreate: "always" }, (batch) => void batch.dropIndex("ix_gone"));
    expect(await all("SELECT * FROM sqlite_stat1 ORDER BY idx")).toEqual(before);
  });

  test("when the table is large then progress is told and every row arrives", async () => {
    await run1(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b TEXT)",
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 35000) INSERT INTO t SELECT i * 3, i, 'row ' || i FROM n",
    );
    await run.op.batchAlterTable("t", (batch) => void batch.dropColumn("a"));
    expect(await all("SELECT count(*) AS n, sum(id) AS s, max(b) AS b FROM t")).toEqual([
      { n: 35000, s: 1837552500, b: "row 9999" },
    ]);
    const copied = run.progress.filter(({ phase }) => phase === "copy");
    expect(copied.length).toBeGreaterThan(3);
    expect(copied.at(-1)).toEqual({
      directive: "batchAlterTable",
      table: "t",
      phase: "copy",
      done: 35000,
      total: 35000,
    });
  });
});

test("when a type changes to a date's or a time's then the texts that SQLite keeps of them stay whole", async () => {
  const model = () => [
    sa.Column("d", sa.Date()),
    sa.Column("dt", sa.DateTime()),
    sa.Column("s", sa.String(30)),
    sa.Column("u", sa.Text()),
  ];
  const row = { d: "2024-03-05", dt: "2024-03-05 10:11:12.000000", s: "10:11:12", u: "2024-03-06" };
  for (const copyFrom of [undefined, sa.Table("t", new sa.MetaData(), ...model())]) {
    const t = await run.op.createTable("t", ...model());
    await run.op.bulkInsert(t, [row]);
    await run.op.batchAlterTable("t", copyFrom === undefined ? {} : { copyFrom }, (batch) => {
      batch.alterColumn("d", { type: sa.DateTime() });
      batch.alterColumn("dt", { type: sa.Date() });
      batch.alterColumn("s", { type: sa.Time() });
      batch.alterColumn("u", { type: sa.Date() });
    });
    expect(await all("SELECT * FROM t")).toEqual([row]);
    await run.op.dropTable("t");
  }
});

describe("a column that takes the name of another one", () => {
  const prepare = (): Promise<void> =>
    run1("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b INT)", "INSERT INTO t VALUES (1, 10, 20)");

  test("when the other one is dropped then the name is free, in either order", async () => {
    for (const dropsFirst of [true, false]) {
      await prepare();
      await run.op.batchAlterTable("t", (batch) => {
        if (dropsFirst) batch.dropColumn("b");
        batch.alterColumn("a", { newColumnName: "b" });
        if (!dropsFirst) batch.dropColumn("b");
        batch.createIndex("ix_b", ["b"]);
      });
      expect(await all("SELECT * FROM t")).toEqual([{ id: 1, b: 10 }]);
      expect(await sqlOf("t")).toContain("b INT");
      expect(await sqlOf("ix_b")).toBe("CREATE INDEX ix_b ON t (b)");
      await run1("DROP TABLE t");
    }
  });

  test("when two change names then each has the other's, with recreate or without", async () => {
    for (const recreate of ["auto", "always"] as const) {
      await prepare();
      await run1("CREATE INDEX ix_a ON t (a)", "CREATE VIEW v AS SELECT a FROM t");
      await run.op.batchAlterTable("t", { recreate }, (batch) => {
        batch.alterColumn("a", { newColumnName: "b" });
        batch.alterColumn("b", { newColumnName: "a", type: sa.BigInteger() });
      });
      expect(await all("SELECT * FROM t")).toEqual([{ id: 1, b: 10, a: 20 }]);
      expect(await sqlOf("ix_a")).toBe("CREATE INDEX ix_a ON t (b)");
      expect(await all("SELECT * FROM v")).toEqual([{ b: 10 }]);
      await run1("DROP VIEW v", "DROP TABLE t");
    }
  });

  test("when a name is written with other capitals then it is the same column's", async () => {
    await prepare();
    await run.op.batchAlterTable("t", (batch) => {
      batch.dropColumn("B");
      batch.alterColumn("A", { newColumnName: "b" });
    });
    expect(await all("SELECT * FROM t")).toEqual([{ id: 1, b: 10 }]);
    await run1("DROP TABLE t");
    await prepare();
    const before = run.statements.length;
    await run.op.batchAlterTable("t", (batch) => {
      batch.alterColumn("a", { newColumnName: "A" });
    });
    expect(await all("SELECT * FROM t")).toEqual([{ id: 1, A: 10, b: 20 }]);
    // The database does that by itself.
    expect(run.statements.slice(before)).toHaveLength(1);
  });

  test("when three hand their names around then each has its new one", async () => {
    await run1("CREATE TABLE t (a INT, b INT, c INT)", "INSERT INTO t VALUES (1, 2, 3)");
    await run.op.batchAlterTable("t", (batch) => {
      batch.alterColumn("a", { newColumnName: "b" });
      batch.alterColumn("b", { newColumnName: "c" });
      batch.alterColumn("c", { newColumnName: "a" });
    });
    expect(await all("SELECT * FROM t")).toEqual([{ b: 1, c: 2, a: 3 }]);
  });

  test("when an index needs the dropped one then the message has its own name", async () => {
    await prepare();
    await run1("CREATE INDEX ix_b ON t (b)");
    const change = run.op.batchAlterTable("t", (batch) => {
      batch.dropColumn("b");
      batch.alterColumn("a", { newColumnName: "b" });
    });
    await expect(change).rejects.toThrow("Index 'ix_b' is on column 'b' of 't', which is dropped");
    expect(await all("SELECT * FROM t")).toEqual([{ id: 1, a: 10, b: 20 }]);
  });

  test("when the other one stays then the database says so, and nothing is changed", async () => {
    await prepare();
    const change = run.op.batchAlterTable("t", { recreate: "always" }, (batch) => {
      batch.alterColumn("a", { newColumnName: "b" });
    });
    await expect(change).rejects.toThrow("duplicate column name: b");
    expect(await all("SELECT * FROM t")).toEqual([{ id: 1, a: 10, b: 20 }]);
  });
});

test("when a batch in a schema makes an index only where it is missing then SQLite understands it", async () => {
  await run1('CREATE TABLE t (a INT, "b.c" INT)', 'CREATE INDEX "ix.kept" ON t ("b.c")');
  for (const name of ["ix", "ix_again"]) {
    await run.op.batchAlterTable("t", { schema: "main", recreate: "always" }, (batch) => {
      batch.createIndex(name, ["a"], { ifNotExists: true });
    });
  }
  const found = await all("SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name");
  expect(found.map(({ name }) => name)).toEqual(["ix", "ix.kept", "ix_again"]);
});
