import { join } from "node:path";
import { type Config, type LoadConfigOptions, loadConfig } from "../index.js";
import type { Application } from "./application.js";
import type { DatabasePath } from "./database/database-path.js";
import { packageRoot } from "./package-root.js";

/**
 * The configuration of the package's own environment. All three kinds of files are named, so that none from the working
 * directory is read instead.
 */
export function packageConfig(
  { cwd, output, clock, packageFolder }: Application,
  database: (DatabasePath & { readonly isNew?: boolean }) | undefined,
  options: LoadConfigOptions = {},
): Config {
  const { folder, version } = packageRoot(packageFolder);
  return loadConfig({
    ...options,
    cwd,
    output,
    clock,
    env: {},
    configFiles: ["package.json", "pyproject.toml", "alembic.ini"].map((name) => join(folder, name)),
    attributes: { "nexuslims.version": version, ...attributesOf(database) },
  });
}

/** A new file is empty at first, so it is not checked. */
function attributesOf(database: (DatabasePath & { readonly isNew?: boolean }) | undefined): Record<string, unknown> {
  if (database === undefined) return {};
  const { path, shown, isNew = false } = database;
  return { "nexuslims.database": path, ...(isNew ? {} : { "nexuslims.shown": shown }) };
}
