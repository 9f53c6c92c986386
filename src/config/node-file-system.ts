import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { platform } from "node:process";
import type { FileSystem } from "./file-system.js";

/** The machine's own files. */
export const nodeFileSystem: FileSystem = {
  exists: (path) => existsSync(path),
  isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  read: (path) => readFileSync(path),
  readText: (path) => readFileSync(path, "utf8"),
  list: (path) =>
    readdirSync(path, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      isFolder: entry.isDirectory(),
      isLink: entry.isSymbolicLink(),
    })),
  realPath: (path) => realpathSync.native(path),
  write: (path, content, mode = "replace") => {
    if (mode === "append") appendFileSync(path, content);
    else writeFileSync(path, content);
  },
  remove: (path) => rmSync(path, { force: true }),
  rename: (from, to) => renameSync(from, to),
  makeFolder: (path) => {
    mkdirSync(path, { recursive: true });
  },
};

/** The operating system that runs, by Node's name. */
export const nodePlatform: string = platform;
