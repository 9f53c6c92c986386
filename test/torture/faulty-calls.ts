import fs from "node:fs";
import type { FileLocks } from "../../src/database/sqlite/locks/file-locks.js";
import { type FileCalls, retryingFileCalls } from "../../src/database/sqlite/storage/file-calls.js";
import { fileError } from "../../src/database/sqlite/storage/file-storage.js";
import type { MemoryMaps } from "../../src/database/sqlite/storage/shared-memory.js";

/** What goes wrong: an error of the system, or a read or write that does less than it was asked. */
export type Fault = "EIO" | "ENOSPC" | "EACCES" | "EINTR" | "short";

/** Calls on files, numbered; the one with the number `position` fails once. */
export class FaultyCalls {
  readonly #fault: Fault | undefined;
  readonly #position: number;
  /** How many calls there were so far. */
  count = 0;
  /** The call that was made to fail. */
  failed: string | undefined;
  /** Descriptors that were opened and not yet closed. */
  readonly open = new Set<number>();
  readonly calls: FileCalls;
  readonly locks: FileLocks;
  readonly maps: MemoryMaps | undefined;

  constructor(locks: FileLocks, fault?: Fault, position = 0, maps?: MemoryMaps) {
    this.#fault = fault;
    this.#position = position;
    const faulty = new Proxy(fs as FileCalls, {
      get:
        (target, name: keyof FileCalls) =>
        (...args: unknown[]) =>
          this.#call(name, args, () => {
            const result = (target[name] as (...args: unknown[]) => unknown)(...args);
            if (name === "openSync") this.open.add(result as number);
            if (name === "closeSync") this.open.delete(args[0] as number);
            return result;
          }),
    });
    this.calls = retryingFileCalls(faulty);
    this.locks = {
      ownedByFile: locks.ownedByFile,
      set: (fd, kind, start, length) => {
        this.#lockCall("fcntl set");
        return locks.set(fd, kind, start, length);
      },
      inTheWay: (fd, kind, start, length) => {
        this.#lockCall("fcntl get");
        return locks.inTheWay(fd, kind, start, length);
      },
      release: (fd) => locks.release(fd),
    };
    this.maps = maps && {
      map: (fd, range) => {
        this.#lockCall("mmap");
        return maps.map(fd, range);
      },
    };
  }

  #call(name: keyof FileCalls, args: unknown[], run: () => unknown): unknown {
    if (!this.#strikes(name)) return run();
    if (this.#fault === "short") {
      if (name !== "readSync" && name !== "writeSync") return run();
      const [fd, buffer, offset, length, position] = args as [number, Uint8Array, number, number, number];
      const shorter = length > 1 ? Math.floor(length / 2) : length;
      return (fs as FileCalls)[name](fd, buffer, offset, shorter, position);
    }
    // A close that was broken off has closed the descriptor all the same.
    if (name === "closeSync") run();
    throw fileError(this.#fault!, name.replace("Sync", ""), String(args[0]));
  }

  #lockCall(name: string): void {
    if (!this.#strikes(name) || this.#fault === "short" || this.#fault === "EINTR") return;
    throw fileError(this.#fault!, name, "lock");
  }

  #strikes(name: string): boolean {
    this.count++;
    if (this.#fault === undefined || this.count !== this.#position) return false;
    this.failed = name;
    return true;
  }
}
