import { fileError } from "../storage/file-storage.js";
import type { MapRange, MemoryMaps, SharedMemory } from "../storage/shared-memory.js";

/** The system's calls that map a file. */
export interface MapCalls {
  /** Maps a part of the file, and returns where it is, or the name of the error. */
  map(fd: number, range: MapRange): bigint | string;
  /** The memory at an address. */
  view(address: bigint, length: number): ArrayBuffer;
  /** Ends a mapping. */
  unmap(address: bigint, length: number): void;
}

/** Files mapped through the calls of the operating system. */
export class NativeMemoryMaps implements MemoryMaps {
  readonly #calls: MapCalls;

  constructor(calls: MapCalls) {
    this.#calls = calls;
  }

  map(fd: number, range: MapRange): SharedMemory {
    const calls = this.#calls;
    const address = calls.map(fd, range);
    if (typeof address === "string") throw fileError(address, "mmap", `descriptor ${fd}`);
    const words = new Int32Array(calls.view(address, range.length));
    return {
      words,
      store: (index, value) => Atomics.store(words, index, value),
      release: () => calls.unmap(address, range.length),
    };
  }
}
