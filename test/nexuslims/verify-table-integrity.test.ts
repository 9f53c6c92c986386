import { runInNewContext } from "node:vm";
import { beforeEach, expect, test } from "vitest";
import { DataIntegrityError } from "../../src/nexuslims/revisions/data-integrity-error.js";
import {
  type IntegrityConnection,
  verifyTableIntegrity,
} from "../../src/nexuslims/revisions/verify-table-integrity.js";
import { type InMemoryDatabase, openInMemory } from "./in-memory.mjs";

let database: InMemoryDatabase;
const connection: IntegrityConnection = {
  async execute(sql) {
    const [answer] = database.exec(sql);
    const rows = (answer?.values ?? []).map((values) =>
      Object.fromEntries(values.map((value, at) => [answer?.columns[at] ?? "", value])),
    );
    return { rows: rows as never };
  },
};

beforeEach(async () => {
  database = await openInMemory();
  database.run(`CREATE TABLE "odd name" (id INTEGER PRIMARY KEY, "the key" TEXT, status TEXT)`);
  database.run(
    `INSERT INTO "odd name" VALUES (3, 'a', 'ERROR'), (5, 'b', 'COMPLETED'), (9, 'c', 'COMPLETED'), (10, 'd', NULL)`,
  );
});

test("when the distribution is a map of another realm then it is read as one", async () => {
  const foreign: ReadonlyMap<string | null, number> = runInNewContext(
    "new Map([['ERROR', 1], ['COMPLETED', 2], [null, 1]])",
  );
  expect(foreign).not.toBeInstanceOf(Map);
  const options = { expectedDistribution: foreign, distributionColumn: "status" };
  await verifyTableIntegrity(connection, "odd name", 4, options);
  const wrong = { ...options, expectedDistribution: runInNewContext("new Map([['ERROR', 4]])") };
  await expect(verifyTableIntegrity(connection, "odd name", 4, wrong)).rejects.toThrow("Distribution mismatch");
});

test("when count, keys and distribution are as expected, then nothing happens", async () => {
  await verifyTableIntegrity(connection, "odd name", 4);
  await verifyTableIntegrity(connection, "odd name", 4, {
    expectedPkRange: [3, 10],
    expectedDistribution: new Map([
      ["ERROR", 1],
      ["COMPLETED", 2],
      [null, 1],
    ]),
    distributionColumn: "status",
  });
  await verifyTableIntegrity(connection, "odd name", 4, { expectedPkRange: ["a", "d"], pkColumn: "the key" });
});

test("when a row is missing, then the message names the table and both counts", async () => {
  await expect(verifyTableIntegrity(connection, "odd name", 5)).rejects.toThrow(
    "Data integrity check FAILED for odd name: Row count mismatch! Expected: 5, Actual: 4",
  );
});

test("when the range of keys differs, then the message names both ranges", async () => {
  await expect(verifyTableIntegrity(connection, "odd name", 4, { expectedPkRange: [3, 11] })).rejects.toThrow(
    "Data integrity check FAILED for odd name: Primary key range mismatch! Expected: (3, 11), Actual: (3, 10)",
  );
});

test("when the distribution differs, then the message names the column and both distributions", async () => {
  const failed = verifyTableIntegrity(connection, "odd name", 4, {
    expectedDistribution: { COMPLETED: 3, ERROR: 1 },
    distributionColumn: "status",
  });
  await expect(failed).rejects.toThrow(
    "Data integrity check FAILED for odd name: Distribution mismatch in status! " +
      "Expected: {'COMPLETED': 3, 'ERROR': 1}, Actual: {'COMPLETED': 2, 'ERROR': 1, none: 1}",
  );
  await expect(failed).rejects.toBeInstanceOf(DataIntegrityError);
});

test.each([
  ["a number equals the text by its affinity", "INTEGER", "1, 1, 2", { 1: 2, 2: 1 }, "{1: 2, 2: 1}"],
  ["a blob has the bytes of the text", "BLOB", "'a', x'61', 'b'", { a: 2, b: 1 }, "{'a': 1, 'b': 1, 97: 1}"],
  ["letters differ in case under NOCASE", "TEXT COLLATE NOCASE", "'b', 'A', 'A'", { a: 2, b: 1 }, "{'A': 2, 'b': 1}"],
  ["one value is missing", "TEXT", "'a', 'a', NULL", { a: 2, b: 1 }, "{'a': 2, none: 1}"],
])("when %s then the distribution differs", async (_, type, values, expectedDistribution, actual) => {
  database.run(`CREATE TABLE t (id INTEGER PRIMARY KEY, v ${type})`);
  for (const value of values.split(", ")) database.run(`INSERT INTO t (v) VALUES (${value})`);
  const failed = verifyTableIntegrity(connection, "t", 3, { expectedDistribution, distributionColumn: "v" });
  await expect(failed).rejects.toThrow(`Actual: ${actual}`);
});

test("when a value has a quote then its rows are counted", async () => {
  database.run("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
  database.run("INSERT INTO t (v) VALUES ('it''s'), ('it''s')");
  await verifyTableIntegrity(connection, "t", 2, { expectedDistribution: { "it's": 2 }, distributionColumn: "v" });
});

test("when an empty table is expected to be empty, then its range is none", async () => {
  database.run(`DELETE FROM "odd name"`);
  await verifyTableIntegrity(connection, "odd name", 0, {
    expectedPkRange: [null, null],
    expectedDistribution: {},
    distributionColumn: "status",
  });
});
