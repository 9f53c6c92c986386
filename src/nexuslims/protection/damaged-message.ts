import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { quotedPath } from "../../cli/message-of.js";
import { DatabaseError } from "../../index.js";
import { DatabaseFileError } from "../database/database-file-error.js";
import type { DatabasePath } from "../database/database-path.js";
import { newestBackup } from "./newest-backup.js";

/** Advice for an administrator about a damaged file, or `undefined` for another failure. */
export function damagedMessage(error: unknown, { shown, path }: DatabasePath): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    // It has been reported already.
    if (at instanceof DatabaseFileError) return undefined;
    if (!(at instanceof DatabaseError) || !/^SQLITE_(CORRUPT|NOTADB)/.test(at.driverCode ?? "")) continue;
    const backup = newestBackup(path);
    const advice =
      backup === undefined
        ? "There is no backup beside it; put one from elsewhere in its place, while no program uses the file"
        : `The newest backup beside it is ${quotedPath(join(dirname(path), backup))}; put it in the database's place, while no program uses the file`;
    return `${shown} is damaged: ${at.reason.split(":", 1)[0]}. ${advice}${withoutCompanions(path)}.`;
  }
  return undefined;
}

/** The journal that a crash left beside the damaged file would be applied to the backup. */
function withoutCompanions(path: string): string {
  const left = ["-journal", "-wal", "-shm"].map((end) => path + end).filter((one) => existsSync(one));
  if (left.length === 0) return "";
  return `, and remove ${left.map((one) => basename(one)).join(" and ")}, which is of the damaged one`;
}
