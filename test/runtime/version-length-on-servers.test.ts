import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { haveMariadb, newMariadbDatabase, onMariadb } from "../servers/mariadb.js";
import { havePostgresql, newPostgresqlDatabase, onPostgresql } from "../servers/postgresql.js";
import { makeProject, type Project, type Step } from "../servers/project.js";

const long = "add_a_column_to_the_table_of_accounts";
const step = (revision: string, down: string | null, table: string): Step => ({
  revision,
  down,
  upgrade: `  await op.createTable("${table}", sa.Column("id", sa.Integer(), { primaryKey: true }));`,
  downgrade: `  await op.dropTable("${table}");`,
});
const steps = [step("a", null, "first"), step(long, "a", "second")];

const kinds = [
  {
    title: `PostgreSQL (${onPostgresql})`,
    isMissing: !havePostgresql,
    make: newPostgresqlDatabase,
    isMade: false,
    widen: "ALTER TABLE alembic_version ALTER COLUMN version_num TYPE VARCHAR(64)",
  },
  {
    title: `MariaDB (${onMariadb})`,
    isMissing: !haveMariadb,
    make: newMariadbDatabase,
    // The run's lock is on the version table, which is made before anything is read.
    isMade: true,
    widen: "ALTER TABLE alembic_version MODIFY version_num VARCHAR(64) NOT NULL",
  },
];

for (const { title, isMissing, make, isMade, widen } of kinds)
  describe.skipIf(isMissing)(`an identifier longer than the version table's column on ${title}`, () => {
    let database: Awaited<ReturnType<typeof make>>;
    const projects: Project[] = [];
    const project = (configure = ""): Project => {
      const made = makeProject(database.url, steps, { configure });
      projects.push(made);
      return made;
    };
    const rows = async (sql: string): Promise<readonly unknown[]> => {
      const connection = await openDatabase(database.url);
      try {
        return (await connection.execute(sql)).rows.map((row) => Object.values(row)[0]);
      } finally {
        await connection.close();
      }
    };
    const tables = (): Promise<readonly unknown[]> =>
      rows(
        "SELECT table_name FROM information_schema.tables WHERE table_name IN ('first', 'second', 'alembic_version') ORDER BY 1",
      );

    beforeAll(async () => {
      database = await make();
    });
    afterAll(async () => {
      for (const one of projects) one.remove();
      await database?.drop();
    });

    test("the run ends before its first step, with the option that widens the column", async () => {
      const options = "versionNumLength of context.configure(), or version_num_length in the configuration";
      const reason = `Revision identifier '${long}' has 37 characters, and column version_num of table 'alembic_version' takes 32. Widen the column`;
      const refusal = `${reason} in the database (${options}, is for a new table)`;
      await expect(project().upgrade()).rejects.toThrow(
        `${reason} (for a new table: ${options}; drop 'alembic_version' if it is there, since it has no rows)`,
      );
      expect(await tables()).toEqual(isMade ? ["alembic_version"] : []);

      // A table that has the width of Alembic's is not widened by the option: the server's own column counts.
      await project().upgrade("a");
      await expect(project("versionNumLength: 64").upgrade()).rejects.toThrow(refusal);
      expect(await tables()).toEqual(["alembic_version", "first"]);
      expect(await rows("SELECT version_num FROM alembic_version")).toEqual(["a"]);

      await rows(widen);
      await project().upgrade();
      expect(await tables()).toEqual(["alembic_version", "first", "second"]);
      expect(await rows("SELECT version_num FROM alembic_version")).toEqual([long]);
      await project().downgrade("base");
      expect(await tables()).toEqual(["alembic_version"]);
    });

    test("with the option a new version table is as wide, and the run passes", async () => {
      await rows("DROP TABLE IF EXISTS alembic_version");
      await project("versionNumLength: 64").upgrade();
      expect(await rows("SELECT version_num FROM alembic_version")).toEqual([long]);
    });
  });
