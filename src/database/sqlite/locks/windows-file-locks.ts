import { fileError, type LockKind } from "../storage/file-storage.js";
import type { FileLocks } from "./file-locks.js";
import { rangeEnd } from "./range-locks.js";

/** The calls of Windows that lock ranges of a file. */
export interface WindowsLockCalls {
  /** `LockFileEx`, which fails at once if another handle has a conflicting lock; 0, or the number of the error. */
  lock(fd: number, isExclusive: boolean, start: number, length: number): number;
  /** `UnlockFileEx` of exactly one locked range; 0, or the number of the error. */
  unlock(fd: number, start: number, length: number): number;
}

interface Held {
  readonly start: number;
  readonly length: number;
  readonly kind: LockKind;
}

const ERROR_LOCK_VIOLATION = 33;
const ERROR_IO_PENDING = 997;

/**
 * SQLite's locks on Windows: the same bytes as on unix, locked with `LockFileEx`.
 *
 * Windows unlocks only ranges that were locked as such, and cannot turn a shared lock into an exclusive one. So the
 * ranges are kept in a list, and a lock of another kind is released and taken again, as SQLite's own storage layer for
 * Windows does; meanwhile the pending byte keeps others out.
 */
export class WindowsFileLocks implements FileLocks {
  readonly ownedByFile = true;
  readonly #calls: WindowsLockCalls;
  readonly #held = new Map<number, Held[]>();

  constructor(calls: WindowsLockCalls) {
    this.#calls = calls;
  }

  set(fd: number, kind: LockKind | "none", start: number, length: number): boolean {
    if (kind === "none") {
      this.#unlockWithin(fd, start, rangeEnd(start, length));
      return true;
    }
    const before = this.#of(fd).find((held) => held.start === start && held.length === length);
    if (before?.kind === kind) return true;
    if (before !== undefined) this.#unlock(fd, before);
    if (this.#lock(fd, { start, length, kind })) return true;
    if (before !== undefined && !this.#lock(fd, before)) throw fileError("EIO", "LockFileEx", `descriptor ${fd}`);
    return false;
  }

  inTheWay(fd: number, kind: LockKind, start: number, length: number): LockKind | "none" {
    const end = rangeEnd(start, length);
    if (this.#of(fd).some((held) => held.start < end && start < held.start + held.length)) return "none";
    const probe: Held = { start, length, kind };
    if (!this.#lock(fd, probe)) return "write";
    this.#unlock(fd, probe);
    return "none";
  }

  release(fd: number): void {
    // Windows releases the locks when the handle is closed.
    this.#held.delete(fd);
  }

  #unlockWithin(fd: number, start: number, end: number): void {
    for (const held of [...this.#of(fd)]) {
      if (start <= held.start && held.start + held.length <= end) this.#unlock(fd, held);
    }
  }

  #lock(fd: number, range: Held): boolean {
    const error = this.#calls.lock(fd, range.kind === "write", range.start, range.length);
    if (error === ERROR_LOCK_VIOLATION || error === ERROR_IO_PENDING) return false;
    if (error !== 0) throw fileError("EIO", `LockFileEx (error ${error})`, `descriptor ${fd}`);
    this.#of(fd).push(range);
    return true;
  }

  #unlock(fd: number, held: Held): void {
    const error = this.#calls.unlock(fd, held.start, held.length);
    if (error !== 0) throw fileError("EIO", `UnlockFileEx (error ${error})`, `descriptor ${fd}`);
    const list = this.#of(fd);
    list.splice(list.indexOf(held), 1);
  }

  #of(fd: number): Held[] {
    let list = this.#held.get(fd);
    if (list === undefined) {
      list = [];
      this.#held.set(fd, list);
    }
    return list;
  }
}
