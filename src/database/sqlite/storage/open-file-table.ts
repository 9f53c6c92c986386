import type { FileLocks } from "../locks/file-locks.js";
import { closeAll } from "./close-all.js";
import type { FileCalls } from "./file-calls.js";

/** A descriptor with the number of its users. */
export interface SharedDescriptor {
  readonly fd: number;
  readonly calls: FileCalls;
  readonly locks: FileLocks;
  /** Ends one use; the descriptor is closed with the last. */
  release(): void;
}

/** How a descriptor is used. */
export interface DescriptorUse {
  readonly write: boolean;
  /** Whether the descriptor must not be shared, because its locks would be shared too. */
  readonly ownLocks: boolean;
  readonly calls: FileCalls;
  readonly locks: FileLocks;
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

  /** Takes over a new descriptor; if the file has one already, returns that and closes the new one. */
  adopt(fd: number, use: DescriptorUse): SharedDescriptor {
    const { calls, locks } = use;
    let stats: import("node:fs").BigIntStats;
    try {
      stats = calls.fstatSync(fd, { bigint: true });
    } catch (error) {
      calls.closeSync(fd);
      throw error;
    }
    // Folders are opened only to be synced, and have no locks.
    if (stats.isDirectory()) return new Descriptor(fd, use, () => calls.closeSync(fd));
    const key = `${stats.dev}:${stats.ino}`;
    let inode = this.#files.get(key);
    if (inode === undefined) {
      inode = new Inode(() => this.#files.delete(key));
      this.#files.set(key, inode);
    }
    if (!locks.ownedByFile) inode.closeAtOnce = false;
    return inode.adopt(fd, use);
  }
}

class Inode {
  /** Whether no lock on the file belongs to the process. */
  closeAtOnce = true;
  readonly #onUnused: () => void;
  readonly #open: Descriptor[] = [];
  readonly #deferred: (() => void)[] = [];

  constructor(onUnused: () => void) {
    this.#onUnused = onUnused;
  }

  adopt(fd: number, use: DescriptorUse): SharedDescriptor {
    const { calls, locks } = use;
    const known = use.ownLocks ? undefined : this.#open.find((entry) => entry.serves(use));
    if (known !== undefined) {
      known.users++;
      this.#close(() => calls.closeSync(fd));
      return known;
    }
    const added = new Descriptor(fd, use, () => {
      this.#open.splice(this.#open.indexOf(added), 1);
      // The locks end now, although the descriptor may have to stay open for those of others.
      closeAll([() => locks.release(fd), () => this.#close(() => calls.closeSync(fd))]);
    });
    this.#open.push(added);
    return added;
  }

  #close(close: () => void): void {
    this.#deferred.push(close);
    if (!this.closeAtOnce && this.#open.length > 0) return;
    const closing = this.#deferred.splice(0);
    if (this.#open.length === 0) this.#onUnused();
    closeAll(closing);
  }
}

class Descriptor implements SharedDescriptor {
  readonly fd: number;
  readonly #use: DescriptorUse;
  readonly #onLast: () => void;
  users = 1;

  constructor(fd: number, use: DescriptorUse, onLast: () => void) {
    this.fd = fd;
    this.#use = use;
    this.#onLast = onLast;
  }

  get calls(): FileCalls {
    return this.#use.calls;
  }

  get locks(): FileLocks {
    return this.#use.locks;
  }

  /** Whether another use may have this descriptor too. */
  serves({ write, calls, locks }: DescriptorUse): boolean {
    const own = this.#use;
    return !own.ownLocks && own.write === write && own.calls === calls && own.locks === locks;
  }

  release(): void {
    if (--this.users === 0) this.#onLast();
  }
}
