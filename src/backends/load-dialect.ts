import type { Dialect } from "../dialects/dialect.js";
import { loadBackend } from "./load-backend.js";

/**
 * Loads one dialect, and no other.
 *
 * @returns a new dialect; nothing is cached.
 * @throws {@link CommandError} when there is no dialect of this name.
 *
 * @example
 * ```ts
 * import { loadDialect } from "alembic-ts";
 *
 * const dialect = await loadDialect("mysql");
 * console.log(dialect.quoteIdentifier("order"));
 * ```
 */
export async function loadDialect(name: string): Promise<Dialect> {
  return (await loadBackend(name)).dialect;
}
