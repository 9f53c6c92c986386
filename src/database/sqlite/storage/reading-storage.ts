import {
  type AccessMode,
  type FileStat,
  type FileStorage,
  fileError,
  type LockKind,
  type OpenOptions,
  type StorageFile,
} from "./file-storage.js";
import { PassThroughStorage } from "./pass-through-storage.js";

/**
 * The files of a WAL database for a connection that reads beside others: the index is writable, because readers set
 * their marks in it, and all other files are read-only.
 *
 * SQLite empties and deletes the WAL when the last connection closes. It requests an exclusive lock on the database
 * before that, which is refused here.
 */
export class ReadingStorage extends PassThroughStorage {
  readonly #path: string;

  /** `path` is that of the database. */
  constructor(base: FileStorage, path: string) {
    super(base);
    this.#path = path;
  }

  override open(path: string, options: OpenOptions): StorageFile {
    if (!this.#isKept(path)) return this.base.open(path, options);
    return new ReadingFile(this.base.open(path, { ...options, write: false, create: false, exclusive: false }));
  }

  override isAccessible(path: string, mode: AccessMode): boolean {
    return this.base.isAccessible(path, mode === "write" && this.#isKept(path) ? "read" : mode);
  }

  override remove(path: string): void {
    if (path.startsWith(this.#path)) throw fileError("EROFS", "unlink", path);
    this.base.remove(path);
  }

  override rename(from: string): void {
    throw fileError("EROFS", "rename", from);
  }

  #isKept(path: string): boolean {
    return path.startsWith(this.#path) && path !== `${this.#path}-shm`;
  }
}

/** A read-only file that SQLite opens as if it were writable. */
class ReadingFile implements StorageFile {
  readonly #file: StorageFile;

  constructor(file: StorageFile) {
    this.#file = file;
  }

  read(buffer: Uint8Array, position: number): number {
    return this.#file.read(buffer, position);
  }

  write(): void {
    throw fileError("EROFS", "write", "");
  }

  truncate(): void {
    throw fileError("EROFS", "truncate", "");
  }

  sync(): void {
    // Nothing was written.
  }

  stat(): FileStat {
    return this.#file.stat();
  }

  setPermissions(): void {
    // The file keeps its own.
  }

  setOwner(): void {
    // The file keeps its own.
  }

  lock(kind: LockKind | "none", start: number, length: number): boolean {
    return kind !== "write" && this.#file.lock(kind, start, length);
  }

  lockInTheWay(kind: LockKind, start: number, length: number): LockKind | "none" {
    return this.#file.lockInTheWay(kind, start, length);
  }

  close(): void {
    this.#file.close();
  }
}
