import { mkdirSync, rmdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it, one by one, because Node's own way never ends in `/proc`. If one cannot be made,
 * the others are removed again.
 *
 * @returns the outermost folder that was made; `undefined` if all existed.
 */
export function makeFolders(folder: string): string | undefined {
  const missing: string[] = [];
  for (let at = folder; statSync(at, { throwIfNoEntry: false }) === undefined; at = dirname(at)) missing.push(at);
  let outermost: string | undefined;
  for (const one of missing.reverse()) {
    try {
      mkdirSync(one);
    } catch (error) {
      // Another program may have made it meanwhile.
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
