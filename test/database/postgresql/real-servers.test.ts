import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { makeCertificate } from "../../servers/make-certificate.js";
import { havePostgresql, onPostgresql, postgresqlProgram, psql, startOnData } from "../../servers/postgresql.js";
import { endServer, folderFor, freePort, launch, must, type RunningServer } from "../../servers/processes.js";
import { makeProject, type Step } from "../../servers/project.js";

const havePgbouncer = existsSync("/usr/sbin/pgbouncer");
if (!havePgbouncer && process.env["CI"]) throw new Error("CI is set, but PgBouncer is not installed");

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

describe.skipIf(!havePostgresql)(`PostgreSQL servers of many kinds (${onPostgresql})`, () => {
  let folder = "";
  let server: RunningServer;
  let replica: RunningServer;
  let bouncer: RunningServer | undefined;
  let trusted = "";
  let foreign = "";

  beforeAll(async () => {
    folder = folderFor("postgres");
    const data = join(folder, "data");
    must("postgres", postgresqlProgram("initdb"), [
      "-D",
      data,
      "-A",
      "trust",
      "-U",
      "postgres",
      "-N",
      "--locale=C.UTF-8",
      "-E",
      "UTF8",
    ]);
    const own = makeCertificate(folder, "server", "localhost");
    trusted = own.cert;
    foreign = makeCertificate(folder, "foreign", "localhost").cert;
    if (process.getuid?.() === 0) spawnSync("chown", ["postgres", own.cert, own.key]);
    chmodSync(own.key, 0o600);
    writeFileSync(
      join(data, "pg_hba.conf"),
      [
        "local all all trust",
        "host all postgres 127.0.0.1/32 trust",
        "host replication all 127.0.0.1/32 trust",
        "hostnossl all secure all reject",
        "host all all 127.0.0.1/32 scram-sha-256",
        "",
      ].join("\n"),
    );
    const settings = [
      "fsync=off",
      "ssl=on",
      `ssl_cert_file=${own.cert}`,
      `ssl_key_file=${own.key}`,
      "wal_level=replica",
      "max_wal_senders=4",
      "hot_standby=on",
    ];
    server = await startOnData(folder, data, settings);
    for (const sql of [
      "create user app password 'it''s a p@ss'",
      "create user secure password 'x'",
      "create user reader password 'x'",
      "create database app owner app",
      "alter user app set statement_timeout = '20s'",
    ])
      psql(server, "postgres", ["-c", sql]);
    const copy = folderFor("postgres");
    must("postgres", postgresqlProgram("pg_basebackup"), [
      "-D",
      join(copy, "data"),
      "-h",
      "127.0.0.1",
      "-p",
      String(server.port),
      "-U",
      "postgres",
      "-R",
      "-c",
      "fast",
    ]);
    replica = await startOnData(copy, join(copy, "data"), ["fsync=off", "hot_standby=on"]);
    if (havePgbouncer) bouncer = await startPgbouncer(server);
  }, 120_000);
  afterAll(async () => {
    for (const one of [bouncer, replica, server]) if (one !== undefined) await endServer(one);
  });

  const password = encodeURIComponent("it's a p@ss");
  const urlOf = (user: string, rest = "", host = "127.0.0.1"): string =>
    `postgresql+psycopg://${user}@${host}:${server.port}/app${rest}`;
  const failure = async (url: string): Promise<string> => {
    const connection = await openDatabase(url).catch((error: unknown) => String(error));
    if (typeof connection === "string") return connection;
    await connection.close();
    return "connected";
  };
  const use = async <T>(url: string, work: (connection: DriverConnection) => Promise<T>): Promise<T> => {
    const connection = await openDatabase(url);
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  };
  /** Waits until the replica has everything that the primary has committed. */
  const replicaCatchesUp = async (): Promise<void> => {
    const written = psql(server, "postgres", ["-At", "-c", "select pg_current_wal_lsn()"]).stdout.trim();
    const look = `select pg_last_wal_replay_lsn() >= '${written}'`;
    for (let tries = 0; tries < 200; tries++) {
      if (psql(replica, "postgres", ["-At", "-c", look]).stdout.trim() === "t") return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("the replica does not catch up with the primary");
  };
  const isEncrypted = (url: string): Promise<unknown> =>
    use(
      url,
      async (connection) =>
        (await connection.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")).rows[0]?.["ssl"],
    );

  test("when the password is right then it connects, and when it is not then it says so without it", async () => {
    expect(await failure(urlOf(`app:${password}`))).toBe("connected");
    const wrong = await failure(urlOf("app:wr0ng"));
    expect(wrong).toMatch(
      /^DatabaseError: Cannot connect to 127\.0\.0\.1:\d+: password authentication failed for user "app"\. Check the password/,
    );
    expect(wrong).not.toContain("wr0ng");
    expect(await failure(urlOf("app"))).toMatch(
      /wants a password for user "app": give it in the URL, in PGPASSWORD, or in the password file/,
    );
  });

  test("when the database is missing then the command that makes it is named", async () => {
    expect(await failure(urlOf("postgres").replace("/app", "/nothing"))).toContain(
      `database "nothing" does not exist. Make it with: createdb -h 127.0.0.1 -p ${server.port} -U postgres nothing`,
    );
  });

  test("when nobody listens then that is said", async () => {
    const port = await freePort();
    expect(await failure(`postgresql://postgres@127.0.0.1:${port}/app`)).toBe(
      `DatabaseError: Cannot connect to 127.0.0.1:${port}: no server listens there; start it, or correct the host and port of the URL`,
    );
    expect(await failure(`postgresql://postgres@/app?host=${folder}&port=1`)).toContain("there is no such socket");
    expect(await failure(`postgresql://postgres@no-such-host.invalid/app`)).toContain("there is no host of this name");
  });

  test("when several hosts are named then the first that suits is taken", async () => {
    const closed = await freePort();
    const hosts = `host=127.0.0.1:${closed}&host=127.0.0.1:${replica.port}&host=127.0.0.1:${server.port}`;
    const where = (target: string): Promise<unknown> =>
      use(
        `postgresql://postgres@/app?${hosts}&target_session_attrs=${target}`,
        async (connection) => (await connection.execute("SELECT pg_is_in_recovery() AS standby")).rows[0]?.["standby"],
      );
    expect(await where("any")).toBe(true);
    expect(await where("read-write")).toBe(false);
    expect(await where("primary")).toBe(false);
    expect(await where("prefer-standby")).toBe(true);
  });

  test("when encryption is asked for then it is what the mode says", async () => {
    expect(await isEncrypted(urlOf("postgres"))).toBe(true);
    expect(await isEncrypted(urlOf("postgres", "?sslmode=disable"))).toBe(false);
    expect(await isEncrypted(urlOf("postgres", "?sslmode=require"))).toBe(true);
    expect(await isEncrypted(urlOf("secure:x", "?sslmode=allow"))).toBe(true);
    expect(await isEncrypted(`postgresql://postgres@/app?host=${folder}&port=${server.port}`)).toBe(false);
    const checked = `?sslmode=verify-full&sslrootcert=${trusted}`;
    expect(await isEncrypted(urlOf("postgres", checked, "localhost"))).toBe(true);
    expect(await failure(urlOf("postgres", checked))).toMatch(
      /the server's certificate is for another host; sslmode=verify-full refuses it/,
    );
    expect(await isEncrypted(urlOf("postgres", `?sslmode=verify-ca&sslrootcert=${trusted}`))).toBe(true);
    for (const mode of ["verify-ca", "verify-full", "require"])
      expect(await failure(urlOf("postgres", `?sslmode=${mode}&sslrootcert=${foreign}`, "localhost"))).toMatch(
        /self-signed certificate|unable to verify|unable to get/i,
      );
    expect(await failure(`postgresql://postgres@127.0.0.1:${replica.port}/app?sslmode=require`)).toMatch(
      /does not support SSL/,
    );
  });

  test("when a run goes through PgBouncer in transaction mode then it is as without", async () => {
    if (bouncer === undefined) return;
    const url = `postgresql://postgres@127.0.0.1:${bouncer.port}/app`;
    const project = makeProject(url, steps);
    await Promise.all([project.upgrade(), project.upgrade()]);
    expect(
      (
        await use(urlOf("postgres"), (connection) =>
          connection.execute("SELECT version_num, (SELECT count(*) FROM one) AS n FROM alembic_version"),
        )
      ).rows,
    ).toEqual([{ version_num: "b2", n: 2 }]);
    await use(urlOf("postgres"), (connection) => connection.execute("DROP TABLE one, alembic_version"));
    project.remove();
  });

  test("when many plain steps go through PgBouncer, or an encrypted connection, then all are applied and undone", async () => {
    const columns = Array.from({ length: 100 }, (_, at) => `c${at}`);
    const many = columns.map((column, at): Step => {
      const down = columns[at - 1] ?? null;
      const [up, undo] =
        at === 0
          ? [`op.createTable("many", sa.Column("id", sa.Integer()))`, `op.dropTable("many")`]
          : [`op.addColumn("many", sa.Column("${column}", sa.Text()))`, `op.dropColumn("many", "${column}")`];
      return { revision: column, down, upgrade: `  await ${up};`, downgrade: `  await ${undo};` };
    });
    const urls = [urlOf("postgres", "?sslmode=require")];
    if (bouncer !== undefined) urls.push(`postgresql://postgres@127.0.0.1:${bouncer.port}/app`);
    const state = () =>
      use(urlOf("postgres"), async (connection) => [
        (await connection.execute("SELECT version_num FROM alembic_version")).rows,
        (await connection.execute("SELECT count(*) AS n FROM information_schema.columns WHERE table_name = 'many'"))
          .rows,
      ]);
    for (const url of urls) {
      const project = makeProject(url, many);
      await project.upgrade();
      expect(await state()).toEqual([[{ version_num: "c99" }], [{ n: 100 }]]);
      await project.downgrade("base");
      expect(await state()).toEqual([[], [{ n: 0 }]]);
      await use(urlOf("postgres"), (connection) => connection.execute("DROP TABLE alembic_version"));
      project.remove();
    }
  });

  test("when the server can only be read then a run that would write says so, and one that has nothing to do ends well", async () => {
    const url = `postgresql://postgres@127.0.0.1:${replica.port}/app`;
    const project = makeProject(url, steps);
    // The test before this one has dropped its tables on the primary.
    await replicaCatchesUp();
    await expect(project.upgrade()).rejects.toThrow(
      /cannot execute CREATE TABLE in a read-only transaction\. This database can only be read: connect to the primary server/,
    );
    const primary = makeProject(urlOf("postgres"), steps);
    await primary.upgrade();
    await replicaCatchesUp();
    await project.upgrade();
    await use(urlOf("postgres"), (connection) => connection.execute("DROP TABLE one, alembic_version"));
    project.remove();
    primary.remove();
  });

  test("when the user may not write then the message says who can help", async () => {
    const project = makeProject(urlOf("reader:x"), steps);
    await expect(project.upgrade()).rejects.toThrow(/permission denied for schema public\. Give this user the right/);
    project.remove();
  });

  test("when a statement takes longer than statement_timeout then it is named, and nothing is left", async () => {
    const slow = { revision: "c3", down: "b2", upgrade: `  await op.execute("SELECT pg_sleep(10)");` };
    const project = makeProject(urlOf("postgres", "?options=-c%20statement_timeout%3D300"), [...steps, slow]);
    await expect(project.upgrade()).rejects.toThrow(
      /canceling statement due to statement timeout\. The statement was cancelled/,
    );
    expect(
      (await use(urlOf("postgres"), (connection) => connection.execute("SELECT to_regclass('one') AS t"))).rows,
    ).toEqual([{ t: null }]);
    project.remove();
  });

  test("when the session is ended by somebody then the run says that the connection was lost", async () => {
    const slow = { revision: "c3", down: "b2", upgrade: `  await op.execute("SELECT pg_sleep(20)");` };
    const project = makeProject(urlOf("postgres", "?application_name=victim"), [...steps, slow]);
    const run = project.upgrade().catch((error: unknown) => String(error));
    await use(urlOf("postgres"), async (connection) => {
      for (let tries = 0; tries < 200; tries++) {
        const { rows } = await connection.execute(
          "SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity WHERE application_name = 'victim' AND query LIKE '%pg_sleep%'",
        );
        if (rows.length > 0) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
    expect(await run).toMatch(
      /The connection to the server was lost: terminating connection due to administrator command\. What was not committed is rolled back by the server/,
    );
    expect(
      (await use(urlOf("postgres"), (connection) => connection.execute("SELECT to_regclass('one') AS t"))).rows,
    ).toEqual([{ t: null }]);
    project.remove();
  });

  test("when a run is stopped then the statement that it waits for is cancelled at the server", async () => {
    const controller = new AbortController();
    const connection = await openDatabase(urlOf("postgres"));
    await connection.beginRun({ signal: controller.signal });
    await connection.begin();
    const started = Date.now();
    setTimeout(() => controller.abort("SIGINT"), 200);
    await expect(connection.execute("SELECT pg_sleep(30)")).rejects.toThrow("Interrupted");
    expect(Date.now() - started).toBeLessThan(10_000);
    await connection.rollback();
    await connection.endRun();
    expect((await connection.execute("SELECT 1 AS a")).rows).toEqual([{ a: 1 }]);
    await connection.close();
  });

  async function startPgbouncer(behind: RunningServer): Promise<RunningServer> {
    const place = folderFor("postgres");
    const port = await freePort();
    const file = join(place, "pgbouncer.ini");
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "users.txt"), '"postgres" ""\n');
    writeFileSync(
      file,
      `[databases]\n* = host=127.0.0.1 port=${behind.port} user=postgres\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =\nauth_type = any\nauth_file = ${join(place, "users.txt")}\npool_mode = transaction\ndefault_pool_size = 3\nlogfile = ${join(place, "log")}\n`,
    );
    return launch({
      user: "postgres",
      command: "/usr/sbin/pgbouncer",
      args: [file],
      port,
      folder: place,
      endSignal: "SIGINT",
      isReady: () => psql({ port }, "app", ["-c", "select 1"]).status === 0,
    });
  }
});
