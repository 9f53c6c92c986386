import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../../../src/cli/main.js";
import { MemoryOutput } from "../../../src/support/output.js";
import { NexuslimsPython } from "../nexuslims-python.js";
import { python } from "../python.js";

const cache = fileURLToPath(new URL("../../../.cache/python-packages/", import.meta.url));
const root = `${cache}src`;

const chains = [
  "jupyterhub/alembic/versions",
  "langflow/alembic/versions",
  "mlflow/server/auth/db/migrations/versions",
  "mlflow/store/db_migrations/versions",
  "optuna/storages/_rdb/alembic/versions",
  "prefect/server/database/_migrations/versions/sqlite",
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

/** Chains that cannot be run here, with the reason that is given before anything is changed. */
const refusals: Readonly<Record<string, RegExp>> = {
  "langflow/alembic/versions": /lfx\.log\.logger\S* is used, but the module was found nowhere/,
  "optuna/storages/_rdb/alembic/versions": /'Session' object has no attribute 'query'|Session\.query|declarative/,
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
      const program = fileURLToPath(new URL("online_chain.py", import.meta.url));
      const versions = join(root, chain);
      const ran = spawnSync(String(python()), [program, root, versions, own], { encoding: "utf8", maxBuffer: 1 << 28 });
      expect(ran.status, ran.stderr).toBe(0);
      const { reached, failure, lowered, down } = JSON.parse(ran.stdout.trim().split("\n").at(-1) ?? "") as Reached;
      writeFileSync(join(own, "ours/env.ts"), env);
      const database = join(own, "ours.db");
      writeFileSync(
        join(own, "alembic.ini"),
        `[alembic]\nscript_location = ours\nversion_locations = ${versions}\npath_separator = newline\nprepend_sys_path = ${root}\nsqlalchemy.url = sqlite:///${database}\n`,
      );
      const cli = async (...argv: readonly string[]) => {
        const output = new MemoryOutput();
        const code = await main(argv, { cwd: own, env: {}, output });
        return { code, text: `${output.stdout}${output.stderr.split("\n").slice(-3).join("\n")}` };
      };
      const same = async (theirFile: string): Promise<void> => {
        expect(await theirs.reflect(database)).toEqual(await theirs.reflect(join(own, theirFile)));
        expect(settled(await theirs.rows(database))).toEqual(settled(await theirs.rows(join(own, theirFile))));
      };
      if (reached.length === 0) {
        // The first revision takes up tables that the application has made.
        expect(await cli("upgrade", "heads")).toMatchObject({ code: 255 });
        expect(await theirs.rows(database)).toEqual({});
        table.push(`${chain}: does not begin with an empty file (${failure}), here neither`);
        return;
      }
      const works = async (...argv: readonly string[]): Promise<void> => {
        const { code, text } = await cli(...argv);
        expect(code, text).toBe(0);
      };
      const refusal = refusals[chain];
      if (refusal !== undefined) {
        const { code, text } = await cli("upgrade", "heads");
        expect([code, text]).toEqual([255, expect.stringMatching(refusal)]);
        expect(await theirs.rows(database)).toEqual({});
        table.push(`${chain}: refused, the file as it was (${refusal.exec(text)?.[0]})`);
        return;
      }
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

const env = `import { connect, type EnvironmentContext } from "alembic-ts";

export default async function env(context: EnvironmentContext): Promise<void> {
  const connection = await connect(context.config.getMainOption("sqlalchemy.url") ?? "");
  try {
    context.configure({ connection });
    await context.beginTransaction(() => context.runMigrations());
  } finally {
    await connection.close();
  }
}
`;
