import { mkdirSync, rmdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it, one by one: left to do it by itself, Node never comes to an end in `/proc`. Where
 * one cannot be made, those that were are removed.
 *
 * @returns the outermost folder that was made; `undefined` where all were there.
 */
export function makeFolders(folder: string): string | undefined {
  const missing: string[] = [];
  for (let at = folder; statSync(at, { throwIfNoEntry: false }) === undefined; at = dirname(at)) missing.push(at);
  let outermost: string | undefined;
  for (const one of missing.reverse()) {
    try {
      mkdirSync(one);
    } catch (error) {
      // Somebody else may have made it meanwhile.
      if (statSync(one, { throwIfNoEntry: false })?.isDirectory()) continue;
      if (outermost !== undefined) removeFolders(dirname(one), outermost);
      throw error;
    }
    outermost ??= one;
  }
  return outermost;
}

/** Removes the folders that were made, from the innermost to `outermost`; one that is in use stays. */
export function removeFolders(innermost: string, outermost: string): void {
  for (let folder = innermost; ; folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
    if (folder === outermost) return;
  }
}
