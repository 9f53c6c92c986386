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

/** The system's own calls. */
export const systemFileCalls: FileCalls = fs;
