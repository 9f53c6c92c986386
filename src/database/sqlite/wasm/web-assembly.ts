// Node's types leave WebAssembly to the browser's library, which does not belong in a package for Node.

/** A module's memory; the buffer is replaced when it grows. */
export interface WasmMemoryObject {
  readonly buffer: ArrayBuffer;
}

/** An instance of a module. */
export interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

/** Imports by module and name. */
export type WasmImportObject = Record<string, Record<string, unknown>>;

interface WebAssemblyGlobal {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: WasmImportObject) => WasmInstance;
  Memory: new (size: { initial: number }) => WasmMemoryObject;
}

/** The runtime's WebAssembly. */
export const webAssembly: WebAssemblyGlobal = (globalThis as unknown as { WebAssembly: WebAssemblyGlobal }).WebAssembly;
