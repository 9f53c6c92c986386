import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { main } from "../../src/cli/main.js";
import { connect } from "../../src/runtime/connect.js";
import { MemoryOutput } from "../../src/support/output.js";
import { reflectSchema } from "../autogenerate/support/reflect-schema.js";

/** Runs a command in a folder, whose path is left out of what it prints. */
export async function runCli(folder: string, argv: readonly string[]) {
  const output = new MemoryOutput();
  const code = await main(argv, { cwd: folder, env: {}, output });
  return { code, out: output.stdout.replaceAll(folder, "…") };
}

/** Writes the URL of the database into the configuration. */
export function configureUrl(folder: string, url: string): void {
  const path = join(folder, "alembic.ini");
  const ini = readFileSync(path, "utf8");
  writeFileSync(path, ini.replace(/^sqlalchemy\.url = .*$/m, `sqlalchemy.url = ${url}`));
}

/** The schema of a database, without the tables that are no part of the baseline. */
async function schemaOf(url: string, without: readonly string[]): Promise<unknown> {
  const connection = await connect(url);
  const schema = (await reflectSchema(connection)) as Record<string, unknown>;
  await connection.close();
  for (const name of ["alembic_version", ...without]) delete schema[name];
  return schema;
}

/** A database that a tool has migrated, and what is expected of `adopt`. */
export interface Takeover {
  readonly folder: string;
  readonly url: string;
  /** An empty database. */
  readonly newUrl: string;
  readonly tool: string;
  /** The tool's tables, that of its migrations first. */
  readonly tables: readonly string[];
  /** How many migrations it has applied. */
  readonly count: number;
}

/**
 * Takes the database over, and shows that a new database gets the same tables, and that models of the database leave
 * nothing to do.
 */
export async function takeOverDatabase({ folder, url, newUrl, tool, tables, count }: Takeover): Promise<void> {
  const cli = (...argv: readonly string[]) => runCli(folder, argv);
  await cli("init", "alembic");
  configureUrl(folder, url);
  const before = await schemaOf(url, []);
  const adopted = await cli("adopt", "--rev-id", "b1");
  expect(adopted).toEqual({
    code: 0,
    out: [
      "Generating …/alembic/versions/b1_baseline.ts ...  done",
      `Found ${tool}: ${count} ${count === 1 ? "migration" : "migrations"} in ${tables[0]}.`,
      "The database is stamped with the baseline b1; its tables are unchanged.",
      `Autogenerate ignores ${tables.join(", ")}: see the filter in …/alembic/env.ts.`,
      `From now on migrate with alembic-ts, not with ${tool}.`,
      "",
    ].join("\n"),
  });
  expect((await cli("current")).out).toBe("b1 (head)\n");
  expect(await schemaOf(url, [])).toEqual(before);

  expect((await cli("models", "--out", "models.ts")).code).toBe(0);
  for (const name of tables) expect(readFileSync(join(folder, "models.ts"), "utf8")).not.toContain(name);
  const env = join(folder, "alembic/env.ts");
  writeFileSync(
    env,
    readFileSync(env, "utf8").replace(
      "const targetMetadata = null;",
      'import { metadata as targetMetadata } from "../models.js";',
    ),
  );
  expect(await cli("check")).toEqual({ code: 0, out: "No new upgrade operations detected.\n" });

  configureUrl(folder, newUrl);
  expect((await cli("upgrade", "head")).code).toBe(0);
  expect(await schemaOf(newUrl, [])).toEqual(await schemaOf(url, tables));
  expect((await cli("downgrade", "base")).code).toBe(0);
  expect(await schemaOf(newUrl, [])).toEqual({});
}
