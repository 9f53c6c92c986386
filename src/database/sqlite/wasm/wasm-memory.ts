import type { WasmMemoryObject } from "./web-assembly.js";

/** Reads and writes the memory of a WASM module. New views are made after the memory grew. */
export class WasmMemory {
  readonly #memory: WasmMemoryObject;
  #bytes: Buffer;
  #view: DataView;

  constructor(memory: WasmMemoryObject) {
    this.#memory = memory;
    this.#bytes = Buffer.from(memory.buffer);
    this.#view = new DataView(memory.buffer);
  }

  /** All of the memory; only valid until the module runs again. */
  get bytes(): Buffer {
    if (this.#bytes.buffer !== this.#memory.buffer) this.#renew();
    return this.#bytes;
  }

  /** The same memory for numbers. */
  get view(): DataView {
    if (this.#view.buffer !== this.#memory.buffer) this.#renew();
    return this.#view;
  }

  /** A C string. */
  string(pointer: number): string {
    const { bytes } = this;
    return bytes.toString("utf8", pointer, bytes.indexOf(0, pointer));
  }

  #renew(): void {
    this.#bytes = Buffer.from(this.#memory.buffer);
    this.#view = new DataView(this.#memory.buffer);
  }
}
