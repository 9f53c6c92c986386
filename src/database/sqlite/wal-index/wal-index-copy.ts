import { SHM_LOCKS } from "../locks/lock-bytes.js";
import { fileError, type LockKind, type StorageFile } from "../storage/file-storage.js";
import type { MapRange, SharedMemory } from "../storage/shared-memory.js";
import type { WasmMemory } from "../wasm/wasm-memory.js";
import { hasOtherByteOrder, neededWalBytes, WAL_INDEX_LAYOUT } from "./wal-index-layout.js";

const { header, secondHeader, checkpoint, backfilled } = WAL_INDEX_LAYOUT;
/** The size of a page, of which SQLite writes the last byte to extend the file. */
const FILE_PAGE = 4096;
/** How often two different copies of the header are read again; SQLite itself handles a lasting difference. */
const HEADER_ATTEMPTS = 20;

/** The parts to refresh: the header with read marks and checkpoint progress, or the hash tables too. */
export type IndexScope = "header" | "all";

/**
 * A part of the index: the memory that processes share, SQLite's copy of it, and the words that the copy was made from.
 */
interface Part {
  readonly position: number;
  readonly pointer: number;
  readonly shared: SharedMemory;
  /** Whether words may be stored; SQLite changes none of an index that it may only read. */
  readonly isWritable: boolean;
  /** The words as they were last read from the shared memory, or stored there. */
  readonly seen: Int32Array;
  /** How many words the file has; beyond its end there is no memory to read or write. */
  inFile: number;
}

/**
 * SQLite's copy of a WAL's index.
 *
 * WASM cannot reach memory that processes share, so SQLite works on a copy in its own memory. That is enough, because
 * it changes the index under locks only and looks at the header again after each lock: at the lock calls the copy is
 * refreshed ({@link refresh}), and before a lock is released the words that SQLite changed are stored ({@link
 * publish}). Never more than those: others set their read marks at the same time.
 *
 * The order of reading and storing is what SQLite's own memory barriers give it, see the comments at both.
 */
export class WalIndexCopy {
  readonly #file: StorageFile;
  readonly #path: string;
  readonly #memory: WasmMemory;
  readonly #parts: Part[] = [];
  #isWriter = false;
  #scratch = new Int32Array(0);
  readonly #fresh = new Int32Array(checkpoint.end);

  constructor(file: StorageFile, path: string, memory: WasmMemory) {
    this.#file = file;
    this.#path = path;
    this.#memory = memory;
  }

  /**
   * Bytes of the WAL that belong to the state which SQLite has just begun to read; zero where the database has all of
   * them, because then SQLite reads no WAL, and a writer may begin it anew.
   */
  get snapshotBytes(): number {
    return this.#first === undefined ? 0 : neededWalBytes(this.#copyOf(this.#first));
  }

  /** Whether nothing is mapped. */
  get isEmpty(): boolean {
    return this.#parts.length === 0;
  }

  /** The part with the header; undefined before it is mapped, and after it was released. */
  get #first(): Part | undefined {
    return this.#parts.find(({ position }) => position === 0);
  }

  /**
   * Maps a part and makes the copy of it in memory that `allocate` gives.
   *
   * @returns the address of the copy.
   * @throws {IndexByteOrderError} where a machine of another byte order wrote the index.
   */
  add(range: MapRange, allocate: (bytes: number) => number): number {
    const shared = this.#file.map!(range);
    try {
      const inFile = this.#measure(range);
      if (range.position === 0 && inFile > 0 && hasOtherByteOrder(shared.words))
        throw new IndexByteOrderError(this.#path);
      const pointer = allocate(range.length);
      if (pointer === 0) throw fileError("ENOMEM", "mmap", this.#path);
      const seen = new Int32Array(range.length / 4);
      const part: Part = { position: range.position, pointer, shared, isWritable: range.write, seen, inFile };
      if (this.#scratch.length < seen.length) this.#scratch = new Int32Array(seen.length);
      this.#copyOf(part).fill(0);
      this.#parts.push(part);
      this.refresh("all");
      return pointer;
    } catch (error) {
      shared.release();
      throw error;
    }
  }

  /** Releases the part that begins at a position of the file; changes that SQLite made without a lock are kept. */
  remove(position: number): void {
    const index = this.#parts.findIndex((part) => part.position === position);
    if (index < 0) return;
    this.publish();
    const [part] = this.#parts.splice(index, 1);
    part!.shared.release();
  }

  /** Releases everything unchanged. */
  release(): void {
    for (const { shared } of this.#parts.splice(0)) shared.release();
  }

  /** Notes a lock that SQLite took or released in the file of the index, and refreshes the copy after it. */
  afterLock(kind: LockKind | "none", start: number, length: number): void {
    const covers = (byte: number): boolean => start <= byte && byte < start + length;
    if (covers(SHM_LOCKS.write) && kind !== "read") this.#isWriter = kind === "write";
    const mayRewrite = kind === "write" && (covers(SHM_LOCKS.write) || covers(SHM_LOCKS.recover));
    this.refresh(mayRewrite ? "all" : "header");
  }

  /**
   * Refreshes the copy. Changes of SQLite that are not published yet stay.
   *
   * If the header changed, the hash tables are read too, and after it, so that they have all frames that the header
   * counts.
   */
  refresh(scope: IndexScope): void {
    const first = this.#first;
    if (first === undefined) return;
    const isChanged = this.#refreshHeader(first);
    if (scope === "header" && !isChanged) return;
    for (const part of this.#parts) this.#refreshTables(part);
  }

  /**
   * Stores the changes of SQLite: the hash tables, then the checkpoint's progress with the read marks, then the second
   * copy of the header, and last the first one, from which others read.
   *
   * When it restarts a WAL, SQLite stores the progress after the header. For the others, whom SQLite's locks keep out
   * meanwhile, the reverse order is the same, and it is better if the process ends in between: a header of an empty WAL
   * beside the progress of the full one would have the next frames ignored.
   */
  publish(): void {
    const first = this.#first;
    if (first === undefined || !first.isWritable) return;
    const isChanged = this.#isHeaderChanged(first);
    // Only the writer changes hash tables; if it has the database for itself, it does so without a lock here.
    if (isChanged || this.#isWriter) for (const part of this.#parts) this.#publishTables(part);
    if (!isChanged) return;
    this.#makeRoom(first, checkpoint.end);
    this.#store(first, checkpoint.start, checkpoint.end);
    this.#store(first, secondHeader.start, secondHeader.end);
    this.#store(first, header.start, header.end);
  }

  /**
   * Publishes a changed header or checkpoint progress before SQLite's next call on a file: a WAL that it empties must
   * be empty in the index first.
   */
  publishHeader(): void {
    const first = this.#first;
    if (first !== undefined && this.#isHeaderChanged(first)) this.publish();
  }

  /**
   * Reads the header and what follows it. The progress of checkpoints is read before the header and again after it
   * until both are the same: SQLite compares it with frames that it knows from the header, both as of a moment before
   * and as of a moment after it read that.
   */
  #refreshHeader(first: Part): boolean {
    const { words } = first.shared;
    const fresh = this.#fresh;
    if (first.inFile < checkpoint.end) this.#remeasure(first);
    if (first.inFile < checkpoint.end) return false;
    for (let attempt = 0; ; attempt++) {
      const before = Atomics.load(words, backfilled);
      for (let index = 0; index < checkpoint.end; index++) fresh[index] = Atomics.load(words, index);
      if (fresh[backfilled] !== before) continue;
      if (attempt >= HEADER_ATTEMPTS || areEqual(fresh, header, secondHeader)) break;
    }
    const isChanged = !areEqual(fresh, header, header, first.seen);
    merge(this.#copyOf(first), first.seen, fresh, 0, checkpoint.end);
    return isChanged;
  }

  #refreshTables(part: Part): void {
    if (part.inFile < part.seen.length) this.#remeasure(part);
    const from = tablesOf(part);
    if (part.inFile <= from) return;
    const fresh = this.#scratch.subarray(0, part.inFile);
    fresh.set(part.shared.words.subarray(0, part.inFile));
    if (isSame(fresh, part.seen, from, part.inFile)) return;
    merge(this.#copyOf(part), part.seen, fresh, from, part.inFile);
  }

  #publishTables(part: Part): void {
    const from = tablesOf(part);
    const copy = this.#copyOf(part);
    if (isSame(copy, part.seen, from, copy.length)) return;
    let end = copy.length;
    while (end > from && copy[end - 1] === part.seen[end - 1]) end--;
    this.#makeRoom(part, end);
    this.#store(part, from, end);
  }

  #isHeaderChanged(first: Part): boolean {
    const copy = this.#copyOf(first);
    for (let index = 0; index < checkpoint.end; index++) if (copy[index] !== first.seen[index]) return true;
    return false;
  }

  #store(part: Part, start: number, end: number): void {
    const copy = this.#copyOf(part);
    for (let index = start; index < end; index++) {
      const value = copy[index]!;
      if (value === part.seen[index]) continue;
      part.shared.store(index, value);
      part.seen[index] = value;
    }
  }

  /**
   * Makes the file long enough for some words of the part, page by page as SQLite does, so that each has its memory.
   */
  #makeRoom(part: Part, words: number): void {
    if (words <= part.inFile) return;
    const end = part.position + 4 * part.seen.length;
    for (let page = part.position; page < end; page += FILE_PAGE) {
      if (page + FILE_PAGE > part.position + 4 * part.inFile) this.#file.write(new Uint8Array(1), page + FILE_PAGE - 1);
    }
    this.#remeasure(part);
  }

  /** How many words of a part the file has. */
  #measure({ position, length }: { readonly position: number; readonly length: number }): number {
    return Math.floor(Math.max(0, Math.min(length, this.#file.stat().size - position)) / 4);
  }

  #remeasure(part: Part): void {
    part.inFile = this.#measure({ position: part.position, length: 4 * part.seen.length });
  }

  /** The memory of SQLite has a new buffer after it grew. */
  #copyOf(part: Part): Int32Array {
    return new Int32Array(this.#memory.bytes.buffer, part.pointer, part.seen.length);
  }
}

/** The index of a WAL was written by a machine whose numbers have their bytes in the other order. */
export class IndexByteOrderError extends Error {
  readonly code = "ENOTSUP";
  readonly syscall = "mmap";
  readonly path: string;

  constructor(path: string) {
    super(
      `${path} was written by a program whose numbers have their bytes in another order, and that program still has the ` +
        "database open: stop it, or use this database from that kind of machine only.",
    );
    this.path = path;
  }
}

/** The position of the hash tables in a part. */
function tablesOf({ position }: Part): number {
  return position === 0 ? checkpoint.end : 0;
}

/** Takes over the changes of others; a word that SQLite changed itself keeps SQLite's value. */
function merge(copy: Int32Array, seen: Int32Array, fresh: Int32Array, start: number, end: number): void {
  for (let index = start; index < end; index++) {
    const value = fresh[index]!;
    if (copy[index] === seen[index]) copy[index] = value;
    seen[index] = value;
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function areEqual(words: Int32Array, one: Range, other: Range, others: Int32Array = words): boolean {
  for (let index = 0; index < one.end - one.start; index++) {
    if (words[one.start + index] !== others[other.start + index]) return false;
  }
  return true;
}

function isSame(one: Int32Array, other: Int32Array, start: number, end: number): boolean {
  const bytes = (words: Int32Array) => Buffer.from(words.buffer, words.byteOffset + 4 * start, 4 * (end - start));
  return bytes(one).equals(bytes(other));
}
