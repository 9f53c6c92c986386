import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { isAbsolute } from "node:path";
import type { DatabaseUrl } from "../database-url.js";
import { DatabaseUrlError } from "../database-url-error.js";
import { type TlsSettings, tlsSettings } from "./tls-settings.js";

/** One place where the server may be. */
export interface ServerHost {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
}

/** What kind of server will do, as libpq's `target_session_attrs` has it. */
export type TargetServer = "any" | "read-write" | "read-only" | "primary" | "standby" | "prefer-standby";

/** How to reach a server, from a URL and libpq's environment variables. */
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
  /** Options that were understood but that cannot be followed here, for a warning. */
  readonly unfollowed: readonly string[];
}

/** The drivers of Python whose URLs are taken; all of them name the same server in the same way. */
const DRIVERS = new Set([
  ...["postgresql", "postgres", "postgresql+psycopg", "postgresql+psycopg_async", "postgresql+psycopg2"],
  ...["postgresql+psycopg2cffi", "postgresql+asyncpg", "postgresql+pg8000", "postgresql+pg", "postgresql+pygresql"],
]);

/** Options that a client may leave alone: they tune Python's drivers, or ask for what is the case here anyway. */
const HARMLESS: Readonly<Record<string, RegExp>> = {
  async_fallback: /./,
  statement_cache_size: /./,
  prepared_statement_cache_size: /./,
  max_cached_statement_lifetime: /./,
  max_cacheable_statement_size: /./,
  prepare_threshold: /./,
  client_encoding: /^(utf-?8|unicode|auto)$/i,
  gssencmode: /^(prefer|disable|allow)$/,
  channel_binding: /^(prefer|disable)$/,
  sslcompression: /^0$/,
  sslsni: /^1$/,
  load_balance_hosts: /^disable$/,
  replication: /^(false|off|no|0)$/,
};

/** Options that make a lost connection noticed sooner; Node's sockets have no such setting. */
const UNFOLLOWED = new Set(["keepalives_interval", "keepalives_count", "tcp_user_timeout"]);

/** Options that have a meaning here, by libpq's names, and the environment variables that stand in for them. */
const VARIABLES = {
  host: "PGHOST",
  hostaddr: "PGHOSTADDR",
  port: "PGPORT",
  dbname: "PGDATABASE",
  user: "PGUSER",
  password: "PGPASSWORD",
  passfile: "PGPASSFILE",
  options: "PGOPTIONS",
  application_name: "PGAPPNAME",
  fallback_application_name: undefined,
  connect_timeout: "PGCONNECT_TIMEOUT",
  keepalives: undefined,
  keepalives_idle: undefined,
  target_session_attrs: "PGTARGETSESSIONATTRS",
  sslmode: "PGSSLMODE",
  sslrootcert: "PGSSLROOTCERT",
  sslcert: "PGSSLCERT",
  sslkey: "PGSSLKEY",
  sslpassword: undefined,
  ssl_min_protocol_version: "PGSSLMINPROTOCOLVERSION",
  ssl_max_protocol_version: "PGSSLMAXPROTOCOLVERSION",
} as const;

/** A name of an option that is followed. */
export type OptionName = keyof typeof VARIABLES;
/** The value of an option, from the URL or the environment. */
export type OptionOf = (name: OptionName) => string | undefined;

/** Names that drivers of Python have for an option of libpq. */
const ALIASES: Readonly<Record<string, OptionName>> = {
  ssl: "sslmode",
  database: "dbname",
  timeout: "connect_timeout",
  tcp_keepalive: "keepalives",
};

/** Variables that would have to be followed and are not. */
const REFUSED_VARIABLES = ["PGSERVICE", "PGREQUIREAUTH", "PGSSLCRL", "PGSSLCRLDIR", "PGREQUIREPEER"];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads how to reach a server from a URL, and what the URL leaves open from the `PG…` variables, as libpq does.
 *
 * @throws {DatabaseUrlError} when the URL or a variable asks for something that is not understood.
 */
export function serverSettings(url: DatabaseUrl, env: Environment): ServerSettings {
  if (!DRIVERS.has(url.driverName)) {
    throw new DatabaseUrlError(
      `The driver of '${url.driverName}' is not known; write postgresql:// or one of Python's drivers, such as postgresql+psycopg://`,
    );
  }
  const unfollowed = checkOptions(url, env);
  const option: OptionOf = (name) => {
    const alias = Object.keys(ALIASES).find((one) => ALIASES[one] === name && url.option(one) !== undefined);
    const variable = VARIABLES[name];
    return url.option(name) ?? (alias && url.option(alias)) ?? (variable && env[variable] ? env[variable] : undefined);
  };
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

/** Refuses what is not understood; returns the names of what is understood but not followed. */
function checkOptions(url: DatabaseUrl, env: Environment): readonly string[] {
  const unfollowed: string[] = [];
  for (const name of Object.keys(url.query)) {
    if (Object.hasOwn(VARIABLES, name) || Object.hasOwn(ALIASES, name)) continue;
    if (UNFOLLOWED.has(name)) unfollowed.push(name);
    else if (!HARMLESS[name]?.test(url.option(name) ?? "")) {
      throw new DatabaseUrlError(
        HARMLESS[name] === undefined
          ? `The option '${name}' of ${url} is not understood; take it out, or connect with a client of your own`
          : `The option '${name}' of ${url} cannot be '${url.option(name)}'`,
      );
    }
  }
  const refused = REFUSED_VARIABLES.find((name) => env[name]);
  if (refused !== undefined)
    throw new DatabaseUrlError(`The variable ${refused} is set, but it is not understood; unset it`);
  return unfollowed;
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
    const [, host = name, ownPort] = isAbsolute(name) ? [] : (/^(.*?):(\d*)$/.exec(bare(name)) ?? []);
    const text = (ownPort === "" ? undefined : ownPort) ?? ports[at] ?? ports[0] ?? "5432";
    if (!/^\d+$/.test(text)) throw new DatabaseUrlError(`The port '${text}' is not a number`);
    const port = Number(text);
    const plain = bare(host);
    return { host: plain === "" ? defaultHost(port) : plain, port };
  });
}

/** An address of IPv6 has colons of its own. */
function bare(name: string): string {
  const [, address] = /^\[(.*)\]$/.exec(name) ?? [];
  return address ?? name;
}

/** libpq's own default is a Unix socket; where its folder lies is decided when libpq is built. */
function defaultHost(port: number): string {
  const folder = ["/var/run/postgresql", "/tmp"].find((one) => existsSync(`${one}/.s.PGSQL.${port}`));
  return folder ?? "localhost";
}
