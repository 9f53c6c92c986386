import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import type { ConnectionOptions, SslOptions } from "mysql2";
import type { DatabaseUrl } from "../database-url.js";
import { DatabaseUrlError } from "../database-url-error.js";

/** Drivers of Python whose URLs are accepted. */
const drivers: ReadonlySet<string> = new Set([
  "",
  "pymysql",
  "mysqldb",
  "mysqlconnector",
  "mariadbconnector",
  "asyncmy",
  "aiomysql",
  "mysql2",
]);

/** Options that request what is always so here, or that only tune Python's drivers. */
const harmless: Readonly<Record<string, RegExp>> = {
  charset: /^utf-?8(mb[34])?$/i,
  use_unicode: /^(1|true)$/i,
  binary_prefix: /./,
  local_infile: /^(0|false)$/i,
  raise_on_warnings: /^(0|false)$/i,
  use_pure: /./,
  pool_size: /./,
  buffered: /./,
  autocommit: /^(0|false)$/i,
};

/** Options that have a meaning here. */
const followed: ReadonlySet<string> = new Set([
  ...["unix_socket", "connect_timeout", "connection_timeout", "program_name", "init_command", "sql_mode"],
  ...["ssl", "ssl_ca", "ssl_cert", "ssl_key", "ssl_cipher", "ssl_check_hostname", "ssl_verify_cert"],
  ...["ssl_verify_identity", "ssl_mode", "ssl_disabled"],
]);

/** The settings of a connection that a URL gives. */
export interface ConnectionSettings {
  readonly options: ConnectionOptions;
  /** Statements that the URL requests for the beginning of the session. */
  readonly atStart: readonly string[];
  /** The name of the server for messages. */
  readonly place: string;
  readonly user: string;
}

/**
 * Reads the URL of a MySQL or MariaDB server, with the options of Python's drivers.
 *
 * @throws {DatabaseUrlError} when a driver, an option or its value is not understood.
 */
export function connectionSettings(url: DatabaseUrl): ConnectionSettings {
  checkUrl(url);
  const socket = url.option("unix_socket");
  const host = url.host ?? "localhost";
  const port = url.port ?? 3306;
  const user = url.username ?? userInfo().username;
  const seconds = Number(url.option("connect_timeout") ?? url.option("connection_timeout") ?? 10);
  const ssl = sslOptions(url);
  const mode = url.option("sql_mode");
  const init = url.option("init_command");
  return {
    user,
    place: socket === undefined ? `${host}:${port}` : `the socket ${socket}`,
    atStart: [
      ...(mode === undefined ? [] : [`SET sql_mode = '${mode.replaceAll("'", "''")}'`]),
      ...(init ? [init] : []),
    ],
    options: {
      ...(socket === undefined ? { host, port } : { socketPath: socket }),
      user,
      ...(url.password === undefined ? {} : { password: url.password }),
      ...(url.database === undefined || url.database === "" ? {} : { database: url.database }),
      charset: "utf8mb4",
      connectTimeout: seconds * 1000,
      connectAttributes: { program_name: url.option("program_name") ?? "alembic-ts" },
      ...(ssl === undefined ? {} : { ssl }),
    },
  };
}

function checkUrl(url: DatabaseUrl): void {
  const [, driver = ""] = url.driverName.split("+");
  if (!drivers.has(driver)) throw new DatabaseUrlError(`The driver '${driver}' of ${url} is not known`);
  for (const name of Object.keys(url.query)) {
    if (followed.has(name)) continue;
    const value = url.option(name) ?? "";
    if (harmless[name] === undefined) {
      throw new DatabaseUrlError(
        `The option '${name}' of ${url} is not understood; take it out, or connect with a client of your own`,
      );
    }
    if (!harmless[name].test(value)) throw new DatabaseUrlError(`The option '${name}' of ${url} cannot be '${value}'`);
  }
  for (const name of ["connect_timeout", "connection_timeout"]) {
    const value = url.option(name);
    if (value !== undefined && !/^\d+$/.test(value))
      throw new DatabaseUrlError(`The option '${name}' of ${url} is a number of seconds, not '${value}'`);
  }
}

/** How the connection is encrypted; `undefined` where it is not. A certificate is checked where the URL names its root. */
function sslOptions(url: DatabaseUrl): SslOptions | undefined {
  const mode = modeOf(url);
  if (mode === "DISABLED" || isOff(url.option("ssl")) || isOn(url, "ssl_disabled")) return undefined;
  const [ca, cert, key] = ["ssl_ca", "ssl_cert", "ssl_key"].map((name) => fileOf(url, name));
  const isWanted =
    mode !== undefined ||
    url.option("ssl") !== undefined ||
    Object.keys(url.query).some((name) => name.startsWith("ssl_") && name !== "ssl_disabled");
  if (!isWanted) return undefined;
  const checksHost = isOn(url, "ssl_verify_identity") || isOn(url, "ssl_check_hostname") || mode === "VERIFY_IDENTITY";
  const checks =
    checksHost || isOn(url, "ssl_verify_cert") || mode === "VERIFY_CA" || (ca !== undefined && mode === undefined);
  if (mode?.startsWith("VERIFY") === true && ca === undefined)
    throw new DatabaseUrlError(`ssl_mode=${mode} needs the certificate that the server's is signed with: give ssl_ca`);
  const cipher = url.option("ssl_cipher");
  return {
    rejectUnauthorized: checks,
    verifyIdentity: checksHost,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(cipher === undefined ? {} : { ciphers: cipher }),
  };
}

function modeOf(url: DatabaseUrl): string | undefined {
  const mode = url.option("ssl_mode")?.toUpperCase();
  if (mode === undefined || mode === "PREFERRED") return undefined;
  if (/^(DISABLED|REQUIRED|VERIFY_CA|VERIFY_IDENTITY)$/.test(mode)) return mode;
  throw new DatabaseUrlError(
    `The option 'ssl_mode' of ${url} cannot be '${mode}'; it is one of DISABLED, PREFERRED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY`,
  );
}

const isOff = (text: string | undefined): boolean => text !== undefined && /^(0|false|no|off)$/i.test(text);

function isOn(url: DatabaseUrl, name: string): boolean {
  const text = url.option(name);
  if (text === undefined || isOff(text)) return false;
  if (/^(1|true|yes|on)$/i.test(text)) return true;
  throw new DatabaseUrlError(`The option '${name}' of ${url} is true or false, not '${text}'`);
}

function fileOf(url: DatabaseUrl, name: string): Buffer | undefined {
  const path = url.option(name);
  if (path === undefined) return undefined;
  try {
    return readFileSync(path);
  } catch (error) {
    throw new DatabaseUrlError(`The file of ${name} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
