import type { FileStat, StorageFile } from "./file-storage.js";

const CHUNK = 4096;

/**
 * Content of a file with changes that exist in memory only. Unchanged parts are read from the file below; without one
 * it starts empty.
 */
export class OverlayContent {
  readonly #base: StorageFile | undefined;
  readonly #chunks = new Map<number, Uint8Array>();
  /** The size once it differs from the base's, and the part of the base that is still visible. */
  #size: number | undefined;
  #baseEnd = Number.POSITIVE_INFINITY;

  constructor(base: StorageFile | undefined) {
    this.#base = base;
  }

  get size(): number {
    return this.#size ?? this.#base?.stat().size ?? 0;
  }

  read(buffer: Uint8Array, position: number): number {
    if (this.#chunks.size === 0 && this.#size === undefined) return this.#base?.read(buffer, position) ?? 0;
    const length = Math.max(0, Math.min(buffer.length, this.size - position));
    for (let done = 0; done < length; ) {
      const at = position + done;
      const offset = at % CHUNK;
      const count = Math.min(CHUNK - offset, length - done);
      const chunk = this.#chunks.get((at - offset) / CHUNK);
      const target = buffer.subarray(done, done + count);
      if (chunk !== undefined) target.set(chunk.subarray(offset, offset + count));
      else this.#readBase(target, at);
      done += count;
    }
    return length;
  }

  write(buffer: Uint8Array, position: number): void {
    for (let done = 0; done < buffer.length; ) {
      const at = position + done;
      const offset = at % CHUNK;
      const count = Math.min(CHUNK - offset, buffer.length - done);
      this.#chunk((at - offset) / CHUNK).set(buffer.subarray(done, done + count), offset);
      done += count;
    }
    this.#size = Math.max(this.size, position + buffer.length);
  }

  truncate(size: number): void {
    if (size < this.size) {
      const last = Math.floor(size / CHUNK);
      for (const index of this.#chunks.keys()) if (index > last) this.#chunks.delete(index);
      if (size % CHUNK !== 0) this.#chunk(last).fill(0, size % CHUNK);
      else this.#chunks.delete(last);
      this.#baseEnd = Math.min(this.#baseEnd, size);
    }
    this.#size = size;
  }

  /** Forgets all changes. */
  reset(): void {
    this.#chunks.clear();
    this.#size = undefined;
    this.#baseEnd = Number.POSITIVE_INFINITY;
  }

  stat(): FileStat | undefined {
    const stat = this.#base?.stat();
    return stat === undefined ? undefined : { ...stat, size: this.size };
  }

  #chunk(index: number): Uint8Array {
    let chunk = this.#chunks.get(index);
    if (chunk === undefined) {
      chunk = new Uint8Array(CHUNK);
      this.#readBase(chunk, index * CHUNK);
      this.#chunks.set(index, chunk);
    }
    return chunk;
  }

  #readBase(target: Uint8Array, position: number): void {
    const visible = Math.max(0, Math.min(target.length, this.#baseEnd - position));
    const got = visible > 0 ? (this.#base?.read(target.subarray(0, visible), position) ?? 0) : 0;
    target.fill(0, got);
  }
}
