import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Clock, MemoryOutput } from "../../src/index.js";
import { runNexuslims } from "../../src/nexuslims/run-nexuslims.js";
import { makeV143 } from "./make-v1-4-3.mjs";

/** What a run of the program left behind. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The moment that all backups of the tests bear. */
export const NOW = new Date(2026, 1, 7, 14, 32, 16);
export const BACKUP = "database_backup_20260207_143216.sqlite";

const program = fileURLToPath(new URL("../../dist/bin/nexuslims.js", import.meta.url));

/** A folder with a database, and `nexuslims` to work on it. */
export class Laboratory {
  readonly folder = mkdtempSync(join(tmpdir(), "laboratory-"));
  readonly database = join(this.folder, "database.sqlite");

  /** Puts a database in place as the creation script of 1.4.3 made it. */
  async makeV143(options: Parameters<typeof makeV143>[0] = {}): Promise<this> {
    writeFileSync(this.database, await makeV143(options));
    return this;
  }

  /** The same, stamped. */
  async makeStamped(options: Parameters<typeof makeV143>[0] = {}): Promise<this> {
    await this.makeV143(options);
    const ran = await this.run("alembic", "stamp", "v1_4_3");
    if (ran.code !== 0) throw new Error(ran.stdout + ran.stderr);
    return this;
  }

  /** `nexuslims db …` in this process. */
  run(...argv: string[]): Promise<Ran> {
    return this.runIn({}, ...argv);
  }

  /** `nexuslims db …` in this process, with other variables. */
  async runIn(
    options: {
      readonly env?: Record<string, string>;
      readonly output?: MemoryOutput;
      readonly cwd?: string;
      readonly clock?: Clock;
    },
    ...argv: string[]
  ): Promise<Ran> {
    const output = options.output ?? new MemoryOutput();
    const code = await runNexuslims(["db", ...argv], {
      cwd: options.cwd ?? this.folder,
      env: options.env ?? { NX_DB_PATH: this.database },
      output,
      clock: options.clock ?? { now: () => NOW },
    });
    return { code, stdout: output.stdout, stderr: output.stderr };
  }

  /** `nexuslims db …` as a program of its own. */
  spawn(
    argv: readonly string[],
    options: { env?: Record<string, string>; uid?: number; cwd?: string; program?: string } = {},
  ): Ran {
    const { uid } = options;
    const { FORCE_COLOR: _, ...clean } = process.env;
    const ran = spawnSync(process.execPath, [options.program ?? program, "db", ...argv], {
      cwd: options.cwd ?? this.folder,
      encoding: "utf8",
      env: { ...clean, NO_COLOR: "1", NX_DB_PATH: this.database, ...options.env },
      // A program that hangs may not heed a signal that it could.
      timeout: 60_000,
      killSignal: "SIGKILL",
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr };
  }

  /** The bytes of the database. */
  bytes(): Buffer {
    return readFileSync(this.database);
  }

  /** The names in the folder. */
  files(): readonly string[] {
    return readdirSync(this.folder).sort();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
