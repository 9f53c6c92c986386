import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { dirname } from "node:path";
import { isOwnFolder, writeOwnFile } from "./own-file.js";

/** The file begins with a number for the whole code, and the code's length. Then the WASM module follows, and its code. */
const HEAD = 8;

/**
 * A number of every byte, since V8 does not check the code, and a single wrong byte could write wrong rows. The library is
 * loaded here because most commands do not need it.
 */
const checksum = (code: Uint8Array): number => process.getBuiltinModule("node:zlib").crc32(code);

/**
 * Reads the machine code of a WASM module.
 *
 * @returns the code, or `undefined` where the file is missing or damaged, is of another module, or another user could have
 * written it.
 */
export function readMachineCode(file: string, wasm: Uint8Array): ArrayBuffer | undefined {
  let descriptor: number | undefined;
  try {
    if (!isOwnFolder(dirname(file))) return undefined;
    descriptor = openSync(file, "r");
    const start = HEAD + wasm.length;
    const length = fstatSync(descriptor).size - start;
    if (length <= 0) return undefined;
    const head = new Uint8Array(start);
    // V8 itself does not compare the module with the one that the code is of.
    if (readSync(descriptor, head) !== start || Buffer.compare(head.subarray(HEAD), wasm) !== 0) return undefined;
    const code = new Uint8Array(length);
    const view = new DataView(head.buffer);
    const isWhole = readSync(descriptor, code) === length && view.getUint32(4, true) === length;
    return isWhole && view.getUint32(0, true) === checksum(code) ? code.buffer : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Writes the machine code of a WASM module, whole or not at all. */
export function writeMachineCode(file: string, wasm: Uint8Array, code: ArrayBuffer): void {
  const bytes = new Uint8Array(HEAD + wasm.length + code.byteLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, checksum(new Uint8Array(code)), true);
  view.setUint32(4, code.byteLength, true);
  bytes.set(wasm, HEAD);
  bytes.set(new Uint8Array(code), HEAD + wasm.length);
  writeOwnFile(file, bytes);
}
