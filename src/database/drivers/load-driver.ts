import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AlembicError } from "../../support/alembic-error.js";

/**
 * The npm package that speaks to this kind of database is not installed.
 *
 * @example
 * ```ts
 * import { DriverMissingError, openDatabase } from "alembic-ts";
 *
 * await openDatabase("postgresql://localhost/app").catch((error: unknown) => {
 *   if (error instanceof DriverMissingError) console.log(error.packageName); // pg
 * });
 * ```
 */
export class DriverMissingError extends AlembicError {
  readonly code: string = "database.driver-missing";
  /** The package to install. */
  readonly packageName: string;

  constructor(packageName: string, cause: unknown) {
    super(`The driver '${packageName}' is not installed: npm install ${packageName}`, { cause });
    this.packageName = packageName;
  }
}

/**
 * Loads a driver, which is a package that users install themselves: one that this package finds, or else one of the
 * project in the current folder, for a program that was started with npx.
 *
 * @param load - imports the package by its name, written out so that a bundler leaves it alone.
 * @throws {DriverMissingError} when the package is not installed.
 */
export async function loadDriver<T>(packageName: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error, packageName)) throw error;
    let path: string;
    try {
      path = createRequire(join(process.cwd(), "package.json")).resolve(packageName);
    } catch {
      throw new DriverMissingError(packageName, error);
    }
    return (await import(pathToFileURL(path).href)) as T;
  }
}

function isMissing(error: unknown, packageName: string): boolean {
  const { code, message = "" } = error as { code?: string; message?: string };
  return (code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND") && message.includes(`'${packageName}'`);
}
