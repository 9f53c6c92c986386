import type { Config, ProcessRevisionDirectives } from "../../index.js";

/**
 * For `configure({ processRevisionDirectives })`: if `--autogenerate` finds no difference between the models and the
 * database, reports that and prevents an empty file.
 *
 * @example
 * ```ts
 * import { connect, type EnvironmentContext } from "alembic-ts";
 * import { databaseUrl, metadata, skipEmptyRevision } from "alembic-ts/nexuslims";
 *
 * export default async function env(context: EnvironmentContext): Promise<void> {
 *   const connection = await connect(await databaseUrl(context.config));
 *   context.configure({
 *     connection,
 *     targetMetadata: metadata,
 *     processRevisionDirectives: skipEmptyRevision(context.config),
 *   });
 *   await context.runMigrations();
 *   await connection.close();
 * }
 * ```
 */
export function skipEmptyRevision(config: Config): ProcessRevisionDirectives {
  return (_context, _revision, directives) => {
    if (config.cmdOpts.autogenerate !== true) return;
    if (!directives.every((script) => script.upgradeOpsList.every((operations) => operations.isEmpty()))) return;
    directives.splice(0);
    config.printStdout("No changes found: the models and the database agree, so no revision was written.");
  };
}
