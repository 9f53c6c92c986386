import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { compareMetadata } from "../../src/autogenerate/compare-metadata.js";
import { produceMigrations } from "../../src/autogenerate/produce-migrations.js";
import { renderTypescriptCode } from "../../src/autogenerate/render/render-typescript-code.js";
import { connect } from "../../src/runtime/connect.js";
import type { Connection } from "../../src/runtime/connection.js";
import { MigrationContext } from "../../src/runtime/migration-context.js";
import type { MetaData } from "../../src/schema/metadata.js";
import { sa } from "../../src/schema/sa.js";
import { havePostgresql, newPostgresqlDatabase, onPostgresql, type TestDatabase } from "../servers/postgresql.js";
import { runOperations } from "./support/run-operations.js";

/** A table with a column of an enum type of these values; no values, no column. */
function models(values: readonly string[], serverDefault?: string): MetaData {
  const metadata = sa.MetaData();
  const column = () =>
    sa.Column("mood", sa.Enum(...values, { name: "mood" }), serverDefault === undefined ? {} : { serverDefault });
  const id = sa.Column("id", sa.Integer(), { primaryKey: true });
  if (values.length === 0) sa.Table("account", metadata, id);
  else sa.Table("account", metadata, id, column());
  return metadata;
}

describe.skipIf(!havePostgresql)(`enum types (${onPostgresql})`, () => {
  let database: TestDatabase;
  let connection: Connection;
  beforeAll(async () => {
    database = await newPostgresqlDatabase();
    connection = await connect(database.url);
  });
  afterAll(async () => {
    await connection.close();
    database.drop();
  });
  beforeEach(() => connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public"));

  const contextOf = () => MigrationContext.configure({ connection, compareServerDefault: true });
  /** Brings the database to the models; returns the text of the way back. */
  const migrate = async (metadata: MetaData): Promise<{ readonly up: string; readonly down: string }> => {
    const context = contextOf();
    const { upgradeOps, downgradeOps } = await produceMigrations(context, metadata);
    if (upgradeOps === null || downgradeOps === null) throw new Error("no operations");
    const [up = "", down = ""] = [upgradeOps, downgradeOps].map((ops) =>
      renderTypescriptCode(ops, { migrationContext: context }),
    );
    await runOperations(connection, up);
    expect(await compareMetadata(contextOf(), metadata)).toEqual([]);
    return { up, down };
  };
  const labels = async (): Promise<unknown> => connection.scalar("SELECT enum_range(NULL::mood)::text");
  const types = async (): Promise<unknown> => connection.scalar("SELECT count(*) FROM pg_type WHERE typname = 'mood'");

  test.each([
    ["an array", [sa.Column("moods", sa.ARRAY(sa.Enum("sad", "ok", { name: "mood" })))]],
    [
      "arrays beside a plain column",
      [
        sa.Column("mood", sa.Enum("sad", "ok", { name: "mood" })),
        sa.Column("moods", sa.ARRAY(sa.Enum("sad", "ok", { name: "mood" }), { dimensions: 2 })),
        sa.Column("others", sa.postgresql.ARRAY(sa.Enum("sad", "ok", { name: "mood" }))),
      ],
    ],
  ])("when %s of a new table has a new type then the type is created once, both ways", async (_, columns) => {
    const metadata = sa.MetaData();
    sa.Table("account", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }), ...columns);
    const { up, down } = await migrate(metadata);
    expect(up).toContain('ARRAY(sa.postgresql.ENUM("sad", "ok", { name: "mood", createType: false })');
    await runOperations(connection, down);
    expect(await types()).toBe(0);
    await runOperations(connection, up);
  });

  test("when a table comes and goes then its type does too, both ways", async () => {
    const { up, down } = await migrate(models(["sad", "ok"]));
    expect(up).toContain(`op.execute("CREATE TYPE mood AS ENUM ('sad', 'ok')")`);
    expect(up).toContain(`sa.postgresql.ENUM("sad", "ok", { name: "mood", createType: false })`);
    await runOperations(connection, down);
    expect(await types()).toBe(0);
    await runOperations(connection, up);
    const away = await migrate(sa.MetaData());
    expect(away.up).toContain(`op.execute("DROP TYPE mood")`);
    expect(await types()).toBe(0);
    await runOperations(connection, away.down);
    expect(await labels()).toBe("{sad,ok}");
  });

  test("when a column is added then its type is made, and goes with it", async () => {
    await migrate(models([]));
    const { down } = await migrate(models(["sad", "ok"]));
    await runOperations(connection, down);
    expect(await types()).toBe(0);
  });

  test("when values are added then they are added, in their places, and the way back keeps the rows", async () => {
    await migrate(models(["sad", "ok"], "ok"));
    await connection.execute("INSERT INTO account (id) VALUES (1)");
    const { up, down } = await migrate(models(["first", "sad", "it's", "ok"], "ok"));
    expect(up).toContain("ALTER TYPE mood ADD VALUE 'first' BEFORE 'sad'");
    expect(up).toContain("ALTER TYPE mood ADD VALUE 'it''s' AFTER 'sad'");
    expect(
      await connection.scalar("SELECT string_agg(v::text, ' ' ORDER BY v) FROM unnest(enum_range(NULL::mood)) v"),
    ).toBe("first sad it's ok");
    await runOperations(connection, down);
    expect(await labels()).toBe("{sad,ok}");
    expect((await connection.execute("INSERT INTO account (id) VALUES (2) RETURNING mood")).scalar()).toBe("ok");
  });

  test("when an added value is the new default then the type is made anew, for it is not fit for use before the commit", async () => {
    await migrate(models(["sad", "ok"], "ok"));
    const { up } = await migrate(models(["sad", "ok", "glad"], "glad"));
    expect(up).toContain("ALTER TYPE mood RENAME TO mood_old");
    expect((await connection.execute("INSERT INTO account (id) VALUES (1) RETURNING mood")).scalar()).toBe("glad");
  });

  test("when a value goes then the type is made anew, and a row that has it stops the run", async () => {
    await migrate(models(["sad", "so so", "ok"], "ok"));
    await connection.execute("INSERT INTO account (id, mood) VALUES (1, 'sad'), (2, 'ok')");
    const { down } = await migrate(models(["ok", "sad"], "ok"));
    expect(await labels()).toBe("{ok,sad}");
    expect(await connection.scalar("SELECT string_agg(mood::text, ' ' ORDER BY id) FROM account")).toBe("sad ok");
    await runOperations(connection, down);
    expect(await labels()).toBe('{sad,"so so",ok}');
    await connection.execute("UPDATE account SET mood = 'so so'");
    await expect(migrate(models(["ok", "sad"], "ok"))).rejects.toThrow(/invalid input value for enum mood: "so so"/);
    expect(await labels()).toBe('{sad,"so so",ok}');
  });
});
