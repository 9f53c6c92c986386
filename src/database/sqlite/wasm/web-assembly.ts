import { DatabaseError } from "../../database-error.js";

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

/** The runtime's WebAssembly; `undefined` where Node.js runs without a JIT compiler. */
export const webAssembly = (globalThis as unknown as { WebAssembly: WebAssemblyGlobal }).WebAssembly;

/**
 * Ends the use of SQLite where the runtime has no WebAssembly.
 *
 * @throws {DatabaseError} then, with the way out.
 */
export function requireWebAssembly(): void {
  if ((webAssembly as WebAssemblyGlobal | undefined) !== undefined) return;
  throw new DatabaseError(
    "SQLite needs WebAssembly, which is missing in this Node.js; start it without --jitless, also in NODE_OPTIONS",
    { driverCode: "SQLITE_CANTOPEN" },
  );
}
