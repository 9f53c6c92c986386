import type { FileStat, FileStorage, StorageFile } from "../storage/file-storage.js";
import { IndexBridge } from "../wal-index/index-bridge.js";
import { ReadAhead } from "./read-ahead.js";
import { wasiErrno } from "./wasi-errno.js";
import type { WasmImports } from "./wasm-imports.js";
import type { WasmMemory } from "./wasm-memory.js";

/** Our descriptors start here; smaller ones belong to Emscripten's own file system. */
const FIRST_DESCRIPTOR = 1 << 16;

const OPEN = { accessMode: 3, write: 2, create: 0o100, exclusive: 0o200 } as const;
const AT_SYMLINK_NOFOLLOW = 0x100;
const FILE_TYPES = { file: 0o100000, folder: 0o040000, link: 0o120000 } as const;
const ERRNO = { badDescriptor: 8, again: 6, invalid: 28, noEntry: 44, range: 68 } as const;
const FCNTL_GET_LOCK = new Set([5, 12]);
const FCNTL_SET_LOCK = new Set([6, 7, 13, 14]);
const LOCK_KINDS = ["read", "write", "none"] as const;
const PROTECTION_WRITE = 2;

interface OpenEntry {
  readonly path: string;
  readonly file: StorageFile;
  readonly ahead: ReadAhead;
  position: bigint;
}

/**
 * Connects SQLite's file calls to a {@link FileStorage}.
 *
 * SQLite in sql.js is compiled with its ordinary unix storage layer, whose calls are imports of the WASM module. Here
 * each of them goes to the storage of the database that is being used right now; only device files, from which SQLite
 * takes its random numbers, stay with Emscripten.
 */
export class WasmFileBridge {
  readonly #files = new Map<number, OpenEntry>();
  #nextDescriptor = FIRST_DESCRIPTOR;
  readonly #indexes = new IndexBridge();
  #memory: WasmMemory | undefined;
  #allocate: (size: number) => number = () => 0;
  #storage: FileStorage | undefined;
  /** The file that could not be opened for writing a moment ago. */
  #refused: { readonly path: string; readonly error: unknown } | undefined;
  /** The last error of a file call, for the message, because SQLite's own code does not name it. */
  lastError: NodeJS.ErrnoException | undefined;

  /** Binds to the memory of the module, once it exists. */
  attach(memory: WasmMemory): void {
    this.#memory = memory;
  }

  /** Takes the module's `malloc`, from which the memory of mapped files comes. */
  attachAllocator(allocate: (size: number) => number): void {
    this.#allocate = allocate;
  }

  /**
   * Bytes of the WAL that belong to the state which the last statement, if it was the first of its transaction, has
   * begun to read through an index; undefined if none is mapped.
   */
  walSnapshotBytes(indexPath: string): number | undefined {
    return this.#indexes.snapshotBytes(indexPath);
  }

  /** Runs a call into SQLite with its file calls going to the storage. */
  within<T>(storage: FileStorage, call: () => T): T {
    const before = this.#storage;
    this.#storage = storage;
    // So SQLite sees the changes of others since the last call without the second try that it would need otherwise.
    this.#indexes.refresh();
    // Others may have changed a file since the last call into SQLite. The calls for locks are not enough to notice it: SQLite
    // makes none for a lock that another connection of this module already holds.
    this.#forgetAhead();
    try {
      return call();
    } finally {
      this.#storage = before;
    }
  }

  /** Closes every file, for a module that can no longer do it. */
  closeAll(): void {
    for (const entry of this.#files.values()) {
      try {
        this.#indexes.close(entry);
        entry.file.close();
      } catch {
        // The other files must be closed nevertheless.
      }
    }
    this.#files.clear();
  }

  /** The module's imports with the file calls replaced; `original` has all of them by their real names. */
  imports(original: WasmImports): WasmImports {
    const fallback = original as Record<string, (...args: unknown[]) => unknown>;
    /** A call on a descriptor: ours, or else Emscripten's. */
    const onFile =
      (name: string, sign: 1 | -1, run: (entry: OpenEntry, ...args: never[]) => number) =>
      (fd: number, ...args: never[]): unknown => {
        const entry = this.#files.get(fd);
        return entry === undefined ? fallback[name]!(fd, ...args) : this.#guard(sign, () => run(entry, ...args));
      };
    /** A call on the path at a given argument, which may be relative to a folder's descriptor (SQLite never does). */
    const onPath =
      (name: string, index: number, run: (storage: FileStorage, path: string, ...args: never[]) => number) =>
      (...args: never[]): unknown => {
        const path = this.#memory!.string((args as readonly unknown[])[index] as number);
        const storage = this.#storage;
        if (storage === undefined || path.startsWith("/dev/")) return fallback[name]!(...args);
        return this.#guard(-1, () => run(storage, path, ...args));
      };

    const replaced: Record<string, (...args: never[]) => unknown> = {
      __syscall_openat: onPath("__syscall_openat", 1, (storage, path, _folder, _path, flags: number, rest: number) =>
        this.#open(storage, path, flags, rest),
      ),
      __syscall_stat64: onPath("__syscall_stat64", 0, (storage, path, _path, target: number) =>
        this.#writeStat(storage.stat(path, true), target),
      ),
      __syscall_lstat64: onPath("__syscall_lstat64", 0, (storage, path, _path, target: number) =>
        this.#writeStat(storage.stat(path, false), target),
      ),
      __syscall_newfstatat: onPath(
        "__syscall_newfstatat",
        1,
        (storage, path, _folder, _path, target: number, flags: number) =>
          this.#writeStat(storage.stat(path, (flags & AT_SYMLINK_NOFOLLOW) === 0), target),
      ),
      __syscall_faccessat: onPath("__syscall_faccessat", 1, (storage, path, _folder, _path, mode: number) =>
        storage.isAccessible(path, mode & 2 ? "write" : mode & 4 ? "read" : "exists") ? 0 : -ERRNO.noEntry,
      ),
      __syscall_unlinkat: onPath("__syscall_unlinkat", 1, (storage, path) => {
        storage.remove(path);
        return 0;
      }),
      __syscall_readlinkat: onPath(
        "__syscall_readlinkat",
        1,
        (storage, path, _folder, _path, target: number, size: number) =>
          Buffer.from(storage.readLink(path)).copy(this.#memory!.bytes, target, 0, size),
      ),
      __syscall_getcwd: (target: number, size: number) => {
        if (this.#storage === undefined) return fallback["__syscall_getcwd"]!(target, size);
        const folder = Buffer.from(`${this.#storage.currentFolder()}\0`);
        return folder.length > size ? -ERRNO.range : folder.copy(this.#memory!.bytes, target);
      },
      __syscall_geteuid32: () => process.geteuid?.() ?? 0,
      __syscall_fstat64: onFile("__syscall_fstat64", -1, (entry, target: number) =>
        this.#writeStat(this.#indexes.stat(entry), target),
      ),
      __syscall_ftruncate64: onFile("__syscall_ftruncate64", -1, (entry, size: bigint) => {
        this.#indexes.beforeChange(entry);
        entry.ahead.forget();
        entry.file.truncate(Number(size));
        return 0;
      }),
      __syscall_fchmod: onFile("__syscall_fchmod", -1, (entry, mode: number) => {
        entry.file.setPermissions(mode);
        return 0;
      }),
      __syscall_fchown32: onFile("__syscall_fchown32", -1, (entry, uid: number, gid: number) => {
        entry.file.setOwner(uid, gid);
        return 0;
      }),
      __syscall_fcntl64: onFile("__syscall_fcntl64", -1, (entry, command: number, rest: number) =>
        this.#fcntl(entry, command, rest),
      ),
      fd_read: onFile("fd_read", 1, (entry, iovs: number, count: number, done: number) =>
        this.#transfer(entry, iovs, count, done, (buffer) => entry.ahead.read(buffer, Number(entry.position))),
      ),
      fd_write: onFile("fd_write", 1, (entry, iovs: number, count: number, done: number) =>
        this.#transfer(entry, iovs, count, done, (buffer) => {
          this.#indexes.beforeChange(entry);
          const position = Number(entry.position);
          entry.ahead.forgetRange(position, position + buffer.length);
          entry.file.write(buffer, position);
          return buffer.length;
        }),
      ),
      fd_seek: onFile("fd_seek", 1, (entry, offset: bigint, whence: number, target: number) => {
        const base = whence === 0 ? 0n : whence === 1 ? entry.position : BigInt(entry.file.stat().size);
        if (base + offset < 0n) return ERRNO.invalid;
        entry.position = base + offset;
        this.#memory!.view.setBigInt64(target, entry.position, true);
        return 0;
      }),
      fd_sync: onFile("fd_sync", 1, (entry) => {
        this.#indexes.beforeChange(entry);
        entry.file.sync();
        return 0;
      }),
      fd_close: (fd: number) => {
        const entry = this.#files.get(fd);
        if (entry === undefined) return fallback["fd_close"]!(fd);
        this.#files.delete(fd);
        return this.#guard(1, () => {
          this.#indexes.close(entry);
          entry.file.close();
          return 0;
        });
      },
      _mmap_js: (length: number, protection: number, ...rest: [number, number, bigint, number, number]) => {
        const [, fd, position, allocated, target] = rest;
        const entry = this.#files.get(fd);
        if (entry === undefined) return fallback["_mmap_js"]!(length, protection, ...rest);
        return this.#guard(-1, () => {
          const range = { position: Number(position), length, write: (protection & PROTECTION_WRITE) !== 0 };
          const pointer = this.#indexes.map(entry, range, this.#memory!, this.#allocate);
          // The C library frees the memory itself when it ends the mapping.
          this.#memory!.view.setInt32(allocated, 1, true);
          this.#memory!.view.setUint32(target, pointer, true);
          return 0;
        });
      },
      _munmap_js: (address: number, length: number, ...rest: [number, number, number, bigint]) => {
        const [, , fd, position] = rest;
        const entry = this.#files.get(fd);
        if (entry === undefined) return fallback["_munmap_js"]!(address, length, ...rest);
        return this.#guard(-1, () => {
          this.#indexes.unmap(entry, Number(position));
          return 0;
        });
      },
      emscripten_date_now: () => {
        this.#indexes.onClock();
        return fallback["emscripten_date_now"]!();
      },
      emscripten_get_now: () => {
        this.#indexes.onClock();
        return fallback["emscripten_get_now"]!();
      },
    };
    return { ...original, ...replaced } as WasmImports;
  }

  #guard(sign: 1 | -1, run: () => number): number {
    this.#indexes.onFileCall();
    try {
      return run();
    } catch (error) {
      this.lastError = error as NodeJS.ErrnoException;
      return sign * wasiErrno(error);
    }
  }

  #forgetAhead(): void {
    for (const { ahead } of this.#files.values()) ahead.forget();
  }

  #open(storage: FileStorage, path: string, flags: number, rest: number): number {
    const create = (flags & OPEN.create) !== 0;
    const write = (flags & OPEN.accessMode) !== 0;
    const refused = this.#refused;
    this.#refused = undefined;
    // If a file cannot be opened for writing, SQLite opens it read-only, and hides the reason until something is
    // written. For a reader it is enough that the index of a WAL can be read.
    if (!write && refused?.path === path && !path.endsWith("-shm")) throw refused.error;
    let file: StorageFile;
    try {
      file = storage.open(path, {
        write,
        create,
        exclusive: (flags & OPEN.exclusive) !== 0,
        mode: create ? this.#memory!.view.getUint32(rest, true) : 0,
      });
    } catch (error) {
      if (write) this.#refused = { path, error };
      throw error;
    }
    const fd = this.#nextDescriptor++;
    this.#files.set(fd, { path, file, ahead: new ReadAhead(file), position: 0n });
    return fd;
  }

  #transfer(entry: OpenEntry, iovs: number, count: number, done: number, run: (buffer: Buffer) => number): number {
    const { bytes, view } = this.#memory!;
    let total = 0;
    for (let index = 0; index < count; index++) {
      const start = view.getUint32(iovs + 8 * index, true);
      const length = view.getUint32(iovs + 8 * index + 4, true);
      const moved = run(bytes.subarray(start, start + length));
      entry.position += BigInt(moved);
      total += moved;
      if (moved < length) break;
    }
    view.setUint32(done, total, true);
    return 0;
  }

  #fcntl(entry: OpenEntry, command: number, rest: number): number {
    const { file } = entry;
    const { view } = this.#memory!;
    const get = FCNTL_GET_LOCK.has(command);
    // The other commands set and return flags of a descriptor, such as close-on-exec, which Node's descriptors always
    // have.
    if (!get && !FCNTL_SET_LOCK.has(command)) return 0;
    const flock = view.getUint32(rest, true);
    const kind = LOCK_KINDS[view.getInt16(flock, true)];
    if (kind === undefined) return -ERRNO.invalid;
    this.#forgetAhead();
    const start = Number(view.getBigInt64(flock + 8, true));
    const length = Number(view.getBigInt64(flock + 16, true));
    if (!get) return this.#indexes.lock(entry, kind, start, length) ? 0 : -ERRNO.again;
    if (kind === "none") return -ERRNO.invalid;
    view.setInt16(flock, LOCK_KINDS.indexOf(file.lockInTheWay(kind, start, length)), true);
    return 0;
  }

  #writeStat(stat: FileStat | undefined, target: number): number {
    if (stat === undefined) return -ERRNO.noEntry;
    const { bytes, view } = this.#memory!;
    bytes.fill(0, target, target + 96);
    view.setUint32(target, stat.device, true);
    view.setUint32(target + 4, FILE_TYPES[stat.kind] | stat.mode, true);
    view.setUint32(target + 8, stat.links, true);
    view.setUint32(target + 12, stat.uid, true);
    view.setUint32(target + 16, stat.gid, true);
    view.setBigInt64(target + 24, BigInt(stat.size), true);
    view.setInt32(target + 32, 4096, true);
    view.setInt32(target + 36, Math.ceil(stat.size / 512), true);
    view.setBigUint64(target + 88, stat.inode, true);
    return 0;
  }
}
