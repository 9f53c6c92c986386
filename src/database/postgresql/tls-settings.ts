import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { type ConnectionOptions, checkServerIdentity, type SecureVersion } from "node:tls";
import { DatabaseUrlError } from "../database-url-error.js";
import type { OptionOf } from "./libpq-options.js";

const MODES = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] as const;

/** The mode of encryption of a connection, in libpq's words. */
export type SslMode = (typeof MODES)[number];

/** The settings of libpq's `ssl…` options. */
export interface TlsSettings {
  readonly mode: SslMode;
  /** Path of the certificates to trust, or `system`. */
  readonly rootCertificate: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  readonly keyPassword: string | undefined;
  readonly minVersion: SecureVersion | undefined;
  readonly maxVersion: SecureVersion | undefined;
}

/**
 * Reads the options of encryption.
 *
 * @throws {DatabaseUrlError} when one of them has no such value, or requests a check that needs a missing file.
 */
export function tlsSettings(option: OptionOf): TlsSettings {
  const root = option("sslrootcert");
  const text = option("sslmode") ?? (root === "system" ? "verify-full" : "prefer");
  const mode = MODES.find((one) => one === text) ?? { true: "require" as const, false: "disable" as const }[text];
  if (mode === undefined)
    throw new DatabaseUrlError(`The option 'sslmode' cannot be '${text}'; it is one of ${MODES.join(", ")}`);
  const rootCertificate = root ?? existing("root.crt");
  const checks = mode === "verify-ca" || mode === "verify-full";
  if (checks && rootCertificate === undefined) {
    throw new DatabaseUrlError(
      `sslmode=${mode} needs the certificate that the server's is signed with: give sslrootcert, a file or 'system', or put it at ${join(homedir(), ".postgresql", "root.crt")}`,
    );
  }
  return {
    mode,
    rootCertificate,
    certificate: option("sslcert") ?? existing("postgresql.crt"),
    key: option("sslkey") ?? existing("postgresql.key"),
    keyPassword: option("sslpassword"),
    minVersion: versionOf(option("ssl_min_protocol_version")),
    maxVersion: versionOf(option("ssl_max_protocol_version")),
  };
}

/** A file of libpq's own folder, where there is one. */
function existing(name: string): string | undefined {
  const path = join(homedir(), ".postgresql", name);
  return existsSync(path) ? path : undefined;
}

function versionOf(text: string | undefined): SecureVersion | undefined {
  if (text === undefined || text === "") return undefined;
  if (/^TLSv1(\.[123])?$/.test(text)) return text as SecureVersion;
  throw new DatabaseUrlError(`'${text}' is no version of TLS; write TLSv1.2 or TLSv1.3`);
}

/** The options of Node's TLS for one host; `false` for a connection that is not encrypted. */
export function tlsOptions(tls: TlsSettings, host: string): ConnectionOptions | false {
  if (tls.mode === "disable" || host.startsWith("/")) return false;
  // As in libpq, an existing root certificate is used for a check even if the mode does not require one.
  const checks = tls.mode.startsWith("verify") || (tls.mode === "require" && tls.rootCertificate !== undefined);
  const isSystem = tls.rootCertificate === "system";
  return {
    rejectUnauthorized: checks,
    ...(checks && !isSystem ? { ca: read("sslrootcert", tls.rootCertificate) } : {}),
    ...(tls.certificate === undefined || tls.key === undefined
      ? {}
      : { cert: read("sslcert", tls.certificate), key: read("sslkey", tls.key) }),
    ...(tls.keyPassword === undefined ? {} : { passphrase: tls.keyPassword }),
    ...(tls.minVersion === undefined ? {} : { minVersion: tls.minVersion }),
    ...(tls.maxVersion === undefined ? {} : { maxVersion: tls.maxVersion }),
    checkServerIdentity: (_name, certificate) =>
      tls.mode === "verify-full" ? checkServerIdentity(host, certificate) : undefined,
  };
}

function read(option: string, path: string | undefined): Buffer {
  try {
    return readFileSync(path ?? "");
  } catch (error) {
    throw new DatabaseUrlError(`The file of ${option} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
