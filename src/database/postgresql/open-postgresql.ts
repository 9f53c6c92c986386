import type { Client } from "pg";
import { isOwnProcess } from "../../support/process-owner.js";
import { DatabaseError } from "../database-error.js";
import type { DatabaseUrl } from "../database-url.js";
import { loadDriver } from "../drivers/load-driver.js";
import type { OpenDatabaseOptions } from "../open-database-options.js";
import { connectFailure } from "./failure.js";
import { passwordFromFile } from "./password-file.js";
import { PgWire } from "./pg-wire.js";
import { PostgresqlConnection } from "./postgresql-connection.js";
import { type ServerHost, type ServerSettings, serverSettings } from "./server-settings.js";
import { type TlsSettings, tlsOptions } from "./tls-settings.js";

/**
 * Connects to a PostgreSQL server with `pg`: to the first host of the URL that accepts the connection and is of the
 * requested kind.
 */
export async function openPostgresql(url: DatabaseUrl, options: OpenDatabaseOptions): Promise<PostgresqlConnection> {
  const settings = serverSettings(url, process.env);
  const warn = options.onWarning ?? ((message: string) => process.emitWarning(message, "DatabaseWarning"));
  for (const name of settings.unfollowed) warn(`The option '${name}' of the database URL has no effect here`);
  const pg = await loadPg();
  const failures: DatabaseError[] = [];
  let fallback: PgWire | undefined;
  for (const host of settings.hosts) {
    let wire: PgWire;
    try {
      wire = await connectHost(pg.Client, { url, settings, host, warn });
    } catch (error) {
      failures.push(connectFailure(error, { url, ...host, user: settings.user, database: settings.database }));
      continue;
    }
    if (await suits(wire, settings.target)) {
      await fallback?.close();
      return PostgresqlConnection.open(wire, url, options);
    }
    if (settings.target === "prefer-standby" && fallback === undefined) fallback = wire;
    else await wire.close();
    failures.push(new DatabaseError(`${host.host}:${host.port} is no ${settings.target} server`));
  }
  if (fallback !== undefined) return PostgresqlConnection.open(fallback, url, options);
  throw failures.length === 1 ? failures[0] : severalFailures(failures);
}

/**
 * Loads the driver `pg`. To find out whether it runs on Cloudflare, it looks at `navigator`, and where Node has none
 * (before version 21) it makes a `Response`, which loads Node's whole fetch: a third of the time until the first query.
 * So a process of ours has a navigator while it loads.
 *
 * @throws {DriverMissingError} when the package is not installed.
 */
async function loadPg(): Promise<Pick<typeof import("pg"), "Client">> {
  const isMissing = isOwnProcess() && !("navigator" in globalThis);
  if (isMissing) Object.assign(globalThis, { navigator: { userAgent: `Node.js/${process.versions.node}` } });
  try {
    return (await loadDriver("pg", () => import("pg"))).default;
  } finally {
    if (isMissing) Reflect.deleteProperty(globalThis, "navigator");
  }
}

function severalFailures(failures: readonly DatabaseError[]): DatabaseError {
  return new DatabaseError(failures.map(({ reason }) => reason).join("; "), {
    driverCode: failures[0]?.driverCode,
    cause: new AggregateError(failures),
  });
}

interface Attempt {
  readonly url: DatabaseUrl;
  readonly settings: ServerSettings;
  readonly host: ServerHost;
  readonly warn: (message: string) => void;
}

/** The ways to encrypt that a mode tries one after the other. */
function attempts(mode: TlsSettings["mode"]): readonly TlsSettings["mode"][] {
  if (mode === "prefer") return ["prefer", "disable"];
  return mode === "allow" ? ["disable", "allow"] : [mode];
}

async function connectHost(ClientClass: typeof Client, attempt: Attempt): Promise<PgWire> {
  const { settings, host } = attempt;
  const isSocket = host.host.startsWith("/");
  const modes = isSocket ? (["disable"] as const) : attempts(settings.tls.mode);
  let first: unknown;
  for (const [index, mode] of modes.entries()) {
    try {
      return await connectOnce(ClientClass, attempt, { ...settings.tls, mode });
    } catch (error) {
      const isWorthAnother = index + 1 < modes.length && isTlsMatter(error, mode);
      first ??= error;
      if (!isWorthAnother) throw mode === "disable" && settings.tls.mode === "prefer" ? error : first;
    }
  }
  throw first;
}

/**
 * Whether another mode of encryption may help: the server has none, its `pg_hba.conf` requires another, or the
 * handshake failed.
 */
function isTlsMatter(error: unknown, mode: TlsSettings["mode"]): boolean {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  if (code === "28000") return true;
  return mode !== "disable" && (/SSL/i.test(message) || /^(ERR_SSL|ERR_TLS|EPROTO)/.test(code));
}

async function connectOnce(
  ClientClass: typeof Client,
  { settings, host, warn }: Attempt,
  tls: TlsSettings,
): Promise<PgWire> {
  const { user, database, applicationName, options, connectTimeout } = settings;
  const client = new ClientClass({
    ...host,
    user,
    database,
    password: () => passwordFor(settings, host, warn),
    ssl: tlsOptions(tls, host.host),
    enableChannelBinding: true,
    fallback_application_name: "alembic-ts",
    keepAlive: settings.keepAlive,
    connectionTimeoutMillis: connectTimeout,
    ...(settings.keepAliveIdle === undefined ? {} : { keepAliveInitialDelayMillis: settings.keepAliveIdle * 1000 }),
    ...(applicationName === undefined ? {} : { application_name: applicationName }),
    ...(options === undefined ? {} : { options }),
  });
  // A failure after the one that ends the attempt would have no listener.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    client.end().catch(() => undefined);
    throw error;
  }
  return new PgWire(client, { release: () => client.end(), isOwn: true });
}

/** Called when the server requests a password. */
function passwordFor(settings: ServerSettings, host: ServerHost, warn: (message: string) => void): string {
  const { user, database } = settings;
  const password =
    settings.password ??
    passwordFromFile({ ...host, user, database }, { path: settings.passwordFile, onWarning: warn });
  if (password !== undefined) return password;
  throw new DatabaseError(
    `The server ${host.host}:${host.port} wants a password for user "${user}": give it in the URL, in PGPASSWORD, or in the password file ~/.pgpass`,
    { driverCode: "28P01" },
  );
}

async function suits(wire: PgWire, target: ServerSettings["target"]): Promise<boolean> {
  if (target === "any") return true;
  const sql = "SELECT pg_is_in_recovery()::text, current_setting('transaction_read_only')";
  const [inRecovery, readOnly] = (await wire.query(sql)).rows[0] ?? [];
  const isStandby = inRecovery === "true";
  const isReadOnly = readOnly === "on";
  switch (target) {
    case "read-write":
      return !isReadOnly;
    case "read-only":
      return isReadOnly;
    case "primary":
      return !isStandby;
    default:
      return isStandby;
  }
}
