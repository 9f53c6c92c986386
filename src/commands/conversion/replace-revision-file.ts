import type { FileSystem } from "../../config/file-system.js";
import { CommandError } from "../../support/command-error.js";

/** The endings of files that only stand beside a revision while its language changes, and that no command reads. */
const kept = ".orig";
const unfinished = ".part";

/**
 * Puts a file in the place of another one whose ending differs. At no moment the folder has both, nor none of the two
 * texts: the old file is renamed until the new one is there.
 *
 * @param keep whether the old file stays as `NAME.orig`, which no command reads
 * @throws {CommandError} where the new name is taken
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
 * Brings back the files whose replacement was interrupted.
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
