import { type AdoptOptions, type AdoptResult, adopt as takeOver } from "../../commands/from-database/adopt.js";
import { filterOf } from "../../commands/from-database/leave-out-tables.js";
import type { Config } from "../../config/config.js";
import { printStatus } from "../../config/status-lines.js";

/**
 * Takes over a database that Drizzle Kit, Prisma Migrate, Knex, TypeORM, Kysely, umzug, dbmate, golang-migrate or Flyway
 * has migrated so far: writes a baseline revision that makes what the database has, stamps the database with it, and
 * leaves the tool's tables out of autogenerate. Of the database only the version table is written.
 *
 * @returns the tools that were found, the baseline, and what is not part of it.
 * @throws CommandError where no tool is found, it has migrations that failed or are not applied, or the folder or the
 * database has revisions already. Nothing is written then.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * const { tools, revision } = await command.adopt(loadConfig());
 * console.log(tools[0]?.name, revision.path);
 * ```
 */
export async function adopt(config: Config, options: AdoptOptions = {}): Promise<AdoptResult> {
  const result = await takeOver(config, options);
  const { tools, revision, leftOut, environment, notInBaseline } = result;
  const names = tools.map(({ name }) => name).join(" and ");
  for (const { name, table, applied } of tools) {
    printStatus(config, `Found ${name}: ${applied} ${applied === 1 ? "migration" : "migrations"} in ${table}.`);
  }
  printStatus(config, `The database is stamped with the baseline ${revision.revision}; its tables are as they were.`);
  if (environment !== undefined) {
    printStatus(config, `${environment} leaves ${leftOut.join(", ")} out of autogenerate.`);
  } else {
    printStatus(config, "Please leave these tables out of autogenerate: pass this filter to context.configure().");
    config.printStdout(filterOf(names, leftOut).trimEnd());
  }
  if (notInBaseline.length > 0) {
    printStatus(
      config,
      `Not in the baseline, which has tables and indexes only: ${notInBaseline.join(", ")}. Add them to it by hand, for new databases.`,
    );
  }
  printStatus(config, `From now on migrate with alembic-ts, and no longer with ${names}.`);
  return result;
}
