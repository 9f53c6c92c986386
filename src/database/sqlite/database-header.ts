import type { FileStorage } from "./file-storage.js";

/** Whether the database's header says that it is in WAL mode; false for a file that is missing or empty. */
export function isWalDatabase(storage: FileStorage, path: string): boolean {
  if (storage.stat(path, true) === undefined) return false;
  const file = storage.open(path, { write: false, create: false, exclusive: false, mode: 0 });
  try {
    const versions = new Uint8Array(2);
    // Write and read version of the file format: 1 for a rollback journal, 2 for a WAL.
    return file.read(versions, 18) === 2 && versions[0] === 2 && versions[1] === 2;
  } finally {
    file.close();
  }
}
