import { Revision } from "../graph/revision.js";
import { formatAsComma } from "./format-as-comma.js";
import { formatScript, type ScriptFormat, scriptLogEntry } from "./format-script.js";
import type { CompleteHeader } from "./script-header.js";
import type { ScriptModule } from "./script-module.js";

/** The language that a revision file is written in. */
export type ScriptLanguage = "typescript" | "javascript" | "python";

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
  /** The language that the file is written in. A Python file is read, it cannot be run. */
  readonly language: ScriptLanguage;
  readonly #load: () => Promise<ScriptModule>;

  /** @internal */
  constructor(header: CompleteHeader, path: string, language: ScriptLanguage, load: () => Promise<ScriptModule>) {
    super(header.revision, header.downRevision, {
      branchLabels: header.branchLabels,
      dependsOn: header.dependsOn,
      longdoc: header.longdoc,
    });
    this.path = path;
    this.language = language;
    this.#load = load;
  }

  /**
   * Runs the file.
   *
   * @returns Its functions.
   * @throws {ScriptLoadError} Where the file, or one that it imports, cannot be read, parsed or linked.
   * @throws {CommandError} Where the file is a Python file.
   */
  load(): Promise<ScriptModule> {
    return this.#load();
  }

  /** The parents as lines show them: `<base>`, or identifiers with commas. */
  get formattedDownRevision(): string {
    return this.downRevision === null ? "<base>" : formatAsComma(this.downRevision);
  }

  /** All that is known of the revision, in several lines, as `show` prints it. */
  logEntry(options: { readonly current?: boolean | undefined } = {}): string {
    return scriptLogEntry(this, options.current ?? false);
  }

  /** The revision in one line, or all that is known of it with `verbose`. */
  cmdFormat(format: ScriptFormat = {}): string {
    return format.verbose ? this.logEntry(format) : formatScript(this, format);
  }

  /** The line by which warnings name the revision. */
  override toString(): string {
    const marks = `${this.isHead ? " (head)" : ""}${this.isBranchPoint ? " (branchpoint)" : ""}${this.isMergePoint ? " (mergepoint)" : ""}`;
    return `${this.formattedDownRevision} -> ${this.revision}${marks}, ${this.doc}`;
  }
}
