import { fileError, type LockKind } from "../storage/file-storage.js";
import type { FileLocks } from "./file-locks.js";
import type { FlockLayout } from "./flock-layout.js";

/** The system's `fcntl` with a lock structure: returns 0, or the name of the error. */
export type Fcntl = (fd: number, command: number, flock: Buffer) => 0 | string;

/** Locks through `fcntl`. */
export class PosixFileLocks implements FileLocks {
  readonly #fcntl: Fcntl;
  readonly #layout: FlockLayout;
  readonly #commands: { readonly get: number; readonly set: number };
  readonly ownedByFile: boolean;
  readonly #flock: Buffer;

  constructor(fcntl: Fcntl, layout: FlockLayout, owner: "file" | "process") {
    this.#fcntl = fcntl;
    this.#layout = layout;
    this.ownedByFile = owner === "file" && layout.file !== undefined;
    this.#commands = this.ownedByFile ? layout.file! : layout.process;
    this.#flock = Buffer.alloc(layout.size);
  }

  set(fd: number, kind: LockKind | "none", start: number, length: number): boolean {
    this.#fill(kind, start, length);
    const result = this.#call(fd, this.#commands.set);
    if (result === 0) return true;
    if (result === "EAGAIN" || result === "EACCES") return false;
    throw fileError(result, "fcntl", `descriptor ${fd}`);
  }

  inTheWay(fd: number, kind: LockKind, start: number, length: number): LockKind | "none" {
    this.#fill(kind, start, length);
    const result = this.#call(fd, this.#commands.get);
    if (result !== 0) throw fileError(result, "fcntl", `descriptor ${fd}`);
    const { types, type } = this.#layout;
    const found = this.#flock.readInt16LE(type);
    return found === types.none ? "none" : found === types.read ? "read" : "write";
  }

  release(): void {
    // The system drops the locks itself.
  }

  #call(fd: number, command: number): 0 | string {
    for (;;) {
      const result = this.#fcntl(fd, command, this.#flock);
      if (result !== "EINTR") return result;
    }
  }

  #fill(kind: LockKind | "none", start: number, length: number): void {
    const layout = this.#layout;
    this.#flock.fill(0);
    this.#flock.writeInt16LE(layout.types[kind], layout.type);
    this.#flock.writeInt16LE(0, layout.whence);
    this.#flock.writeBigInt64LE(BigInt(start), layout.start);
    this.#flock.writeBigInt64LE(BigInt(length), layout.length);
  }
}
