import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { quotedPath } from "../../../support/printable.js";
import { DatabaseError } from "../../database-error.js";

const warned = new Set<string>();

/**
 * Warns of a database file that has several names, once in a process: journal and WAL belong to one name, and a program
 * that opens the file by another one does not see them.
 *
 * @throws {DatabaseError} where another name of the file in its folder has a journal or a WAL with content, without
 * which the file is incomplete.
 */
export function checkHardLinks(path: string, warn: (message: string) => void): void {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (stats === undefined || !stats.isFile() || stats.nlink <= 1n) return;
  const others = otherNames(path, stats);
  for (const other of others) {
    if (holdsContent(`${other}-journal`, 0)) {
      throw refusal(path, other, `${quotedPath(`${other}-journal`)} holds a transaction that is not finished`);
    }
    if (holdsContent(`${other}-wal`, WAL_HEADER)) {
      throw refusal(path, other, `${quotedPath(`${other}-wal`)} holds changes that are not in the file yet`);
    }
  }
  if (warned.has(path)) return;
  warned.add(path);
  const names = others.length > 0 ? `, such as ${quotedPath(String(others[0]))}` : "";
  warn(
    `${quotedPath(path)} has ${stats.nlink} names (hard links)${names}. SQLite keeps its journal beside the name that a program opens, ` +
      "so a program that opens another name does not see it: let all programs use one name.",
  );
}

/** A WAL without frames has at most a header. */
const WAL_HEADER = 32;

function otherNames(path: string, { dev, ino }: { readonly dev: bigint; readonly ino: bigint }): readonly string[] {
  const folder = dirname(path);
  return readdirSync(folder)
    .filter((name) => name !== basename(path))
    .map((name) => join(folder, name))
    .filter((other) => {
      const stats = statSync(other, { bigint: true, throwIfNoEntry: false });
      return stats !== undefined && stats.dev === dev && stats.ino === ino;
    })
    .sort();
}

/** Whether a journal or WAL is longer than so many bytes, and was not overwritten with zeros at its end. */
function holdsContent(path: string, length: number): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || stats.size <= length) return false;
  const fd = openSync(path, "r");
  try {
    const first = Buffer.alloc(1);
    return readSync(fd, first, 0, 1, 0) === 1 && first[0] !== 0;
  } finally {
    closeSync(fd);
  }
}

function refusal(path: string, other: string, why: string): DatabaseError {
  return new DatabaseError(
    `${quotedPath(path)} and ${quotedPath(other)} are one file, and ${why}: open the database by that name`,
    {
      driverCode: "SQLITE_CANTOPEN",
    },
  );
}
