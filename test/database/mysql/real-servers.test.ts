import { chmodSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { makeCertificate } from "../../servers/make-certificate.js";
import {
  haveMariadb,
  isMysql,
  mariadb,
  newMariadbDatabase,
  onMariadb,
  startMariadbServer,
} from "../../servers/mariadb.js";
import type { TestDatabase } from "../../servers/postgresql.js";
import { endServer, folderFor, must, type RunningServer } from "../../servers/processes.js";
import { makeProject, type Step } from "../../servers/project.js";

const steps: readonly Step[] = [
  {
    revision: "a1",
    down: null,
    upgrade: `  await op.createTable("one", sa.Column("id", sa.Integer(), { primaryKey: true }));`,
  },
  {
    revision: "b2",
    down: "a1",
    upgrade: `  await op.bulkInsert(sa.table("one", sa.column("id", sa.Integer())), [{ id: 1 }, { id: 2 }]);`,
  },
];
const after = (upgrade: string): readonly Step[] => [...steps, { revision: "c3", down: "b2", upgrade }];

describe.skipIf(!haveMariadb)(`MariaDB servers of many kinds (${onMariadb})`, () => {
  let server: RunningServer;
  let database: TestDatabase;
  let trusted = "";
  let foreign = "";

  beforeAll(async () => {
    const folder = folderFor("mysql");
    const own = makeCertificate(folder, "server", "localhost");
    trusted = own.cert;
    foreign = makeCertificate(folder, "foreign", "localhost").cert;
    chmodSync(own.key, 0o644);
    server = await startMariadbServer([`--ssl-cert=${own.cert}`, `--ssl-key=${own.key}`]);
    must("mysql", "test", ["-r", join(folder, "server.key")]);
    database = await newMariadbDatabase("mysql", server);
    for (const sql of [
      `create user app@'%' identified by 'it''s a p@ss'; grant all on ${database.name}.* to app@'%'`,
      "create user reader@'%' identified by 'x'",
      `grant select on ${database.name}.* to reader@'%'`,
      "create user secure@'%' identified by 'x' require ssl",
      `grant all on ${database.name}.* to secure@'%'`,
    ])
      mariadb(server, ["-e", sql]);
  }, 120_000);
  afterAll(async () => {
    if (server !== undefined) await endServer(server);
  });

  const urlOf = (rest = "", user = "root", host = "127.0.0.1"): string =>
    `mysql+pymysql://${user}@${host}:${server.port}/${database.name}${rest}`;
  const use = async <T>(url: string, work: (connection: DriverConnection) => Promise<T>): Promise<T> => {
    const connection = await openDatabase(url);
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  };
  const cipher = (url: string): Promise<unknown> =>
    use(url, async (connection) => (await connection.execute("SHOW STATUS LIKE 'Ssl_cipher'")).rows[0]?.["Value"]);
  const rowsOf = (sql: string) => use(urlOf(), async (connection) => (await connection.execute(sql)).rows);
  const clear = async (): Promise<void> => {
    await rowsOf("DROP TABLE IF EXISTS one, two, alembic_version");
  };

  test("when encryption is asked for then it is what the URL says", async () => {
    expect(await cipher(urlOf())).toBe("");
    for (const rest of [
      "?ssl=true",
      "?ssl_mode=REQUIRED",
      `?ssl_ca=${trusted}`,
      `?ssl_mode=VERIFY_CA&ssl_ca=${trusted}`,
    ])
      expect(await cipher(urlOf(rest)), rest).not.toBe("");
    const checked = `?ssl_mode=VERIFY_IDENTITY&ssl_ca=${trusted}`;
    expect(await cipher(urlOf(checked, "root", "localhost"))).not.toBe("");
    await expect(cipher(urlOf(checked))).rejects.toThrow(/Cannot connect to 127\.0\.0\.1.*(altnames|certificate)/);
    for (const mode of ["VERIFY_CA", "VERIFY_IDENTITY"])
      await expect(cipher(urlOf(`?ssl_mode=${mode}&ssl_ca=${foreign}`, "root", "localhost")), mode).rejects.toThrow(
        /self-signed certificate|unable to verify/,
      );
    await expect(cipher(urlOf("", "secure:x"))).rejects.toThrow("Access denied for user 'secure'");
    expect(await cipher(urlOf("?ssl=true", "secure:x"))).not.toBe("");
    // MySQL makes itself a certificate.
    if (isMysql) return;
    const plain = await newMariadbDatabase();
    await expect(cipher(`${plain.url}?ssl=true`)).rejects.toThrow(
      "the server does not encrypt; take 'ssl' out of the URL",
    );
    plain.drop();
  });

  test("when the user may not write then the message says who can help", async () => {
    const project = makeProject(urlOf("", "reader:x"), steps);
    await expect(project.upgrade()).rejects.toThrow(/CREATE command denied to user 'reader'.*Give this user the right/);
    project.remove();
  });

  test("when the server can only be read then a run that would write says so, and one that has nothing to do ends well", async () => {
    const app = `app:${encodeURIComponent("it's a p@ss")}`;
    const project = makeProject(urlOf("", app), steps);
    mariadb(server, ["-e", "set global read_only = 1"]);
    await expect(project.upgrade()).rejects.toThrow(/The server can only be read: connect to the primary server/);
    mariadb(server, ["-e", "set global read_only = 0"]);
    await project.upgrade();
    mariadb(server, ["-e", "set global read_only = 1"]);
    await project.upgrade();
    mariadb(server, ["-e", "set global read_only = 0"]);
    await clear();
    project.remove();
  });

  test("when another session holds a row or a table for too long then that is said, with what stays", async () => {
    const project = makeProject(
      urlOf("?init_command=SET%20innodb_lock_wait_timeout%3D1,%20lock_wait_timeout%3D1"),
      after(
        `  await op.execute("CREATE TABLE two (a INTEGER)"); await op.execute("UPDATE one SET id = 3 WHERE id = 1");`,
      ),
    );
    await project.upgrade("b2");
    const other = await openDatabase(urlOf());
    await other.begin();
    await other.execute("UPDATE one SET id = 4 WHERE id = 1");
    const failure = String(await project.upgrade().catch((error: unknown) => error));
    expect(failure).toContain("Another session holds the lock for longer than 'innodb_lock_wait_timeout'");
    expect(failure).toContain(
      "these statements of the step stay:\n  CREATE TABLE two (a INTEGER)\nThe version is still b2.",
    );
    const altering = makeProject(
      urlOf("?init_command=SET%20lock_wait_timeout%3D1"),
      after(`  await op.addColumn("one", sa.Column("more", sa.Integer()));`),
    );
    await expect(altering.upgrade()).rejects.toThrow("for a schema change 'lock_wait_timeout'");
    await other.rollback();
    await other.close();
    expect(await rowsOf("SELECT version_num FROM alembic_version")).toEqual([{ version_num: "b2" }]);
    await clear();
    for (const one of [project, altering]) one.remove();
  });

  // MySQL's limit, max_execution_time, is for SELECT only.
  test.skipIf(isMysql)("when a statement takes longer than max_statement_time then it is named", async () => {
    const project = makeProject(
      urlOf("?init_command=SET%20max_statement_time%3D0.3"),
      after(`  await op.execute("INSERT INTO one VALUES (7 + SLEEP(5))");`),
    );
    await expect(project.upgrade()).rejects.toThrow("'max_statement_time'");
    expect(await rowsOf("SELECT version_num, (SELECT count(*) FROM one) AS n FROM alembic_version")).toEqual([
      { version_num: "b2", n: 2 },
    ]);
    await clear();
    project.remove();
  });

  test("when the session is ended by somebody then the run says that the connection was lost, and the lock is free", async () => {
    const project = makeProject(urlOf(), after(`  await op.execute("INSERT INTO one VALUES (7 + SLEEP(20))");`));
    const run = project.upgrade().catch((error: unknown) => String(error));
    for (let tries = 0; tries < 200; tries++) {
      const [row] = await rowsOf(
        "SELECT ID AS id FROM information_schema.PROCESSLIST WHERE INFO LIKE 'INSERT INTO one VALUES (7%'",
      );
      if (row !== undefined) {
        await rowsOf(`KILL ${row["id"]}`);
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await run).toMatch(/The connection to the server was lost: .*What was not committed is rolled back/);
    const again = makeProject(urlOf("?connect_timeout=5"), after(`  await op.execute("INSERT INTO one VALUES (7)");`));
    await again.upgrade();
    expect(await rowsOf("SELECT version_num, (SELECT count(*) FROM one) AS n FROM alembic_version")).toEqual([
      { version_num: "c3", n: 3 },
    ]);
    await clear();
    for (const one of [project, again]) one.remove();
  });

  test("when a run is stopped then the statement that it waits for is cancelled at the server", async () => {
    const controller = new AbortController();
    const connection = await openDatabase(urlOf());
    await connection.beginRun({ signal: controller.signal });
    await connection.begin();
    const started = Date.now();
    setTimeout(() => controller.abort("SIGINT"), 200);
    await expect(connection.execute("SELECT 1 FROM (SELECT 1) AS one WHERE SLEEP(30)")).rejects.toThrow("Interrupted");
    expect(Date.now() - started).toBeLessThan(10_000);
    await connection.rollback();
    await connection.endRun();
    expect((await connection.execute("SELECT 1 AS a")).rows).toEqual([{ a: 1 }]);
    await connection.close();
  });
});
