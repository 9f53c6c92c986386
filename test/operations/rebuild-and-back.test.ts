import { afterEach, beforeEach, expect, test } from "vitest";
import type { DriverConnection, Row } from "../../src/database/connection.js";
import { parseCreateTable } from "../../src/dialects/sqlite/text/parse-create-table.js";
import type { MigrateOperation } from "../../src/operations/directives/migrate-operation.js";
import { ops } from "../../src/operations/ops.js";
import { sa } from "../../src/schema/sa.js";
import { Random } from "../interop/random.js";
import { online, type Run } from "./run-operations.js";

let run: Run & { connection: DriverConnection };
beforeEach(async () => {
  run = await online();
});
afterEach(() => run.connection.close());

const all = async (sql: string): Promise<readonly Row[]> => (await run.connection.execute(sql)).rows;

/** A table with everything that hangs on tables, some of it by chance. */
async function populate(random: Random): Promise<void> {
  const maybe = (text: string): string => (random.chance(0.5) ? text : "");
  const key = random.pick([
    "id INTEGER PRIMARY KEY",
    "id INTEGER PRIMARY KEY AUTOINCREMENT",
    "id INT NOT NULL UNIQUE",
    'id INTEGER NOT NULL CONSTRAINT "p k" PRIMARY KEY',
    "id INTEGER /* a comment, with ) */ PRIMARY KEY DESC",
  ]);
  const statements = [
    "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
    `CREATE TABLE t (
  ${key}, -- the key
  a INTEGER${maybe(" CHECK (t.a <> 13)")}${maybe(" DEFAULT (1 + 2)")},
  "b c" VARCHAR(20)${maybe(" COLLATE NOCASE")}${maybe(" NOT NULL ON CONFLICT ABORT")} DEFAULT 'it''s',
  d REAL${maybe(" UNIQUE ON CONFLICT FAIL")},
  e BLOB,
  f INTEGER REFERENCES parent (id) ON DELETE CASCADE${maybe(" DEFERRABLE INITIALLY DEFERRED")},
  g INTEGER GENERATED ALWAYS AS (a + 1) ${random.pick(["VIRTUAL", "STORED"])}${maybe(`,
  CONSTRAINT "named one" UNIQUE (a, "b c")`)}${maybe(`,
  CHECK (length("b c")
     < 1000)`)}${maybe(`,
  CONSTRAINT ck_d CHECK (d IS NULL OR d > -1e9)`)}
)${maybe(random.chance(0.1) ? " STRICT" : "")}`.replace(/VARCHAR\(20\)(.*\) STRICT)/s, "TEXT$1"),
    "CREATE TABLE child (t_id INTEGER REFERENCES t (id) ON DELETE CASCADE, n INTEGER REFERENCES t ON DELETE SET NULL)",
    'CREATE INDEX ix_1 ON t (a DESC, "b c" COLLATE RTRIM)',
    'CREATE INDEX ix_2 ON t (lower("b c")) WHERE a > 3',
    'CREATE VIEW v AS SELECT a, "b c" FROM t WHERE t.d > 0',
    "CREATE TABLE log (what)",
    'CREATE TRIGGER tr AFTER UPDATE OF a ON t WHEN new.a > 5 BEGIN INSERT INTO log VALUES (old."b c"); END',
    "INSERT INTO parent VALUES (1), (2)",
  ];
  for (const sql of statements) await run.connection.execute(sql);
  const rows = random.below(40);
  for (let at = 1; at <= rows; at++) {
    const values = [
      at * 3,
      random.chance(0.2) ? null : random.below(1e6) + 14,
      random.pick(["x", "Ünï", "it's", "", "007"]) + at,
      random.chance(0.2) ? null : at + 0.25,
      random.chance(0.5) ? null : Uint8Array.of(at, 0, 255),
      random.pick([1, 2, null]),
    ];
    await run.connection.execute('INSERT INTO t (id, a, "b c", d, e, f) VALUES (?, ?, ?, ?, ?, ?)', values);
  }
  if (rows > 3) {
    await run.connection.execute("DELETE FROM t WHERE id = 6");
    await run.connection.execute("INSERT INTO child VALUES (3, 9)");
  }
}

/** What must be the same afterwards: what SQLite makes of the schema, and every row with its number. */
async function snapshot(): Promise<unknown> {
  const master = await all("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name <> 't' ORDER BY type, name");
  const [table] = await all("SELECT sql FROM sqlite_master WHERE name = 't'");
  const parsed = parseCreateTable(String(table?.["sql"]));
  const checks = [
    ...(parsed?.constraints ?? []),
    ...(parsed?.columns.flatMap(({ constraints }) => constraints) ?? []),
  ].flatMap((one) =>
    one.kind === "check" ? [`${one.name}: ${one.expression.replace("t.", "").replaceAll('"', "")}`] : [],
  );
  const indexes = await all(
    "SELECT origin, partial, \"unique\", (SELECT group_concat(coalesce(name, '') || desc || coll) FROM pragma_index_xinfo(l.name)) AS parts FROM pragma_index_list('t') AS l ORDER BY 1, 2, 3, 4",
  );
  return {
    // Renaming a column there and back puts quotes around it.
    master: master.map((row) => ({ ...row, sql: String(row["sql"]).replaceAll('"', "") })),
    columns: await all(
      "SELECT name, upper(type) AS type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo('t')",
    ),
    indexes,
    keys: await all('SELECT "from", "table", "to", on_delete, on_update FROM pragma_foreign_key_list(\'t\')'),
    options: [parsed?.strict, parsed?.withoutRowid],
    checks: checks.sort(),
    rows: await all("SELECT rowid AS number, typeof(a) AS ta, typeof(d) AS td, * FROM t ORDER BY rowid"),
    children: await all("SELECT * FROM child"),
    sequence:
      (await all("SELECT count(*) AS n FROM sqlite_master WHERE name = 'sqlite_sequence'"))[0]?.["n"] === 1
        ? await all("SELECT * FROM sqlite_sequence")
        : [],
  };
}

/** Changes that can be taken back without loss. */
async function changes(random: Random): Promise<MigrateOperation[]> {
  const found: MigrateOperation[] = [];
  const columns = new Map(
    (await all("SELECT name, \"notnull\" AS n, dflt_value AS d FROM pragma_table_xinfo('t')")).map((row) => [
      String(row["name"]),
      row,
    ]),
  );
  const renamed = new Map<string, string>();
  const now = (name: string): string => renamed.get(name) ?? name;
  for (let count = 1 + random.below(4); count > 0; count--) {
    const name = random.pick(["a", "b c", "d", "e"]);
    const taken = found.some(
      (one) => one.kind === "alterColumn" && [name, now(name)].includes((one as ops.AlterColumnOp).columnName),
    );
    switch (random.below(7)) {
      case 0:
        found.push(
          new ops.AddColumnOp(
            "t",
            sa.Column(`new ${count}`, sa.Text(), {
              serverDefault: random.pick(["x", sa.text("(1)")]),
              nullable: random.chance(0.5),
            }),
            random.chance(0.3) ? { insertAfter: "id" } : {},
          ),
        );
        break;
      case 1:
        if (!taken && columns.get(name)?.["n"] === 0)
          found.push(
            new ops.AlterColumnOp("t", name, {
              modifyServerDefault: sa.text("9"),
              existingServerDefault:
                columns.get(name)?.["d"] === null ? null : sa.text(`(${columns.get(name)?.["d"]})`),
            }),
          );
        break;
      case 2:
        if (!taken && random.chance(0.5)) {
          found.push(new ops.AlterColumnOp("t", name, { modifyName: `${name}_2` }));
          renamed.set(name, `${name}_2`);
        }
        break;
      case 3:
        found.push(
          new ops.CreateIndexOp(`new_ix_${count}`, "t", [name, sa.text("d DESC")], { sqliteWhere: sa.text("id > 0") }),
        );
        break;
      case 4:
        found.push(new ops.CreateUniqueConstraintOp(`new_uq_${count}`, "t", ["id", "d"]));
        break;
      case 5:
        found.push(new ops.CreateCheckConstraintOp(`new_ck_${count}`, "t", "id > 0"));
        break;
      default:
        found.push(
          new ops.CreateForeignKeyOp(`new_fk_${count}`, "t", "parent", ["f"], ["id"], { onupdate: "CASCADE" }),
        );
    }
  }
  // The text of a change made after a rename would name the column by a name that is gone.
  return renamed.size === 0 ? found : found.filter(({ kind }) => kind === "alterColumn" || kind === "addColumn");
}

const count = Number(process.env["COUNT"] ?? (process.env["CI"] ? 150 : 25));

test(`when ${count} random rebuilds are taken back then schema and rows are as they were`, {
  timeout: 600_000,
}, async () => {
  const random = Random.fromEnvironment("random rebuilds");
  for (let done = 0; done < count; done++) {
    await run.connection.close();
    run = await online();
    await populate(random);
    const before = await snapshot();
    const forth = await changes(random);
    const isPlaced = forth.some((one) => one instanceof ops.AddColumnOp && one.insertAfter !== null);
    const recreate = isPlaced ? "always" : random.pick(["auto", "always"] as const);
    const apply = (directives: readonly MigrateOperation[]): Promise<void> =>
      run.op.batchAlterTable("t", { recreate }, async (batch) => {
        for (const directive of directives) await batch.invoke(directive);
      });
    const note = `${random.note}, number ${done}: ${JSON.stringify(forth)}`;
    try {
      await apply(forth);
      if (forth.length > 0 && random.chance(0.5))
        await run.op.batchAlterTable("t", { recreate: "always" }, () => undefined);
      await apply(forth.map((directive) => directive.reverse()).reverse());
    } catch (error) {
      throw new Error(`${note}: ${String(error)}`, { cause: error });
    }
    expect(await snapshot(), note).toEqual(before);
  }
});
