import type { LockKind } from "../storage/file-storage.js";
import type { FileLocks } from "./file-locks.js";
import { RangeLocks } from "./range-locks.js";

/**
 * Locks for systems where they belong to the process, such as macOS.
 *
 * There the system sees no conflict between two descriptors of one process, and unlocking one descriptor releases the
 * locks of the other. So the process keeps its own list of locks for each file, and sets their union in the system.
 */
export class ProcessFileLocks implements FileLocks {
  readonly ownedByFile = false;
  readonly #native: FileLocks;
  readonly #identify: (fd: number) => string;
  readonly #files = new Map<string, RangeLocks<number>>();
  readonly #identities = new Map<number, string>();

  /** `identify` gives descriptors of the same file the same text. */
  constructor(native: FileLocks, identify: (fd: number) => string) {
    this.#native = native;
    this.#identify = identify;
  }

  set(fd: number, kind: LockKind | "none", start: number, length: number): boolean {
    const locks = this.#locksOf(fd);
    if (kind === "none") {
      this.#unlock(fd, locks, start, length);
      return true;
    }
    if (locks.inTheWay(fd, kind, start, length) !== "none") return false;
    if (!this.#native.set(fd, kind, start, length)) return false;
    locks.set(fd, kind, start, length);
    return true;
  }

  inTheWay(fd: number, kind: LockKind, start: number, length: number): LockKind | "none" {
    const own = this.#locksOf(fd).inTheWay(fd, kind, start, length);
    return own === "none" ? this.#native.inTheWay(fd, kind, start, length) : own;
  }

  release(fd: number): void {
    const key = this.#identities.get(fd);
    if (key === undefined) return;
    const locks = this.#files.get(key)!;
    this.#unlock(fd, locks, 0, 0);
    this.#identities.delete(fd);
    if (locks.isEmpty) this.#files.delete(key);
    this.#native.release(fd);
  }

  #unlock(fd: number, locks: RangeLocks<number>, start: number, length: number): void {
    const kept = locks.heldByOthers(fd, start, length);
    if (kept.length === 0) {
      this.#native.set(fd, "none", start, length);
    } else {
      this.#unlockBetween(fd, kept, start, length);
    }
    locks.set(fd, "none", start, length);
  }

  /** Releases the parts that no other owner holds; the rest becomes or stays a read lock, as the others have. */
  #unlockBetween(fd: number, kept: { start: number; end: number }[], start: number, length: number): void {
    let position = start;
    for (const part of kept.sort((a, b) => a.start - b.start)) {
      if (position < part.start) this.#native.set(fd, "none", position, part.start - position);
      this.#native.set(fd, "read", part.start, part.end === Number.POSITIVE_INFINITY ? 0 : part.end - part.start);
      position = Math.max(position, part.end);
    }
    if (length === 0 && position !== Number.POSITIVE_INFINITY) this.#native.set(fd, "none", position, 0);
    else if (position < start + length) this.#native.set(fd, "none", position, start + length - position);
  }

  #locksOf(fd: number): RangeLocks<number> {
    const key = this.#identities.get(fd) ?? this.#identify(fd);
    this.#identities.set(fd, key);
    let locks = this.#files.get(key);
    if (locks === undefined) {
      locks = new RangeLocks();
      this.#files.set(key, locks);
    }
    return locks;
  }
}
