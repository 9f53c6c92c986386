import type { StorageFile } from "../storage/file-storage.js";

/** Bytes that are read at once where reads follow each other. */
const BLOCK = 1 << 16;

/** How far apart two reads may be and still follow each other: a scan passes over pages of other tables and indexes. */
const GAP = 1 << 14;

/** How many scans are told apart: a rebuild reads one table while it adds to another, and looks up in indexes of both. */
const SCANS = 4;

/**
 * Reads a file in larger blocks where SQLite reads page after page, forwards or backwards: the call of the system, not the
 * bytes, is what takes the time, up to a quarter of a run on a large table.
 *
 * SQLite keeps pages in its cache only under a lock, and the blocks are kept for a shorter time: their owner has them forgotten
 * with every statement, every change of a lock, and every write to the file.
 */
export class ReadAhead {
  readonly #file: StorageFile;
  /** The scan that read last is the first. */
  readonly #scans: Scan[] = [];

  constructor(file: StorageFile) {
    this.#file = file;
  }

  /** Fills the buffer from the position; returns the bytes read, fewer only at the end of the file. */
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

  /** Forgets what was read: it may change from now on. */
  forget(): void {
    for (const scan of this.#scans) scan.forget();
  }

  /** Forgets what was read of a part that is written. */
  forgetRange(start: number, end: number): void {
    for (const scan of this.#scans) if (scan.overlaps(start, end)) scan.forget();
  }

  /** Puts a scan in front of the others; without one, the scan that has not read for the longest time, or a new one. */
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

/** Reads that follow each other, and the block that was read for the next of them. */
class Scan {
  #block: Buffer | undefined;
  #blockStart = 0;
  #blockEnd = 0;
  /** The range of the last read. */
  #start = 0;
  #end = 0;

  /** Whether the block has all of a range. */
  has(start: number, end: number): boolean {
    return start >= this.#blockStart && end <= this.#blockEnd;
  }

  overlaps(start: number, end: number): boolean {
    return start < this.#blockEnd && end > this.#blockStart;
  }

  /** Whether a read of the range follows the last one, in either direction. */
  leadsTo(start: number, end: number): boolean {
    return (start >= this.#end && start <= this.#end + GAP) || (end <= this.#start && end >= this.#start - GAP);
  }

  /** Reads the block that begins or ends with the range unless it is there; false if that fails. */
  prepare(file: StorageFile, start: number, end: number): boolean {
    if (!this.has(start, end)) {
      const from = start >= this.#end ? start : Math.max(0, end - BLOCK);
      this.forget();
      this.#block ??= Buffer.allocUnsafeSlow(BLOCK);
      try {
        this.#blockEnd = from + file.read(this.#block, from);
      } catch {
        // The fault may be in a part that SQLite does not need.
        return false;
      }
      this.#blockStart = from;
    }
    this.#start = start;
    this.#end = end;
    return true;
  }

  /** Copies from the block; returns how many bytes it had. */
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
