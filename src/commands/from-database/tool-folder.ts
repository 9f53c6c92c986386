import { join } from "node:path";
import type { FileSystem } from "../../config/file-system.js";

/** The folder of another tool's migrations. */
export class ToolFolder {
  readonly path: string;
  readonly #files: FileSystem;

  constructor(files: FileSystem, path: string) {
    this.#files = files;
    this.path = path;
  }

  /** The names of the JavaScript, TypeScript and SQL files, except `.d.ts` files. */
  scripts(): readonly string[] {
    return this.#names((name) => /\.(?:[cm]?[jt]s|sql)$/.test(name) && !/\.d\.[cm]?ts$/.test(name));
  }

  /** The names of the SQL files. */
  sqlFiles(): readonly string[] {
    return this.#names((name) => name.endsWith(".sql"));
  }

  /** The names of the folders that contain a `migration.sql`. */
  folders(): readonly string[] {
    return this.#files
      .list(this.path)
      .flatMap(({ name, isFolder }) =>
        isFolder && this.#files.exists(join(this.path, name, "migration.sql")) ? [name] : [],
      )
      .sort();
  }

  /** The entries of Drizzle's journal; empty if the folder has no journal. */
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

/** A file's name without its extension, which compilation changes. */
export function withoutExtension(name: string): string {
  return name.replace(/\.(?:[cm]?[jt]s|sql)$/, "");
}

/** The version at the beginning of a file name of dbmate. */
export function versionOf(name: string): string {
  return /^[^_]*/.exec(name)![0].replace(/\.sql$/, "");
}

/** The timestamp at the beginning of a file name of TypeORM; `undefined` for other files. */
export function typeormStamp(name: string): string | undefined {
  return /^(\d{8,})-/.exec(name)?.[1];
}
