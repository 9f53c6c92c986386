import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemFileLocks } from "../../src/database/sqlite/locks/system-file-locks.js";
import { systemFileCalls } from "../../src/database/sqlite/storage/file-calls.js";
import type { FileStorage, StorageFile } from "../../src/database/sqlite/storage/file-storage.js";
import { MemoryDisk, MemoryFileStorage } from "../../src/database/sqlite/storage/memory-file-storage.js";
import { NodeFileStorage } from "../../src/database/sqlite/storage/node-file-storage.js";
import { OpenFileTable } from "../../src/database/sqlite/storage/open-file-table.js";

interface World {
  /** A storage, as one process has it. */
  readonly storage: FileStorage;
  /** The same files as another process sees them. */
  readonly other: FileStorage;
  readonly path: (name: string) => string;
  readonly end: () => void;
}

const WORLDS: Record<string, () => World> = {
  "real files"() {
    const folder = mkdtempSync(join(tmpdir(), "contract-"));
    const locks = systemFileLocks("test");
    return {
      storage: new NodeFileStorage(systemFileCalls, locks, new OpenFileTable()),
      // A table of its own gives it descriptors, and so locks, of its own, as another process has them.
      other: new NodeFileStorage(systemFileCalls, locks, new OpenFileTable()),
      path: (name) => join(folder, name),
      end: () => rmSync(folder, { recursive: true, force: true }),
    };
  },
  "files in memory"() {
    const disk = new MemoryDisk();
    return {
      storage: new MemoryFileStorage(disk),
      other: new MemoryFileStorage(disk),
      path: (name) => `/memory/${name}`,
      end() {
        // Nothing outlives the test.
      },
    };
  },
};

const NEW = { write: true, create: true, exclusive: false, mode: 0o644 };
const READ = { write: false, create: false, exclusive: false, mode: 0 };
const bytes = (...values: number[]) => Uint8Array.from(values);
const codeOf = (call: () => unknown): unknown => {
  try {
    call();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
  return "no error";
};

describe.each(Object.keys(WORLDS))("storage on %s", (name) => {
  let world: World;
  let file: StorageFile;
  beforeEach(() => {
    world = WORLDS[name]!();
    file = world.storage.open(world.path("a"), NEW);
  });
  afterEach(() => {
    file.close();
    world.end();
  });

  const readAll = (from: StorageFile, position = 0, length = 10) => {
    const buffer = new Uint8Array(length).fill(9);
    const count = from.read(buffer, position);
    return [...buffer.subarray(0, count)];
  };

  test("when bytes are written beyond the end then the gap reads as zeros", () => {
    file.write(bytes(1, 2), 0);
    file.write(bytes(5), 4);
    expect(readAll(file)).toEqual([1, 2, 0, 0, 5]);
    expect(readAll(file, 3)).toEqual([0, 5]);
    expect(readAll(file, 7)).toEqual([]);
    expect(file.stat()).toMatchObject({ kind: "file", size: 5 });
  });

  test("when a file is cut and grown then what was cut is zeros", () => {
    file.write(new Uint8Array(10_000).fill(7), 0);
    file.truncate(5000);
    file.truncate(9000);
    expect(readAll(file, 4998, 4)).toEqual([7, 7, 0, 0]);
    expect(file.stat().size).toBe(9000);
  });

  test("when a file is missing then opening and removing say so, and stat gives nothing", () => {
    expect(codeOf(() => world.storage.open(world.path("b"), READ))).toBe("ENOENT");
    expect(codeOf(() => world.storage.remove(world.path("b")))).toBe("ENOENT");
    expect(world.storage.stat(world.path("b"), true)).toBeUndefined();
    expect(world.storage.isAccessible(world.path("b"), "exists")).toBe(false);
  });

  test("when a file must be new but is there then it is refused", () => {
    expect(codeOf(() => world.storage.open(world.path("a"), { ...NEW, exclusive: true }))).toBe("EEXIST");
  });

  test("when a file is opened for reading then writing and write locks are refused", () => {
    const reader = world.storage.open(world.path("a"), READ);
    expect(codeOf(() => reader.write(bytes(1), 0))).toBe("EBADF");
    expect(codeOf(() => reader.lock("write", 0, 1))).toBe("EBADF");
    reader.close();
  });

  test("when a file is renamed then it keeps its content, and a taken name is refused", () => {
    file.write(bytes(4), 0);
    world.storage.open(world.path("b"), NEW).close();
    expect(codeOf(() => world.storage.rename(world.path("a"), world.path("b")))).toBe("EEXIST");
    world.storage.rename(world.path("a"), world.path("c"));
    expect(world.storage.stat(world.path("a"), true)).toBeUndefined();
    const moved = world.storage.open(world.path("c"), READ);
    expect(readAll(moved)).toEqual([4]);
    moved.close();
  });

  test("when a folder is opened then it can be synced", () => {
    const folder = world.storage.open(world.path("a").replace(/[\\/]a$/, ""), READ);
    folder.sync();
    expect(folder.stat().kind).toBe("folder");
    folder.close();
  });

  test("when one process holds a write lock then another gets none there, and learns of it", () => {
    const theirs = world.other.open(world.path("a"), NEW);
    expect(file.lock("write", 100, 10)).toBe(true);
    expect(theirs.lock("read", 105, 1)).toBe(false);
    expect(theirs.lockInTheWay("read", 105, 1)).toBe("write");
    expect(theirs.lock("write", 110, 5)).toBe(true);
    expect(file.lockInTheWay("write", 100, 10)).toBe("none");
    expect(file.lock("none", 0, 0)).toBe(true);
    expect(theirs.lock("read", 105, 1)).toBe(true);
    theirs.close();
  });

  test("when two processes hold read locks then neither gets to write until the other lets go", () => {
    const theirs = world.other.open(world.path("a"), NEW);
    expect(file.lock("read", 2, 510)).toBe(true);
    expect(theirs.lock("read", 2, 510)).toBe(true);
    expect(file.lock("write", 2, 510)).toBe(false);
    expect(theirs.lock("none", 2, 510)).toBe(true);
    expect(file.lock("write", 2, 510)).toBe(true);
    expect(file.lock("read", 2, 510)).toBe(true);
    expect(theirs.lock("read", 2, 510)).toBe(true);
    theirs.close();
  });

  test("when a use has locks of its own then those of other uses in the process come and go without it", () => {
    const theirs = world.other.open(world.path("a"), NEW);
    const [one, two] = [0, 1].map(() => world.storage.open(world.path("a"), { ...READ, ownLocks: true }));
    expect(one!.lock("read", 2, 510)).toBe(true);
    expect(two!.lock("read", 2, 510)).toBe(true);
    expect(two!.lock("none", 0, 0)).toBe(true);
    expect(theirs.lock("write", 2, 510)).toBe(false);
    expect(two!.lock("read", 2, 510)).toBe(true);
    one!.close();
    expect(theirs.lock("write", 2, 510)).toBe(false);
    two!.close();
    expect(theirs.lock("write", 2, 510)).toBe(true);
    theirs.close();
  });

  test("when a process closes its last use of a file then its locks are gone, and not before", () => {
    const again = world.storage.open(world.path("a"), NEW);
    const theirs = world.other.open(world.path("a"), NEW);
    expect(again.lock("write", 0, 1)).toBe(true);
    world.storage.open(world.path("a"), NEW).close();
    expect(theirs.lock("write", 0, 1)).toBe(false);
    again.close();
    expect(theirs.lock("write", 0, 1)).toBe(false);
    file.close();
    expect(theirs.lock("write", 0, 1)).toBe(true);
    theirs.close();
    file = world.storage.open(world.path("a"), NEW);
  });
});
