import { expect, test } from "vitest";
import { fileError } from "../../../src/database/sqlite/storage/file-storage.js";
import { MemoryFileStorage } from "../../../src/database/sqlite/storage/memory-file-storage.js";
import { WalReadLock } from "../../../src/database/sqlite/storage/wal-read-lock.js";

test.each([1, 2, 3])("when lock call %i of a reader fails then its file is closed", (failing) => {
  const storage = new MemoryFileStorage();
  const path = "/memory/a.db";
  storage.open(path, { write: true, create: true, exclusive: false, mode: 0o644 }).close();
  const open = storage.open.bind(storage);
  let [isOpen, calls] = [false, 0];
  storage.open = (name, options) => {
    const file = open(name, options);
    const [lock, close] = [file.lock.bind(file), file.close.bind(file)];
    isOpen = true;
    file.lock = (...range) => {
      if (++calls === failing) throw fileError("EIO", "fcntl", name);
      return lock(...range);
    };
    file.close = () => {
      isOpen = false;
      close();
    };
    return file;
  };
  expect(() => WalReadLock.take(storage, path)).toThrow("EIO");
  expect([isOpen, calls]).toEqual([false, failing]);
});
