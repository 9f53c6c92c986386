import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { FileSystem } from "../../src/config/file-system.js";
import { nodeFileSystem } from "../../src/config/node-file-system.js";
import { MemoryFileSystem } from "../config/memory-file-system.js";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "alembic-ts-files-")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const twins: readonly (readonly [string, FileSystem, string])[] = [
  ["the machine's", nodeFileSystem, folder],
  ["those in memory", new MemoryFileSystem({ "/there/x": "" }), "/there"],
];
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each(twins)("files: %s", (_, files, root) => {
  test("when a file was written then it is there with its bytes", () => {
    const path = `${root}/a.txt`;
    expect(files.exists(path)).toBe(false);
    files.write(path, bytes("gr\u00fc\u00dfe"));
    expect([files.exists(path), files.isFolder(path), files.realPath(path)]).toEqual([true, false, path]);
    expect(files.readText(path)).toBe("gr\u00fc\u00dfe");
    expect([...files.read(path)]).toEqual([...bytes("gr\u00fc\u00dfe")]);
  });

  test("when a file is written again then it is replaced, or added to where asked", () => {
    const path = `${root}/b.txt`;
    files.write(path, bytes("first, long"));
    files.write(path, bytes("second"));
    files.write(path, bytes(" more"), "append");
    expect(files.readText(path)).toBe("second more");
  });

  test("when a file is removed then it is gone, and removing it again is no error", () => {
    const path = `${root}/f.txt`;
    files.write(path, bytes("x"));
    files.remove(path);
    files.remove(path);
    expect(files.exists(path)).toBe(false);
  });

  test("when a file is renamed then it has the new name, and a file of that name is replaced", () => {
    files.write(`${root}/g.txt`, bytes("new"));
    files.write(`${root}/h.txt`, bytes("old"));
    files.rename(`${root}/g.txt`, `${root}/h.txt`);
    expect([files.exists(`${root}/g.txt`), files.readText(`${root}/h.txt`)]).toEqual([false, "new"]);
  });

  test("when folders are made then they are listed with their kind", () => {
    files.makeFolder(`${root}/c/d`);
    files.makeFolder(`${root}/c/d`);
    files.write(`${root}/c/e`, bytes(""));
    const names = [...files.list(`${root}/c`)].sort((first, second) => (first.name < second.name ? -1 : 1));
    expect(names).toEqual([
      { name: "d", isFolder: true, isLink: false },
      { name: "e", isFolder: false, isLink: false },
    ]);
    expect([files.isFolder(`${root}/c/d`), files.isFolder(`${root}/none`)]).toEqual([true, false]);
    expect(files.list(`${root}/c/d`)).toEqual([]);
  });

  test("when a file is missing then reading it says which", () => {
    expect(() => files.read(`${root}/none`)).toThrow(`ENOENT: no such file or directory, open '${root}/none'`);
    expect(() => files.readText(`${root}/none`)).toThrow("ENOENT");
  });
});
