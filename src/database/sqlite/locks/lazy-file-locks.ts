import type { LockKind } from "../storage/file-storage.js";
import type { FileLocks } from "./file-locks.js";

/** Locks that are loaded when the first one is needed: a database in memory never needs them. */
export class LazyFileLocks implements FileLocks {
  readonly #load: () => FileLocks;
  #locks: FileLocks | undefined;

  constructor(load: () => FileLocks) {
    this.#load = load;
  }

  get ownedByFile(): boolean {
    return this.#loaded.ownedByFile;
  }

  set(fd: number, kind: LockKind | "none", start: number, length: number): boolean {
    return this.#loaded.set(fd, kind, start, length);
  }

  inTheWay(fd: number, kind: LockKind, start: number, length: number): LockKind | "none" {
    return this.#loaded.inTheWay(fd, kind, start, length);
  }

  release(fd: number): void {
    this.#locks?.release(fd);
  }

  get #loaded(): FileLocks {
    this.#locks ??= this.#load();
    return this.#locks;
  }
}
