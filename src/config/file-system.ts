/** A name in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
  /** Whether it is a symbolic link. Links are not followed, so `isFolder` is then `false`. */
  readonly isLink: boolean;
}

/** The files that the configuration and the script directory read and write; paths are absolute. */
export interface FileSystem {
  /** Whether a file or folder is there. */
  exists(path: string): boolean;
  /** Whether the path is a folder, links followed. */
  isFolder(path: string): boolean;
  /** The bytes of a file. */
  read(path: string): Uint8Array;
  /** The text of a UTF-8 file. */
  readText(path: string): string;
  /** The names in a folder, in the order in which the system lists them. */
  list(path: string): readonly FolderEntry[];
  /** The path with all symbolic links followed. */
  realPath(path: string): string;
  /** Writes a file, or adds to its end. */
  write(path: string, content: Uint8Array, mode?: "replace" | "append"): void;
  /** Removes a file; a missing file is no error. */
  remove(path: string): void;
  /** Gives a file another name in one step; a file of that name is replaced. */
  rename(from: string, to: string): void;
  /** Makes a folder and those above it. */
  makeFolder(path: string): void;
}
