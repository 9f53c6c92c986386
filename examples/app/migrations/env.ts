import { connect, type EnvironmentContext } from "alembic-ts";
import { metadata as targetMetadata } from "../src/models.js";

/** Runs the migrations: on the database of `sqlalchemy.url`, or offline as a script for it. */
export default async function env(context: EnvironmentContext): Promise<void> {
  const url = context.config.getMainOption("sqlalchemy.url");
  if (context.isOfflineMode()) {
    context.configure({ url, targetMetadata, literalBinds: true });
    await context.beginTransaction(() => context.runMigrations());
    return;
  }
  const connection = await connect(url);
  try {
    context.configure({ connection, targetMetadata });
    await context.beginTransaction(() => context.runMigrations());
  } finally {
    await connection.close();
  }
}
