import { setOwnValue } from "../support/own-value.js";
import { DatabaseUrlError } from "./database-url-error.js";

/** The parts of a {@link DatabaseUrl}. */
export interface DatabaseUrlParts {
  /** Dialect and driver as written, such as `postgresql+psycopg2`. */
  readonly driverName: string;
  /** Name of the user, with its percent escapes undone. */
  readonly username?: string | undefined;
  /** Password, with its percent escapes undone. */
  readonly password?: string | undefined;
  /** Host name or address, an IPv6 address without its brackets. */
  readonly host?: string | undefined;
  /** Port; without one, the driver uses its default. */
  readonly port?: number | undefined;
  /** Database name, or the path of a SQLite file; undefined where the URL has no slash after the host. */
  readonly database?: string | undefined;
  /** Options after `?`; an option that is given several times has a list. */
  readonly query?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/**
 * A database URL as SQLAlchemy understands it: `dialect+driver://user:password@host:port/database?option=value`.
 *
 * @example
 * ```ts
 * import { parseDatabaseUrl } from "alembic-ts";
 *
 * const url = parseDatabaseUrl("postgresql://scott:tiger@localhost/test");
 * console.log(url.dialectName, url.render()); // postgresql postgresql://scott:***@localhost/test
 * ```
 */
export class DatabaseUrl implements DatabaseUrlParts {
  readonly driverName: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly database: string | undefined;
  readonly query: Readonly<Record<string, string | readonly string[]>>;

  constructor(parts: DatabaseUrlParts) {
    this.driverName = parts.driverName;
    this.username = parts.username;
    this.password = parts.password;
    this.host = parts.host;
    this.port = parts.port;
    this.database = parts.database;
    this.query = parts.query ?? {};
  }

  /** The dialect's name: the part before a `+`, so `postgresql` for `postgresql+asyncpg`. */
  get dialectName(): string {
    return this.driverName.split("+")[0]!;
  }

  /** The last value of an option, or undefined where it is not given. */
  option(name: string): string | undefined {
    const value = Object.hasOwn(this.query, name) ? this.query[name] : undefined;
    return typeof value === "string" || value === undefined ? value : value[value.length - 1];
  }

  /**
   * The URL as text, in SQLAlchemy's spelling. Unless `hidePassword` is false, the password is `***`, and the `vfs` of a
   * SQLite URL is left out: it is a setting of Python's process, which has no meaning here.
   */
  render(options: { readonly hidePassword?: boolean } = {}): string {
    let text = `${this.driverName}://`;
    if (this.username !== undefined) {
      text += quote(this.username, " +");
      if (this.password !== undefined) {
        text += `:${options.hidePassword === false ? quote(this.password, " +") : "***"}`;
      }
      text += "@";
    }
    if (this.host !== undefined) text += this.host.includes(":") ? `[${this.host}]` : this.host;
    if (this.port !== undefined) text += `:${this.port}`;
    if (this.database !== undefined) text += `/${quote(this.database, " +/")}`;
    // Only SQLite has a `vfs`, so the dialect need not be asked for.
    const isHidden = (key: string): boolean => options.hidePassword !== false && key === "vfs";
    const pairs = Object.keys(this.query)
      .filter((key) => !isHidden(key))
      .sort()
      .flatMap((key) => [this.query[key]!].flat().map((value) => `${quotePlus(key)}=${quotePlus(value)}`));
    return pairs.length === 0 ? text : `${text}?${pairs.join("&")}`;
  }

  /** The URL as text with the password hidden. */
  toString(): string {
    return this.render();
  }
}

const URL_PATTERN =
  /^([\w+]+):\/\/(?:([^:/]*)(?::([^@]*))?@)?(?:(?:\[([^/?]+)\]|([^/:?]+))?(?::([^/?]*))?)?(?:\/([^?]*))?(?:\?(.*))?/u;

/**
 * Parses a database URL as SQLAlchemy's `make_url` does.
 *
 * A plain `file:` URL names a SQLite file: `file:x.db`, `file:///abs/x.db`.
 *
 * @returns the URL's parts; a `DatabaseUrl` is returned unchanged.
 * @throws {DatabaseUrlError} when the text is not a database URL.
 * @example
 * ```ts
 * import { parseDatabaseUrl } from "alembic-ts";
 *
 * console.log(parseDatabaseUrl("sqlite:///data/app.db").database); // data/app.db
 * console.log(parseDatabaseUrl("sqlite:////var/lib/app.db?timeout=20").option("timeout")); // 20
 * ```
 */
export function parseDatabaseUrl(url: string | DatabaseUrl): DatabaseUrl {
  if (typeof url !== "string") return url;
  if (/^file:/i.test(url)) return parseFileUrl(url);
  const match = URL_PATTERN.exec(url);
  if (match === null) throw notAUrl(url);
  const [, driverName, username, password, ipv6, ipv4, portText, database, query] = match;
  if (/^sqlite\b/.test(driverName ?? "")) requireOptions(url, query);
  return new DatabaseUrl({
    driverName: driverName!,
    username: unquote(username),
    password: unquote(password),
    host: ipv4 ?? ipv6,
    port: portText ? parsePort(portText) : undefined,
    database: unquote(database),
    query: parseQuery(query),
  });
}

/** The way out where a database URL is missing or wrong. */
export const exampleUrls =
  "A database URL is for example sqlite:///app.db (a file), sqlite:////srv/app.db (with its whole path) or postgresql://user@host/name";

/** The error for a text that is no URL: with the URL that was meant where the text looks like the path of a file. */
export function notAUrl(text: string): DatabaseUrlError {
  // Anything else may hold a password.
  const isPath = /^[^\s:@]+$/.test(text) || /^[A-Za-z]:[\\/][^:@]*$/.test(text);
  const hint = isPath
    ? `'${text}' is no database URL. For that file write sqlite:///${text.replaceAll(/[%?#]/g, percent)}`
    : exampleUrls;
  return new DatabaseUrlError("Could not parse SQLAlchemy URL from given URL string", { hint });
}

function parseFileUrl(url: string): DatabaseUrl {
  const [, location = "", query] = /^file:([^?#]*)(?:\?([^#]*))?/i.exec(url)!;
  const path = location.replace(/^\/\/(?:localhost)?(?=\/)/, "");
  requireOptions(url, query);
  if (path.startsWith("//")) throw new DatabaseUrlError(`A file: URL cannot name another host: ${withoutVfs(url)}`);
  return new DatabaseUrl({ driverName: "sqlite", database: unquote(path), query: parseQuery(query) });
}

function parsePort(text: string): number {
  if (!/^\d+$/.test(text)) throw new DatabaseUrlError(`Invalid port in database URL: '${text}'`);
  return Number(text);
}

/**
 * Makes sure that the text after the `?` of a file's URL consists of options: otherwise a file with a `?` in its name
 * would be taken for another one.
 *
 * @throws {DatabaseUrlError} otherwise.
 */
function requireOptions(url: string, query: string | undefined): void {
  const odd = (query ?? "").split("&").find((part) => part !== "" && !part.includes("="));
  if (odd === undefined) return;
  const path = url.slice(0, url.indexOf("?"));
  throw new DatabaseUrlError(
    `'${odd}' in '${withoutVfs(url)}' is no option of the form name=value; if the '?' belongs to the name of the file, write '${withoutVfs(`${path}%3F${query}`)}'`,
  );
}

/** A SQLite URL as written, but without its `vfs`, for messages. */
function withoutVfs(url: string): string {
  return url.replace(/(\?|%3F|&)vfs=[^&#]*(&?)/g, (_, before: string, after: string) => (after === "" ? "" : before));
}

function parseQuery(text: string | undefined): Readonly<Record<string, string | readonly string[]>> {
  const query: Record<string, string | string[]> = {};
  for (const [key, value] of new URLSearchParams(text ?? "")) {
    // SQLAlchemy omits options without a value.
    if (value === "") continue;
    const before = Object.hasOwn(query, key) ? query[key] : undefined;
    if (Array.isArray(before)) before.push(value);
    else setOwnValue(query, key, before === undefined ? value : [before, value]);
  }
  return query;
}

function unquote(text: string | undefined): string | undefined {
  if (text === undefined || !text.includes("%")) return text;
  // Bytes that are not UTF-8 become replacement characters, and a stray percent sign stays, as in Python.
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"));
}

function quote(text: string, safe: string): string {
  return text.replace(/[^A-Za-z0-9_.~-]/gu, (char) => (safe.includes(char) ? char : percent(char)));
}

function quotePlus(text: string): string {
  return quote(text, " ").replaceAll(" ", "+");
}

function percent(char: string): string {
  return [...Buffer.from(char, "utf8")].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}
