import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { quotedPath } from "../../support/printable.js";

/** The fields by which a line of a password file is found. */
export interface PasswordKey {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/** A password file, and how to warn about it. */
export interface PasswordFile {
  /** Default: `~/.pgpass`, on Windows `%APPDATA%\postgresql\pgpass.conf`. */
  readonly path?: string | undefined;
  readonly onWarning: (message: string) => void;
}

/**
 * Looks a password up in libpq's password file, `host:port:database:user:password` in each line, where `*` matches all.
 * As with libpq, a file that others may read is not used.
 */
export function passwordFromFile(
  key: PasswordKey,
  { path = defaultPath(), onWarning }: PasswordFile,
): string | undefined {
  let text: string;
  try {
    if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0) {
      onWarning(
        `The password file ${quotedPath(path)} is not used, because others may read it: chmod 0600 ${quotedPath(path)}`,
      );
      return undefined;
    }
    text = readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
  const host = key.host.startsWith("/") ? "localhost" : key.host;
  const wanted = [host, String(key.port), key.database, key.user];
  for (const line of text.split(/\r?\n/)) {
    if (line === "" || line.startsWith("#")) continue;
    const fields = [...line.matchAll(/((?:\\.?|[^:\\])*)(?::|$)/g)].map(([, field = ""]) =>
      field.replaceAll(/\\(.)/g, "$1"),
    );
    if (wanted.every((value, at) => fields[at] === "*" || fields[at] === value)) return fields[4];
  }
  return undefined;
}

function defaultPath(): string {
  const { APPDATA } = process.env;
  return process.platform === "win32" && APPDATA !== undefined
    ? join(APPDATA, "postgresql", "pgpass.conf")
    : join(homedir(), ".pgpass");
}
