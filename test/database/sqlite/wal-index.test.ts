import { describe, expect, test } from "vitest";
import { SHM_LOCKS } from "../../../src/database/sqlite/locks/lock-bytes.js";
import type { StorageFile } from "../../../src/database/sqlite/storage/file-storage.js";
import type { MapRange, SharedMemory } from "../../../src/database/sqlite/storage/shared-memory.js";
import { NativeMemoryMaps } from "../../../src/database/sqlite/wal-index/native-memory-maps.js";
import { systemMemoryMaps } from "../../../src/database/sqlite/wal-index/system-memory-maps.js";
import { WalIndexCopy } from "../../../src/database/sqlite/wal-index/wal-index-copy.js";
import { WAL_INDEX_LAYOUT } from "../../../src/database/sqlite/wal-index/wal-index-layout.js";
import { WasmMemory } from "../../../src/database/sqlite/wasm/wasm-memory.js";

const MAPPED = 65_536;
const HEADER = 24;
const BACKFILLED = 24;
const MARK = 26;

/** An index of which several parts of 64 KiB may be mapped, and SQLite's copy of it. */
function makeIndex(options: { size?: number; onLoad?: (words: Int32Array) => void } = {}) {
  const real = new Int32Array(4 * MAPPED);
  let size = options.size ?? 4 * MAPPED;
  const stores: number[] = [];
  const writes: number[] = [];
  const file = {
    stat: () => ({ size }),
    write: (_bytes: Uint8Array, position: number) => {
      writes.push(position);
      size = Math.max(size, position + 1);
    },
    map: ({ position, length }: MapRange): SharedMemory => ({
      words: real.subarray(position / 4, (position + length) / 4),
      store: (index, value) => {
        stores.push(position / 4 + index);
        real[position / 4 + index] = value;
      },
      release: () => undefined,
    }),
  } as unknown as StorageFile;
  const buffer = new ArrayBuffer(8 * MAPPED);
  const memory = new WasmMemory({ buffer });
  const index = new WalIndexCopy(file, "/x.db-shm", memory);
  let used = 1024;
  const allocate = (bytes: number) => {
    used += bytes;
    return used - bytes;
  };
  const add = (part = 0): Int32Array => {
    const pointer = index.add({ position: part * MAPPED, length: MAPPED, write: true }, allocate);
    return new Int32Array(buffer, pointer, MAPPED / 4);
  };
  return { index, real, stores, writes, add };
}

/** Sets both copies of a header. */
function setHeader(words: Int32Array, value: number): void {
  for (let at = 0; at < HEADER; at++) words[at] = value + (at % 12);
}

describe("the copy of an index", () => {
  test("when SQLite changed it then tables go first, then marks, then the second header, and last the first", () => {
    const { index, real, stores, add } = makeIndex();
    const first = add(0);
    const second = add(1);
    second[5] = 1;
    first[40] = 2;
    first[MARK] = 3;
    setHeader(first, 100);
    index.publish();
    expect(stores).toEqual([
      40,
      MAPPED / 4 + 5,
      MARK,
      ...Array.from({ length: 12 }, (_, at) => 12 + at),
      ...Array.from({ length: 12 }, (_, at) => at),
    ]);
    expect(real[MAPPED / 4 + 5]).toBe(1);
    stores.length = 0;
    index.publish();
    expect(stores).toEqual([]);
  });

  test("when others set their marks meanwhile then only the words that SQLite changed are stored", () => {
    const { index, real, stores, add } = makeIndex();
    const copy = add();
    real[MARK + 1] = 77;
    copy[MARK] = 5;
    index.publish();
    expect(stores).toEqual([MARK]);
    expect(real[MARK + 1]).toBe(77);
    index.refresh("header");
    expect(copy[MARK + 1]).toBe(77);
    expect(copy[MARK]).toBe(5);
  });

  test("when it is refreshed then what SQLite changed and did not publish yet stays, and is published later", () => {
    const { index, real, add } = makeIndex();
    const copy = add();
    copy[MARK] = 5;
    real[MARK] = 9;
    index.refresh("all");
    expect(copy[MARK]).toBe(5);
    index.publish();
    expect(real[MARK]).toBe(5);
  });

  test("when the header changed then the tables are read too, and otherwise only where they may be written", () => {
    const { index, real, add } = makeIndex();
    const copy = add();
    real[100] = 1;
    index.afterLock("read", SHM_LOCKS.read, 1);
    expect(copy[100]).toBe(0);
    setHeader(real, 50);
    index.afterLock("read", SHM_LOCKS.read, 1);
    expect(copy[100]).toBe(1);
    real[100] = 2;
    index.afterLock("write", SHM_LOCKS.read, 1);
    expect(copy[100]).toBe(1);
    index.afterLock("write", SHM_LOCKS.write, 1);
    expect(copy[100]).toBe(2);
    real[100] = 3;
    index.afterLock("write", SHM_LOCKS.recover, 1);
    expect(copy[100]).toBe(3);
  });

  test("when SQLite is no writer then its tables are not looked through for what it changed", () => {
    const { index, stores, add } = makeIndex();
    const copy = add();
    copy[100] = 1;
    index.publish();
    expect(stores).toEqual([]);
    index.afterLock("write", SHM_LOCKS.write, 1);
    index.publish();
    expect(stores).toEqual([100]);
    index.afterLock("none", SHM_LOCKS.write, 1);
    copy[101] = 1;
    index.publish();
    expect(stores).toEqual([100]);
  });

  test("when the two headers differ for a moment then they are read again until they are the same", () => {
    const { index, real, add } = makeIndex();
    const copy = add();
    setHeader(real, 10);
    real[0] = 999;
    const load = Atomics.load;
    let loads = 0;
    Atomics.load = ((words: Int32Array, at: number) => {
      if (++loads === 60) real[0] = 10;
      return load(words, at);
    }) as typeof Atomics.load;
    try {
      index.refresh("header");
    } finally {
      Atomics.load = load;
    }
    expect(copy[0]).toBe(10);
  });

  test("when a checkpoint ends while the header is read then its progress is that of before and after", () => {
    const { index, real, add } = makeIndex();
    const copy = add();
    real[BACKFILLED] = 10;
    const load = Atomics.load;
    let loads = 0;
    Atomics.load = ((words: Int32Array, at: number) => {
      // The header is just read when the checkpoint ends, and another commit came before that.
      if (++loads === 20) {
        real[BACKFILLED] = 20;
        setHeader(real, 300);
      }
      return load(words, at);
    }) as typeof Atomics.load;
    try {
      index.refresh("header");
    } finally {
      Atomics.load = load;
    }
    expect(copy[BACKFILLED]).toBe(20);
    expect(copy[0]).toBe(300);
  });

  test("when the file has the first of two regions only then it is made longer before a word is stored beyond", () => {
    const { index, real, writes, add } = makeIndex({ size: MAPPED / 2 });
    const copy = add();
    real[MAPPED / 8 + 1] = 123;
    index.refresh("all");
    expect(copy[MAPPED / 8 + 1]).toBe(0);
    index.afterLock("write", SHM_LOCKS.write, 1);
    copy[MAPPED / 8 + 7] = 4;
    index.publish();
    expect(writes).toEqual(Array.from({ length: 8 }, (_, page) => MAPPED / 2 + (page + 1) * 4096 - 1));
    expect(real[MAPPED / 8 + 7]).toBe(4);
  });

  test("when a reader began then as much of the WAL counts as its header tells, and none that the database has as well", () => {
    const { index, real, add } = makeIndex();
    add();
    // A page size of 4096 and ten frames.
    for (const start of [0, 12]) {
      real[start + 3] = (4096 << 16) | 1;
      real[start + 4] = 10;
    }
    index.afterLock("read", SHM_LOCKS.read + 2, 1);
    expect(index.snapshotBytes).toBe(32 + 10 * (24 + 4096));
    real[WAL_INDEX_LAYOUT.backfilled] = 9;
    index.afterLock("read", SHM_LOCKS.read + 2, 1);
    expect(index.snapshotBytes).toBe(32 + 10 * (24 + 4096));
    real[WAL_INDEX_LAYOUT.backfilled] = 10;
    index.afterLock("read", SHM_LOCKS.read, 1);
    expect(index.snapshotBytes).toBe(0);
  });

  test("when parts are given back then what was changed is stored, and nothing is touched afterwards", () => {
    const { index, real, add } = makeIndex();
    const first = add(0);
    add(1);
    first[MARK] = 8;
    index.remove(0);
    expect(real[MARK]).toBe(8);
    index.refresh("all");
    index.publish();
    index.remove(MAPPED);
    expect(index.isEmpty).toBe(true);
  });
});

describe("memory maps", () => {
  const library = (calls: unknown[][], results: Record<string, unknown>) => ({
    load: (name: string | null) => ({
      func: (prototype: string) => {
        const called = /(\w+)\(/.exec(prototype)![1]!;
        return (...args: unknown[]) => {
          calls.push([name, called, ...args]);
          return results[called];
        };
      },
    }),
    errno: () => 19,
    view: (_address: bigint, length: number) => new ArrayBuffer(length),
  });
  const on = (platform: string, calls: unknown[][], results: Record<string, unknown>, arch = "x64") =>
    systemMemoryMaps({ platform, arch, loadKoffi: () => library(calls, results) }, "LE");

  test.each(["linux", "darwin"])("when a file is mapped on %s then the calls are those of POSIX", (platform) => {
    const calls: unknown[][] = [];
    const maps = on(platform, calls, { mmap: 4096n, munmap: 0 })!;
    const memory = maps.map(7, { position: 65536, length: 65536, write: true });
    memory.store(3, 9);
    expect(memory.words[3]).toBe(9);
    memory.release();
    maps.map(7, { position: 0, length: 65536, write: false });
    expect(calls).toEqual([
      [null, "mmap", null, 65536, 3, 1, 7, 65536],
      [null, "munmap", 4096n, 65536],
      [null, "mmap", null, 65536, 1, 1, 7, 0],
    ]);
  });

  test("when the system does not map a file then the error names the call", () => {
    const maps = on("linux", [], { mmap: 0xffff_ffff_ffff_ffffn })!;
    expect(() => maps.map(7, { position: 0, length: 65536, write: true })).toThrow(
      expect.objectContaining({ syscall: "mmap", code: "ENODEV" }),
    );
  });

  test("when the runtime shows no memory but its own then the mapping is ended and the error names the call", () => {
    const calls: unknown[][] = [];
    const koffi = {
      ...library(calls, { mmap: 4096n, munmap: 0 }),
      view: () => {
        throw new Error("External buffers are not allowed");
      },
    };
    const maps = systemMemoryMaps({ platform: "linux", arch: "x64", loadKoffi: () => koffi }, "LE")!;
    expect(() => maps.map(7, { position: 0, length: 65536, write: true })).toThrow(
      expect.objectContaining({ syscall: "mmap", code: "ENOTSUP" }),
    );
    expect(calls.at(-1)).toEqual([null, "munmap", 4096n, 65536]);
  });

  test("when a file is mapped on Windows then a mapping is made of its handle, viewed and closed", () => {
    const calls: unknown[][] = [];
    const maps = on("win32", calls, {
      uv_get_osfhandle: 55,
      CreateFileMappingW: 77,
      MapViewOfFile: 8192n,
      CloseHandle: 1,
      UnmapViewOfFile: 1,
    })!;
    maps.map(7, { position: 65536, length: 65536, write: true }).release();
    expect(calls.map(([, ...call]) => call)).toEqual([
      ["uv_get_osfhandle", 7],
      ["CreateFileMappingW", 55, null, 4, 0, 131072, null],
      ["MapViewOfFile", 77, 6, 0, 65536, 65536],
      ["CloseHandle", 77],
      ["UnmapViewOfFile", 8192n],
    ]);
    const failing = on("win32", [], { uv_get_osfhandle: 55, CreateFileMappingW: 0, GetLastError: 5 })!;
    expect(() => failing.map(7, { position: 0, length: 65536, write: true })).toThrow("EIO (error 5)");
    const unseen = on("win32", calls, { uv_get_osfhandle: 55, CreateFileMappingW: 77, MapViewOfFile: null })!;
    calls.length = 0;
    expect(() => unseen.map(7, { position: 0, length: 65536, write: true })).toThrow("EIO");
    expect(calls.map(([, name]) => name)).toContain("CloseHandle");
  });

  test("when the machine has another byte order, width or system, or koffi is missing, then none are given", () => {
    const loadKoffi = () => library([], {});
    expect(systemMemoryMaps({ platform: "linux", arch: "s390x", loadKoffi }, "BE")).toBeUndefined();
    expect(systemMemoryMaps({ platform: "linux", arch: "arm64", loadKoffi }, "BE")).toBeUndefined();
    expect(systemMemoryMaps({ platform: "linux", arch: "arm", loadKoffi }, "LE")).toBeUndefined();
    expect(systemMemoryMaps({ platform: "sunos", arch: "x64", loadKoffi }, "LE")).toBeUndefined();
    const missing = () => {
      throw new Error("Cannot find module 'koffi'");
    };
    expect(systemMemoryMaps({ platform: "linux", arch: "x64", loadKoffi: missing }, "LE")).toBeUndefined();
    expect(systemMemoryMaps({ platform: "linux", arch: "x64", loadKoffi }, "LE")).toBeInstanceOf(NativeMemoryMaps);
  });
});
