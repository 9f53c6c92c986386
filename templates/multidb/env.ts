import { writeFileSync } from "node:fs";
import { connect, type EnvironmentContext, LogLevel, type sa } from "alembic-ts";

// The models' sa.MetaData of each database, for autogenerate; each holds the tables of that database only:
// import { metadata1, metadata2 } from "../src/models.js";
// const targetMetadata = { engine1: metadata1, engine2: metadata2 };
const targetMetadata: Record<string, sa.MetaData> = {};

/** Runs the migrations once for each database that `databases` lists. */
export default async function env(context: EnvironmentContext): Promise<void> {
  const names = context.config.getMainOption("databases", "").split(/,\s*/);
  if (context.isOfflineMode()) await runOffline(context, names);
  else await runOnline(context, names);
}

/** Writes a script for each database into a file of its name. */
async function runOffline(context: EnvironmentContext, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const url = context.config.getSectionOption(name, "sqlalchemy.url");
    const file = `${name}.sql`;
    log(context, `Migrating database ${name}`);
    log(context, `Writing output to ${file}`);
    const texts: string[] = [];
    context.configure({
      url,
      outputBuffer: { write: (text) => texts.push(String(text)) },
      targetMetadata: targetMetadata[name],
      literalBinds: true,
    });
    await context.beginTransaction(() => context.runMigrations({ engineName: name }));
    writeFileSync(file, texts.join(""));
  }
}

/** Migrates all databases, each in a transaction around those that follow: all are committed when all have succeeded. */
async function runOnline(context: EnvironmentContext, names: readonly string[]): Promise<void> {
  const [name, ...others] = names;
  if (name === undefined) return;
  const connection = await connect(context.config.getSectionOption(name, "sqlalchemy.url"));
  try {
    log(context, `Migrating database ${name}`);
    context.configure({
      connection,
      upgradeToken: `${name}_upgrades`,
      downgradeToken: `${name}_downgrades`,
      targetMetadata: targetMetadata[name],
    });
    await context.beginTransaction(async () => {
      await context.runMigrations({ engineName: name });
      await runOnline(context, others);
    });
  } finally {
    await connection.close();
  }
}

function log(context: EnvironmentContext, message: string): void {
  context.config.logger.log(LogLevel.info, "alembic.env", message);
}
