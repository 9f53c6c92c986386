/**
 * Positions in the index of a WAL, in words of 32 bits; see "WAL-Index File Format" in "WAL-mode File Format" at
 * sqlite.org.
 */
export const WAL_INDEX_LAYOUT = {
  /** The first copy of the header. */
  header: { start: 0, end: 12 },
  /** The second copy, which is written before the first one and read after it. */
  secondHeader: { start: 12, end: 24 },
  /**
   * The number of checkpointed frames and the read marks; two words of lock bytes follow, and the target of a
   * checkpoint.
   */
  checkpoint: { start: 24, end: 34 },
  /** The number of frames that are checkpointed, the first word of the above. */
  backfilled: 24,
} as const;

/** Words of the header. */
const VERSION = 0;
const PAGE_SIZE = 3;
const FRAMES = 4;

/** The only existing version of the index. */
const KNOWN_VERSION = 3007000;

/** Bytes of one region of the index, and of the part that SQLite in WASM maps at once. */
export const REGION_BYTES = 32_768;
export const MAPPED_BYTES = 65_536;

/** Whether the index was written by a machine with the other byte order. */
export function hasOtherByteOrder(words: Int32Array): boolean {
  const version = words[VERSION]!;
  const swapped =
    ((version & 0xff) << 24) | ((version & 0xff00) << 8) | ((version >>> 8) & 0xff00) | ((version >>> 24) & 0xff);
  return swapped === KNOWN_VERSION;
}

/** How many bytes of the WAL are committed, according to the index; zero where all frames are in the database, too. */
export function neededWalBytes(words: Int32Array): number {
  const size = words[PAGE_SIZE]! >>> 16;
  const pageSize = (size & 0xfe00) + ((size & 1) << 16);
  const frames = words[FRAMES]! >>> 0;
  const backfilled = words[WAL_INDEX_LAYOUT.backfilled]! >>> 0;
  return frames === backfilled ? 0 : 32 + frames * (24 + pageSize);
}
