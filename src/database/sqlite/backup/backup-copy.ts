import { randomBytes } from "node:crypto";
import { basename, dirname, join } from "node:path";
import type { BackupOptions } from "../../connection.js";
import { InterruptedError } from "../../interrupted-error.js";
import type { FileStorage, StorageFile } from "../storage/file-storage.js";

const PIECE = 1 << 20;
/** Permissions of a copy that is for one user alone. */
const PRIVATE = 0o600;
const NEW = { write: true, create: true, exclusive: true };
const READ_ONLY = { write: false, create: false, exclusive: false, mode: 0 };

/** The source of a backup: the database as a storage shows it, and the part of its WAL that counts. */
export interface BackupSource {
  readonly storage: FileStorage;
  readonly path: string;
  /** Zero where the database has no WAL, or has it all in itself. */
  readonly walBytes: number;
}

/** A copy under a temporary name beside its final one. */
export class BackupCopy {
  readonly #storage: FileStorage;
  readonly #target: string;
  readonly #isPrivate: boolean;
  /** Where the copy is until it is published. */
  readonly path: string;

  constructor(storage: FileStorage, target: string, { isPrivate = false }: BackupOptions) {
    this.#storage = storage;
    this.#target = target;
    this.#isPrivate = isPrivate;
    this.path = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
  }

  /** The name of the copy for messages. */
  get name(): string {
    return `The ${this.#isPrivate ? "private copy" : "backup"} ${this.#target}`;
  }

  /**
   * Makes the copy an empty file for this user alone, if it is to be private; SQLite would make it readable for
   * everybody.
   */
  claim(): void {
    if (this.#isPrivate) this.#storage.open(this.path, { ...NEW, mode: PRIVATE }).close();
  }

  /** Copies the source, piece by piece, with turns of the event loop between the pieces. */
  async fill(source: BackupSource, options: BackupOptions): Promise<void> {
    const suffixes = source.walBytes > 0 ? ["", "-wal"] : [""];
    const sizes = [source.storage.stat(source.path, true)?.size ?? 0, source.walBytes];
    const total = sizes[0]! + sizes[1]!;
    let done = 0;
    for (const [index, suffix] of suffixes.entries()) {
      await this.#copyFile(source, suffix, sizes[index]!, (count) => {
        done += count;
        options.onProgress?.({ done, total });
        if (options.signal?.aborted) throw new InterruptedError(options.signal.reason);
      });
    }
  }

  /** Flushes the copy to the disk. */
  sync(): void {
    this.#use(this.path, { ...READ_ONLY, write: true }, (file) => file.sync());
  }

  /** Gives the copy its name. */
  publish(): void {
    this.#storage.rename(this.path, this.#target);
    // SQLite removes a finished WAL, but ignores a failure.
    this.discard();
    this.#use(dirname(this.#target), READ_ONLY, (folder) => {
      try {
        folder.sync();
      } catch (error) {
        // Some file systems cannot sync a folder; others would report a failure.
        if (!["EINVAL", "ENOTSUP", "EPERM", "EISDIR"].includes((error as NodeJS.ErrnoException).code ?? ""))
          throw error;
      }
    });
  }

  /** Removes the file with the temporary name. */
  discard(): void {
    for (const suffix of ["", "-wal", "-shm", "-journal"]) {
      try {
        if (this.#storage.stat(this.path + suffix, false) !== undefined) this.#storage.remove(this.path + suffix);
      } catch {
        // The failure that led here is the one to report.
      }
    }
  }

  async #copyFile(source: BackupSource, suffix: string, size: number, onPiece: (count: number) => void): Promise<void> {
    const from = source.storage.open(source.path + suffix, READ_ONLY);
    try {
      const { mode, uid, gid } = from.stat();
      const to = this.#storage.open(this.path + suffix, { ...NEW, mode: this.#isPrivate ? PRIVATE : mode & 0o700 });
      try {
        // The copy of a read-only database must be writable.
        if (!this.#isPrivate) keepOwner(to, mode, uid, gid);
        const buffer = new Uint8Array(PIECE);
        for (let position = 0; position < size; ) {
          const count = from.read(buffer.subarray(0, Math.min(PIECE, size - position)), position);
          if (count === 0) break;
          to.write(buffer.subarray(0, count), position);
          position += count;
          onPiece(count);
          await new Promise((resolve) => setImmediate(resolve));
        }
        to.sync();
      } finally {
        to.close();
      }
    } finally {
      from.close();
    }
  }

  #use(path: string, options: typeof READ_ONLY, use: (file: StorageFile) => void): void {
    const file = this.#storage.open(path, options);
    try {
      use(file);
    } finally {
      file.close();
    }
  }
}

/** Gives a copy the owner, group and permissions of its original, as far as the process may. */
export function keepOwner(file: StorageFile, mode: number, uid: number, gid: number): void {
  const own = file.stat();
  const isOwned = (own.uid === uid && own.gid === gid) || mayOwn(file, uid, gid);
  // Only root may change the owner; otherwise the copy belongs to its maker. A member of the group may still set the
  // group.
  const isGrouped = isOwned || own.gid === gid || mayOwn(file, own.uid, gid);
  // The permissions of the group are not meant for another group. A copy of data is not a program: it gets no setuid
  // bits.
  const kept = mode & (isGrouped ? ~0o7000 : ~0o7070);
  if (own.mode !== kept) file.setPermissions(kept);
}

function mayOwn(file: StorageFile, uid: number, gid: number): boolean {
  try {
    file.setOwner(uid, gid);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error;
    return false;
  }
}
