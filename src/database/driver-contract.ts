import { isError } from "../support/is-built-in.js";
import type { DriverConnection, SqlParams } from "./connection.js";
import { DatabaseError } from "./database-error.js";
import { InterruptedError } from "./interrupted-error.js";

/** The facts in which databases may differ, for the contract of connections. */
export interface DriverContractFacts {
  /** Whether a rollback undoes schema changes. */
  readonly transactionalDdl: boolean;
  /** Whether a transaction can only be rolled back after one of its statements has failed. */
  readonly failureEndsTransaction: boolean;
  /** The character that quotes a name; by default `"`. */
  readonly quote?: string;
}

/** One promise of the contract. */
export interface DriverContractCase {
  /** The promise, as the name of a test. */
  readonly name: string;
  /**
   * Tests the promise. The table `t` of the database is dropped and created; nobody else may use it meanwhile.
   *
   * @throws Error if the connection does not keep the promise; the message has the expected and the actual value.
   */
  prove(connection: DriverConnection): Promise<void>;
}

function broken(wanted: string, found: unknown): never {
  throw new Error(`Expected ${wanted}, found ${isError(found) ? found.message : JSON.stringify(found)}`);
}

/** Compares values that JSON can represent. */
function equal(found: unknown, wanted: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) broken(JSON.stringify(wanted), found);
}

function match(found: string, wanted: RegExp): void {
  if (!wanted.test(found)) broken(String(wanted), found);
}

/** Returns the error that a promise is rejected with. */
async function rejects(promise: Promise<unknown>, type: abstract new (...parts: never[]) => Error): Promise<Error> {
  const error = await promise.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  return error instanceof type ? error : broken(`a ${type.name} to be thrown`, error);
}

/** The connection of a case, with short methods to use it. */
class Proof {
  readonly connection: DriverConnection;
  readonly facts: DriverContractFacts;

  constructor(connection: DriverConnection, facts: DriverContractFacts) {
    this.connection = connection;
    this.facts = facts;
  }

  run(sql: string, params?: SqlParams) {
    return this.connection.execute(sql, params);
  }

  /** The placeholder of a parameter in the style of the driver. */
  place(at: number): string {
    return this.connection.paramstyle === "numeric_dollar" ? `$${at}` : "?";
  }

  async count(): Promise<number> {
    return Number(Object.values((await this.run("SELECT count(*) FROM t")).rows[0] ?? {})[0]);
  }
}

const cases: Readonly<Record<string, (proof: Proof) => Promise<void>>> = {
  async "when rows are written and read then values and counts are right"(p) {
    const text = "it's ' ? : $1 ü";
    const inserted = await p.run(`INSERT INTO t VALUES (${p.place(1)}, ${p.place(2)}), (2, NULL)`, [1, text]);
    equal(inserted.rowCount, 2);
    const result = await p.run("SELECT a, b FROM t ORDER BY a");
    equal(result.columns, ["a", "b"]);
    equal(
      result.rows.map((row) => ({ ...row })),
      [
        { a: 1, b: text },
        { a: 2, b: null },
      ],
    );
    equal(result.rowCount, 2);
    equal((await p.run(`UPDATE t SET b = ${p.place(1)} WHERE a > 1`, ["x"])).rowCount, 1);
    equal((await p.run("SELECT a FROM t WHERE a > 5")).columns, ["a"]);
    equal((await p.run("DELETE FROM t")).rowCount, 2);
  },

  async "when columns have names that every object inherits then rows have them as their own"(p) {
    const names = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"];
    const { quote = '"' } = p.facts;
    const { rows, columns } = await p.run(
      `SELECT ${names.map((name, at) => `${at} AS ${quote}${name}${quote}`).join(", ")}`,
    );
    equal(columns, names);
    equal(
      Object.entries(rows[0] ?? {}).map(([name, value]) => [name, Number(value)]),
      names.map((name, at) => [name, at]),
    );
  },

  async "when a transaction is rolled back then what was done in it is undone"(p) {
    const { connection } = p;
    await connection.begin();
    equal(connection.inTransaction, true);
    await p.run("INSERT INTO t VALUES (1, 'x')");
    await connection.rollback();
    equal(connection.inTransaction, false);
    equal(await p.count(), 0);
    await connection.rollback();
    if (!p.facts.transactionalDdl) return;
    await connection.begin("immediate");
    await p.run("CREATE TABLE u (a INTEGER)");
    await connection.rollback();
    await rejects(p.run("SELECT * FROM u"), DatabaseError);
  },

  async "when a transaction is committed then it stays, and a second commit fails"(p) {
    await p.connection.begin();
    await p.run("INSERT INTO t VALUES (1, 'x')");
    await p.connection.commit();
    equal(await p.count(), 1);
    await rejects(p.connection.commit(), DatabaseError).then(({ message }) =>
      match(message, /no transaction is active/),
    );
  },

  async "when transactions are written as SQL then the connection knows of them"(p) {
    await p.run("BEGIN");
    equal(p.connection.inTransaction, true);
    await p.run("SAVEPOINT s");
    await p.run("INSERT INTO t VALUES (1, 'x')");
    await p.run("ROLLBACK TO SAVEPOINT s");
    await p.run("COMMIT");
    equal(p.connection.inTransaction, false);
    equal(await p.count(), 0);
  },

  async "when a statement fails then the error has reason, statement and parameters"(p) {
    const failed = p.run(`SELECT * FROM missing_table WHERE a = ${p.place(1)}`, ["x".repeat(500)]);
    const error = (await rejects(failed, DatabaseError)) as DatabaseError;
    if (!error.driverCode) broken("the code of the driver in driverCode", error.driverCode);
    match(error.message, /missing_table/);
    match(error.message, /\[SQL: SELECT \* FROM missing_table/);
    match(error.message, /\[parameters: \["x{80}… \(500 characters\)"\]\]/);
    equal(p.connection.inTransaction, false);
  },

  async "when a statement fails in a transaction then it is still open, and can be undone"(p) {
    const { connection } = p;
    await connection.begin();
    await p.run("INSERT INTO t VALUES (1, 'x')");
    await rejects(p.run("INSERT INTO t VALUES (1, 'y')"), DatabaseError);
    equal(connection.inTransaction, true);
    if (p.facts.failureEndsTransaction) await rejects(connection.commit(), DatabaseError);
    else await connection.rollback();
    equal(connection.inTransaction, false);
    equal(await p.count(), 0);
  },

  async "when calls are not awaited then they happen in order"(p) {
    await Promise.all([
      p.connection.begin(),
      p.run("INSERT INTO t VALUES (1, 'x')"),
      p.run("INSERT INTO t VALUES (2, 'y')"),
      p.connection.commit(),
    ]);
    equal(await p.count(), 2);
  },

  async "when a run's signal aborts then the next statement fails, and the run can be undone"(p) {
    const { connection } = p;
    const controller = new AbortController();
    await connection.beginRun({ signal: controller.signal });
    await connection.begin("immediate");
    await p.run("INSERT INTO t VALUES (1, 'x')");
    controller.abort("SIGINT");
    await rejects(p.run("INSERT INTO t VALUES (2, 'y')"), InterruptedError);
    await rejects(connection.commit(), InterruptedError);
    await connection.rollback();
    await connection.endRun();
    equal(await p.count(), 0);
  },

  async "when a run ends without a commit then it is rolled back, and ending it again does nothing"(p) {
    const { connection } = p;
    await connection.beginRun();
    await connection.begin();
    await p.run("INSERT INTO t VALUES (1, 'x')");
    await connection.endRun();
    await connection.endRun();
    equal(await p.count(), 0);
  },
};

/**
 * Returns the promises of every connection as cases for a test runner. They test an adapter for another database or
 * driver before it is passed to `registerBackend()`.
 *
 * @param facts - the behaviour of the database where databases may differ.
 * @returns the cases; each is independent of the others.
 * @example
 * ```ts
 * import { driverContract, openDatabase } from "alembic-ts";
 *
 * const connection = await openDatabase("sqlite://");
 * for (const { name, prove } of driverContract({ transactionalDdl: true, failureEndsTransaction: false })) {
 *   await prove(connection);
 *   console.log(`ok: ${name}`);
 * }
 * await connection.close();
 * ```
 */
export function driverContract(facts: DriverContractFacts): readonly DriverContractCase[] {
  return Object.entries(cases).map(([name, prove]) => ({
    name,
    async prove(connection) {
      await connection.rollback();
      await connection.execute("DROP TABLE IF EXISTS t");
      await connection.execute("CREATE TABLE t (a INTEGER UNIQUE, b VARCHAR(50))");
      await prove(new Proof(connection, facts));
    },
  }));
}
