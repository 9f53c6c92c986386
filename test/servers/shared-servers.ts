import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endServer, type RunningServer } from "./processes.js";

/** Names the folder in which the servers of a test run are noted; `test/global-setup.ts` makes it and ends the servers. */
const variable = "ALEMBIC_TS_TEST_SERVERS";

/** Makes the folder for the notes of this run's servers. */
export function prepareSharedServers(): void {
  process.env[variable] = mkdtempSync(join(tmpdir(), "servers-"));
}

/** The server of this name, which the first test file that asks for it starts for all. */
export async function sharedServer(name: string, start: () => Promise<RunningServer>): Promise<RunningServer> {
  const folder = process.env[variable];
  if (folder === undefined) throw new Error("servers are shared within a run of vitest only");
  const note = join(folder, `${name}.json`);
  try {
    mkdirSync(join(folder, `${name}.starting`));
  } catch {
    for (let tries = 0; tries < 600 && !existsSync(note); tries++) await new Promise((done) => setTimeout(done, 100));
    return JSON.parse(readFileSync(note, "utf8")) as RunningServer;
  }
  const server = await start();
  writeFileSync(`${note}.new`, JSON.stringify(server));
  renameSync(`${note}.new`, note);
  return server;
}

/** Ends the servers of this run. */
export async function endSharedServers(): Promise<void> {
  const folder = process.env[variable];
  if (folder === undefined || !existsSync(folder)) return;
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    await endServer(JSON.parse(readFileSync(join(folder, file), "utf8")) as RunningServer);
  }
  rmSync(folder, { recursive: true, force: true });
}
