/** A part of a file in memory that other processes share. */
export interface SharedMemory {
  /** The part in words of 32 bits. Reading one reads the file as it is at this moment. */
  readonly words: Int32Array;
  /** Writes one word as a whole: no other process sees half of it, and none sees it before the words stored earlier. */
  store(index: number, value: number): void;
  /** Releases the memory; the words must not be used afterwards. */
  release(): void;
}

/** Maps files into memory, as the operating system shares them between processes. */
export interface MemoryMaps {
  /**
   * Maps a part of an open file.
   *
   * @throws an error whose `code` is the name of the system's error and whose `syscall` is `mmap`.
   */
  map(fd: number, range: MapRange): SharedMemory;
}

/** The part to map. */
export interface MapRange {
  readonly position: number;
  /** A multiple of four. */
  readonly length: number;
  /** Whether words will be stored. */
  readonly write: boolean;
}
