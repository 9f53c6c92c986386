import type { NativeLibraries } from "./koffi.js";
import type { WindowsLockCalls } from "./windows-file-locks.js";

const LOCKFILE_FAIL_IMMEDIATELY = 1;
const LOCKFILE_EXCLUSIVE_LOCK = 2;

/**
 * The lock calls of `kernel32.dll` for descriptors as Node has them.
 *
 * Node's descriptors live in the C library inside `node.exe`, so only libuv's own function, which `node.exe` exports,
 * knows the handle behind one.
 */
export function windowsLockCalls(libraries: NativeLibraries, executable: string, arch: string): WindowsLockCalls {
  const kernel = libraries.load("kernel32.dll");
  const lockFileEx = kernel.func(
    "int __stdcall LockFileEx(intptr_t file, uint32_t flags, uint32_t reserved, uint32_t low, uint32_t high, void *at)",
  );
  const unlockFileEx = kernel.func(
    "int __stdcall UnlockFileEx(intptr_t file, uint32_t reserved, uint32_t low, uint32_t high, void *at)",
  );
  const getLastError = kernel.func("uint32_t __stdcall GetLastError()");
  const handleOf = libraries.load(executable).func("intptr_t uv_get_osfhandle(int fd)");
  const failure = (done: unknown): number => (done === 0 ? Number(getLastError()) : 0);
  return {
    lock(fd, isExclusive, start, length) {
      const flags = LOCKFILE_FAIL_IMMEDIATELY | (isExclusive ? LOCKFILE_EXCLUSIVE_LOCK : 0);
      return failure(lockFileEx(handleOf(fd), flags, 0, low(length), high(length), overlapped(start, arch)));
    },
    unlock(fd, start, length) {
      return failure(unlockFileEx(handleOf(fd), 0, low(length), high(length), overlapped(start, arch)));
    },
  };
}

/** An OVERLAPPED structure with the beginning of a range; two pointers come first in it. */
function overlapped(start: number, arch: string): Buffer {
  const pointer = arch === "ia32" ? 4 : 8;
  const buffer = Buffer.alloc(3 * pointer + 8);
  buffer.writeUInt32LE(low(start), 2 * pointer);
  buffer.writeUInt32LE(high(start), 2 * pointer + 4);
  return buffer;
}

function low(value: number): number {
  return value % 2 ** 32;
}

function high(value: number): number {
  return Math.floor(value / 2 ** 32);
}
