import { loadDialect } from "../backends/load-dialect.js";
import { notAUrl, parseDatabaseUrl } from "../database/database-url.js";
import type { Dialect } from "../dialects/dialect.js";

/**
 * The dialects of one run. A dialect is loaded when it is needed, which takes a turn of the event loop; those that the
 * configuration names are loaded beforehand, so that `context.configure({ url })` has its dialect at once.
 */
export class DialectSource {
  readonly #loaded = new Map<string, Dialect>();

  /** Loads the dialects of URLs; a text that is not a URL, or names no known dialect, is reported where it is used. */
  async preload(urls: Iterable<string>): Promise<void> {
    for (const url of urls) {
      try {
        await this.load(parseDatabaseUrl(url).dialectName);
      } catch {
        // The environment may never use this URL.
      }
    }
  }

  /** The dialect of that name, loaded or to be loaded. */
  get(name: string): Dialect | (() => Promise<Dialect>) {
    return this.#loaded.get(name) ?? (() => this.load(name));
  }

  /**
   * Loads a dialect.
   *
   * @throws CommandError where there is no such dialect.
   */
  async load(name: string): Promise<Dialect> {
    const dialect = this.#loaded.get(name) ?? (await loadDialect(name));
    this.#loaded.set(name, dialect);
    return dialect;
  }
}

/** Name of the dialect of a URL. */
export function dialectNameOf(url: string): string {
  const { dialectName } = parseDatabaseUrl(url);
  if (dialectName === "") throw notAUrl(url);
  return dialectName;
}
