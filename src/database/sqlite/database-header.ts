import type { FileStorage } from "./storage/file-storage.js";

/** Whether the database's schema has a format that allows added columns with defaults, as all have since 2006. */
export function hasPresentDatabaseFormat(storage: FileStorage, path: string): boolean {
  const format = readHeader(storage, path, 44, 4);
  return format === undefined || format.every((byte) => byte === 0) || format[3]! >= 3;
}

/**
 * Whether the database is in WAL mode, according to its header; false for a file that is missing or empty, and for one
 * whose header will be put back from the rollback journal of a process that crashed while it changed the mode.
 */
export function isWalDatabase(storage: FileStorage, path: string): boolean {
  // The read version of the file format, 1 for a rollback journal and 2 for a WAL, is the one that SQLite uses.
  return readHeader(storage, path, 19, 1)?.[0] === 2 && !readHeader(storage, `${path}-journal`, 0, 1)?.[0];
}

/** Some bytes of the header; undefined where the file has none. */
function readHeader(storage: FileStorage, path: string, position: number, length: number): Uint8Array | undefined {
  if (storage.stat(path, true) === undefined) return undefined;
  const file = storage.open(path, { write: false, create: false, exclusive: false, mode: 0 });
  try {
    const bytes = new Uint8Array(length);
    return file.read(bytes, position) === length ? bytes : undefined;
  } finally {
    file.close();
  }
}
