import { OnlineUnsupportedError } from "../database/online-unsupported-error.js";
import { CommandError } from "../support/command-error.js";
import type { Backend } from "./backend.js";

/** Loads a backend. */
export type BackendLoader = () => Backend | Promise<Backend>;

/** The backends of this package by the schemes of their URLs; only the one in use is loaded. */
const builtIn: Readonly<Record<string, BackendLoader>> = {
  sqlite: async () => new (await import("./sqlite/sqlite-backend.js")).SqliteBackend(),
  postgresql: async () => new (await import("./postgresql/postgresql-backend.js")).PostgresqlBackend(),
  postgres: async () => new (await import("./postgresql/postgresql-backend.js")).PostgresqlBackend(),
  pglite: async () => new (await import("./postgresql/postgresql-backend.js")).PostgresqlBackend(),
  mysql: async () => new (await import("./mysql/mysql-backend.js")).MysqlBackend(),
  mariadb: async () => new (await import("./mysql/mariadb-backend.js")).MariadbBackend(),
  mssql: async () => new (await import("./mssql/mssql-backend.js")).MssqlBackend(),
  oracle: async () => new (await import("./oracle/oracle-backend.js")).OracleBackend(),
};

/** The backends that {@link registerBackend} added. */
const registered = new Map<string, BackendLoader>();

/**
 * Adds a backend for a kind of database that this package does not know, or replaces one that it knows: the last one
 * that is registered for a scheme is used.
 *
 * @param backend - the backend, or its URL schemes and a function that loads it when a URL asks for it.
 * @example
 * ```ts
 * import { type Backend, registerBackend } from "alembic-ts";
 *
 * declare function loadDuckdb(): Promise<Backend>;
 * registerBackend({ schemes: ["duckdb"], load: loadDuckdb });
 * ```
 */
export function registerBackend(
  backend: Backend | { readonly schemes: readonly string[]; readonly load: BackendLoader },
): void {
  const load = "load" in backend ? backend.load : () => backend;
  for (const scheme of backend.schemes) registered.set(scheme, load);
}

/**
 * Loads the backends that {@link registerBackend} added, each once, in the order of their first registration.
 *
 * @returns the result of each: one that cannot be loaded does not keep the others away.
 */
export function loadRegistered(): Promise<readonly PromiseSettledResult<Backend>[]> {
  return Promise.allSettled([...new Set(registered.values())].map(async (load) => load()));
}

/**
 * Loads the backend of a URL scheme, and no other.
 *
 * @param scheme - the part of a database URL before `+` or `://`, such as `postgresql`.
 * @returns the backend, or `undefined` if the scheme is unknown.
 */
export async function findBackend(scheme: string): Promise<Backend | undefined> {
  const load = registered.get(scheme) ?? (Object.hasOwn(builtIn, scheme) ? builtIn[scheme] : undefined);
  return load?.();
}

/**
 * Loads the backend of a URL scheme, and no other.
 *
 * @param scheme - the part of a database URL before `+` or `://`, such as `postgresql`.
 * @throws {CommandError} when the scheme is unknown.
 * @example
 * ```ts
 * import { loadBackend } from "alembic-ts";
 *
 * const { dialect, backup } = await loadBackend("sqlite");
 * console.log(dialect.implName, backup !== undefined);
 * ```
 */
export async function loadBackend(scheme: string): Promise<Backend> {
  const backend = await findBackend(scheme);
  if (backend === undefined)
    throw new CommandError(`Can't load plugin: sqlalchemy.dialects:${scheme}`, {
      hint: "A database URL begins with sqlite, postgresql, pglite, mysql, mariadb, mssql or oracle, as in sqlite:///app.db; other backends are registered with registerBackend().",
    });
  return backend;
}

/** A backend with a driver. */
export type OnlineBackend = Backend & Required<Pick<Backend, "open">>;

/**
 * Loads the backend of a URL scheme to connect to its database.
 *
 * @throws {OnlineUnsupportedError} when the scheme is unknown or its backend has no driver.
 */
export async function loadOnlineBackend(scheme: string): Promise<OnlineBackend> {
  const backend = await findBackend(scheme);
  if (isOnline(backend)) return backend;
  const schemes = [...new Set([...Object.keys(builtIn), ...registered.keys()])];
  const found = await Promise.allSettled(schemes.map(findBackend));
  // A registered backend that cannot be loaded is not offered.
  const online = schemes.filter((_, at) => isOnline((found[at] as { readonly value?: Backend }).value));
  throw new OnlineUnsupportedError(scheme, online);
}

function isOnline(backend: Backend | undefined): backend is OnlineBackend {
  return backend?.open !== undefined;
}
