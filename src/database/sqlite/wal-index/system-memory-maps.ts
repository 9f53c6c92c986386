import { endianness } from "node:os";
import { type Koffi, type NativeSystem, thisSystem } from "../locks/koffi.js";
import type { MemoryMaps } from "../storage/shared-memory.js";
import { NativeMemoryMaps } from "./native-memory-maps.js";
import { posixMapCalls } from "./posix-map-calls.js";
import { windowsMapCalls } from "./windows-map-calls.js";

const POSIX = new Set(["linux", "android", "darwin", "freebsd", "openbsd"]);
/** Processors whose C libraries agree on the width of a file position, which 32-bit ones do not. */
const WIDE = new Set(["x64", "arm64", "loong64", "ppc64", "riscv64"]);

/**
 * The memory maps of the operating system that runs this process; undefined where an index of a WAL cannot be shared
 * through them: koffi is missing, or the machine has another byte order than WASM, in which SQLite reads the index.
 */
export function systemMemoryMaps(
  system: NativeSystem = thisSystem,
  byteOrder: "LE" | "BE" = endianness(),
): MemoryMaps | undefined {
  const { platform, arch } = system;
  const isPosix = POSIX.has(platform);
  if (byteOrder !== "LE" || !WIDE.has(arch) || (!isPosix && platform !== "win32")) return undefined;
  let koffi: Koffi;
  try {
    koffi = system.loadKoffi() as Koffi;
  } catch {
    // Then the locks are missing too, and their error has the reason.
    return undefined;
  }
  return new NativeMemoryMaps(isPosix ? posixMapCalls(koffi) : windowsMapCalls(koffi, process.execPath));
}
