import { closeSync, fstatSync, openSync, readSync, unlinkSync } from "node:fs";

const BLOCK = 1 << 20;

/**
 * After a failed run, with its connection closed: removes the run's backup if the database is the same byte for byte,
 * otherwise keeps it.
 *
 * @returns whether the backup was removed.
 */
export function discardBackup(database: string, backup: string): boolean {
  try {
    if (!sameBytes(database, backup)) return false;
    unlinkSync(backup);
    return true;
  } catch {
    // A backup that cannot be compared is kept.
    return false;
  }
}

function sameBytes(left: string, right: string): boolean {
  const files = [openSync(left, "r"), openSync(right, "r")] as const;
  try {
    const size = fstatSync(files[0]).size;
    if (size !== fstatSync(files[1]).size) return false;
    const blocks = [Buffer.alloc(BLOCK), Buffer.alloc(BLOCK)] as const;
    for (let at = 0; at < size; ) {
      const [one, other] = [readSync(files[0], blocks[0], 0, BLOCK, at), readSync(files[1], blocks[1], 0, BLOCK, at)];
      if (one === 0 || one !== other) return false;
      if (Buffer.compare(blocks[0].subarray(0, one), blocks[1].subarray(0, one)) !== 0) return false;
      at += one;
    }
    return true;
  } finally {
    for (const file of files) closeSync(file);
  }
}
