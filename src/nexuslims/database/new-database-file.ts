import { chmodSync, closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { quotedPath } from "../../cli/message-of.js";
import { DatabaseUrl, openDatabase } from "../../index.js";
import { DatabaseFileError } from "./database-file-error.js";

const COMPANIONS = ["-journal", "-wal", "-shm"];

/**
 * A database in the making: it grows under a name of its own beside its place, and takes that place when it is whole.
 * So nobody ever sees half of it, and what stood there before stays until then.
 */
export class NewDatabaseFile {
  /** Where it is built. */
  readonly path: string;
  readonly #place: string;

  /** `place` is no symbolic link. */
  constructor(place: string) {
    this.#place = place;
    this.path = join(dirname(this.#place), `.${basename(this.#place)}.new-${process.pid}`);
    closeSync(openSync(this.path, "wx"));
  }

  /**
   * Moves the finished file to its place.
   *
   * @param replace - whether a file that stands there goes; it must not be in use.
   * @throws {DatabaseFileError} where a file stands there and is not to be replaced.
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

  /** Removes what was built. */
  discard(): void {
    for (const end of ["", ...COMPANIONS]) rmSync(this.path + end, { force: true });
  }

  /** A link fails where somebody else made the file meanwhile; where links are unknown, the rename has to do. */
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

  /** The old file's lock is held meanwhile, and its journal goes with it: it must not be played into the new file. */
  async #replace(mode: number): Promise<void> {
    const unlock = await lockDatabase(this.#place);
    try {
      // A file that nobody may use would be no database.
      chmodSync(this.path, mode | 0o600);
      for (const end of COMPANIONS) rmSync(this.#place + end, { force: true });
      renameSync(this.path, this.#place);
    } finally {
      await unlock();
    }
  }
}

/** Takes the write lock of a database that may be damaged or none at all, in which case nobody can be using it. */
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
