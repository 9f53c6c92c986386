import { readdirSync } from "node:fs";
import { basename, dirname, extname } from "node:path";

/** The name of the latest backup beside a database, as {@link backupPath} names them; `undefined` if there is none. */
export function newestBackup(database: string): string | undefined {
  const suffix = extname(database);
  const stem = `${basename(database, suffix)}_backup_`;
  let newest: { readonly name: string; readonly rank: string } | undefined;
  for (const name of namesIn(dirname(database))) {
    if (!name.startsWith(stem) || !name.endsWith(suffix)) continue;
    const [, time, count = "1"] =
      /^(\d{8}_\d{6})(?:_(\d+))?$/.exec(name.slice(stem.length, name.length - suffix.length)) ?? [];
    if (time === undefined) continue;
    const rank = `${time}_${count.padStart(9, "0")}`;
    if (newest === undefined || rank > newest.rank) newest = { name, rank };
  }
  return newest?.name;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // In a folder that may not be listed, no backup is found.
    return [];
  }
}
