import { basename, dirname, extname, join } from "node:path";

/**
 * The name of a backup: `database.sqlite` becomes `database_backup_20260207_143216.sqlite`, beside it, in local time.
 * A second backup in the same second gets `_2` behind the time, so that none is overwritten.
 *
 * @param database - path of the database.
 * @param now - the present moment.
 * @param taken - tells whether a path exists.
 */
export function backupPath(database: string, now: Date, taken: (path: string) => boolean): string {
  const suffix = extname(database);
  const stem = basename(database, suffix);
  const two = (number: number): string => String(number).padStart(2, "0");
  const day = `${String(now.getFullYear()).padStart(4, "0")}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  for (let number = 1; ; number++) {
    const count = number === 1 ? "" : `_${number}`;
    const path = join(dirname(database), `${stem}_backup_${day}_${time}${count}${suffix}`);
    if (!taken(path)) return path;
  }
}
