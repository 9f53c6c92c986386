import { closeAll } from "./close-all.js";
import {
  type AccessMode,
  type FileStat,
  type FileStorage,
  fileError,
  type LockKind,
  type OpenOptions,
  type StorageFile,
} from "./file-storage.js";
import { OverlayContent } from "./overlay-file.js";
import { PassThroughStorage } from "./pass-through-storage.js";

/** Names that SQLite gives its temporary files. */
const TEMPORARY = /(?:^|[\\/])etilqs_[^\\/]*$/;

/**
 * How a view treats locks: `pass` passes read locks to the files below; `pretend` grants everything, because the maker
 * of the view holds the locks.
 */
export type ViewLocking = "pass" | "pretend";

/**
 * A view of database files in which they can be recovered and read without being changed.
 *
 * SQLite changes files even when it only reads: it makes a missing database, and it rolls the journal of a crashed
 * process back. Here such changes stay in memory and are forgotten with the lock under which they were made. The view
 * may act as the exclusive owner while it only has a read lock: nobody can write as long as that is held, so it is safe
 * to roll back the changes of another process in memory.
 */
export class ViewStorage extends PassThroughStorage {
  readonly #locking: ViewLocking;
  readonly #identity: bigint;
  readonly #contents = new Map<string, ViewEntry>();
  readonly #removed = new Set<string>();

  /** `identity` keeps SQLite from treating the view and a real connection in this process as one file. */
  constructor(base: FileStorage, locking: ViewLocking, identity: number) {
    super(base);
    this.#locking = locking;
    this.#identity = BigInt(identity);
  }

  override open(path: string, options: OpenOptions): StorageFile {
    if (TEMPORARY.test(path)) return this.base.open(path, options);
    const found = this.stat(path, true);
    if (found === undefined && !options.create) throw fileError("ENOENT", "open", path);
    if (found !== undefined && options.exclusive) throw fileError("EEXIST", "open", path);
    if (found?.kind === "folder") return new ViewFolder(found);
    const entry = this.#contents.get(path) ?? this.#enter(path, found !== undefined);
    this.#removed.delete(path);
    entry.users++;
    return new ViewFile(entry, this.#locking, () => this.#forget());
  }

  override stat(path: string, followLinks: boolean): FileStat | undefined {
    if (TEMPORARY.test(path)) return this.base.stat(path, followLinks);
    if (this.#removed.has(path)) return undefined;
    const entry = this.#contents.get(path);
    return entry === undefined ? this.base.stat(path, followLinks) : entry.stat();
  }

  override isAccessible(path: string, mode: AccessMode): boolean {
    if (this.#removed.has(path)) return false;
    return this.#contents.has(path) || this.base.isAccessible(path, mode);
  }

  override remove(path: string): void {
    if (TEMPORARY.test(path)) {
      this.base.remove(path);
      return;
    }
    if (this.stat(path, false) === undefined) throw fileError("ENOENT", "unlink", path);
    this.#removed.add(path);
    this.#contents.get(path)?.content.truncate(0);
  }

  override rename(from: string): void {
    throw fileError("EROFS", "rename", from);
  }

  /** Closes the files below, once SQLite has closed its own. */
  close(): void {
    const files = [...this.#contents.values()].map(({ file }) => file);
    this.#contents.clear();
    closeAll(files.map((file) => () => file?.close()));
  }

  #enter(path: string, isThere: boolean): ViewEntry {
    const file = isThere ? this.base.open(path, READ_ONLY) : undefined;
    const entry = new ViewEntry(file, this.#identity);
    try {
      // Others may append to a WAL that is read; the view continues to show the earlier content.
      if (this.#locking === "pretend" && file !== undefined) entry.content.truncate(file.stat().size);
    } catch (error) {
      file?.close();
      throw error;
    }
    this.#contents.set(path, entry);
    return entry;
  }

  #forget(): void {
    this.#removed.clear();
    for (const [path, { content, file, users }] of this.#contents) {
      content.reset();
      if (users > 0) continue;
      // SQLite has checked this journal; next time it may be another one, or missing.
      this.#contents.delete(path);
      file?.close();
    }
  }
}

const EMPTY_STAT: FileStat = {
  kind: "file",
  size: 0,
  mode: 0o644,
  uid: 0,
  gid: 0,
  device: 0,
  inode: 0n,
  links: 1,
  changed: 0n,
};

/** Each view holds its locks by itself: the end of one's statement must not end another's backup. */
const READ_ONLY: OpenOptions = { write: false, create: false, exclusive: false, mode: 0, ownLocks: true };

/** A file in a view, however often SQLite has it open. */
class ViewEntry {
  readonly file: StorageFile | undefined;
  readonly content: OverlayContent;
  readonly #identity: bigint;
  users = 0;

  constructor(file: StorageFile | undefined, identity: bigint) {
    this.file = file;
    this.content = new OverlayContent(file);
    this.#identity = identity;
  }

  stat(): FileStat {
    const stat = this.content.stat() ?? { ...EMPTY_STAT, size: this.content.size };
    return { ...stat, device: 0, inode: (stat.inode & 0xffffffffn) | (this.#identity << 32n) };
  }
}

class ViewFile implements StorageFile {
  readonly #entry: ViewEntry;
  readonly #content: OverlayContent;
  readonly #file: StorageFile | undefined;
  readonly #locking: ViewLocking;
  readonly #onUnlock: () => void;

  constructor(entry: ViewEntry, locking: ViewLocking, onUnlock: () => void) {
    this.#entry = entry;
    this.#content = entry.content;
    this.#file = entry.file;
    this.#locking = locking;
    this.#onUnlock = onUnlock;
  }

  read(buffer: Uint8Array, position: number): number {
    return this.#content.read(buffer, position);
  }

  write(buffer: Uint8Array, position: number): void {
    // With pretended locks there is nothing to recover in place: a WAL is read, and must not be checkpointed.
    if (this.#locking === "pretend" && this.#file !== undefined) throw fileError("EROFS", "write", "");
    this.#content.write(buffer, position);
  }

  truncate(size: number): void {
    if (this.#locking === "pretend" && this.#file !== undefined) throw fileError("EROFS", "truncate", "");
    this.#content.truncate(size);
  }

  sync(): void {
    // Nothing here is on a disk.
  }

  stat(): FileStat {
    return this.#entry.stat();
  }

  setPermissions(): void {
    // The file below keeps its own.
  }

  setOwner(): void {
    // The file below keeps its own.
  }

  lock(kind: LockKind | "none", start: number, length: number): boolean {
    if (this.#locking === "pretend" || this.#file === undefined || kind === "write") return true;
    const done = this.#file.lock(kind, start, length);
    // SQLite clears its locks one by one, and all of them at once at the end of a transaction.
    if (kind === "none" && length === 0) this.#onUnlock();
    return done;
  }

  lockInTheWay(kind: LockKind, start: number, length: number): LockKind | "none" {
    if (this.#locking === "pretend" || this.#file === undefined) return "none";
    return this.#file.lockInTheWay(kind, start, length);
  }

  close(): void {
    // The view closes the file below; SQLite opens and closes a journal several times under one lock.
    this.#entry.users--;
  }
}

class ViewFolder implements StorageFile {
  readonly #stat: FileStat;

  constructor(stat: FileStat) {
    this.#stat = stat;
  }

  read(): number {
    throw fileError("EISDIR", "read", "");
  }
  write(): void {
    throw fileError("EISDIR", "write", "");
  }
  truncate(): void {
    throw fileError("EISDIR", "truncate", "");
  }
  sync(): void {
    // Nothing in a view is on a disk.
  }
  stat(): FileStat {
    return this.#stat;
  }
  setPermissions(): void {
    // A view changes nothing.
  }
  setOwner(): void {
    // A view changes nothing.
  }
  lock(): boolean {
    return true;
  }
  lockInTheWay(): "none" {
    return "none";
  }
  close(): void {
    // Nothing was opened.
  }
}
