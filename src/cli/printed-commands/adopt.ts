import { type AdoptOptions, type AdoptResult, adopt as takeOver } from "../../commands/from-database/adopt.js";
import { filterOf } from "../../commands/from-database/leave-out-tables.js";
import type { Config } from "../../config/config.js";
import { printStatus } from "../../config/status-lines.js";

/**
 * Takes over a database from Drizzle Kit, Prisma Migrate, Knex, TypeORM, Kysely, umzug, dbmate, golang-migrate or
 * Flyway: writes a baseline revision that creates the tables of the database, stamps the database with it, and makes
 * autogenerate ignore the tool's tables. In the database only the version table is written.
 *
 * @returns the tools that were found, the baseline, and the objects that are not part of it.
 * @throws CommandError if no tool is found, the tool has migrations that failed or are not applied, or the environment
 * or the database has revisions already. Nothing is written then.
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
  printStatus(config, `The database is stamped with the baseline ${revision.revision}; its tables are unchanged.`);
  if (environment !== undefined) {
    printStatus(config, `Autogenerate ignores ${leftOut.join(", ")}: see the filter in ${environment}.`);
  } else {
    printStatus(config, "Pass this filter to context.configure(), so that autogenerate ignores the tool's tables:");
    config.printStdout(filterOf(names, leftOut).trimEnd());
  }
  if (notInBaseline.length > 0) {
    printStatus(
      config,
      `The baseline has tables and indexes only. For new databases, add these by hand: ${notInBaseline.join(", ")}.`,
    );
  }
  printStatus(config, `From now on migrate with alembic-ts, not with ${names}.`);
  return result;
}
