import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AutogenOptions } from "../../src/autogenerate/autogen-options.js";
import { produceMigrations } from "../../src/autogenerate/produce-migrations.js";
import { renderTypescriptCode } from "../../src/autogenerate/render/render-typescript-code.js";
import { connect } from "../../src/runtime/connect.js";
import type { Connection } from "../../src/runtime/connection.js";
import { MigrationContext } from "../../src/runtime/migration-context.js";
import { sa } from "../../src/schema/sa.js";
import { buildMetadata } from "./support/build-metadata.js";
import { compare } from "./support/compare.js";
import { mutation } from "./support/mutate-schema.js";
import { randomSchema, type SchemaSpec } from "./support/random-schema.js";
import { runOperations } from "./support/run-operations.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const runs = Number(process.env["AUTOGENERATE_RUNS"] ?? (process.env["CI"] ? 500 : 60));

/** With a filter that lets everything pass, every table is read and compared part by part. */
const watched: AutogenOptions = { includeObject: () => true };

/** Both directions of a comparison as text, and the lines of the log that name a difference or a warning. */
async function comparison(connection: Connection, spec: SchemaSpec, options: AutogenOptions) {
  const log: string[] = [];
  const logger = { log: (_level: unknown, _name: string, message: string) => void log.push(message) };
  const context = MigrationContext.configure({ connection, compareServerDefault: true, ...options, logger });
  const { upgradeOps, downgradeOps } = await produceMigrations(context, buildMetadata(spec));
  if (upgradeOps === null || downgradeOps === null) throw new Error("no operations");
  const render = { migrationContext: context };
  return {
    log: log.filter((line) => !line.startsWith("Couldn't determine")),
    upgrade: renderTypescriptCode(upgradeOps, render),
    downgrade: renderTypescriptCode(downgradeOps, render),
  };
}

describe("tables that the texts of a database tell of", () => {
  test(`when a schema changes a little then the texts lead to what reading all leads to (SEED=${seed})`, async () => {
    let changed = 0;
    const schemas = fc.tuple(randomSchema(), randomSchema(), mutation, mutation);
    await fc.assert(
      fc.asyncProperty(schemas, async ([from, donor, one, other]) => {
        const connection = await connect("sqlite://");
        try {
          await runOperations(connection, (await comparison(connection, from, {})).upgrade);
          // A schema that has grown has texts that differ from those that its models would make at once.
          const grown = one(from, donor);
          await runOperations(connection, (await comparison(connection, grown, {})).upgrade);
          const wanted = other(grown, donor);
          const found = await comparison(connection, wanted, {});
          expect(found).toEqual(await comparison(connection, wanted, watched));
          changed += found.log.length > 0 ? 1 : 0;
        } finally {
          await connection.close();
        }
      }),
      { seed, numRuns: runs },
    );
    expect(changed).toBeGreaterThan(runs / 4);
  }, 600_000);

  const texts: Readonly<Record<string, string>> = {
    "a column was added by ALTER TABLE": "CREATE TABLE t (id INTEGER NOT NULL, a VARCHAR(5), PRIMARY KEY (id))",
    "the columns stand in another order":
      "CREATE TABLE t (\n\tb TEXT, \n\ta VARCHAR(5), \n\tid INTEGER NOT NULL, \n\tPRIMARY KEY (id)\n)",
    "the name is quoted": 'CREATE TABLE "t" (id INTEGER NOT NULL,a VARCHAR(5),b TEXT,PRIMARY KEY (id))',
    "there are comments":
      "CREATE TABLE t (id INTEGER NOT NULL, -- the id, of course\n a VARCHAR(5), b TEXT, PRIMARY KEY (id))",
    "the key is elsewhere": "CREATE TABLE t (id INTEGER PRIMARY KEY NOT NULL, a VARCHAR(5), b TEXT)",
  };
  const model = (isGrown: boolean) => {
    const metadata = sa.MetaData();
    const id = sa.Column("id", sa.Integer(), { primaryKey: true });
    const table = sa.Table("t", metadata, id, sa.Column("a", sa.String(5)), sa.Column("b", sa.Text()));
    if (!isGrown) return metadata;
    table.appendColumn(sa.Column("c", sa.Integer()));
    table.appendConstraint(sa.UniqueConstraint("a", { name: "uq" }));
    table.appendIndex(sa.Index("ix", "b"));
    return metadata;
  };
  for (const [name, create] of Object.entries(texts))
    test(`when ${name} then nothing is found, and what differs is`, async () => {
      const statements = create.includes("b TEXT") ? [create] : [create, "ALTER TABLE t ADD COLUMN b TEXT"];
      expect((await compare(statements, model(false))).diffs).toEqual([]);
      const found = await compare(statements, model(true));
      expect(found.log.map((line) => /added \w+/.exec(line)?.[0])).toEqual([
        "added column",
        "added index",
        "added unique",
      ]);
      expect(found).toEqual(await compare(statements, model(true), watched));
    });

  for (const clause of ["UNIQUE", "REFERENCES t (id)", "CHECK (a > 1)", "CONSTRAINT x UNIQUE", "COLLATE NOCASE"])
    test(`when a changed column brings ${clause} along then that is not overlooked`, async () => {
      const create = `CREATE TABLE t (id INTEGER NOT NULL, a VARCHAR(6) ${clause}, b TEXT, PRIMARY KEY (id))`;
      for (const isGrown of [false, true]) {
        const found = await compare([create], model(isGrown));
        expect(found.log.join()).toMatch(/Detected type change from VARCHAR\(6.*'t.a'/);
        expect(found).toEqual(await compare([create], model(isGrown), watched));
      }
    });

  test("when a text in a definition looks like another column then it is not taken for one", async () => {
    const statement =
      "CREATE TABLE t (\n\tid INTEGER NOT NULL, \n\ta TEXT DEFAULT 'x, \n\tb TEXT', \n\tPRIMARY KEY (id)\n)";
    const metadata = sa.MetaData();
    const a = sa.Column("a", sa.Text(), { serverDefault: "x, \n\tb TEXT" });
    sa.Table("t", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }), a, sa.Column("b", sa.Text()));
    const { upgrade } = await compare([statement], metadata);
    expect(upgrade).toContain('op.addColumn("t", sa.Column("b", sa.Text()');
    expect(upgrade).not.toContain("alterColumn");
  });
});
