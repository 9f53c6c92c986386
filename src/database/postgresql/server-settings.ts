import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { isAbsolute } from "node:path";
import type { DatabaseUrl } from "../database-url.js";
import { DatabaseUrlError } from "../database-url-error.js";
import { type Environment, libpqOptions, type OptionName, type OptionOf } from "./libpq-options.js";
import { type TlsSettings, tlsSettings } from "./tls-settings.js";

/** One address of the server. */
export interface ServerHost {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
}

/** The kind of server that is acceptable, in the words of libpq's `target_session_attrs`. */
export type TargetServer = "any" | "read-write" | "read-only" | "primary" | "standby" | "prefer-standby";

/** The settings for a connection to a server, from a URL and libpq's environment variables. */
export interface ServerSettings {
  readonly hosts: readonly ServerHost[];
  readonly user: string;
  readonly database: string;
  /** `undefined` where neither the URL nor PGPASSWORD has one; the password file is asked then. */
  readonly password: string | undefined;
  readonly passwordFile: string | undefined;
  readonly options: string | undefined;
  readonly applicationName: string | undefined;
  /** Milliseconds to wait for each host; 0 for no limit. */
  readonly connectTimeout: number;
  readonly keepAlive: boolean;
  readonly keepAliveIdle: number | undefined;
  readonly target: TargetServer;
  readonly tls: TlsSettings;
  /** Options that were understood but have no effect here, for a warning. */
  readonly unfollowed: readonly string[];
}

/** The drivers of Python whose URLs are accepted; all of them name a server in the same way. */
const DRIVERS = new Set([
  ...["postgresql", "postgres", "postgresql+psycopg", "postgresql+psycopg_async", "postgresql+psycopg2"],
  ...["postgresql+psycopg2cffi", "postgresql+asyncpg", "postgresql+pg8000", "postgresql+pg", "postgresql+pygresql"],
]);

/**
 * Reads the settings of a connection from a URL, and those that it does not give from the `PG…` variables, as libpq
 * does.
 *
 * @throws {DatabaseUrlError} when the URL or a variable has an option or a value that is not understood.
 */
export function serverSettings(url: DatabaseUrl, env: Environment): ServerSettings {
  if (!DRIVERS.has(url.driverName)) {
    throw new DatabaseUrlError(
      `The driver of '${url.driverName}' is not known; write postgresql:// or one of Python's drivers, such as postgresql+psycopg://`,
    );
  }
  const { option, unfollowed } = libpqOptions(url, env);
  const user = url.username ?? option("user") ?? userInfo().username;
  return {
    hosts: hostsOf(url, option),
    user,
    database: (url.database === "" ? undefined : url.database) ?? option("dbname") ?? user,
    password: url.password ?? option("password"),
    passwordFile: option("passfile"),
    options: option("options"),
    applicationName: option("application_name"),
    connectTimeout: 1000 * numberOf("connect_timeout", option),
    keepAlive: option("keepalives") !== "0",
    keepAliveIdle: option("keepalives_idle") === undefined ? undefined : numberOf("keepalives_idle", option),
    target: targetOf(option("target_session_attrs") ?? "any"),
    tls: tlsSettings(option),
    unfollowed,
  };
}

function numberOf(name: OptionName, option: OptionOf): number {
  const text = option(name) ?? "0";
  if (!/^-?\d+$/.test(text)) throw new DatabaseUrlError(`The option '${name}' needs a whole number, not '${text}'`);
  return Math.max(0, Number(text));
}

function targetOf(text: string): TargetServer {
  const known: readonly string[] = ["any", "read-write", "read-only", "primary", "standby", "prefer-standby"];
  if (known.includes(text)) return text as TargetServer;
  throw new DatabaseUrlError(`The option 'target_session_attrs' cannot be '${text}'; it is one of ${known.join(", ")}`);
}

/** The hosts, in the three ways in which SQLAlchemy's URLs name them, each with its port. */
function hostsOf(url: DatabaseUrl, option: OptionOf): readonly ServerHost[] {
  const given = [url.query["host"] ?? []].flat().flatMap((value) => value.split(","));
  const fromUrl = given.length > 0 ? given : url.host === undefined ? undefined : url.host.split(",");
  const names = (option("hostaddr") ?? undefined)?.split(",") ?? fromUrl ?? option("host")?.split(",") ?? [""];
  const ports = [url.query["port"] ?? url.port?.toString() ?? option("port") ?? "5432"]
    .flat()
    .flatMap((value) => value.split(","));
  if (ports.length > 1 && ports.length !== names.length) {
    throw new DatabaseUrlError(`${url} has ${names.length} hosts, but ${ports.length} ports`);
  }
  return names.map((name, at) => {
    const { host, port: ownPort } = splitHost(name);
    const text = ownPort ?? ports[at] ?? ports[0] ?? "5432";
    if (!/^\d+$/.test(text)) throw new DatabaseUrlError(`The port '${text}' is not a number`);
    const port = Number(text);
    return { host: host === "" ? defaultHost(port) : host, port };
  });
}

/** A host with its port behind a colon; an address of IPv6 has colons of its own, and brackets where a port follows. */
function splitHost(name: string): { readonly host: string; readonly port?: string | undefined } {
  if (isAbsolute(name)) return { host: name };
  const [, inBrackets, behind] = /^\[(.*)\](?::(\d+))?$/.exec(name) ?? [];
  if (inBrackets !== undefined) return { host: inBrackets, port: behind };
  const parts = name.split(":");
  return parts.length === 2 ? { host: parts[0] ?? "", port: parts[1] || undefined } : { host: name };
}

/** libpq's own default is a Unix socket; its folder is fixed when libpq is built. */
function defaultHost(port: number): string {
  const folder = ["/var/run/postgresql", "/tmp"].find((one) => existsSync(`${one}/.s.PGSQL.${port}`));
  return folder ?? "localhost";
}
