import { posix } from "node:path";
import type { FileSystem, FolderEntry } from "../../src/config/file-system.js";

/** Files that exist in memory only; paths are POSIX paths, folders exist where something lies in them. */
export class MemoryFileSystem implements FileSystem {
  readonly #files = new Map<string, Uint8Array>();
  readonly #folders = new Set<string>(["/"]);

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const [path, content] of Object.entries(files)) {
      this.write(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
    }
  }

  exists(path: string): boolean {
    return this.#files.has(path) || this.isFolder(path);
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  read(path: string): Uint8Array {
    const content = this.#files.get(path);
    if (content === undefined) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
    return content;
  }

  readText(path: string): string {
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.read(path));
  }

  list(path: string): readonly FolderEntry[] {
    const inside = (other: string): boolean => other !== path && posix.dirname(other) === path;
    const entry = (isFolder: boolean) => (other: string) => ({ name: posix.basename(other), isFolder, isLink: false });
    return [
      ...[...this.#files.keys()].filter(inside).map(entry(false)),
      ...[...this.#folders].filter(inside).map(entry(true)),
    ];
  }

  realPath(path: string): string {
    return path;
  }

  write(path: string, content: Uint8Array, mode: "replace" | "append" = "replace"): void {
    this.makeFolder(posix.dirname(path));
    const before = mode === "append" ? (this.#files.get(path) ?? new Uint8Array()) : new Uint8Array();
    this.#files.set(path, Buffer.concat([before, content]));
  }

  remove(path: string): void {
    this.#files.delete(path);
  }

  rename(from: string, to: string): void {
    this.write(to, this.read(from));
    this.#files.delete(from);
  }

  makeFolder(path: string): void {
    for (let at = path; at !== posix.dirname(at); at = posix.dirname(at)) this.#folders.add(at);
  }
}
