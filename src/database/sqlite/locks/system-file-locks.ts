import { closeSync, fstatSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FileLocks } from "./file-locks.js";
import { type FlockLayout, flockLayout } from "./flock-layout.js";
import { type Koffi, lastErrorName, type NativeSystem, thisSystem } from "./koffi.js";
import { LockingUnavailableError } from "./locking-unavailable-error.js";
import { type Fcntl, PosixFileLocks } from "./posix-file-locks.js";
import { ProcessFileLocks } from "./process-file-locks.js";
import { WindowsFileLocks } from "./windows-file-locks.js";
import { windowsLockCalls } from "./windows-lock-calls.js";

/**
 * The locks of the operating system that runs this process.
 *
 * @throws {LockingUnavailableError} where they cannot be used.
 */
export function systemFileLocks(path: string, system: NativeSystem = thisSystem): FileLocks {
  const { platform, arch } = system;
  const layout = flockLayout(platform, arch);
  if (layout === undefined && platform !== "win32") {
    throw new LockingUnavailableError(path, `the file locks of ${platform} on ${arch} are not known`);
  }
  let koffi: Koffi;
  try {
    koffi = system.loadKoffi() as Koffi;
  } catch (error) {
    throw new LockingUnavailableError(path, `the native module koffi cannot be loaded on ${platform} ${arch}`, error);
  }
  if (layout === undefined) return new WindowsFileLocks(windowsLockCalls(koffi, process.execPath, arch));
  return posixLocks(systemFcntl(koffi), layout);
}

/** Locks that belong to the open file where the system has them, otherwise those that belong to the process. */
export function posixLocks(fcntl: Fcntl, layout: FlockLayout): FileLocks {
  if (layout.file !== undefined && knowsFileLocks(fcntl, layout)) return new PosixFileLocks(fcntl, layout, "file");
  return new ProcessFileLocks(new PosixFileLocks(fcntl, layout, "process"), (fd) => {
    const { dev, ino } = fstatSync(fd, { bigint: true });
    return `${dev}:${ino}`;
  });
}

/** An old kernel, or an emulated one, fails with EINVAL where it does not know a command. */
function knowsFileLocks(fcntl: Fcntl, layout: FlockLayout): boolean {
  const flock = Buffer.alloc(layout.size);
  flock.writeInt16LE(layout.types.read, layout.type);
  const fd = openSync(fileURLToPath(import.meta.url), "r");
  try {
    return fcntl(fd, layout.file!.get, flock) !== "EINVAL";
  } finally {
    closeSync(fd);
  }
}

function systemFcntl(koffi: Koffi): Fcntl {
  const call = koffi.load(null).func("int fcntl(int fd, int command, ...)");
  return (fd, command, flock) => (call(fd, command, "void *", flock) === -1 ? lastErrorName(koffi) : 0);
}
