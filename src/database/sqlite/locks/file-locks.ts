import type { LockKind } from "../storage/file-storage.js";

/** Locks on ranges of bytes of an open file, as the operating system keeps them between processes. */
export interface FileLocks {
  /**
   * Whether a lock belongs to the open file. Otherwise it belongs to the process, as POSIX has it: closing any
   * descriptor of the file drops it.
   */
  readonly ownedByFile: boolean;
  /** Sets or clears without waiting; false where another owner's lock is in the way. */
  set(fd: number, kind: LockKind | "none", start: number, length: number): boolean;
  /** The kind of another owner's conflicting lock. */
  inTheWay(fd: number, kind: LockKind, start: number, length: number): LockKind | "none";
  /** Forgets a descriptor that is about to be closed. */
  release(fd: number): void;
}

/** No locks at all, for `?locking=none` in a URL. */
export const noFileLocks: FileLocks = {
  ownedByFile: true,
  set: () => true,
  inTheWay: () => "none",
  release() {
    // Nothing was locked.
  },
};
