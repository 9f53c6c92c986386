import { constants, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import type { FileLocks } from "../locks/file-locks.js";
import type { FileCalls } from "./file-calls.js";
import {
  type AccessMode,
  type FileStat,
  type FileStorage,
  fileError,
  type LockKind,
  type OpenOptions,
  type StorageFile,
} from "./file-storage.js";
import type { OpenFileTable, SharedDescriptor } from "./open-file-table.js";
import type { MapRange, MemoryMaps, SharedMemory } from "./shared-memory.js";

/** The folder that SQLite tries first for its temporary files; its WASM sees no environment that names another. */
const SQLITE_FOLDER = "/var/tmp";
const TEMPORARY = /^\/var\/tmp(?:\/etilqs_[^/]*)?$/;

/**
 * The real file system. SQLite speaks POSIX: on Windows a path `C:\x` is `/C:/x` to it, and back again here.
 *
 * Descriptors come from a table with one for each file, because on some systems closing any descriptor of a file drops
 * the locks that the process has on it.
 */
export class NodeFileStorage implements FileStorage {
  readonly #calls: FileCalls;
  readonly #locks: FileLocks;
  readonly #table: OpenFileTable;
  readonly #maps: () => MemoryMaps | undefined;
  readonly #isWindows: boolean;
  /** Where temporary files go instead of SQLite's first choice; undefined to keep that. */
  readonly #temporaryFolder: string | undefined;

  /** `maps` gives the memory maps when the first one is needed; without it no memory is shared. */
  constructor(
    calls: FileCalls,
    locks: FileLocks,
    table: OpenFileTable,
    platform: string = process.platform,
    maps: () => MemoryMaps | undefined = () => undefined,
  ) {
    this.#maps = maps;
    this.#calls = calls;
    this.#locks = locks;
    this.#table = table;
    this.#isWindows = platform === "win32";
    const { SQLITE_TMPDIR, TMPDIR } = process.env;
    this.#temporaryFolder = SQLITE_TMPDIR ?? TMPDIR ?? (this.#isWindows ? tmpdir() : undefined);
  }

  open(path: string, options: OpenOptions): StorageFile {
    const access = options.write ? constants.O_RDWR : constants.O_RDONLY;
    const create = options.create ? constants.O_CREAT : 0;
    const exclusive = options.exclusive ? constants.O_EXCL : 0;
    const fd = this.#calls.openSync(this.#native(path), access | create | exclusive, options.mode);
    const { write, ownLocks = false } = options;
    return new NodeFile(this.#table.adopt(fd, { write, ownLocks, calls: this.#calls, locks: this.#locks }), this.#maps);
  }

  canMap(path: string): boolean {
    return this.#maps() !== undefined && !isOnNetwork(this.#native(path));
  }

  stat(path: string, followLinks: boolean): FileStat | undefined {
    try {
      const native = this.#native(path);
      return convertStat(
        followLinks ? this.#calls.statSync(native, { bigint: true }) : this.#calls.lstatSync(native, { bigint: true }),
      );
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  readLink(path: string): string {
    return this.posixPath(this.#calls.readlinkSync(this.#native(path)));
  }

  isAccessible(path: string, mode: AccessMode): boolean {
    const wanted = { exists: constants.F_OK, read: constants.R_OK, write: constants.R_OK | constants.W_OK }[mode];
    try {
      this.#calls.accessSync(this.#native(path), wanted);
      return true;
    } catch (error) {
      // A journal that cannot be looked up must not count as missing.
      if (["ENOENT", "ENOTDIR", "EACCES", "EROFS", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) {
        return false;
      }
      throw error;
    }
  }

  remove(path: string): void {
    this.#calls.unlinkSync(this.#native(path));
  }

  rename(from: string, to: string): void {
    try {
      // A second name, and then the first is removed: unlike a rename, this overwrites nothing.
      this.#calls.linkSync(this.#native(from), this.#native(to));
    } catch (error) {
      if (!NO_HARD_LINKS.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
      if (this.stat(to, false) !== undefined) throw fileError("EEXIST", "rename", to);
      this.#calls.renameSync(this.#native(from), this.#native(to));
      return;
    }
    this.remove(from);
  }

  currentFolder(): string {
    return this.posixPath(process.cwd());
  }

  posixPath(path: string): string {
    if (!this.#isWindows) return path;
    const slashes = path.replaceAll("\\", "/");
    return /^[A-Za-z]:/.test(slashes) || slashes.startsWith("//") ? `/${slashes}` : slashes;
  }

  #native(path: string): string {
    const folder = this.#temporaryFolder;
    const placed = folder !== undefined && TEMPORARY.test(path) ? folder + path.slice(SQLITE_FOLDER.length) : path;
    return this.#isWindows ? placed.replace(/^\/(?=[A-Za-z]:|\/)/, "").replaceAll("/", "\\") : placed;
  }
}

/** One use of a file's descriptor. */
class NodeFile implements StorageFile {
  readonly #shared: SharedDescriptor;
  readonly #maps: () => MemoryMaps | undefined;

  constructor(shared: SharedDescriptor, maps: () => MemoryMaps | undefined) {
    this.#shared = shared;
    this.#maps = maps;
  }

  read(buffer: Uint8Array, position: number): number {
    const { calls, fd } = this.#shared;
    let done = 0;
    while (done < buffer.length) {
      const count = calls.readSync(fd, buffer, done, buffer.length - done, position + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  }

  write(buffer: Uint8Array, position: number): void {
    const { calls, fd } = this.#shared;
    let done = 0;
    while (done < buffer.length) {
      const count = calls.writeSync(fd, buffer, done, buffer.length - done, position + done);
      if (count === 0) throw Object.assign(new Error("ENOSPC: write"), { code: "ENOSPC", syscall: "write" });
      done += count;
    }
  }

  truncate(size: number): void {
    this.#shared.calls.ftruncateSync(this.#shared.fd, size);
  }

  sync(): void {
    this.#shared.calls.fsyncSync(this.#shared.fd);
  }

  stat(): FileStat {
    return convertStat(this.#shared.calls.fstatSync(this.#shared.fd, { bigint: true }));
  }

  setPermissions(mode: number): void {
    this.#shared.calls.fchmodSync(this.#shared.fd, mode);
  }

  setOwner(uid: number, gid: number): void {
    this.#shared.calls.fchownSync(this.#shared.fd, uid, gid);
  }

  lock(kind: LockKind | "none", start: number, length: number): boolean {
    return this.#shared.locks.set(this.#shared.fd, kind, start, length);
  }

  lockInTheWay(kind: LockKind, start: number, length: number): LockKind | "none" {
    return this.#shared.locks.inTheWay(this.#shared.fd, kind, start, length);
  }

  close(): void {
    this.#shared.release();
  }

  map(range: MapRange): SharedMemory {
    const maps = this.#maps();
    if (maps === undefined) throw fileError("ENODEV", "mmap", `descriptor ${this.#shared.fd}`);
    return maps.map(this.#shared.fd, range);
  }
}

/** The errors of file systems that have no hard links. */
const NO_HARD_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EACCES"]);

function convertStat(stats: import("node:fs").BigIntStats): FileStat {
  return {
    kind: stats.isDirectory() ? "folder" : stats.isSymbolicLink() ? "link" : "file",
    size: Number(stats.size),
    mode: Number(stats.mode) & 0o7777,
    uid: Number(stats.uid),
    gid: Number(stats.gid),
    // The WASM side has 32 bits for a device.
    device: Number(stats.dev & 0xffffffffn),
    inode: stats.ino,
    links: Number(stats.nlink),
    changed: stats.mtimeNs,
  };
}

/** Linux's numbers of network file systems: NFS, SMB (three generations), AFS, 9P, Ceph, Coda. */
const NETWORK = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x01021997, 0x00c36400, 0x73757245]);

/**
 * Whether a file is on another machine, as far as that is known: there each machine maps memory of its own, which is
 * not shared.
 */
function isOnNetwork(path: string): boolean {
  if (path.startsWith("\\\\") || path.startsWith("//")) return true;
  if (process.platform !== "linux") return false;
  try {
    return NETWORK.has(Number(statfsSync(dirname(path)).type) >>> 0);
  } catch {
    return false;
  }
}
