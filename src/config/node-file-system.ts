import { isUtf8 } from "node:buffer";
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
import { CommandError } from "../support/command-error.js";
import type { FileSystem } from "./file-system.js";

/**
 * The text of a UTF-8 file. Node would put U+FFFD in the place of each byte that is not UTF-8, and a revision would store
 * it in the database.
 *
 * @throws {@link CommandError} when the file has another encoding.
 */
export function readUtf8(path: string): string {
  const text = readFileSync(path, "utf8");
  const at = text.indexOf("\ufffd");
  if (at < 0 || isUtf8(readFileSync(path))) return text;
  const line = text.slice(0, at).split("\n").length;
  throw new CommandError(`${path}:${line}: the file is not UTF-8 text; save it as UTF-8, so that no character is lost`);
}

/** The machine's own files. */
export const nodeFileSystem: FileSystem = {
  exists: (path) => existsSync(path),
  isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  read: (path) => readFileSync(path),
  readText: readUtf8,
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
