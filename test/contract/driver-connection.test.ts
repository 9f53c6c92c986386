import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { openMemoryDatabase } from "../../src/browser/open-memory-database.js";
import type { SqlJs } from "../../src/browser/sql-js.js";
import type { DriverConnection } from "../../src/database/connection.js";
import { type DriverContractFacts, driverContract } from "../../src/database/driver-contract.js";
import { type NewDatabase, postgresqlKinds } from "../servers/databases.js";
import { haveMariadb, newMariadbDatabase, onMariadb } from "../servers/mariadb.js";

/** A kind of database that the contract is proved on. */
interface Kind {
  readonly title: string;
  readonly isMissing: boolean;
  make(): Promise<NewDatabase>;
  readonly facts: DriverContractFacts;
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
    facts: { transactionalDdl: true, failureEndsTransaction: false },
  },
  {
    title: "SQLite in a page",
    isMissing: false,
    make: async () => {
      const sqlJs = await (createRequire(import.meta.url)("sql.js") as () => Promise<SqlJs>)();
      const open = async () => (await openMemoryDatabase(sqlJs)).driver;
      return { url: "sqlite://", open, drop: () => undefined };
    },
    facts: { transactionalDdl: true, failureEndsTransaction: false },
  },
  ...postgresqlKinds.map((kind) => ({ ...kind, facts: { transactionalDdl: true, failureEndsTransaction: true } })),
  {
    title: `MariaDB (${onMariadb})`,
    isMissing: !haveMariadb,
    make: async () => {
      const { url, drop } = await newMariadbDatabase();
      return { url, open: (options) => openDatabase(url, options), drop };
    },
    facts: { transactionalDdl: false, failureEndsTransaction: false, quote: "`" },
  },
];

/** What every driver promises, whatever its database; what only one has is tested beside that driver. */
describe.each(kinds)("contract of connections on $title", ({ isMissing, make, facts }) => {
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
  test.skipIf(isMissing).each(driverContract(facts))("$name", ({ prove }) => prove(connection));
});

describe("a connection that does not keep the contract", () => {
  const facts = { transactionalDdl: true, failureEndsTransaction: false };

  /** The cases that fail on a SQLite connection with these members in place of its own. */
  async function failing(broken: (inner: DriverConnection) => Partial<DriverConnection>): Promise<readonly string[]> {
    const names: string[] = [];
    for (const { name, prove } of driverContract(facts)) {
      const inner = await openDatabase("sqlite://");
      const members = broken(inner);
      const connection = new Proxy(inner, {
        get(_target, key) {
          const own: unknown = Object.hasOwn(members, key) ? Reflect.get(members, key) : Reflect.get(inner, key);
          return typeof own === "function" ? own.bind(inner) : own;
        },
      });
      await prove(connection).catch(() => names.push(name));
      await inner.close();
    }
    return names;
  }

  test("when nothing is broken then no case fails", async () => {
    expect(await failing(() => ({}))).toEqual([]);
  });

  test("when a member does not do its work then a case fails", async () => {
    const nothing = async (): Promise<void> => undefined;
    const broken: readonly ((inner: DriverConnection) => Partial<DriverConnection>)[] = [
      () => ({ begin: nothing }),
      () => ({ commit: nothing }),
      () => ({ rollback: nothing }),
      () => ({ beginRun: nothing }),
      () => ({ endRun: nothing }),
      (inner) => ({ execute: async (sql, params) => ({ ...(await inner.execute(sql, params)), rowCount: 0 }) }),
      (inner) => ({
        execute: (sql, params) =>
          inner.execute(sql, params).catch(() => {
            throw new Error("it failed");
          }),
      }),
    ];
    for (const members of broken) expect((await failing(members)).length, members.toString()).toBeGreaterThan(0);
  });
});
