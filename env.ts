import { connect, type EnvironmentContext } from "alembic-ts";
import { databaseUrl, historyOptions, metadata, ProtectedRun, skipEmptyRevision } from "alembic-ts/nexuslims";

/** The migration environment of NexusLIMS: the file that NX_DB_PATH names, with backups. */
export default async function env(context: EnvironmentContext): Promise<void> {
  if (context.isOfflineMode()) {
    context.configure({ url: "sqlite://", targetMetadata: metadata, literalBinds: true });
    await context.beginTransaction(() => context.runMigrations());
    return;
  }
  const run = new ProtectedRun(context.config);
  await run.around(async () => {
    const connection = await connect(await databaseUrl(context.config), run.connectOptions);
    try {
      // Half of what SQLite takes by itself: a revision reads a table from its start to its end, which needs no large cache.
      await connection.execute("PRAGMA cache_size = -1000");
      const processRevisionDirectives = skipEmptyRevision(context.config);
      const comparison = { targetMetadata: metadata, processRevisionDirectives, ...historyOptions };
      context.configure({ connection, ...comparison, ...run.options });
      await context.beginTransaction(() => context.runMigrations());
    } finally {
      await connection.close();
    }
  });
}
