import { ownValue } from "../../support/own-value.js";
import type { DatabaseUrl } from "../database-url.js";
import { DatabaseUrlError } from "../database-url-error.js";

/** Options without an effect here: they tune Python's drivers, or request what is always so here. */
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

/** Options for detecting a lost connection sooner; Node's sockets have no such setting. */
const UNFOLLOWED = new Set(["keepalives_interval", "keepalives_count", "tcp_user_timeout"]);

/** Options that have a meaning here, by libpq's names, and the environment variables that are used in their place. */
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

/** The name of an option that has an effect. */
export type OptionName = keyof typeof VARIABLES;
/** The value of an option, from the URL or the environment. */
export type OptionOf = (name: OptionName) => string | undefined;

/** Names of Python's drivers for options of libpq. */
const ALIASES: Readonly<Record<string, OptionName>> = {
  ssl: "sslmode",
  database: "dbname",
  timeout: "connect_timeout",
  tcp_keepalive: "keepalives",
};

/** Variables that have a meaning for libpq and are not supported here. */
const REFUSED_VARIABLES = ["PGSERVICE", "PGREQUIREAUTH", "PGSSLCRL", "PGSSLCRLDIR", "PGREQUIREPEER"];

/** The variables of the process, or others in a test. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The options of a connection. */
export interface LibpqOptions {
  readonly option: OptionOf;
  /** Options of the URL that were understood but have no effect here. */
  readonly unfollowed: readonly string[];
}

/**
 * Reads options by libpq's names: from the URL, and those that it does not give from the `PG…` variables.
 *
 * @throws {DatabaseUrlError} when the URL or a variable has an option or a value that is not understood.
 */
export function libpqOptions(url: DatabaseUrl, env: Environment): LibpqOptions {
  const unfollowed = checkOptions(url, env);
  const option: OptionOf = (name) => {
    const alias = Object.keys(ALIASES).find((one) => ALIASES[one] === name && url.option(one) !== undefined);
    const variable = VARIABLES[name];
    return url.option(name) ?? (alias && url.option(alias)) ?? (variable && env[variable] ? env[variable] : undefined);
  };
  return { option, unfollowed };
}

/** Refuses options that are not understood; returns the names of those that are understood but have no effect. */
function checkOptions(url: DatabaseUrl, env: Environment): readonly string[] {
  const unfollowed: string[] = [];
  for (const name of Object.keys(url.query)) {
    if (Object.hasOwn(VARIABLES, name) || Object.hasOwn(ALIASES, name)) continue;
    if (UNFOLLOWED.has(name)) unfollowed.push(name);
    else if (!ownValue(HARMLESS, name)?.test(url.option(name) ?? "")) {
      throw new DatabaseUrlError(
        !Object.hasOwn(HARMLESS, name)
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
