import type { AutogenOptions } from "../../../src/autogenerate/autogen-options.js";
import { compareMetadata } from "../../../src/autogenerate/compare-metadata.js";
import { produceMigrations } from "../../../src/autogenerate/produce-migrations.js";
import { renderTypescriptCode } from "../../../src/autogenerate/render/render-typescript-code.js";
import { connect } from "../../../src/runtime/connect.js";
import type { Connection } from "../../../src/runtime/connection.js";
import { MigrationContext } from "../../../src/runtime/migration-context.js";
import type { MetaData } from "../../../src/schema/metadata.js";
import type { Logger } from "../../../src/support/logger.js";
import { plainDiff } from "../../interop/autogenerate/plain-diffs.js";

/** What a comparison gave: its differences in plain form, its log, its upgrade and downgrade as text. */
export interface Compared {
  readonly diffs: readonly unknown[];
  readonly log: readonly string[];
  readonly upgrade: string;
  readonly downgrade: string;
}

/** Opens a database in memory that the statements have filled. */
export async function database(...statements: readonly string[]): Promise<Connection> {
  const connection = await connect("sqlite://");
  for (const statement of statements) await connection.execute(statement);
  return connection;
}

/** Compares a database that the statements make with models. */
export async function compare(
  statements: readonly string[],
  metadata: MetaData | readonly MetaData[],
  options: AutogenOptions = {},
): Promise<Compared> {
  const connection = await database(...statements);
  const log: string[] = [];
  const logger: Logger = {
    log: (_level, name, message) => {
      if (name.startsWith("alembic.autogenerate")) log.push(message);
    },
  };
  try {
    const context = MigrationContext.configure({ connection, compareServerDefault: true, ...options, logger });
    const { upgradeOps, downgradeOps } = await produceMigrations(context, metadata);
    if (upgradeOps === null || downgradeOps === null) throw new Error("no operations");
    const body = (text: string): string => text.split("\n").slice(1, -1).join("\n");
    return {
      diffs: upgradeOps.asDiffs().map(plainDiff),
      log: [...log],
      upgrade: body(renderTypescriptCode(upgradeOps, { migrationContext: context, ...renderOptions(options) })),
      downgrade: body(renderTypescriptCode(downgradeOps, { migrationContext: context, ...renderOptions(options) })),
    };
  } finally {
    await connection.close();
  }
}

function renderOptions({ renderItem, renderAsBatch, userModulePrefix }: AutogenOptions) {
  return {
    ...(renderItem ? { renderItem } : {}),
    ...(renderAsBatch === undefined ? {} : { renderAsBatch }),
    ...(userModulePrefix ? { userModulePrefix } : {}),
  };
}

/** The differences alone. */
export async function diffs(statements: readonly string[], metadata: MetaData, options: AutogenOptions = {}) {
  const connection = await database(...statements);
  try {
    const context = MigrationContext.configure({ connection, compareServerDefault: true, ...options });
    return (await compareMetadata(context, metadata)).map(plainDiff);
  } finally {
    await connection.close();
  }
}
