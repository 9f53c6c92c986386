import type { MapRange, SharedMemory } from "./shared-memory.js";

/**
 * The file system that SQLite's storage layer needs, in SQLite's own terms. The driver uses an implementation for Node;
 * the one in memory and the wrappers (a read-only view, faults on demand) have the same contract.
 *
 * Every method fails by throwing an error whose `code` is the name of the system's error, such as `ENOSPC`.
 */
export interface FileStorage {
  /** Opens a file, or a folder for {@link StorageFile.sync} only. */
  open(path: string, options: OpenOptions): StorageFile;
  /** The file or folder at the path; undefined if there is none. */
  stat(path: string, followLinks: boolean): FileStat | undefined;
  /** The target of the symbolic link at the path. */
  readLink(path: string): string;
  /** Whether the path exists and may be used in this way. */
  isAccessible(path: string, mode: AccessMode): boolean;
  /** Removes a file. */
  remove(path: string): void;
  /** Gives a file another name in the same folder; fails with `EEXIST` if that exists. */
  rename(from: string, to: string): void;
  /** The folder that relative paths start from, as {@link posixPath}. */
  currentFolder(): string;
  /** An absolute path in the form that SQLite, which speaks POSIX, can use; the other methods take either form. */
  posixPath(path: string): string;
  /** Whether {@link StorageFile.map} works for files beside the path; absent where it never does. */
  canMap?(path: string): boolean;
}

/** How a file is opened. */
export interface OpenOptions {
  /** Whether it is also written. */
  readonly write: boolean;
  /** Whether it is made where it is missing. */
  readonly create: boolean;
  /** With `create`: fail if the file exists. */
  readonly exclusive: boolean;
  /** Permissions of a new file, before the process's mask. */
  readonly mode: number;
  /**
   * Whether its locks are this use's alone. Otherwise all uses of a file in the process share them, as SQLite expects
   * of the files of one database: unlocking by one use then unlocks for all.
   */
  readonly ownLocks?: boolean;
}

/** Whether a file exists, can be read, or can be read and written. */
export type AccessMode = "exists" | "read" | "write";

/** The fields of a stat that the storage layer uses. */
export interface FileStat {
  readonly kind: "file" | "folder" | "link";
  readonly size: number;
  /** Permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Device and inode tell whether two paths are one file. */
  readonly device: number;
  readonly inode: bigint;
  readonly links: number;
  /** When the content last changed, in nanoseconds. */
  readonly changed: bigint;
}

/** An open file. Reads and writes name their position. */
export interface StorageFile {
  /** Fills the buffer from the position; returns the bytes read, fewer only at the end of the file. */
  read(buffer: Uint8Array, position: number): number;
  /** Writes the whole buffer at the position. */
  write(buffer: Uint8Array, position: number): void;
  truncate(size: number): void;
  /** Returns when everything written is on the disk. */
  sync(): void;
  stat(): FileStat;
  setPermissions(mode: number): void;
  setOwner(uid: number, gid: number): void;
  /** Sets or clears a lock on a range of bytes without waiting; false if another process has a conflicting lock. */
  lock(kind: LockKind | "none", start: number, length: number): boolean;
  /** The kind of another process's conflicting lock. */
  lockInTheWay(kind: LockKind, start: number, length: number): LockKind | "none";
  close(): void;
  /** Maps a part of the file into memory that other processes share; absent where that is impossible. */
  map?(range: MapRange): SharedMemory;
}

/** Any number of processes hold a `read` lock of a range, one alone holds a `write` lock. */
export type LockKind = "read" | "write";

/** Makes an error like those of the file system's calls. */
export function fileError(code: string, call: string, path: string): NodeJS.ErrnoException {
  const error: NodeJS.ErrnoException = new Error(`${code}: ${call} '${path}'`);
  error.code = code;
  error.syscall = call;
  error.path = path;
  return error;
}
