import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The version of this package, as its package.json says. */
export function packageVersion(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, "package.json");
    if (existsSync(path)) return String((JSON.parse(readFileSync(path, "utf8")) as { version: unknown }).version);
  }
  throw new Error("the package.json of alembic-ts is missing");
}
