import { Revision } from "../graph/revision.js";
import { cmdFormat, logEntry, type RevisionTextOptions, revisionText } from "../graph/revision-text.js";
import type { CompleteHeader } from "./header/script-header.js";
import type { ScriptModule } from "./script-module.js";

/** The language that a revision file is written in. */
export type ScriptLanguage = "typescript" | "javascript" | "python";

/** How a {@link Script} is run. */
export interface RunnableFile {
  load(): Promise<ScriptModule>;
  prepare(): Promise<void>;
  mapError(error: unknown): Promise<void>;
  /** See {@link isPlainScript}; left out where that is not known. */
  isPlain?(): boolean;
}

/** What a revision's line shows besides its identifier; everything is off where it is left out, but for `treeIndicators`. */
export interface ScriptFormat {
  /** Several lines with all that is known. */
  readonly verbose?: boolean | undefined;
  /** The branch labels. */
  readonly includeBranches?: boolean | undefined;
  /** The message. */
  readonly includeDoc?: boolean | undefined;
  /** The parents and dependencies, before an arrow. */
  readonly includeParents?: boolean | undefined;
  /** `(branchpoint)` and `(mergepoint)`; default `true`. */
  readonly treeIndicators?: boolean | undefined;
  /** Whether the database is at this revision, shown as `(current)`. */
  readonly current?: boolean | undefined;
}

/**
 * A revision file of a {@link ScriptDirectory}.
 *
 * @example
 * ```ts
 * import { loadConfig, ScriptDirectory } from "alembic-ts";
 *
 * const scripts = await ScriptDirectory.fromConfig(loadConfig());
 * for (const script of scripts.walkRevisions()) console.log(script.revision, script.doc, script.path);
 * ```
 */
export class Script extends Revision {
  /** The file's path, symbolic links followed. */
  readonly path: string;
  /** The language that the file is written in. */
  readonly language: ScriptLanguage;
  readonly #file: RunnableFile;

  /** @internal */
  constructor(header: CompleteHeader, path: string, language: ScriptLanguage, file: RunnableFile) {
    super(header.revision, header.downRevision, {
      branchLabels: header.branchLabels,
      dependsOn: header.dependsOn,
      longdoc: header.longdoc,
    });
    this.path = path;
    this.language = language;
    this.#file = file;
  }

  /**
   * Runs the file.
   *
   * @returns Its functions.
   * @throws {ScriptLoadError} Where the file, or one that it imports, cannot be read, parsed or linked.
   * @throws {CommandError} Where the file is a Python file that cannot be run here.
   */
  load(): Promise<ScriptModule> {
    return this.#file.load();
  }

  /**
   * Compiles the file without running it. Compiling many files together halves the time. A mistake in the file is
   * reported when it is loaded.
   *
   * @throws {CommandError} Where the file is a Python file that cannot be run here.
   */
  prepare(): Promise<void> {
    return this.#file.prepare();
  }

  /** Makes the stack of an error that passes through the file point at the lines of its source. @internal */
  mapError(error: unknown): Promise<void> {
    return this.#file.mapError(error);
  }

  /** Whether its functions do nothing but call `op` with constants, so that nothing in it sees what became of a call. @internal */
  get isPlain(): boolean {
    return this.#file.isPlain?.() ?? false;
  }

  /** All that is known of the revision, in several lines, as `show` prints it. */
  logEntry(options: { readonly current?: boolean | undefined } = {}): string {
    return logEntry(this, { path: this.path, current: options.current ?? false });
  }

  /** The revision in one line, or all that is known of it with `verbose`. */
  cmdFormat(format: ScriptFormat = {}): string {
    if (format.verbose) return this.logEntry(format);
    const options: RevisionTextOptions = {
      includeBranches: format.includeBranches ?? false,
      includeDoc: format.includeDoc ?? false,
      includeParents: format.includeParents ?? false,
      treeIndicators: format.treeIndicators ?? true,
      current: format.current ?? false,
    };
    return cmdFormat(this, options);
  }

  /** The line by which warnings name the revision. */
  override toString(): string {
    return revisionText(this);
  }
}
