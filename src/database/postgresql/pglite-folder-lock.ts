import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { quotedPath } from "../../support/printable.js";
import { withoutTrailing } from "../../support/strip.js";
import { DatabaseLockedError } from "../database-locked-error.js";
import type { OpenDatabaseOptions } from "../open-database-options.js";

const pollEvery = 50;
const noticeAfter = 250;
const defaultTimeout = 60_000;

/**
 * Keeps other processes away from the folder of a PGlite database, which PGlite itself does not: two of them would write
 * over each other's pages. The lock is a file beside the folder that holds the number of the process; one that a process
 * left behind when it was killed is taken over.
 *
 * @returns a function that releases the folder.
 * @throws {DatabaseLockedError} when another process does not release it in time.
 */
export async function lockPgliteFolder(folder: string, options: OpenDatabaseOptions): Promise<() => void> {
  const path = `${withoutTrailing(folder, "/")}.lock`;
  const own = `${path}.${process.pid}`;
  const { timeout = defaultTimeout, onWait } = options;
  const started = Date.now();
  let isAnnounced = false;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(own, String(process.pid));
  try {
    for (;;) {
      if (link(own, path)) return () => rmSync(path, { force: true });
      const holder = holderOf(path);
      if (holder === undefined) continue;
      const waited = Date.now() - started;
      if (waited >= timeout)
        throw new DatabaseLockedError(`process ${holder} has ${quotedPath(folder)} open`, waited, {
          driverCode: "EBUSY",
        });
      if (!isAnnounced && waited >= noticeAfter) {
        isAnnounced = true;
        const message = `Waiting for ${quotedPath(folder)}: process ${holder} has it open (up to ${Math.round(timeout / 1000)} s)`;
        onWait?.({ database: folder, timeout, message });
      }
      await delay(pollEvery);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** Gives the file its second name, unless that name exists. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** The process that holds the lock; `undefined` if it has released it or has ended, so that the lock is free now. */
function holderOf(path: string): number | undefined {
  let holder: number;
  try {
    holder = Number(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
  try {
    process.kill(holder, 0);
    return holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EPERM") return holder;
    rmSync(path, { force: true });
    return undefined;
  }
}
