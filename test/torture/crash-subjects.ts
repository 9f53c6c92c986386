import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { alembicTs, nexuslims, pythonAlembic } from "./project.js";
import { type RunningWorker, startProgram } from "./start-worker.js";

const trap = fileURLToPath(new URL("trap.mjs", import.meta.url));

/** What is killed: a program that does one thing to a database. */
export interface CrashSubject {
  readonly name: string;
  /** Which kind of database it works on. */
  readonly database: "project" | "nexuslims";
  /** Whether it is the program as people run it, and not the small worker, whose cache is small. */
  readonly isReal: boolean;
  readonly program: string;
  readonly args: readonly string[];
}

/** Where a round takes place. */
export class CrashPlace {
  readonly folder: string;
  /** The database and what belongs to it, and nothing else. */
  readonly data: string;
  readonly database: string;
  readonly journal: string;
  readonly wal: string;

  constructor(folder: string) {
    this.folder = folder;
    this.data = join(folder, "data");
    this.database = join(this.data, "work.db");
    this.journal = `${this.database}-journal`;
    this.wal = `${this.database}-wal`;
    mkdirSync(this.data);
  }

  /** Everything that may be killed; `worker` is the bundle of it. */
  subjects(worker: string): readonly CrashSubject[] {
    const url = `sqlite:///${this.database}`;
    const small = (name: string, ...args: string[]): CrashSubject => ({
      name: `worker: ${name}`,
      database: "project",
      isReal: false,
      program: worker,
      args,
    });
    const real = (database: CrashSubject["database"], program: string, ...args: string[]): CrashSubject => ({
      name: args.join(" "),
      database,
      isReal: true,
      program,
      args,
    });
    return [
      small("rebuild", "migrate", url, "rebuild"),
      real("project", alembicTs, "upgrade", "head"),
      small("backup", "backup", url, join(this.data, "copy.db")),
      real("nexuslims", nexuslims, "db", "upgrade"),
      small("downgrade", "migrate", url, "downgrade"),
      real("project", alembicTs, "downgrade", "zero"),
      small("stamp", "migrate", url, "stamp"),
      real("project", alembicTs, "stamp", "stamped"),
    ];
  }

  /** Starts a subject, watched by the trap. */
  start({ program, args }: CrashSubject, trapped: Readonly<Record<string, string>> = {}): RunningWorker {
    return startProgram(process.execPath, ["--import", trap, program, ...args], {
      cwd: this.folder,
      env: { ...process.env, NX_DB_PATH: this.database, TRAP_FOLDER: this.data, ...trapped },
    });
  }

  /** Ours upgrades to head, as people start it. */
  upgrade(database: CrashSubject["database"]): RunningWorker {
    const args = database === "project" ? [alembicTs, "upgrade", "head"] : [nexuslims, "db", "upgrade"];
    return startProgram(process.execPath, args, {
      cwd: this.folder,
      env: { ...process.env, NX_DB_PATH: this.database },
    });
  }

  /** Python Alembic upgrades the project's database to head. */
  upgradeByPython(): RunningWorker {
    return startProgram(pythonAlembic(), ["-c", "python.ini", "upgrade", "head"], { cwd: this.folder });
  }
}
