import type { StorageFile } from "../storage/file-storage.js";

/** The size of a block in bytes. */
const BLOCK = 1 << 16;

/** The largest distance in bytes between two reads of one scan, which skips the pages of other tables and indexes. */
const GAP = 1 << 14;

/** The number of scans that are tracked at once: a rebuild reads one table, writes another and searches indexes of both. */
const SCANS = 4;

/**
 * Reads a file in blocks of several pages when SQLite reads one page after another, forwards or backwards. The system calls
 * take the time, not the bytes: up to a quarter of a run on a large table.
 *
 * SQLite trusts the pages in its cache only while it holds a lock. Blocks are kept for a shorter time: the owner of this
 * object calls {@link forget} before each call into SQLite and at each change of a lock, and {@link forgetRange} at each
 * write.
 */
export class ReadAhead {
  readonly #file: StorageFile;
  /** The most recently used scan comes first. */
  readonly #scans: Scan[] = [];

  constructor(file: StorageFile) {
    this.#file = file;
  }

  /** Fills the buffer from the position. Returns the number of bytes, which is smaller only at the end of the file. */
  read(buffer: Uint8Array, position: number): number {
    const end = position + buffer.length;
    const known =
      this.#scans.find((one) => one.has(position, end)) ?? this.#scans.find((one) => one.leadsTo(position, end));
    const scan = this.#inFront(known);
    if (known === undefined || buffer.length > GAP || !scan.prepare(this.#file, position, end)) {
      scan.restart(position, end);
      return this.#file.read(buffer, position);
    }
    return scan.take(buffer, position);
  }

  /** Forgets all blocks, because the file may change from now on. */
  forget(): void {
    for (const scan of this.#scans) scan.forget();
  }

  /** Forgets the blocks that overlap a range, because it is written. */
  forgetRange(start: number, end: number): void {
    for (const scan of this.#scans) if (scan.overlaps(start, end)) scan.forget();
  }

  /** Moves a scan to the front and returns it. Without one it takes a new scan or, if the list is full, its last one. */
  #inFront(known: Scan | undefined): Scan {
    if (known !== undefined && known === this.#scans[0]) return known;
    const isFull = this.#scans.length === SCANS;
    const scan = known ?? (isFull ? this.#scans.at(-1)! : new Scan());
    const at = this.#scans.indexOf(scan);
    if (at >= 0) this.#scans.splice(at, 1);
    this.#scans.unshift(scan);
    return scan;
  }
}

/** A series of reads that follow each other, and the block from which the next ones are served. */
class Scan {
  #block: Buffer | undefined;
  #blockStart = 0;
  #blockEnd = 0;
  /** The range of the last read. */
  #start = 0;
  #end = 0;

  /** Whether the whole range is in the block. */
  has(start: number, end: number): boolean {
    return start >= this.#blockStart && end <= this.#blockEnd;
  }

  overlaps(start: number, end: number): boolean {
    return start < this.#blockEnd && end > this.#blockStart;
  }

  /** Whether the range comes soon after the last read, or soon before it. */
  leadsTo(start: number, end: number): boolean {
    return (start >= this.#end && start <= this.#end + GAP) || (end <= this.#start && end >= this.#start - GAP);
  }

  /**
   * Reads the block unless it has the range already. The block begins with the range or, when reading backwards, ends with
   * it. Returns false if the read fails.
   */
  prepare(file: StorageFile, start: number, end: number): boolean {
    if (!this.has(start, end)) {
      const from = start >= this.#end ? start : Math.max(0, end - BLOCK);
      this.forget();
      this.#block ??= Buffer.allocUnsafeSlow(BLOCK);
      try {
        this.#blockEnd = from + file.read(this.#block, from);
      } catch {
        // The part that cannot be read may be one that SQLite does not need.
        return false;
      }
      this.#blockStart = from;
    }
    this.#start = start;
    this.#end = end;
    return true;
  }

  /** Copies from the block. Returns the number of bytes. */
  take(buffer: Uint8Array, position: number): number {
    const from = position - this.#blockStart;
    return this.#block!.copy(buffer, 0, from, Math.min(from + buffer.length, this.#blockEnd - this.#blockStart));
  }

  restart(start: number, end: number): void {
    this.forget();
    this.#start = start;
    this.#end = end;
  }

  forget(): void {
    this.#blockStart = 0;
    this.#blockEnd = 0;
  }
}
