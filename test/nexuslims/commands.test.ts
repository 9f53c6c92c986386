import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MemoryOutput } from "../../src/index.js";
import vectors from "../interop/vectors/nexuslims.json" with { type: "json" };
import { openInMemory } from "./in-memory.mjs";
import { BACKUP, Laboratory, NOW } from "./laboratory.js";
import { change, digestsOf, query, schemaOf } from "./sqlite-file.js";

let lab: Laboratory;
beforeEach(() => {
  lab = new Laboratory();
});
afterEach(() => lab.remove());

const UPGRADED = `✓ Database backup created: ${BACKUP}
→ Migrating 2270 session logs...
✓ Data integrity verified: 23 instruments, 2270 session logs preserved
✓ Database upgraded successfully
  v1_4_3 -> v2_4_0b
`;

describe("the main job", () => {
  test("when a real v1.4.3 file is stamped and upgraded, then every row is carried over and the output says so", async () => {
    await lab.makeV143();
    expect(await lab.run("alembic", "stamp", "v1_4_3")).toEqual({
      code: 0,
      stdout: "✓ Database stamped successfully\n  none -> v1_4_3\n",
      stderr: "",
    });
    expect(lab.files()).toEqual(["database.sqlite"]);
    const before = lab.bytes();

    expect(await lab.run("upgrade")).toEqual({ code: 0, stdout: UPGRADED, stderr: "" });

    expect(await schemaOf(lab.database)).toEqual(vectors.real.v2_4_0b.schema);
    expect(await digestsOf(lab.database)).toEqual(vectors.real.v2_4_0b.digests);
    expect(lab.files()).toEqual(["database.sqlite", BACKUP]);
    expect(readFileSync(join(lab.folder, BACKUP)).equals(before)).toBe(true);
  });

  test("when the copy changes the storage class of values, then a line names how many of which column", async () => {
    await lab.makeStamped();
    await change(
      lab.database,
      `UPDATE session_log SET timestamp = 1577836800 WHERE id_session_log IN
         (SELECT id_session_log FROM session_log ORDER BY 1 LIMIT 2)`,
      "UPDATE session_log SET timestamp = 2458849.5 WHERE id_session_log = (SELECT MAX(id_session_log) FROM session_log)",
    );
    const { stdout } = await lab.run("upgrade");
    expect(stdout).toBe(
      UPGRADED.replace(
        "✓ Data integrity",
        "→ Storage class changed in session_log: 2 values of timestamp from integer to text, " +
          "1 value of timestamp from real to text\n✓ Data integrity",
      ),
    );
    expect(
      await query(lab.database, "SELECT typeof(timestamp) AS type, COUNT(*) AS n FROM session_log GROUP BY 1"),
    ).toEqual([["text", 2270]]);
  });

  test("when a link to nowhere has the backup's name, then the backup takes the next name", async () => {
    await lab.makeStamped();
    const elsewhere = join(lab.folder, "elsewhere");
    symlinkSync(elsewhere, join(lab.folder, BACKUP));
    const { code, stdout } = await lab.run("upgrade");
    const next = "database_backup_20260207_143216_2.sqlite";
    expect({ code, stdout }).toEqual({ code: 0, stdout: UPGRADED.replace(BACKUP, next) });
    expect(existsSync(elsewhere)).toBe(false);
    expect(lstatSync(join(lab.folder, BACKUP)).isSymbolicLink()).toBe(true);
    expect(lab.files()).toEqual(["database.sqlite", BACKUP, next]);
  });

  test("when it is taken back, then the schema is the one that Python's downgrade leaves", async () => {
    await lab.makeStamped();
    await lab.run("upgrade");
    expect(await lab.run("downgrade", "v1_4_3")).toEqual({
      code: 0,
      stdout: `✓ Database backup created: database_backup_20260207_143216_2.sqlite
→ Downgrading 2270 session logs...
✓ Data integrity verified: 23 instruments, 2270 session logs preserved
✓ Database downgraded successfully
  v2_4_0b -> v1_4_3
`,
      stderr: "",
    });
    expect(await schemaOf(lab.database)).toEqual(vectors.real["back to v1_4_3"].schema);
    expect(await digestsOf(lab.database)).toEqual(vectors.real["back to v1_4_3"].digests);
  });

  test("when a downgrade drops the tables, then it says what went and which backup holds it", async () => {
    await lab.makeStamped();
    await lab.run("upgrade");
    const backup = "database_backup_20260207_143216_2.sqlite";
    expect(await lab.run("downgrade", "base")).toEqual({
      code: 0,
      stdout: `✓ Database backup created: ${backup}
→ Downgrading 2270 session logs...
✓ Database downgraded successfully
  v2_4_0b -> none
`,
      stderr: `⚠ 23 instruments and 2270 session logs were removed with their tables; the backup holds them: ${backup}\n`,
    });
  });

  test("when the target is where the file is, then it says so and no move", async () => {
    await lab.makeStamped({ logs: 5 });
    expect(await lab.run("upgrade", "v1_4_3")).toEqual({
      code: 0,
      stdout: "✓ Database is already at revision v1_4_3\n",
      stderr: "",
    });
    expect(lab.files()).toEqual(["database.sqlite"]);
  });

  test("when there is nothing to apply, then no backup is made", async () => {
    await lab.run("init");
    expect(await lab.run("upgrade")).toEqual({
      code: 0,
      stdout: "✓ Database is already up-to-date (revision: v2_4_0b)\n",
      stderr: "",
    });
    expect(lab.files()).toEqual(["database.sqlite"]);
  });

  test("when a large file is upgraded, then the copy in parts loses nothing", async () => {
    await lab.makeStamped({ logs: 60_000, instruments: 5 });
    const before = (await digestsOf(lab.database))["session_log"];
    const ran = await lab.run("upgrade");
    expect(ran.stdout).toContain("✓ Data integrity verified: 5 instruments, 60000 session logs preserved\n");
    expect((await digestsOf(lab.database))["session_log"]).toEqual(before);
  });
});

describe("what a facility added to session_log", () => {
  const VIEW = "CREATE VIEW vv AS SELECT instrument, COUNT(*) AS n FROM session_log GROUP BY instrument";
  const TRIGGER =
    "CREATE TRIGGER noted AFTER INSERT ON session_log BEGIN INSERT INTO notes VALUES (strftime('%H:%M:%S', new.timestamp) || ' :x'); END";

  test("when it is rebuilt in either direction, then views and triggers stay and work", async () => {
    await lab.makeStamped({ logs: 40, instruments: 3 });
    const database = await openInMemory(lab.bytes());
    for (const sql of ["CREATE TABLE notes (text VARCHAR)", VIEW, TRIGGER]) database.run(sql);
    writeFileSync(lab.database, database.export());
    database.close();
    for (const command of ["upgrade", "downgrade"]) {
      expect(await lab.run(command)).toMatchObject({ code: 0, stderr: "" });
      const kept = "SELECT sql FROM sqlite_master WHERE type IN ('view', 'trigger') ORDER BY type DESC";
      expect(await query(lab.database, kept)).toEqual([[VIEW], [TRIGGER]]);
      expect(await query(lab.database, "SELECT SUM(n) FROM vv")).toEqual([[40]]);
      expect(await query(lab.database, "SELECT COUNT(*) FROM notes")).toEqual([[0]]);
      const used = await openInMemory(lab.bytes());
      used.run(`INSERT INTO session_log (id_session_log, session_identifier, instrument, timestamp, event_type, record_status)
        SELECT 99999, 's', instrument, '2024-01-01T01:02:03', 'START', 'ERROR' FROM session_log LIMIT 1`);
      expect(used.exec("SELECT text FROM notes")[0]?.values).toEqual([["01:02:03 :x"]]);
      used.close();
    }
  });

  test("when it has indexes of its own, then they stay, in either direction", async () => {
    const INDEXES = [
      "CREATE INDEX by_time ON session_log (timestamp DESC)",
      "CREATE UNIQUE INDEX starts ON session_log(session_identifier, id_session_log) WHERE event_type = 'START'",
    ];
    await lab.makeStamped({ logs: 40, instruments: 3 });
    const database = await openInMemory(lab.bytes());
    for (const sql of INDEXES) database.run(sql);
    writeFileSync(lab.database, database.export());
    database.close();
    for (const command of ["upgrade", "downgrade"]) {
      expect(await lab.run(command)).toMatchObject({ code: 0, stderr: "" });
      const kept =
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'session_log' AND name NOT LIKE '%session_log%' ORDER BY 1";
      expect(await query(lab.database, kept)).toEqual(INDEXES.map((sql) => [sql]));
    }
  });

  test("when it has columns of its own, then nothing is changed and the way out works", async () => {
    await lab.makeStamped({ logs: 40, instruments: 3 });
    const database = await openInMemory(lab.bytes());
    for (const sql of ["ADD COLUMN remark TEXT DEFAULT 'precious'", 'ADD COLUMN "room no" INTEGER'])
      database.run(`ALTER TABLE session_log ${sql}`);
    writeFileSync(lab.database, database.export());
    const before = lab.bytes();
    const { code, stderr } = await lab.run("upgrade");
    expect(code).toBe(1);
    expect(stderr.split("\n")[0]).toBe(
      'Error upgrading database: session_log has columns that NexusLIMS does not know, remark, "room no", which would ' +
        "be lost when the table is built anew. Move them to another table, then run the command again; for example: " +
        'CREATE TABLE session_log_own AS SELECT id_session_log, remark, "room no" FROM session_log; ' +
        'ALTER TABLE session_log DROP COLUMN remark; ALTER TABLE session_log DROP COLUMN "room no";',
    );
    expect(lab.bytes().equals(before)).toBe(true);
    for (const [sql] of stderr.matchAll(/(?:CREATE|ALTER) [^;]+;/g)) database.run(sql);
    writeFileSync(lab.database, database.export());
    database.close();
    expect(await lab.run("upgrade")).toMatchObject({ code: 0, stderr: "" });
    expect(await query(lab.database, "SELECT COUNT(*) FROM session_log_own WHERE remark = 'precious'")).toEqual([[40]]);
  });
});

describe("progress", () => {
  /** Every look at this clock finds it a second and a half later. */
  const hastyClock = () => {
    let now = NOW.getTime();
    return {
      now() {
        now += 1500;
        return new Date(now);
      },
    };
  };
  const env = () => ({ NX_DB_PATH: lab.database });

  test("when the errors' stream is a terminal, then backup and copy show how far they are", async () => {
    await lab.makeStamped({ logs: 60_000, instruments: 5 });
    class Terminal extends MemoryOutput {
      override readonly errIsTerminal = true;
    }
    const ran = await lab.runIn({ env: env(), output: new Terminal(), clock: hastyClock() }, "upgrade");
    expect(ran.stderr).toMatch(/Backing up: \d+\.\d of \d+\.\d MB, \d+ s left/);
    expect(ran.stderr).toMatch(/Copying session_log: 50,000 of 60,000 rows, \d+ s left/);
    expect(ran.stderr.endsWith("\r\u001b[K")).toBe(true);
    expect(ran.stdout).not.toContain("\r");
  });

  test("when it is piped, then there is no such line", async () => {
    await lab.makeStamped({ logs: 60_000, instruments: 5 });
    expect((await lab.runIn({ env: env(), clock: hastyClock() }, "upgrade")).stderr).toBe("");
  });
});

describe("init", () => {
  test("when there is no file, then it and its folders are made, quietly and with no backup", async () => {
    const path = join(lab.folder, "new/deep/book.sqlite");
    expect(await lab.runIn({ env: { NX_DB_PATH: path } }, "init")).toEqual({
      code: 0,
      stdout: `Initializing database at '${path}'...\n✓ Database initialized successfully\n  Current version: v2_4_0b\n`,
      stderr: "",
    });
    expect(await schemaOf(path)).toEqual(vectors.fresh.v2_4_0b);
  });

  test("when the file exists, then it is left alone and the hint names --force", async () => {
    await lab.makeV143();
    const before = lab.bytes();
    expect(await lab.run("init")).toEqual({
      code: 1,
      stdout: "",
      stderr: `Error: Database already exists at '${lab.database}'\nUse --force to overwrite, or remove the file manually. --force replaces the file without a backup.\n`,
    });
    expect(lab.bytes().equals(before)).toBe(true);
  });

  test("when --force is given, then the new database replaces the old one and keeps its mode", async () => {
    await lab.makeV143();
    chmodSync(lab.database, 0o640);
    expect((await lab.run("init", "--force")).code).toBe(0);
    expect(await schemaOf(lab.database)).toEqual(vectors.fresh.v2_4_0b);
    expect(statSync(lab.database).mode & 0o777).toBe(0o640);
    expect(lab.files()).toEqual(["database.sqlite"]);
  });

  test("when making it fails, then all that it made is gone", async () => {
    writeFileSync(join(lab.folder, "file"), "");
    const ran = await lab.runIn({ env: { NX_DB_PATH: join(lab.folder, "file/book.sqlite") } }, "init");
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/^Error initializing database: /);
    expect(lab.files()).toEqual(["file"]);
  });
});

describe("current, check and history", () => {
  test("when the database is up to date, then check says so and exits with 0", async () => {
    await lab.run("init");
    expect(await lab.run("check")).toEqual({
      code: 0,
      stdout: "✓ Database is up-to-date (revision: v2_4_0b)\n",
      stderr: "",
    });
    expect(await lab.run("current")).toEqual({ code: 0, stdout: "v2_4_0b (head)\n", stderr: "" });
  });

  test("when migrations are pending, then check names both revisions on stderr and exits with 1", async () => {
    await lab.makeStamped();
    const before = lab.bytes();
    expect(await lab.run("check")).toEqual({
      code: 1,
      stdout: "",
      stderr: `⚠ Database has pending migrations
  Current revision: v1_4_3
  Latest revision:  v2_4_0b

Run 'nexuslims db upgrade' to apply pending migrations.
`,
    });
    expect(lab.bytes().equals(before)).toBe(true);
    expect(await lab.run("current")).toEqual({ code: 0, stdout: "v1_4_3\n", stderr: "" });
  });

  test("when nothing is stamped, then check reads none and current prints nothing", async () => {
    await lab.makeV143();
    expect((await lab.run("check")).stderr).toContain("  Current revision: none\n");
    expect(await lab.run("current")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("when history is asked, then it lists the revisions, newest first, with no database", async () => {
    expect(await lab.runIn({ env: {} }, "history")).toEqual({
      code: 0,
      stdout: `v2_4_0a -> v2_4_0b (head), Add check constraints to session_log.
v1_4_3 -> v2_4_0a, Add upload_log table.
<base> -> v1_4_3, Initial schema baseline.
`,
      stderr: "",
    });
  });

  test("when history is asked on a terminal, then a hint names the command that draws the revisions", async () => {
    const output = Object.assign(new MemoryOutput(), { errIsTerminal: true });
    expect((await lab.runIn({ env: {}, output }, "history")).code).toBe(0);
    expect(output.stderr).toBe(
      "Hint: 'nexuslims db alembic graph -i' draws the revisions and marks the one of the database.\n",
    );
  });

  test("when history is asked for the current revision, then it is marked", async () => {
    await lab.makeStamped();
    expect((await lab.run("history", "-i")).stdout).toContain("<base> -> v1_4_3 (current), Initial schema baseline.\n");
    expect((await lab.run("history", "-v")).stdout).toContain("Rev: v2_4_0b (head)\nParent: v2_4_0a\n");
    expect((await lab.run("current", "-v")).stdout).toContain(`Current revision(s) for '${lab.database}':\n`);
  });
});

describe("a database that is not what it should be", () => {
  test("when an unstamped v1.4.3 file is upgraded, then the message names the stamp command", async () => {
    await lab.makeV143();
    const before = lab.bytes();
    const ran = await lab.run("upgrade");
    expect(ran.code).toBe(1);
    expect(ran.stdout).toBe("");
    expect(ran.stderr).toMatch(/^Error upgrading database: .*no revision is stamped/);
    expect(ran.stderr).toContain("'nexuslims db alembic stamp v1_4_3'");
    expect(lab.bytes().equals(before)).toBe(true);
    expect(lab.files()).toEqual(["database.sqlite"]);
  });

  test("when the file is another program's database, then upgrade leaves it alone and asks for the right one", async () => {
    const { openInMemory } = await import("./in-memory.mjs");
    const other = await openInMemory();
    other.run("CREATE TABLE moz_places (id INTEGER)");
    writeFileSync(lab.database, other.export());
    other.close();
    const before = lab.bytes();
    const ran = await lab.run("upgrade");
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toMatch(/^Error upgrading database: .*none of NexusLIMS.*Does NX_DB_PATH name the right file\?/);
    expect(lab.bytes().equals(before)).toBe(true);
    expect(lab.files()).toEqual(["database.sqlite"]);
  });

  test("when a database was taken down to base, then it reads none and can be upgraded again", async () => {
    await lab.run("init");
    expect((await lab.run("downgrade", "base")).stdout).toContain("  v2_4_0b -> none\n");
    expect((await lab.run("check")).stderr).toContain("  Current revision: none\n");
    expect((await lab.run("upgrade")).stdout).toContain("  none -> v2_4_0b\n");
    expect(await schemaOf(lab.database)).toEqual(vectors.fresh.v2_4_0b);
  });

  test.each([
    ["upgrade", 1],
    ["current", 1],
    ["check", 2],
  ] as const)(
    "when a newer NexusLIMS stamped the file, then %s names the revision and changes nothing",
    async (name, code) => {
      await lab.run("init");
      const newer = await stampedAs("v2_5_0b");
      const ran = await lab.run(name);
      expect(ran.code).toBe(code);
      expect(ran.stdout).toBe("");
      expect(ran.stderr).toContain("v2_5_0b");
      expect(ran.stderr).toContain("a newer version of NexusLIMS made it");
      expect(lab.bytes().equals(newer)).toBe(true);
    },
  );

  test("when rows break the new CHECK, then values and rows are named and nothing is changed or left over", async () => {
    await lab.makeStamped({ bad: 3 });
    const before = lab.bytes();
    const ran = await lab.run("upgrade");
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/^Error upgrading database: .*session_log\.record_status holds values/);
    expect(ran.stderr).toContain("'FOO' (3 rows)");
    expect(ran.stderr).toContain(
      `Nothing was changed: the database is as it was before.\n→ Backup removed, because it holds nothing else: ${BACKUP}\n`,
    );
    expect(lab.bytes().equals(before)).toBe(true);
    expect(lab.files()).toEqual(["database.sqlite"]);
    expect((await lab.run("current")).stdout).toBe("v1_4_3\n");
  });

  test("when rows of both columns break their new CHECK, then both are named", async () => {
    await lab.makeStamped({ bad: 3 });
    await change(
      lab.database,
      "PRAGMA ignore_check_constraints = ON",
      "UPDATE session_log SET event_type = 'PAUSE' WHERE id_session_log = (SELECT MIN(id_session_log) FROM session_log)",
    );
    const before = lab.bytes();
    const ran = await lab.run("upgrade");
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain(
      "session_log.event_type holds values that its new CHECK constraint does not allow: 'PAUSE' (1 row). " +
        "Allowed are START, END, RECORD_GENERATION. " +
        "session_log.record_status holds values that its new CHECK constraint does not allow: 'FOO' (3 rows). " +
        "Allowed are COMPLETED, WAITING_FOR_END, TO_BE_BUILT, BUILT_NOT_EXPORTED, ERROR, NO_FILES_FOUND, NO_CONSENT, " +
        "NO_RESERVATION. Correct these rows, then run the command again.\n",
    );
    expect(lab.bytes().equals(before)).toBe(true);
  });

  test("when the target is unknown, then it is named", async () => {
    await lab.makeStamped();
    const before = lab.bytes();
    expect(await lab.run("upgrade", "v9_9_9")).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "Error upgrading database: Can't locate revision identified by 'v9_9_9'\n" +
        "'history' lists the revisions, the newest ones first.\n",
    });
    expect(lab.bytes().equals(before)).toBe(true);
  });

  async function stampedAs(revision: string): Promise<Buffer> {
    const { openInMemory } = await import("./in-memory.mjs");
    const database = await openInMemory(lab.bytes());
    database.run(`UPDATE alembic_version SET version_num = '${revision}'`);
    const bytes = Buffer.from(database.export());
    database.close();
    writeFileSync(lab.database, bytes);
    return bytes;
  }
});

describe("colours and words", () => {
  class Terminal extends MemoryOutput {
    override readonly outColor = true;
    override readonly errColor = true;
  }

  test("when the streams show colours, then done is green, a warning yellow and an error red", async () => {
    await lab.run("init");
    const green = await lab.runIn({ output: new Terminal(), env: { NX_DB_PATH: lab.database } }, "check");
    expect(green.stdout).toBe("\u001b[32m✓ Database is up-to-date (revision: v2_4_0b)\u001b[39m\n");
    const red = await lab.runIn({ output: new Terminal(), env: {} }, "check");
    expect(red.stderr).toContain("\u001b[31mError: NX_DB_PATH environment variable is not set\u001b[39m\n");
    await lab.run("downgrade");
    const yellow = await lab.runIn({ output: new Terminal(), env: { NX_DB_PATH: lab.database } }, "check");
    expect(yellow.stderr).toContain("\u001b[33m⚠ Database has pending migrations\u001b[39m\n");
  });

  test("when only db is given, then the help lists the commands; --version prints the version", async () => {
    const help = await lab.run();
    expect(help.code).toBe(0);
    for (const name of ["init", "upgrade", "downgrade", "current", "check", "history", "alembic"]) {
      expect(help.stdout).toMatch(new RegExp(`^  ${name}\\b`, "m"));
    }
    expect((await lab.run("--version")).stdout).toMatch(/^nexuslims db \(NexusLIMS \d+\.\d+\.\d+\)\n$/);
    expect((await lab.run("upgrade", "--help")).stdout).toContain("--sql");
  });

  test("when a command or option is unknown, then the usage goes to stderr and the exit code is 2", async () => {
    const ran = await lab.run("upgrade", "--backup");
    expect(ran.code).toBe(2);
    expect(ran.stdout).toBe("");
    expect(ran.stderr).toContain("unrecognized arguments: --backup");
    expect((await lab.run("migrate")).code).toBe(2);
  });

  test("when .env names the database, then it is used", async () => {
    writeFileSync(join(lab.folder, ".env"), `NX_DB_PATH=${lab.database}\n`);
    expect((await lab.runIn({ env: {} }, "init")).code).toBe(0);
    expect(existsSync(lab.database)).toBe(true);
    expect((await lab.runIn({ env: {} }, "alembic", "current")).stdout).toBe("v2_4_0b (head)\n");
  });

  test("when .env is a folder, then it is no file of variables", async () => {
    mkdirSync(join(lab.folder, ".env"));
    const ran = await lab.runIn({ env: {} }, "current");
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toContain("NX_DB_PATH environment variable is not set");
    expect((await lab.runIn({ env: {} }, "history")).code).toBe(0);
    expect((await lab.runIn({ env: {} }, "alembic", "heads")).stdout).toBe("v2_4_0b (head)\n");
  });

  // This file of Linux's can be opened, and reading its beginning fails.
  test.skipIf(process.platform !== "linux")("when .env cannot be read, then every command says so", async () => {
    symlinkSync("/proc/self/mem", join(lab.folder, ".env"));
    const codes = { current: 1, check: 2, init: 1, upgrade: 1, history: 1, "alembic current": 255 };
    for (const [words, code] of Object.entries(codes)) {
      const ran = await lab.runIn({ env: {} }, ...words.split(" "));
      expect(ran, words).toMatchObject({ code, stdout: "" });
      expect(ran.stderr, words).toMatch(
        /^Error.*: '\/.*\.env' cannot be read: .*\. Make it readable, or set NX_DB_PATH/,
      );
    }
  });

  test("when the path is a link to a file that is not there yet, then init makes that file", async () => {
    const path = join(lab.folder, "data", "real.sqlite");
    symlinkSync("link2.sqlite", lab.database);
    symlinkSync(join("data", "real.sqlite"), join(lab.folder, "link2.sqlite"));
    expect(await lab.run("init")).toMatchObject({ code: 0, stderr: "" });
    expect(lstatSync(lab.database).isSymbolicLink()).toBe(true);
    expect(await query(path, "SELECT version_num FROM alembic_version")).toEqual([["v2_4_0b"]]);
    expect((await lab.run("current")).stdout).toContain("v2_4_0b");
  });

  test("when the link lies in a folder that is a link itself, then its file is found from where it really lies", async () => {
    mkdirSync(join(lab.folder, "real", "sub"), { recursive: true });
    symlinkSync(join("real", "sub"), join(lab.folder, "d"));
    symlinkSync(join("..", "store.db"), join(lab.folder, "real", "sub", "db.sqlite"));
    writeFileSync(join(lab.folder, "store.db"), "another file");
    const env = { NX_DB_PATH: join(lab.folder, "d", "db.sqlite") };
    expect(await lab.runIn({ env }, "init")).toMatchObject({ code: 0 });
    expect((await lab.runIn({ env }, "init", "--force")).code).toBe(0);
    expect(readFileSync(join(lab.folder, "store.db"), "utf8")).toBe("another file");
    expect(await query(join(lab.folder, "real", "store.db"), "SELECT version_num FROM alembic_version")).toEqual([
      ["v2_4_0b"],
    ]);
  });

  test("when the path holds odd letters, then that very file is used", async () => {
    const folder = join(lab.folder, "a b % ? # ü");
    mkdirSync(folder);
    const path = join(folder, "lab?book#1%20.sqlite");
    expect((await lab.runIn({ env: { NX_DB_PATH: path } }, "init")).code).toBe(0);
    expect(existsSync(path)).toBe(true);
    expect(await query(path, "SELECT version_num FROM alembic_version")).toEqual([["v2_4_0b"]]);
  });
});

describe("offline", () => {
  test.each(vectors.offline.map(({ argv, stdout }) => [argv.join(" "), argv, stdout] as const))(
    "when %s --sql is asked, then the statements are Python's",
    async (_, argv, stdout) => {
      expect(await lab.runIn({ env: {} }, ...argv, "--sql")).toEqual({ code: 0, stdout, stderr: "" });
      expect(lab.files()).toEqual([]);
    },
  );

  test("when the whole way up is asked, then head is where Python's script ends", async () => {
    expect((await lab.run("upgrade", "--sql")).stdout).toBe(vectors.offline[0]?.stdout);
  });

  test("when a downgrade names no start, then it is refused in Alembic's words", async () => {
    const ran = await lab.run("downgrade", "--sql");
    expect(ran.code).toBe(1);
    expect(ran.stderr).toBe(
      "Error downgrading database: downgrade with --sql requires <fromrev>:<torev>\n" +
        "A script is written without a database, so name both ends, as in 'downgrade 27c6:ae10 --sql' or 'downgrade head:base --sql'.\n",
    );
  });
});
