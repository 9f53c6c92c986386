import { lstatSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** Links that may follow each other; the systems' own limit. */
const MOST = 40;

/** The file that a path stands for behind symbolic links, whether or not it is there yet. */
export function linkTarget(path: string): string {
  let target = path;
  for (let count = 0; count < MOST; count++) {
    if (lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return target;
    // A link's `..` is that of the folder where it really lies, which may be behind a link too.
    target = resolve(realpathSync(dirname(target)), readlinkSync(target));
  }
  return target;
}
