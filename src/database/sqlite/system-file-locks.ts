import { createRequire } from "node:module";
import { constants } from "node:os";
import type { FileLocks } from "./file-locks.js";
import { flockLayout } from "./flock-layout.js";
import { LockingUnavailableError } from "./locking-unavailable-error.js";
import { type Fcntl, PosixFileLocks } from "./posix-file-locks.js";

/** The parts of koffi that are used here. */
interface Koffi {
  load(path: string | null): { func(prototype: string): (...args: unknown[]) => number };
  errno(): number;
}

/**
 * The locks of the operating system that runs this process.
 *
 * @throws {LockingUnavailableError} where there is no way to reach them.
 */
export function systemFileLocks(path: string): FileLocks {
  const { platform, arch } = process;
  const layout = flockLayout(platform, arch);
  if (layout === undefined && platform !== "win32") {
    throw new LockingUnavailableError(path, `the file locks of ${platform} on ${arch} are not known`);
  }
  let koffi: Koffi;
  try {
    koffi = createRequire(import.meta.url)("koffi") as Koffi;
  } catch (error) {
    throw new LockingUnavailableError(path, `the native module koffi cannot be loaded on ${platform} ${arch}`, error);
  }
  if (layout === undefined) throw new LockingUnavailableError(path, "the file locks of win32 are not known");
  const fcntl = systemFcntl(koffi);
  return new PosixFileLocks(fcntl, layout, "file");
}

function systemFcntl(koffi: Koffi): Fcntl {
  const call = koffi.load(null).func("int fcntl(int fd, int command, ...)");
  const names = new Map(Object.entries(constants.errno).map(([name, number]) => [number, name]));
  // Where one number has two names, the one that is asked for.
  names.set(constants.errno.EAGAIN, "EAGAIN");
  return (fd, command, flock) => (call(fd, command, "void *", flock) === -1 ? (names.get(koffi.errno()) ?? "EIO") : 0);
}
