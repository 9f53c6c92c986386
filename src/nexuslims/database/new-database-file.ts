import { chmodSync, closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { quotedPath } from "../../cli/message-of.js";
import { DatabaseUrl, openDatabase } from "../../index.js";
import { DatabaseFileError } from "./database-file-error.js";

const COMPANIONS = ["-journal", "-wal", "-shm"];

/**
 * A database under construction: it is built under a temporary name beside its place, and is moved there when it is
 * complete. So nobody sees an incomplete database, and an earlier file stays until then.
 */
export class NewDatabaseFile {
  /** The path where it is built. */
  readonly path: string;
  readonly #place: string;

  /** `place` is not a symbolic link. */
  constructor(place: string) {
    this.#place = place;
    this.path = join(dirname(this.#place), `.${basename(this.#place)}.new-${process.pid}`);
    closeSync(openSync(this.path, "wx"));
  }

  /**
   * Moves the finished file to its place.
   *
   * @param replace - whether an existing file is replaced; it must not be in use.
   * @throws {DatabaseFileError} if a file exists and must not be replaced.
   */
  async putInPlace(replace: boolean): Promise<void> {
    const before = statSync(this.#place, { throwIfNoEntry: false });
    if (replace && before !== undefined) {
      await this.#replace(before.mode);
    } else {
      this.#claim();
    }
    syncFolder(dirname(this.#place));
  }

  /** Removes the file that was built. */
  discard(): void {
    for (const end of ["", ...COMPANIONS]) rmSync(this.path + end, { force: true });
  }

  /** Making a link fails if another program made the file meanwhile; without links, a rename has to suffice. */
  #claim(): void {
    try {
      linkSync(this.path, this.#place);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") {
        throw new DatabaseFileError(this.#place, `Database already exists at ${quotedPath(this.#place)}`, {
          cause: error,
        });
      }
      renameSync(this.path, this.#place);
      return;
    }
    rmSync(this.path);
  }

  /**
   * Holds the old file's lock meanwhile, and removes its journal with it, which must not be applied to the new file.
   */
  async #replace(mode: number): Promise<void> {
    const unlock = await lockDatabase(this.#place);
    try {
      // A file without permissions could not be used.
      chmodSync(this.path, mode | 0o600);
      for (const end of COMPANIONS) rmSync(this.#place + end, { force: true });
      renameSync(this.path, this.#place);
    } finally {
      await unlock();
    }
  }
}

/** Takes the write lock of a file that may be a damaged database or not a database; then nobody can be using it. */
async function lockDatabase(path: string): Promise<() => Promise<void>> {
  const connection = await openDatabase(new DatabaseUrl({ driverName: "sqlite", database: path }));
  try {
    await connection.begin("immediate");
  } catch (error) {
    await connection.close();
    if ((error as { driverCode?: string }).driverCode === "SQLITE_BUSY") throw error;
    return async () => {
      // There was no lock to take.
    };
  }
  return () => connection.close();
}

function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, "r");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Windows cannot open folders; there the rename is all that can be done.
  }
}
