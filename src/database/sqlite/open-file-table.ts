import type { FileCalls } from "./file-calls.js";
import type { FileLocks } from "./file-locks.js";

/** A descriptor with the number of its users. */
export interface SharedDescriptor {
  readonly fd: number;
  readonly calls: FileCalls;
  readonly locks: FileLocks;
  /** Gives up one use; the descriptor is closed with the last. */
  release(): void;
}

/**
 * The descriptors of one process, one for each file and kind of access.
 *
 * POSIX locks belong to the process: closing *any* descriptor of a file drops all of its locks. So a file that is
 * opened again gets the descriptor it has, and where locks belong to the process a descriptor stays open until no
 * other one of the same file is in use.
 */
export class OpenFileTable {
  readonly #files = new Map<string, Inode>();

  /** Takes over a descriptor just opened; hands back the one that the file had already, and then closes the new one. */
  adopt(fd: number, writable: boolean, calls: FileCalls, locks: FileLocks): SharedDescriptor {
    let stats: import("node:fs").BigIntStats;
    try {
      stats = calls.fstatSync(fd, { bigint: true });
    } catch (error) {
      calls.closeSync(fd);
      throw error;
    }
    // Folders are opened to be synced only, and lock nothing.
    if (stats.isDirectory()) return new Descriptor(fd, calls, locks, () => calls.closeSync(fd));
    const key = `${stats.dev}:${stats.ino}`;
    let inode = this.#files.get(key);
    if (inode === undefined) {
      inode = new Inode(locks.ownedByFile, () => this.#files.delete(key));
      this.#files.set(key, inode);
    }
    return inode.adopt(fd, writable, calls, locks);
  }
}

class Inode {
  readonly #closeAtOnce: boolean;
  readonly #onUnused: () => void;
  readonly #open: Descriptor[] = [];
  readonly #deferred: (() => void)[] = [];

  constructor(closeAtOnce: boolean, onUnused: () => void) {
    this.#closeAtOnce = closeAtOnce;
    this.#onUnused = onUnused;
  }

  adopt(fd: number, writable: boolean, calls: FileCalls, locks: FileLocks): SharedDescriptor {
    const known = this.#open.find(
      (entry) => entry.writable === writable && entry.calls === calls && entry.locks === locks,
    );
    if (known !== undefined) {
      this.#close(() => calls.closeSync(fd));
      known.users++;
      return known;
    }
    const added = new Descriptor(fd, calls, locks, () => {
      this.#open.splice(this.#open.indexOf(added), 1);
      this.#close(() => {
        locks.release(fd);
        calls.closeSync(fd);
      });
    });
    added.writable = writable;
    this.#open.push(added);
    return added;
  }

  #close(close: () => void): void {
    this.#deferred.push(close);
    if (!this.#closeAtOnce && this.#open.length > 0) return;
    const closing = this.#deferred.splice(0);
    if (this.#open.length === 0) this.#onUnused();
    for (const each of closing) each();
  }
}

class Descriptor implements SharedDescriptor {
  readonly fd: number;
  readonly calls: FileCalls;
  readonly locks: FileLocks;
  readonly #onLast: () => void;
  users = 1;
  writable = false;

  constructor(fd: number, calls: FileCalls, locks: FileLocks, onLast: () => void) {
    this.fd = fd;
    this.calls = calls;
    this.locks = locks;
    this.#onLast = onLast;
  }

  release(): void {
    if (--this.users === 0) this.#onLast();
  }
}
