import { AsyncLocalStorage } from "node:async_hooks";
import { describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import { CallQueue } from "../../src/operations/calls/call-queue.js";
import type { Operations } from "../../src/operations/operations.js";
import { sa } from "../../src/schema/sa.js";
import { online, startRun } from "./run-operations.js";

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

/** A table made, filled, changed and read, with awaits where the flags say so. */
async function script(op: Operations, awaited: (promise: Promise<unknown>) => unknown): Promise<unknown[]> {
  const seen: unknown[] = [];
  await awaited(op.createTable("t", sa.Column("id", sa.Integer(), { primaryKey: true }), sa.Column("a", sa.Integer())));
  await awaited(op.execute("INSERT INTO t (a) VALUES (1), (2)"));
  await awaited(
    op
      .getBind()
      .scalar("SELECT count(*) FROM t")
      .then((n) => seen.push(n)),
  );
  await awaited(
    op.batchAlterTable("t", async (batch) => {
      await awaited(batch.addColumn(sa.Column("b", sa.Integer())));
      await awaited(op.execute("UPDATE t SET a = a + 10"));
      await awaited(batch.alterColumn("a", { nullable: false }));
      await awaited(batch.execute("INSERT INTO t (a) VALUES (3)"));
    }),
  );
  await awaited(op.addColumn("t", sa.Column("c", sa.Integer(), { serverDefault: sa.text("4") })));
  await awaited(op.createIndex("ix", "t", ["b"]));
  await awaited(
    op
      .getBind()
      .scalar("SELECT sum(a) + sum(c) FROM t")
      .then((n) => seen.push(n)),
  );
  await awaited(op.renameTable("t", "u"));
  return seen;
}

describe("the queue of calls", () => {
  test("when awaits are forgotten then the same statements run in the same order", async () => {
    const expected = await (async () => {
      const run = await online();
      const seen = await script(run.op, (promise) => promise);
      await run.op.close();
      await run.connection.close();
      return { seen, sql: run.statements.map(({ sql }) => sql) };
    })();
    expect(expected.seen).toEqual([2, 38]);
    for (let seed = 0; seed < 40; seed++) {
      const run = await online();
      let at = seed;
      const seen = await script(run.op, (promise) => {
        at = (at * 7919 + 13) % 1009;
        return at % 3 === 0 ? promise : at % 3 === 1 ? undefined : null;
      });
      await run.op.close();
      await run.connection.close();
      expect({ seed, seen, sql: run.statements.map(({ sql }) => sql) }).toEqual({ seed, ...expected });
    }
  });

  test("when a call fails that nobody awaits then the rest does not run and the end raises it", async () => {
    const run = await online();
    run.op.createTable("t", sa.Column("a", sa.Integer()));
    run.op.execute("nonsense");
    run.op.dropTable("t");
    await expect(run.op.close()).rejects.toThrow(/nonsense/);
    expect((await run.connection.execute("SELECT name FROM sqlite_master")).rows).toEqual([{ name: "t" }]);
    await run.connection.close();
  });

  test("when a failure is awaited and handled then the script goes on", async () => {
    const run = await online();
    await run.op.createTable("t", sa.Column("a", sa.Integer()));
    await expect(run.op.execute("nonsense")).rejects.toThrow();
    await run.op.dropTable("t");
    await run.op.close();
    expect((await run.connection.execute("SELECT name FROM sqlite_master")).rows).toEqual([]);
    await run.connection.close();
  });

  test("when calls are made together and one fails then those behind it do not run", async () => {
    const run = await online();
    const together = Promise.all([
      run.op.execute("CREATE TABLE a (x)"),
      run.op.execute("nonsense"),
      run.op.execute("CREATE TABLE b (x)"),
    ]);
    await expect(together).rejects.toThrow(/nonsense/);
    await run.op.close();
    expect((await run.connection.execute("SELECT name FROM sqlite_master")).rows).toEqual([{ name: "a" }]);
    await run.connection.close();
  });

  test("when a call comes after the end then it is refused", async () => {
    const run = await online();
    await run.op.close();
    await expect(run.op.execute("SELECT 1")).rejects.toThrow("an 'await' is missing in the script");
    await run.connection.close();
  });

  test("when a helper of the script is not awaited then its calls still belong to the migration", async () => {
    const run = await online();
    const helper = async (): Promise<void> => {
      await run.op.execute("CREATE TABLE a (x)");
      await run.op.execute("CREATE TABLE b (x)");
      await run.op.getBind().execute("SELECT * FROM b");
      await run.op.execute("CREATE TABLE c (x)");
    };
    void helper();
    await run.op.close();
    expect((await run.connection.execute("SELECT name FROM sqlite_master")).rows).toHaveLength(3);
    await run.connection.close();
  });

  test.each([
    ["with scopes", () => new AsyncLocalStorage<object>()],
    ["without scopes", () => undefined],
  ])("when callbacks call back %s then nothing waits for itself", async (_what, scopes) => {
    const queue = new CallQueue({ scopes: scopes() });
    const order: string[] = [];
    const step = (name: string) => queue.enqueue(async () => void order.push(name));
    const outer = queue.enqueue((inner) =>
      inner.scope(async () => {
        await step("a");
        await queue.enqueue((nested) =>
          nested.scope(async () => {
            step("b");
            await step("c");
          }),
        );
        step("d");
      }),
    );
    step("e");
    await outer;
    await queue.close();
    expect(order).toEqual(["a", "b", "c", "d", "e"]);
  });

  test("when the script goes on during a callback then its calls come behind it", async () => {
    const queue = new CallQueue({ scopes: new AsyncLocalStorage<object>() });
    const order: string[] = [];
    const step = (name: string) => queue.enqueue(async () => void order.push(name));
    void queue.enqueue((inner) =>
      inner.scope(async () => {
        step("a");
        await pause();
        await pause();
        await step("b");
      }),
    );
    await pause();
    step("c");
    await queue.close();
    expect(order).toEqual(["a", "b", "c"]);
  });

  test("when a callback of a batch fails then the batch does nothing", async () => {
    const run = await online();
    await run.op.createTable("t", sa.Column("a", sa.Integer()));
    const failure = run.op.batchAlterTable("t", (batch) => {
      batch.addColumn(sa.Column("b", sa.Integer()));
      throw new Error("no");
    });
    await expect(failure).rejects.toThrow("no");
    await run.op.close();
    expect((await run.connection.execute("SELECT * FROM pragma_table_info('t')")).rows).toHaveLength(1);
    await run.connection.close();
  });

  test("when rows are changed after bulkInsert was called then the old ones are inserted", async () => {
    const run = startRun(await loadDialect("sqlite"));
    const rows = [{ a: 1 }];
    run.op.bulkInsert(sa.table("t", sa.column("a", sa.Integer())), rows);
    rows.pop();
    await run.op.close();
    expect(run.statements.map(({ sql }) => sql)).toEqual(["INSERT INTO t (a) VALUES (1)"]);
  });
});
