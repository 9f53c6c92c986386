import type { AccessMode, FileStat, FileStorage, OpenOptions, StorageFile } from "./file-storage.js";

/** A storage that passes every call to another storage. Subclasses override the calls that they change. */
export abstract class PassThroughStorage implements FileStorage {
  protected readonly base: FileStorage;

  constructor(base: FileStorage) {
    this.base = base;
  }

  abstract open(path: string, options: OpenOptions): StorageFile;

  stat(path: string, followLinks: boolean): FileStat | undefined {
    return this.base.stat(path, followLinks);
  }

  readLink(path: string): string {
    return this.base.readLink(path);
  }

  isAccessible(path: string, mode: AccessMode): boolean {
    return this.base.isAccessible(path, mode);
  }

  remove(path: string): void {
    this.base.remove(path);
  }

  rename(from: string, to: string): void {
    this.base.rename(from, to);
  }

  currentFolder(): string {
    return this.base.currentFolder();
  }

  posixPath(path: string): string {
    return this.base.posixPath(path);
  }
}
