import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../../../src/cli/main.js";
import { connect } from "../../../src/runtime/connect.js";
import { MemoryOutput } from "../../../src/support/output.js";
import { NexuslimsPython } from "../nexuslims-python.js";
import { python } from "../python.js";
import { plainEnvironment, standIns } from "./stand-ins.js";

const cache = fileURLToPath(new URL("../../../.cache/python-packages/", import.meta.url));
const root = `${cache}src`;

const chains = [
  "argilla_server/alembic/versions",
  "dagster/_core/storage/alembic/versions",
  "ihatemoney/migrations/versions",
  "jupyterhub/alembic/versions",
  "langflow/alembic/versions",
  "meltano/migrations/versions",
  "mlflow/server/auth/db/migrations/versions",
  "mlflow/store/db_migrations/versions",
  "optuna/storages/_rdb/alembic/versions",
  "phoenix/db/migrations/versions",
  "prefect/server/database/_migrations/versions/sqlite",
  "quetz/migrations/versions",
  "zenml/zen_stores/migrations/versions",
].filter((chain) => chain.includes(process.env["PACKAGE"] ?? ""));

/** How far Alembic gets in a chain. */
interface Reached {
  readonly reached: readonly string[];
  readonly failure: string | null;
  readonly lowered: readonly string[];
  readonly down: string | null;
}

const table: string[] = [];

/** Rows without the identifiers and times that each run makes anew, in an order that does not depend on them. */
const settled = (rows: Record<string, readonly unknown[]>): unknown =>
  Object.fromEntries(
    Object.entries(rows).map(([name, values]) => [
      name,
      values
        .map((row) => JSON.stringify(row).replaceAll(/"[0-9a-f]{32}"|"\d{4}-\d\d-\d\d[ T][\d:.]+"/g, '"<made>"'))
        .toSorted(),
    ]),
  );

/**
 * The tables of a file whose foreign keys name the same columns twice, with each key once. SQLAlchemy reads only one of such
 * keys, so that a batch of Alembic loses the others; ours keep all of them.
 */
async function repeatedKeys(file: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const connection = await connect(`sqlite:///${file}`);
  try {
    const keys = await connection.execute(
      'SELECT m.name AS name, p."table", p."from", p."to", p.on_delete FROM sqlite_master m, ' +
        "pragma_foreign_key_list(m.name) p WHERE m.type = 'table'",
    );
    const rows = [...keys].map((row) => ({ name: String(row["name"]), key: JSON.stringify(row), from: row["from"] }));
    const isRepeated = (name: string): boolean => {
      const own = rows.filter((row) => row.name === name);
      return new Set(own.map(({ from }) => from)).size < own.length;
    };
    const names = [...new Set(rows.map(({ name }) => name))].filter(isRepeated);
    return new Map(
      names.map((name) => [
        name,
        [...new Set(rows.filter((row) => row.name === name).map(({ key }) => key))].toSorted(),
      ]),
    );
  } finally {
    await connection.close();
  }
}

/** What SQLAlchemy reads of tables, without the foreign keys of some. */
const withoutKeysOf = (names: Iterable<string>, tables: unknown): unknown => {
  const cut = new Set(names);
  return Object.fromEntries(
    Object.entries(tables as Record<string, object>).map(([name, one]) => [
      name,
      cut.has(name) ? { ...one, foreignKeys: [] } : one,
    ]),
  );
};

describe.skipIf(python() === undefined || !existsSync(root))("chains of packages online on SQLite", () => {
  let folder: string;
  let theirs: NexuslimsPython;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "alembic-ts-chains-"));
    theirs = new NexuslimsPython();
  });
  afterAll(() => {
    theirs.close();
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(`${cache}chains.txt`, `${table.join("\n")}\n`);
    console.log(table.join("\n"));
  });

  test.each(chains)(
    "when %s goes up from an empty file and back down then both tools leave the same",
    async (chain) => {
      const own = join(folder, chain.replaceAll("/", "-"));
      mkdirSync(join(own, "ours"), { recursive: true });
      const versions = join(root, chain);
      const { env = plainEnvironment, modules = {}, begin = "" } = standIns[chain] ?? {};
      writeFileSync(join(own, "begin.py"), begin);
      writeFileSync(join(own, "env.py"), env);
      // A run that fails here leaves the file as it was.
      const asOne = env.replace("transaction_per_migration=True", "transaction_per_migration=False");
      writeFileSync(join(own, "ours/env.py"), asOne);
      for (const [file, source] of Object.entries(modules)) {
        mkdirSync(dirname(join(own, "stand-ins", file)), { recursive: true });
        writeFileSync(join(own, "stand-ins", file), source);
      }
      const database = join(own, "ours.db");
      writeFileSync(
        join(own, "alembic.ini"),
        `[alembic]\nscript_location = ours\nversion_locations = ${versions}\npath_separator = newline\nprepend_sys_path =\n  ${own}/stand-ins\n  ${root}\nsqlalchemy.url = sqlite:///${database}\n`,
      );
      const cli = async (...argv: readonly string[]) => {
        const output = new MemoryOutput();
        const code = await main(argv, { cwd: own, env: {}, output });
        return { code, text: `${output.stdout}${output.stderr.split("\n").slice(-3).join("\n")}` };
      };
      const same = async (theirFile: string): Promise<void> => {
        const other = join(own, theirFile);
        const repeated = await repeatedKeys(database);
        expect(withoutKeysOf(repeated.keys(), await theirs.reflect(database))).toEqual(
          withoutKeysOf(repeated.keys(), await theirs.reflect(other)),
        );
        for (const [name, keys] of (await repeatedKeys(other)).entries()) expect(repeated.get(name)).toEqual(keys);
        expect(settled(await theirs.rows(database))).toEqual(settled(await theirs.rows(join(own, theirFile))));
      };
      const program = fileURLToPath(new URL("online_chain.py", import.meta.url));
      const ran = spawnSync(String(python()), [program, root, versions, own], {
        encoding: "utf8",
        maxBuffer: 1 << 28,
      });
      expect(ran.status, ran.stderr).toBe(0);
      const { reached, failure, lowered, down } = JSON.parse(ran.stdout.trim().split("\n").at(-1) ?? "") as Reached;
      copyFileSync(join(own, "begin.db"), database);
      const works = async (...argv: readonly string[]): Promise<void> => {
        const { code, text } = await cli(...argv);
        expect(code, text).toBe(0);
      };
      for (const revision of reached) await works("upgrade", revision);
      await same("up.db");
      if (failure !== null) {
        // Where Alembic fails the step fails here too, and leaves the file as it was.
        copyFileSync(database, `${database}.before`);
        expect((await cli("upgrade", "heads")).code).toBe(255);
        await same("up.db");
      }
      if (down === null) await works("downgrade", "base");
      else if (lowered.length === 1) await works("downgrade", String(lowered[0]));
      if (down === null || lowered.length === 1) await same("down.db");
      table.push(
        `${chain}: up to ${reached.join(", ")}${failure === null ? "" : ` (then ${failure})`}; down to ${down === null ? "base" : `${lowered.join(", ")} (then ${down})`}: same`,
      );
    },
    900_000,
  );
});
