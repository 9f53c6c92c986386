import { Connection, connect, type EnvironmentContext } from "alembic-ts";
import { metadata as targetMetadata } from "../models.js";

/** Runs the migrations: on the connection that a test hands over, on `sqlalchemy.url`, or offline as a script. */
export default async function env(context: EnvironmentContext): Promise<void> {
  const url = context.config.getMainOption("sqlalchemy.url");
  if (context.isOfflineMode()) {
    context.configure({ url, targetMetadata, literalBinds: true });
    await context.beginTransaction(() => context.runMigrations());
    return;
  }
  const { connection: shared } = context.config.attributes;
  const connection = shared instanceof Connection ? shared : await connect(url);
  try {
    context.configure({ connection, targetMetadata });
    await context.beginTransaction(() => context.runMigrations());
  } finally {
    if (connection !== shared) await connection.close();
  }
}
