import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import type { DriverConnection, SqlParams } from "../../src/database/connection.js";
import { DatabaseError } from "../../src/database/database-error.js";
import { InterruptedError } from "../../src/database/interrupted-error.js";
import { type NewDatabase, postgresqlKinds } from "../servers/databases.js";
import { haveMariadb, newMariadbDatabase, onMariadb } from "../servers/mariadb.js";

/** A kind of database that the contract is proved on, and how it behaves where databases may differ. */
interface Kind {
  readonly title: string;
  readonly isMissing: boolean;
  make(): Promise<NewDatabase>;
  /** Whether a rollback takes tables back. */
  readonly transactionalDdl: boolean;
  /** Whether a failed statement ends the transaction that it is in. */
  readonly failureEndsTransaction: boolean;
}

const kinds: readonly Kind[] = [
  {
    title: "SQLite",
    isMissing: false,
    make: async () => ({
      url: "sqlite://",
      open: (options) => openDatabase("sqlite://", options),
      drop: () => undefined,
    }),
    transactionalDdl: true,
    failureEndsTransaction: false,
  },
  ...postgresqlKinds.map((kind) => ({ ...kind, transactionalDdl: true, failureEndsTransaction: true })),
  {
    title: `MariaDB (${onMariadb})`,
    isMissing: !haveMariadb,
    make: async () => {
      const { url, drop } = await newMariadbDatabase();
      return { url, open: (options) => openDatabase(url, options), drop };
    },
    transactionalDdl: false,
    failureEndsTransaction: false,
  },
];

/** What every driver promises, whatever its database; what only one has is tested beside that driver. */
describe.each(kinds)(
  "contract of connections on $title",
  ({ isMissing, make, transactionalDdl, failureEndsTransaction }) => {
    let database: NewDatabase;
    let connection: DriverConnection;
    beforeAll(async () => {
      if (isMissing) return;
      database = await make();
      connection = await database.open();
    }, 120_000);
    afterAll(async () => {
      await connection?.close();
      database?.drop();
    });
    beforeEach(async () => {
      if (isMissing) return;
      await connection.rollback();
      await connection.execute("DROP TABLE IF EXISTS t");
      await connection.execute("CREATE TABLE t (a INTEGER UNIQUE, b VARCHAR(50))");
    });
    const run = (sql: string, params?: SqlParams) => connection.execute(sql, params);
    /** Parameters are written as the driver wants them. */
    const place = (at: number): string => (connection.paramstyle === "numeric_dollar" ? `$${at}` : "?");
    const count = async (): Promise<number> =>
      Number(Object.values((await run("SELECT count(*) FROM t")).rows[0] ?? {})[0]);

    test.skipIf(isMissing)("when rows are written and read then values and counts are right", async () => {
      expect(
        (await run(`INSERT INTO t VALUES (${place(1)}, ${place(2)}), (2, NULL)`, [1, "it's ' ? : $1 ü"])).rowCount,
      ).toBe(2);
      const result = await run("SELECT a, b FROM t ORDER BY a");
      expect(result.columns).toEqual(["a", "b"]);
      expect(result.rows).toEqual([
        { a: 1, b: "it's ' ? : $1 ü" },
        { a: 2, b: null },
      ]);
      expect(result.rowCount).toBe(2);
      expect((await run(`UPDATE t SET b = ${place(1)} WHERE a > 1`, ["x"])).rowCount).toBe(1);
      expect((await run("SELECT a FROM t WHERE a > 5")).columns).toEqual(["a"]);
      expect((await run("DELETE FROM t")).rowCount).toBe(2);
    });

    test.skipIf(isMissing)(
      "when columns have names that every object inherits then rows have them as their own",
      async () => {
        const names = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"];
        const quote = place(1) === "?" && !transactionalDdl ? "`" : '"';
        const { rows, columns, tuples } = await run(
          `SELECT ${names.map((name, at) => `${at} AS ${quote}${name}${quote}`).join(", ")}`,
        );
        expect(columns).toEqual(names);
        expect(Object.entries(rows[0] ?? {}).map(([name, value]) => [name, Number(value)])).toEqual(
          names.map((name, at) => [name, at]),
        );
        expect(tuples?.[0]?.map(Number) ?? [0, 1, 2, 3, 4]).toEqual([0, 1, 2, 3, 4]);
      },
    );

    test.skipIf(isMissing)("when a transaction is rolled back then what was done in it is undone", async () => {
      await connection.begin();
      expect(connection.inTransaction).toBe(true);
      await run("INSERT INTO t VALUES (1, 'x')");
      await connection.rollback();
      expect(connection.inTransaction).toBe(false);
      expect(await count()).toBe(0);
      await connection.rollback();
      if (!transactionalDdl) return;
      await connection.begin("immediate");
      await run("CREATE TABLE u (a INTEGER)");
      await connection.rollback();
      await expect(run("SELECT * FROM u")).rejects.toThrow(DatabaseError);
    });

    test.skipIf(isMissing)("when a transaction is committed then it stays, and a second commit fails", async () => {
      await connection.begin();
      await run("INSERT INTO t VALUES (1, 'x')");
      await connection.commit();
      expect(await count()).toBe(1);
      await expect(connection.commit()).rejects.toThrow("no transaction is active");
    });

    test.skipIf(isMissing)("when transactions are written as SQL then the connection knows of them", async () => {
      await run("BEGIN");
      expect(connection.inTransaction).toBe(true);
      await run("SAVEPOINT s");
      await run("INSERT INTO t VALUES (1, 'x')");
      await run("ROLLBACK TO SAVEPOINT s");
      await run("COMMIT");
      expect(connection.inTransaction).toBe(false);
      expect(await count()).toBe(0);
    });

    test.skipIf(isMissing)("when a statement fails then the error has reason, statement and parameters", async () => {
      const error = await run(`SELECT * FROM missing_table WHERE a = ${place(1)}`, ["x".repeat(500)]).catch(
        (failure) => failure,
      );
      expect(error).toBeInstanceOf(DatabaseError);
      expect(error.driverCode).toBeTruthy();
      expect(error.message).toContain("missing_table");
      expect(error.message).toContain("[SQL: SELECT * FROM missing_table");
      expect(error.message).toMatch(/\[parameters: \["x{80}… \(500 characters\)"\]\]/);
      expect(connection.inTransaction).toBe(false);
    });

    test.skipIf(isMissing)(
      "when a statement fails in a transaction then it is still open, and can be undone",
      async () => {
        await connection.begin();
        await run("INSERT INTO t VALUES (1, 'x')");
        await expect(run("INSERT INTO t VALUES (1, 'y')")).rejects.toThrow(DatabaseError);
        expect(connection.inTransaction).toBe(true);
        if (failureEndsTransaction) await expect(connection.commit()).rejects.toThrow(DatabaseError);
        else await connection.rollback();
        expect(connection.inTransaction).toBe(false);
        expect(await count()).toBe(0);
      },
    );

    test.skipIf(isMissing)("when calls are not awaited then they happen in order", async () => {
      await Promise.all([
        connection.begin(),
        run("INSERT INTO t VALUES (1, 'x')"),
        run("INSERT INTO t VALUES (2, 'y')"),
        connection.commit(),
      ]);
      expect(await count()).toBe(2);
    });

    test.skipIf(isMissing)(
      "when a run's signal aborts then the next statement fails, and the run can be undone",
      async () => {
        const controller = new AbortController();
        await connection.beginRun({ signal: controller.signal });
        await connection.begin("immediate");
        await run("INSERT INTO t VALUES (1, 'x')");
        controller.abort("SIGINT");
        await expect(run("INSERT INTO t VALUES (2, 'y')")).rejects.toThrow(InterruptedError);
        await expect(connection.commit()).rejects.toThrow(InterruptedError);
        await connection.rollback();
        await connection.endRun();
        expect(await count()).toBe(0);
      },
    );

    test.skipIf(isMissing)(
      "when a run ends without a commit then it is rolled back, and ending it again does nothing",
      async () => {
        await connection.beginRun();
        await connection.begin();
        await run("INSERT INTO t VALUES (1, 'x')");
        await connection.endRun();
        await connection.endRun();
        expect(await count()).toBe(0);
      },
    );
  },
);
