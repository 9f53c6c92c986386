import { join } from "node:path";
import type { FileSystem } from "../../config/file-system.js";

/** The folder in which another tool has its migrations. */
export class ToolFolder {
  readonly path: string;
  readonly #files: FileSystem;

  constructor(files: FileSystem, path: string) {
    this.#files = files;
    this.path = path;
  }

  /** The names of scripts: files of JavaScript, TypeScript or SQL, without declarations of types. */
  scripts(): readonly string[] {
    return this.#names((name) => /\.(?:[cm]?[jt]s|sql)$/.test(name) && !/\.d\.[cm]?ts$/.test(name));
  }

  /** The names of SQL files. */
  sqlFiles(): readonly string[] {
    return this.#names((name) => name.endsWith(".sql"));
  }

  /** The names of folders that have a `migration.sql`. */
  folders(): readonly string[] {
    return this.#files
      .list(this.path)
      .flatMap(({ name, isFolder }) =>
        isFolder && this.#files.exists(join(this.path, name, "migration.sql")) ? [name] : [],
      )
      .sort();
  }

  /** The entries of Drizzle's journal; none where there is no journal. */
  drizzleJournal(): readonly { readonly when: number; readonly tag: string }[] {
    const path = join(this.path, "meta", "_journal.json");
    if (!this.#files.exists(path)) return [];
    const { entries = [] } = JSON.parse(this.#files.readText(path)) as {
      readonly entries?: readonly { readonly when: number; readonly tag: string }[];
    };
    return entries;
  }

  #names(isWanted: (name: string) => boolean): readonly string[] {
    return this.#files
      .list(this.path)
      .flatMap(({ name, isFolder }) => (!isFolder && isWanted(name) ? [name] : []))
      .sort();
  }
}

/** A file's name without its ending: a migration that was compiled is the same one. */
export function withoutExtension(name: string): string {
  return name.replace(/\.(?:[cm]?[jt]s|sql)$/, "");
}

/** The version at the beginning of a file's name, as dbmate has it. */
export function versionOf(name: string): string {
  return /^[^_]*/.exec(name)![0].replace(/\.sql$/, "");
}

/** The time at the beginning of a file's name, as TypeORM has it; `undefined` for other files. */
export function typeormStamp(name: string): string | undefined {
  return /^(\d{8,})-/.exec(name)?.[1];
}
