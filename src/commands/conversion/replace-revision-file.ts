import type { FileSystem } from "../../config/file-system.js";
import { CommandError } from "../../support/command-error.js";

/** The extensions of an original and of an unfinished new file. No command reads such files as revisions. */
const kept = ".orig";
const unfinished = ".part";

/**
 * Replaces a file by one with another extension. The folder never has both files, and never loses both: the original is
 * renamed, then the new file gets its name, then the original is removed.
 *
 * @param keep whether the original stays as `NAME.orig`, which no command reads
 * @throws {CommandError} if a file with the new name exists
 */
export function replaceRevisionFile(files: FileSystem, from: string, to: string, text: string, keep: boolean): void {
  if (files.exists(to)) throw new CommandError(`${to} exists already`);
  files.write(to + unfinished, new TextEncoder().encode(text));
  try {
    files.rename(from, from + kept);
    try {
      files.rename(to + unfinished, to);
    } catch (error) {
      files.rename(from + kept, from);
      throw error;
    }
  } catch (error) {
    files.remove(to + unfinished);
    throw error;
  }
  if (!keep) files.remove(from + kept);
}

/**
 * Restores the originals of files whose replacement was interrupted.
 *
 * @returns whether there were any
 */
export function recoverReplacements(files: FileSystem, folders: readonly string[]): boolean {
  let found = false;
  for (const folder of folders.filter((one) => files.exists(one))) {
    const names = files.list(folder).flatMap(({ name, isFolder }) => (isFolder ? [] : [name]));
    for (const part of names.filter((name) => name.endsWith(unfinished))) {
      const stem = part.slice(0, -unfinished.length).replace(/\.\w+$/, "");
      const original = names.find(
        (name) => name.endsWith(kept) && name.slice(0, -kept.length).replace(/\.\w+$/, "") === stem,
      );
      if (original !== undefined) {
        const place = `${folder}/${original.slice(0, -kept.length)}`;
        if (!files.exists(place)) files.rename(`${folder}/${original}`, place);
        found = true;
      }
      if (original !== undefined || /\.(?:ts|py)$/.test(part.slice(0, -unfinished.length)))
        files.remove(`${folder}/${part}`);
    }
  }
  return found;
}
