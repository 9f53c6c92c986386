import { RangeLocks } from "../locks/range-locks.js";
import {
  type FileStat,
  type FileStorage,
  fileError,
  type LockKind,
  type OpenOptions,
  type StorageFile,
} from "./file-storage.js";
import { OverlayContent } from "./overlay-file.js";

/** The files that several {@link MemoryFileStorage} share, as processes share a disk. */
export class MemoryDisk {
  readonly files = new Map<string, MemoryInode>();
  #lastNumber = 0;

  /** A number that was not used before. */
  nextNumber(): number {
    return ++this.#lastNumber;
  }
}

/**
 * Files that live in memory, with the same rules as real ones, for tests and for places without a disk. To the others
 * each storage is one process, with the locks of one.
 */
export class MemoryFileStorage implements FileStorage {
  readonly #disk: MemoryDisk;
  readonly #files: Map<string, MemoryInode>;
  /** Different for each storage, or SQLite would take the files of two of them for those of one process. */
  readonly #device: number;

  constructor(disk: MemoryDisk = new MemoryDisk()) {
    this.#disk = disk;
    this.#files = disk.files;
    this.#device = disk.nextNumber();
  }

  open(path: string, options: OpenOptions): StorageFile {
    if (isFolder(path)) return new MemoryFile(FOLDER, this.#device, this.#device, options.write);
    let inode = this.#files.get(path);
    if (inode === undefined && !options.create) throw fileError("ENOENT", "open", path);
    if (inode !== undefined && options.create && options.exclusive) throw fileError("EEXIST", "open", path);
    if (inode === undefined) {
      inode = new MemoryInode("file", BigInt(this.#disk.nextNumber()), options.mode & 0o755);
      this.#files.set(path, inode);
    }
    const owner = options.ownLocks ? this.#disk.nextNumber() : this.#device;
    return new MemoryFile(inode, this.#device, owner, options.write);
  }

  stat(path: string): FileStat | undefined {
    return isFolder(path) ? FOLDER.stat(this.#device) : this.#files.get(path)?.stat(this.#device);
  }

  readLink(path: string): string {
    throw fileError("EINVAL", "readlink", path);
  }

  isAccessible(path: string): boolean {
    return isFolder(path) || this.#files.has(path);
  }

  remove(path: string): void {
    if (!this.#files.delete(path)) throw fileError("ENOENT", "unlink", path);
  }

  rename(from: string, to: string): void {
    const inode = this.#files.get(from);
    if (inode === undefined) throw fileError("ENOENT", "rename", from);
    if (this.#files.has(to)) throw fileError("EEXIST", "rename", to);
    this.#files.set(to, inode);
    this.#files.delete(from);
  }

  posixPath(path: string): string {
    return path;
  }

  currentFolder(): string {
    return "/";
  }
}

/** There are three folders: the root, one to put files into, and SQLite's own for temporary ones. */
function isFolder(path: string): boolean {
  return path === "/" || path === "/memory" || path === "/tmp";
}

class MemoryInode {
  readonly content = new OverlayContent(undefined);
  readonly locks = new RangeLocks<number>();
  /** How often each owner of locks has it open. */
  readonly users = new Map<number, number>();
  readonly #kind: "file" | "folder";
  readonly #number: bigint;
  mode: number;
  uid = 0;
  gid = 0;
  changed = 0n;

  constructor(kind: "file" | "folder", number: bigint, mode: number) {
    this.#kind = kind;
    this.#number = number;
    this.mode = mode;
  }

  stat(device: number): FileStat {
    const { mode, uid, gid, changed } = this;
    return {
      kind: this.#kind,
      size: this.content.size,
      mode,
      uid,
      gid,
      device,
      inode: this.#number,
      links: 1,
      changed,
    };
  }
}

const FOLDER = new MemoryInode("folder", 0n, 0o755);

class MemoryFile implements StorageFile {
  readonly #inode: MemoryInode;
  readonly #device: number;
  readonly #owner: number;
  readonly #isWritable: boolean;

  constructor(inode: MemoryInode, device: number, owner: number, isWritable: boolean) {
    this.#inode = inode;
    this.#device = device;
    this.#owner = owner;
    this.#isWritable = isWritable;
    inode.users.set(owner, (inode.users.get(owner) ?? 0) + 1);
  }

  read(buffer: Uint8Array, position: number): number {
    return this.#inode.content.read(buffer, position);
  }

  write(buffer: Uint8Array, position: number): void {
    this.#mustWrite("write");
    this.#inode.content.write(buffer, position);
  }

  truncate(size: number): void {
    this.#mustWrite("truncate");
    this.#inode.content.truncate(size);
  }

  sync(): void {
    // Memory needs no sync.
  }

  stat(): FileStat {
    return this.#inode.stat(this.#device);
  }

  setPermissions(mode: number): void {
    this.#inode.mode = mode;
  }

  setOwner(uid: number, gid: number): void {
    this.#inode.uid = uid;
    this.#inode.gid = gid;
  }

  lock(kind: LockKind | "none", start: number, length: number): boolean {
    const { locks } = this.#inode;
    if (kind === "write" && !this.#isWritable) throw fileError("EBADF", "fcntl", "a file opened for reading");
    if (kind !== "none" && locks.inTheWay(this.#owner, kind, start, length) !== "none") return false;
    locks.set(this.#owner, kind, start, length);
    return true;
  }

  lockInTheWay(kind: LockKind, start: number, length: number): LockKind | "none" {
    return this.#inode.locks.inTheWay(this.#owner, kind, start, length);
  }

  close(): void {
    const left = this.#inode.users.get(this.#owner)! - 1;
    if (left > 0) {
      this.#inode.users.set(this.#owner, left);
      return;
    }
    this.#inode.users.delete(this.#owner);
    this.#inode.locks.set(this.#owner, "none", 0, 0);
  }

  #mustWrite(call: string): void {
    if (!this.#isWritable) throw fileError("EBADF", call, "a file opened for reading");
    this.#inode.changed++;
  }
}
