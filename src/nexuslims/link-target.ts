import { lstatSync, readlinkSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** Links that may follow each other; the systems' own limit. */
const MOST = 40;

/** The file that a path stands for behind symbolic links, whether or not it is there yet. */
export function linkTarget(path: string): string {
  let target = path;
  for (let count = 0; count < MOST; count++) {
    if (lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return target;
    target = resolve(dirname(target), readlinkSync(target));
  }
  return target;
}
