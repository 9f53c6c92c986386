import { createRequire } from "node:module";
import { constants } from "node:os";

/** A function of a native library. */
export type NativeFunction = (...args: unknown[]) => unknown;

/** Opens a native library by name; null is what the process itself is made of. */
export interface NativeLibraries {
  load(path: string | null): { func(prototype: string): NativeFunction };
}

/** The parts of koffi that are used here. */
export interface Koffi extends NativeLibraries {
  /** The error number of the last call. */
  errno(): number;
  /** The memory at an address, which JavaScript then reads and writes in place. */
  view(address: bigint, length: number): ArrayBuffer;
}

/** The facts that the choice of native calls depends on; by default those of this process. */
export interface NativeSystem {
  readonly platform: string;
  readonly arch: string;
  loadKoffi(): unknown;
}

/** This process. */
export const thisSystem: NativeSystem = {
  platform: process.platform,
  arch: process.arch,
  loadKoffi: () => createRequire(import.meta.url)("koffi") as unknown,
};

const ERROR_NAMES = new Map(Object.entries(constants.errno).map(([name, number]) => [number, name]));
// Of two names for one number, the requested one.
ERROR_NAMES.set(constants.errno.EAGAIN, "EAGAIN");

/** The name of the error of the last call, such as `EAGAIN`. */
export function lastErrorName(koffi: Koffi): string {
  return ERROR_NAMES.get(koffi.errno()) ?? "EIO";
}
