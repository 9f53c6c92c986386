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
    let words: Int32Array;
    try {
      words = new Int32Array(calls.view(address, range.length));
    } catch (error) {
      // Some runtimes, such as Electron, do not let JavaScript access other memory than their own.
      calls.unmap(address, range.length);
      throw Object.assign(fileError("ENOTSUP", "mmap", `descriptor ${fd}`), { cause: error });
    }
    return {
      words,
      store: (index, value) => Atomics.store(words, index, value),
      release: () => calls.unmap(address, range.length),
    };
  }
}
