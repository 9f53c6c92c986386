import fs from "node:fs";

/** The calls of `node:fs` that the storage makes, so that a test can make any one of them fail. */
export interface FileCalls {
  openSync(path: string, flags: number, mode?: number): number;
  readSync(fd: number, buffer: Uint8Array, offset: number, length: number, position: number): number;
  writeSync(fd: number, buffer: Uint8Array, offset: number, length: number, position: number): number;
  ftruncateSync(fd: number, size: number): void;
  fsyncSync(fd: number): void;
  fstatSync(fd: number, options: { bigint: true }): fs.BigIntStats;
  statSync(path: string, options: { bigint: true }): fs.BigIntStats;
  lstatSync(path: string, options: { bigint: true }): fs.BigIntStats;
  readlinkSync(path: string): string;
  accessSync(path: string, mode: number): void;
  unlinkSync(path: string): void;
  fchmodSync(fd: number, mode: number): void;
  fchownSync(fd: number, uid: number, gid: number): void;
  linkSync(from: string, to: string): void;
  renameSync(from: string, to: string): void;
  closeSync(fd: number): void;
}

/** The same calls, each repeated if a signal interrupted it, which then did nothing. */
export function retryingFileCalls(calls: FileCalls): FileCalls {
  const retrying = <A extends unknown[], R>(call: (...args: A) => R) => {
    return (...args: A): R => {
      for (;;) {
        try {
          return call(...args);
        } catch (error) {
          if (!isBrokenOff(error)) throw error;
        }
      }
    };
  };
  return {
    openSync: retrying(calls.openSync),
    readSync: retrying(calls.readSync),
    writeSync: retrying(calls.writeSync),
    ftruncateSync: retrying(calls.ftruncateSync),
    fsyncSync: retrying(calls.fsyncSync),
    fstatSync: retrying(calls.fstatSync),
    statSync: retrying(calls.statSync),
    lstatSync: retrying(calls.lstatSync),
    readlinkSync: retrying(calls.readlinkSync),
    accessSync: retrying(calls.accessSync),
    unlinkSync: retrying(calls.unlinkSync),
    fchmodSync: retrying(calls.fchmodSync),
    fchownSync: retrying(calls.fchownSync),
    linkSync: retrying(calls.linkSync),
    renameSync: retrying(calls.renameSync),
    closeSync(fd) {
      try {
        calls.closeSync(fd);
      } catch (error) {
        // The descriptor is closed nevertheless, and a second close could close another file.
        if (!isBrokenOff(error)) throw error;
      }
    },
  };
}

function isBrokenOff(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "EINTR";
}

/** The system's own calls. */
export const systemFileCalls: FileCalls = retryingFileCalls(fs);
