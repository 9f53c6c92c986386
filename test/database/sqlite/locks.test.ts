import { closeSync, openSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseDatabaseUrl } from "../../../src/database/database-url.js";
import type { FileLocks } from "../../../src/database/sqlite/locks/file-locks.js";
import { flockLayout } from "../../../src/database/sqlite/locks/flock-layout.js";
import { LazyFileLocks } from "../../../src/database/sqlite/locks/lazy-file-locks.js";
import { LockingUnavailableError } from "../../../src/database/sqlite/locks/locking-unavailable-error.js";
import { PosixFileLocks } from "../../../src/database/sqlite/locks/posix-file-locks.js";
import { ProcessFileLocks } from "../../../src/database/sqlite/locks/process-file-locks.js";
import { posixLocks, systemFileLocks } from "../../../src/database/sqlite/locks/system-file-locks.js";
import { WindowsFileLocks } from "../../../src/database/sqlite/locks/windows-file-locks.js";
import { windowsLockCalls } from "../../../src/database/sqlite/locks/windows-lock-calls.js";
import { SqliteConnection } from "../../../src/database/sqlite/sqlite-connection.js";
import { SqliteFile } from "../../../src/database/sqlite/sqlite-file.js";
import { systemFileCalls } from "../../../src/database/sqlite/storage/file-calls.js";
import type { LockKind } from "../../../src/database/sqlite/storage/file-storage.js";
import { NodeFileStorage } from "../../../src/database/sqlite/storage/node-file-storage.js";
import { OpenFileTable } from "../../../src/database/sqlite/storage/open-file-table.js";
import { sharedSqlJs } from "../../../src/database/sqlite/wasm/load-sql-js.js";
import { temporaryFolder } from "./temporary-folder.js";

const folder = temporaryFolder();

describe("fcntl", () => {
  /** The calls that were made, as the fields of the lock structure. */
  function recorder(platform: string, arch: string, owner: "file" | "process", answers: (0 | string)[] = []) {
    const layout = flockLayout(platform, arch)!;
    const calls: unknown[][] = [];
    const locks = new PosixFileLocks(
      (fd, command, flock) => {
        const { type, start, length } = layout;
        calls.push([fd, command, flock.readInt16LE(type), flock.readBigInt64LE(start), flock.readBigInt64LE(length)]);
        return answers.shift() ?? 0;
      },
      layout,
      owner,
    );
    return { locks, calls, layout };
  }

  test.each([
    ["linux", "x64", "file", 32, [37, 36], [0, 1, 2]],
    ["linux", "arm64", "process", 32, [6, 5], [0, 1, 2]],
    ["linux", "arm", "process", 32, [13, 12], [0, 1, 2]],
    ["linux", "ia32", "process", 24, [13, 12], [0, 1, 2]],
    ["darwin", "arm64", "process", 24, [8, 7], [1, 3, 2]],
    ["freebsd", "x64", "process", 32, [12, 11], [1, 3, 2]],
  ] as const)(
    "when a lock is set on %s %s then the structure is that system's",
    (platform, arch, owner, size, commands, types) => {
      const { locks, calls, layout } = recorder(platform, arch, owner);
      locks.set(7, "read", 0x40000002, 510);
      locks.set(7, "write", 0x40000001, 1);
      locks.set(7, "none", 0, 0);
      locks.inTheWay(7, "write", 0x40000001, 1);
      expect(layout.size).toBe(size);
      expect(calls).toEqual([
        [7, commands[0], types[0], 0x40000002n, 510n],
        [7, commands[0], types[1], 0x40000001n, 1n],
        [7, commands[0], types[2], 0n, 0n],
        [7, commands[1], types[1], 0x40000001n, 1n],
      ]);
    },
  );

  test("when another process is in the way then the answer is no, and a broken off call is made again", () => {
    const { locks, calls } = recorder("linux", "x64", "file", ["EAGAIN", "EACCES", "EINTR", 0, "ENOLCK"]);
    expect(locks.set(7, "write", 0, 1)).toBe(false);
    expect(locks.set(7, "write", 0, 1)).toBe(false);
    expect(locks.set(7, "write", 0, 1)).toBe(true);
    expect(calls).toHaveLength(4);
    expect(() => locks.set(7, "write", 0, 1)).toThrow("ENOLCK");
  });

  test("when the kernel does not know locks of open files then those of the process are taken", () => {
    const layout = flockLayout("linux", "x64")!;
    expect(posixLocks(() => 0, layout).ownedByFile).toBe(true);
    expect(posixLocks((_fd, command) => (command === 36 ? "EINVAL" : 0), layout).ownedByFile).toBe(false);
  });
});

describe("locks that belong to the process", () => {
  /** The system's side: one owner, every call noted. */
  function fake(): { native: FileLocks; calls: string[]; refuse: { now: boolean } } {
    const calls: string[] = [];
    const refuse = { now: false };
    const native: FileLocks = {
      ownedByFile: false,
      set(fd, kind, start, length) {
        calls.push(`${fd} ${kind} ${start}+${length}`);
        return !refuse.now;
      },
      inTheWay: () => "none",
      release: () => undefined,
    };
    return { native, calls, refuse };
  }

  test("when two descriptors of a file want it then one process locks itself out", () => {
    const { native } = fake();
    const locks = new ProcessFileLocks(native, () => "same");
    expect(locks.set(1, "write", 0, 10)).toBe(true);
    expect(locks.set(2, "read", 5, 1)).toBe(false);
    expect(locks.inTheWay(2, "read", 5, 1)).toBe("write");
    expect(locks.set(2, "write", 10, 1)).toBe(true);
  });

  test("when one of two readers lets go then the system keeps the lock for the other", () => {
    const { native, calls } = fake();
    const locks = new ProcessFileLocks(native, () => "same");
    locks.set(1, "read", 2, 510);
    locks.set(2, "read", 2, 510);
    locks.set(1, "write", 0, 1);
    calls.length = 0;
    locks.set(1, "none", 0, 0);
    expect(calls).toEqual(["1 none 0+2", "1 read 2+510", "1 none 512+0"]);
    calls.length = 0;
    expect(locks.set(1, "write", 2, 510)).toBe(false);
    locks.release(2);
    expect(calls).toEqual(["2 none 0+0"]);
    expect(locks.set(1, "write", 2, 510)).toBe(true);
  });

  test("when the system refuses then nothing is noted", () => {
    const { native, refuse } = fake();
    const locks = new ProcessFileLocks(native, () => "same");
    refuse.now = true;
    expect(locks.set(1, "write", 0, 1)).toBe(false);
    refuse.now = false;
    expect(locks.set(2, "write", 0, 1)).toBe(true);
  });

  test("when files differ then their locks do too", () => {
    const locks = new ProcessFileLocks(fake().native, (fd) => `file ${fd}`);
    expect(locks.set(1, "write", 0, 10)).toBe(true);
    expect(locks.set(2, "write", 0, 10)).toBe(true);
  });
});

describe("Windows", () => {
  /** The system's side: ranges by handle, with the rules of LockFileEx. */
  class Ranges {
    readonly held: { fd: number; start: number; length: number; isExclusive: boolean }[] = [];
    readonly calls: string[] = [];
    locks = new WindowsFileLocks({
      lock: (fd, isExclusive, start, length) => {
        const overlaps = (range: { start: number; length: number }) =>
          range.start < start + length && start < range.start + range.length;
        const isRefused = this.held.some((range) => overlaps(range) && (isExclusive || range.isExclusive));
        this.calls.push(
          `lock ${fd} ${isExclusive ? "exclusive" : "shared"} ${start}+${length}${isRefused ? " refused" : ""}`,
        );
        if (isRefused) return 33;
        this.held.push({ fd, start, length, isExclusive });
        return 0;
      },
      unlock: (fd, start, length) => {
        const index = this.held.findIndex(
          (range) => range.fd === fd && range.start === start && range.length === length,
        );
        this.calls.push(`unlock ${fd} ${start}+${length}`);
        if (index < 0) return 158;
        this.held.splice(index, 1);
        return 0;
      },
    });
  }

  const PENDING = 0x40000000;
  const RESERVED = PENDING + 1;
  const SHARED = PENDING + 2;
  /** SQLite's steps to a shared lock on unix. */
  const share = (locks: FileLocks, fd: number): boolean => {
    if (!locks.set(fd, "read", PENDING, 1)) return false;
    const done = locks.set(fd, "read", SHARED, 510);
    locks.set(fd, "none", PENDING, 1);
    return done;
  };

  test("when SQLite goes from shared to exclusive and back then each range is locked and unlocked as such", () => {
    const { locks, calls, held } = new Ranges();
    expect(share(locks, 3)).toBe(true);
    expect(locks.set(3, "write", RESERVED, 1)).toBe(true);
    expect(locks.set(3, "write", PENDING, 1)).toBe(true);
    expect(locks.set(3, "write", SHARED, 510)).toBe(true);
    expect(locks.set(3, "read", SHARED, 510)).toBe(true);
    expect(locks.set(3, "none", PENDING, 2)).toBe(true);
    expect(locks.set(3, "none", 0, 0)).toBe(true);
    expect(held).toEqual([]);
    expect(calls).toEqual([
      `lock 3 shared ${PENDING}+1`,
      `lock 3 shared ${SHARED}+510`,
      `unlock 3 ${PENDING}+1`,
      `lock 3 exclusive ${RESERVED}+1`,
      `lock 3 exclusive ${PENDING}+1`,
      `unlock 3 ${SHARED}+510`,
      `lock 3 exclusive ${SHARED}+510`,
      `unlock 3 ${SHARED}+510`,
      `lock 3 shared ${SHARED}+510`,
      `unlock 3 ${RESERVED}+1`,
      `unlock 3 ${PENDING}+1`,
      `unlock 3 ${SHARED}+510`,
    ]);
  });

  test("when a reader is in the way then the writer keeps its shared lock", () => {
    const ranges = new Ranges();
    const { locks, held } = ranges;
    share(locks, 3);
    share(locks, 4);
    expect(locks.set(3, "write", SHARED, 510)).toBe(false);
    expect(held.filter(({ fd }) => fd === 3)).toHaveLength(1);
    locks.set(4, "none", 0, 0);
    expect(locks.set(3, "write", SHARED, 510)).toBe(true);
    expect(share(locks, 4)).toBe(false);
  });

  test("when somebody asks for the reserved byte then others' locks are seen and own ones are not", () => {
    const { locks } = new Ranges();
    expect(locks.inTheWay(4, "write", RESERVED, 1)).toBe("none");
    locks.set(3, "write", RESERVED, 1);
    expect(locks.inTheWay(4, "write", RESERVED, 1)).toBe("write");
    expect(locks.inTheWay(3, "write", RESERVED, 1)).toBe("none");
    locks.set(3, "none", 0, 0);
    expect(locks.inTheWay(4, "write", RESERVED, 1)).toBe("none");
  });

  test("when ranges are locked then the calls are those of kernel32, on libuv's handle", () => {
    const calls: unknown[][] = [];
    const libraries = {
      load: (library: string | null) => ({
        func: (prototype: string) => {
          const name = /(\w+)\(/.exec(prototype)![1]!;
          return (...args: unknown[]) => {
            calls.push([library, name, ...args.map((arg) => (Buffer.isBuffer(arg) ? arg.toString("hex") : arg))]);
            return name === "uv_get_osfhandle"
              ? 0x1234
              : name === "GetLastError"
                ? 33
                : name === "UnlockFileEx"
                  ? 1
                  : 0;
          };
        },
      }),
    };
    const native = windowsLockCalls(libraries, "node.exe", "x64");
    expect(native.lock(3, true, 0x1_4000_0002, 510)).toBe(33);
    expect(native.unlock(3, 0x40000002, 510)).toBe(0);
    const at = (high: string) => `${"00".repeat(16)}02000040${high}${"00".repeat(8)}`;
    expect(calls).toEqual([
      ["node.exe", "uv_get_osfhandle", 3],
      ["kernel32.dll", "LockFileEx", 0x1234, 3, 0, 510, 0, at("01000000")],
      ["kernel32.dll", "GetLastError"],
      ["node.exe", "uv_get_osfhandle", 3],
      ["kernel32.dll", "UnlockFileEx", 0x1234, 0, 510, 0, at("00000000")],
    ]);
  });
});

describe("the choice of locks", () => {
  const koffi = { load: () => ({ func: () => () => 0 }), errno: () => 0 };
  const choose = (platform: string, arch = "x64", loadKoffi: () => unknown = () => koffi) =>
    systemFileLocks("/data/a.db", { platform, arch, loadKoffi });

  test("when the system is known then its own locks are taken", () => {
    expect(choose("win32")).toBeInstanceOf(WindowsFileLocks);
    expect(choose("linux")).toBeInstanceOf(PosixFileLocks);
    expect(choose("darwin", "arm64")).toBeInstanceOf(ProcessFileLocks);
  });

  test.each([
    ["an unknown system", () => choose("plan9")],
    [
      "a system without koffi",
      () =>
        choose("linux", "x64", () => {
          throw new Error("Cannot find module 'koffi'");
        }),
    ],
  ])("when there are no locks on %s then the refusal names the file and ?locking=none", (_name, call) => {
    expect(call).toThrow(LockingUnavailableError);
    expect(call).toThrow("/data/a.db");
    expect(call).toThrow("?locking=none");
  });

  async function connectWith(locks: FileLocks): Promise<unknown> {
    const storage = new NodeFileStorage(systemFileCalls, locks, new OpenFileTable());
    const path = folder("a.db");
    const file = new SqliteFile({
      api: await sharedSqlJs(),
      storage,
      unlockedStorage: storage,
      path,
      isReadOnly: false,
    });
    const url = parseDatabaseUrl(`sqlite:///${path}`);
    const connection = new SqliteConnection(file, { url, timeout: 0, onWait: undefined });
    const error = await connection.execute("CREATE TABLE t (a)").catch((failure: unknown) => failure);
    await connection.close();
    return error;
  }

  test.each([
    ["the locks cannot be loaded", () => new LazyFileLocks(() => choose("plan9"))],
    ["the file system has none", () => new PosixFileLocks(() => "ENOLCK", flockLayout("linux", "x64")!, "file")],
  ])("when %s then writing is refused, with the file and ?locking=none in the sentence", async (_why, locks) => {
    const error = await connectWith(locks());
    expect(error).toBeInstanceOf(LockingUnavailableError);
    expect(String(error)).toContain(folder("a.db"));
    expect(String(error)).toContain("?locking=none");
  });

  test("when the system's locks are used then they hold between descriptors", () => {
    const locks = systemFileLocks("test");
    writeFileSync(folder("a"), "");
    const [first, second] = [openSync(folder("a"), "r+"), openSync(folder("a"), "r+")];
    const kinds: LockKind[] = ["read", "write"];
    for (const kind of kinds) {
      expect(locks.set(first, "write", 0x40000000, 1)).toBe(true);
      expect(locks.set(second, kind, 0x40000000, 1)).toBe(false);
      expect(locks.inTheWay(second, kind, 0x40000000, 1)).toBe("write");
      locks.set(first, "none", 0, 0);
    }
    closeSync(first);
    closeSync(second);
  });
});
