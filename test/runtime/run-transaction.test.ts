import { describe, expect, test } from "vitest";
import { MysqlBackend } from "../../src/backends/mysql/mysql-backend.js";
import { SqliteBackend } from "../../src/backends/sqlite/sqlite-backend.js";
import { InterruptedError } from "../../src/database/interrupted-error.js";
import { RunInterruptedError } from "../../src/runtime/errors/run-interrupted-error.js";
import { transactionPolicy } from "../../src/runtime/run-policy.js";
import { RunTransaction } from "../../src/runtime/run-transaction.js";
import { FakeDriver } from "./fake-driver.js";

const facts = {
  inTransaction: false,
  dontMutate: false,
  transactionalDdl: undefined,
  transactionPerMigration: false,
  transactions: new SqliteBackend().transactions,
};

describe("the policy of a run", () => {
  test("when nothing is said then the run is one transaction", () => {
    expect(transactionPolicy(facts)).toBe("run");
    expect(transactionPolicy({ ...facts, transactionalDdl: true })).toBe("run");
  });
  test("when the database keeps schema changes in spite of a rollback then each step has its own", () => {
    const { transactions } = new MysqlBackend();
    expect(transactionPolicy({ ...facts, transactions })).toBe("step");
    expect(transactionPolicy({ ...facts, transactions, transactionalDdl: true })).toBe("run");
  });
  test("when a transaction for each step is asked for then each step has its own", () => {
    expect(transactionPolicy({ ...facts, transactionPerMigration: true })).toBe("step");
    expect(transactionPolicy({ ...facts, transactionalDdl: false })).toBe("step");
  });
  test("when the connection is in a transaction then it is the caller's", () => {
    expect(transactionPolicy({ ...facts, inTransaction: true, transactionPerMigration: true })).toBe("external");
  });
  test("when the command only reads then there is none", () => {
    expect(transactionPolicy({ ...facts, dontMutate: true })).toBe("read");
  });
});

describe("the transactions of a run", () => {
  test("when the run is one transaction then the lock comes first and the commit last", async () => {
    const driver = new FakeDriver();
    await new RunTransaction(driver, "run", {}).around(async () => {
      await driver.execute("work");
    });
    expect(driver.calls).toEqual(["beginRun", "begin immediate", "work", "commit", "endRun"]);
  });

  test("when the work fails then it is rolled back and the error is the work's", async () => {
    const driver = new FakeDriver();
    const run = new RunTransaction(driver, "run", {}).around(() => Promise.reject(new Error("no")));
    await expect(run).rejects.toThrow("no");
    expect(driver.calls).toEqual(["beginRun", "begin immediate", "rollback", "endRun"]);
  });

  test("when the commit fails then the run is rolled back", async () => {
    const driver = new FakeDriver();
    driver.failOn = "commit";
    await expect(new RunTransaction(driver, "run", {}).around(async () => 1)).rejects.toThrow("commit failed");
    expect(driver.calls.slice(-2)).toEqual(["rollback", "endRun"]);
  });

  test("when the rollback fails too then both errors are there", async () => {
    const driver = new FakeDriver();
    driver.failOn = "rollback";
    const error = await new RunTransaction(driver, "run", {})
      .around(() => Promise.reject(new Error("no")))
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AggregateError);
    expect((error as AggregateError).message).toBe("no");
    expect(driver.calls.at(-1)).toBe("endRun");
  });

  test("when the run cannot be ended after a failure then the failure is what is thrown, and the other is told", async () => {
    const driver = new FakeDriver();
    driver.failOn = "endRun";
    const told: unknown[] = [];
    const transaction = new RunTransaction(driver, "run", {}, (error) => void told.push(error));
    await expect(transaction.around(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(told).toEqual([new Error("endRun failed")]);
    await expect(new RunTransaction(driver, "run", {}).around(async () => 1)).rejects.toThrow("endRun failed");
  });

  test("when the lock cannot be had then the run is ended and nothing rolled back", async () => {
    const driver = new FakeDriver();
    driver.failOn = "begin";
    await expect(new RunTransaction(driver, "run", {}).around(async () => 1)).rejects.toThrow();
    expect(driver.calls).toEqual(["beginRun"]);
  });

  test("when each step is a transaction then around begins none", async () => {
    const driver = new FakeDriver();
    const transaction = new RunTransaction(driver, "step", {});
    await transaction.around(async () => {
      expect(await transaction.begin()).toBe(true);
      expect(await transaction.begin()).toBe(false);
      await transaction.commit();
      expect(await transaction.begin()).toBe(true);
    });
    expect(driver.calls).toEqual(["beginRun", "begin immediate", "commit", "begin immediate", "commit", "endRun"]);
    expect(transaction.commits).toBe(2);
  });

  test("when the transaction is the caller's then nothing is begun, committed or rolled back", async () => {
    const driver = new FakeDriver();
    driver.inTransaction = true;
    const transaction = new RunTransaction(driver, "external", {});
    await expect(transaction.around(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await transaction.begin();
    await transaction.commit();
    expect(driver.calls).toEqual([]);
  });

  test("when around is called inside around then there is one run", async () => {
    const driver = new FakeDriver();
    const transaction = new RunTransaction(driver, "run", {});
    await transaction.around(() => transaction.around(async () => 1));
    expect(driver.calls).toEqual(["beginRun", "begin immediate", "commit", "endRun"]);
  });

  test("when the run is interrupted then the error says what became of the database", async () => {
    const interrupt = () => Promise.reject(new InterruptedError());
    const whole = await new RunTransaction(new FakeDriver(), "run", {}).around(interrupt).catch((e: unknown) => e);
    expect(whole).toBeInstanceOf(RunInterruptedError);
    expect((whole as RunInterruptedError).isUnchanged).toBe(true);
    const steps = new RunTransaction(new FakeDriver(), "step", {});
    const part = await steps
      .around(async () => {
        await steps.begin();
        await steps.commit();
        return interrupt();
      })
      .catch((e: unknown) => e);
    expect((part as RunInterruptedError).isUnchanged).toBe(false);
  });
});
