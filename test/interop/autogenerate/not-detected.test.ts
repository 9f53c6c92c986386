import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareMetadata } from "../../../src/autogenerate/compare-metadata.js";
import { databaseSchemaDiff } from "../../../src/autogenerate/schema-diff/database-schema-diff.js";
import { connect } from "../../../src/runtime/connect.js";
import { MigrationContext } from "../../../src/runtime/migration-context.js";
import { buildMetadata } from "../../autogenerate/support/build-metadata.js";
import type { ColumnSpec, SchemaSpec } from "../../autogenerate/support/random-schema.js";
import { Oracle } from "../oracle.js";
import { noPython, python } from "../python.js";

const program = readFileSync(new URL("compare_schema.py", import.meta.url), "utf8");

const column = (name: string, type: string, nullable: boolean): ColumnSpec => ({
  name,
  type: { name: type, args: [], options: {} },
  nullable,
  default: null,
  computed: null,
});

/** The models, of which each database below has one thing otherwise that neither tool compares. */
const models: SchemaSpec = [
  {
    name: "a",
    columns: [column("id", "Integer", false), column("name", "Text", false), column("owner", "Integer", true)],
    uniques: [{ name: "uq", columns: ["name", "owner"] }],
    checks: [],
    foreignKeys: [
      {
        name: "fk",
        column: "owner",
        table: "a",
        ondelete: null,
        onupdate: null,
        deferrable: false,
        initially: null,
      },
    ],
    indexes: [],
    autoincrement: false,
    withoutRowid: false,
  },
];

const unique = "CONSTRAINT uq UNIQUE (name, owner)";
const foreign = "CONSTRAINT fk FOREIGN KEY (owner) REFERENCES a (id)";
const usual = "id INTEGER NOT NULL, name TEXT NOT NULL, owner INTEGER";
const ends = `${unique}, ${foreign}`;

const databases: readonly (readonly [string, string])[] = [
  ["a primary key of other columns", `(${usual}, PRIMARY KEY (id, name), ${ends})`],
  ["no primary key", `(${usual}, ${ends})`],
  ["a name of the primary key", `(${usual}, CONSTRAINT pk_a PRIMARY KEY (id), ${ends})`],
  ["STRICT", `(${usual}, PRIMARY KEY (id), ${ends}) STRICT`],
  ["WITHOUT ROWID", `(${usual}, PRIMARY KEY (id), ${ends}) WITHOUT ROWID`],
  ["AUTOINCREMENT", `(id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT NOT NULL, owner INTEGER, ${ends})`],
  ["ON CONFLICT of the primary key", `(${usual}, PRIMARY KEY (id) ON CONFLICT REPLACE, ${ends})`],
  ["ON CONFLICT of a unique constraint", `(${usual}, PRIMARY KEY (id), ${unique} ON CONFLICT IGNORE, ${foreign})`],
  [
    "ON CONFLICT of NOT NULL",
    `(id INTEGER NOT NULL, name TEXT NOT NULL ON CONFLICT FAIL, owner INTEGER, PRIMARY KEY (id), ${ends})`,
  ],
  ["the order of columns", `(owner INTEGER, name TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (id), ${ends})`],
  ["a collation", `(id INTEGER NOT NULL, name TEXT COLLATE NOCASE NOT NULL, owner INTEGER, PRIMARY KEY (id), ${ends})`],
  ["the name of a foreign key", `(${usual}, PRIMARY KEY (id), ${unique}, FOREIGN KEY (owner) REFERENCES a (id))`],
  ["MATCH of a foreign key", `(${usual}, PRIMARY KEY (id), ${ends} MATCH FULL)`],
  ["the order of a unique constraint", `(${usual}, PRIMARY KEY (id), CONSTRAINT uq UNIQUE (owner, name), ${foreign})`],
];

describe.skipIf(python() === undefined)(`what is not detected, beside Python (${noPython})`, () => {
  let oracle: Oracle;
  let folder: string;
  beforeAll(() => {
    oracle = new Oracle();
    folder = mkdtempSync(join(tmpdir(), "not-detected-"));
  });
  afterAll(async () => {
    await oracle.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(databases)(
    "when the database has %s otherwise then neither finds it, and no diff shows it",
    async (name, sql) => {
      const path = join(folder, `${name.replaceAll(" ", "-")}.db`);
      const connection = await connect(`sqlite:///${path}`);
      try {
        await connection.execute(`CREATE TABLE a ${sql}`);
        const context = MigrationContext.configure({ connection, compareServerDefault: true });
        expect(await compareMetadata(context, buildMetadata(models))).toEqual([]);
        expect(await databaseSchemaDiff(context, buildMetadata(models))).toBe("");
      } finally {
        await connection.close();
      }
      const { found } = (await oracle.run(program, { path, spec: models })) as { found: unknown };
      expect(found).toEqual([]);
    },
  );
});
