import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** How many files the folder may have. Each version of Node, installation and command has one. */
const MOST_FILES = 30;
/** The number of the files' formats; a file of another one counts as damaged. */
const FORMAT = 2;
/** The bytes at the beginning that are left out of a file's number, because it is kept there. */
const HEAD = 8;

/** Writes a file that only this user can read and write, whole or not at all, and removes the oldest ones of its folder. */
export function writeOwnFile(file: string, bytes: Uint8Array): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isOwnFolder(folder)) return;
  const made = `${file}.${process.pid}`;
  try {
    const descriptor = openSync(made, "wx", 0o600);
    try {
      writeFileSync(descriptor, bytes);
    } finally {
      closeSync(descriptor);
    }
    renameSync(made, file);
  } catch (error) {
    rmSync(made, { force: true });
    throw error;
  }
  removeOldest(folder);
}

/** Whether only this user can write to a folder: compiled code of somebody else would run as this user. */
export function isOwnFolder(folder: string): boolean {
  const { uid, mode } = statSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

/**
 * A number that a damaged file has another of: of its length and of a word in each kilobyte. A crash of the system leaves
 * whole blocks empty, and V8 itself does not check.
 */
export function fileDigest(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let sum = bytes.length + FORMAT;
  for (let at = HEAD; at + 4 <= bytes.length; at += 1024) sum = (Math.imul(sum, 31) + view.getInt32(at, true)) | 0;
  return sum >>> 0;
}

function removeOldest(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= MOST_FILES) return;
  const files = names.map((name) => {
    const path = join(folder, name);
    return { path, changed: statSync(path).mtimeMs };
  });
  files.sort((first, second) => second.changed - first.changed);
  for (const { path } of files.slice(MOST_FILES)) rmSync(path, { force: true });
}
