import { type FileStat, fileError, type LockKind, type StorageFile } from "../storage/file-storage.js";
import type { MapRange } from "../storage/shared-memory.js";
import type { WasmMemory } from "../wasm/wasm-memory.js";
import { WalIndexCopy } from "./wal-index-copy.js";
import { MAPPED_BYTES, REGION_BYTES } from "./wal-index-layout.js";

/** This many clock calls in a row mean that SQLite sleeps; then the thread sleeps too, for short intervals. */
const SLEEPING_CLOCK_CALLS = 3;
const MOMENT = 0.05;
const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** An open file that may be the index of a WAL. */
export interface IndexFile {
  readonly path: string;
  readonly file: StorageFile;
}

/**
 * The indexes of WALs that SQLite has mapped, each refreshed and published at the calls at which SQLite relies on
 * shared memory.
 *
 * A second try to read an index comes without a lock call before it: SQLite releases its locks, sleeps, and reads the
 * header. So the header is also refreshed after a lock was released and at the clock calls during the sleep.
 */
export class IndexBridge {
  readonly #indexes = new Map<IndexFile, WalIndexCopy>();
  #clockCalls = 0;

  /**
   * Bytes of the WAL that belong to the state which the last statement, if it was the first of its transaction, has
   * begun to read through an index; undefined if none is mapped.
   */
  snapshotBytes(indexPath: string): number | undefined {
    for (const [{ path }, index] of this.#indexes) if (path === indexPath && !index.isEmpty) return index.snapshotBytes;
    return undefined;
  }

  /** Refreshes the headers. */
  refresh(): void {
    for (const index of this.#indexes.values()) index.refresh("header");
  }

  /** Maps a part of a file, and returns the address of SQLite's copy. */
  map(entry: IndexFile, range: MapRange, memory: WasmMemory, allocate: (bytes: number) => number): number {
    if (entry.file.map === undefined) throw fileError("ENODEV", "mmap", entry.path);
    const index = this.#indexes.get(entry) ?? new WalIndexCopy(entry.file, entry.path, memory);
    const pointer = index.add(range, allocate);
    this.#indexes.set(entry, index);
    return pointer;
  }

  /** Ends the mapping that begins at a position of the file. */
  unmap(entry: IndexFile, position: number): void {
    this.#indexes.get(entry)?.remove(position);
  }

  /** Forgets a file that is about to be closed. */
  close(entry: IndexFile): void {
    this.#indexes.get(entry)?.release();
    this.#indexes.delete(entry);
  }

  /** Sets or clears a lock, with the copies as current as SQLite expects shared memory to be around it. */
  lock(entry: IndexFile, kind: LockKind | "none", start: number, length: number): boolean {
    if (this.#indexes.size === 0) return entry.file.lock(kind, start, length);
    for (const index of this.#indexes.values()) index.publish();
    const isDone = entry.file.lock(kind, start, length);
    for (const [file, index] of this.#indexes) {
      if (isDone && file === entry) index.afterLock(kind, start, length);
      // Under the lock of a database file SQLite may write its index without locks of its own.
      else index.refresh(isDone && !this.#indexes.has(entry) ? "all" : "header");
    }
    return isDone;
  }

  /**
   * Publishes the changes of SQLite before its next call on another file, because other processes must see them first.
   */
  beforeChange(entry: IndexFile): void {
    for (const [file, index] of this.#indexes) if (file !== entry) index.publishHeader();
  }

  /** Notes a call on a file: SQLite does not sleep. */
  onFileCall(): void {
    this.#clockCalls = 0;
  }

  /** Notes a call of the clock. */
  onClock(): void {
    if (this.#indexes.size === 0) return;
    if (++this.#clockCalls > SLEEPING_CLOCK_CALLS) Atomics.wait(sleeper, 0, 0, MOMENT);
    this.refresh();
  }

  /**
   * A file as long as its mapping: SQLite in WASM has pages of 64 KiB, and would need the writer's lock to extend an
   * index with an odd number of regions. The part beyond the end of the file is empty.
   */
  stat({ path, file }: IndexFile): FileStat {
    const stat = file.stat();
    if (!path.endsWith("-shm") || file.map === undefined || stat.size < REGION_BYTES) return stat;
    const regions = Math.floor(stat.size / REGION_BYTES);
    const size = Math.ceil((regions * REGION_BYTES) / MAPPED_BYTES) * MAPPED_BYTES;
    return { ...stat, size: Math.max(size, stat.size) };
  }
}
