import type { Config } from "../config/config.js";
import type { RevisionIds } from "../graph/revision-ids.js";
import type { RevisionMap } from "../graph/revision-map.js";
import type { Script } from "./script.js";

/** What {@link ScriptDirectory.generateRevision} takes besides identifier and message. */
export interface GenerateRevisionOptions {
  /** The parent or parents, as any symbol. Default: `head`. */
  readonly head?: RevisionIds | undefined;
  /** Allows a parent that already has a child. Default: `false`. */
  readonly splice?: boolean | undefined;
  /** Labels for the branch that begins here. Default: none. */
  readonly branchLabels?: RevisionIds | undefined;
  /** The version folder to write to. Default: that of the parent. */
  readonly versionPath?: string | undefined;
  /** Revisions that must be applied before. Default: none. */
  readonly dependsOn?: RevisionIds | undefined;
  /** Further names for the template: `upgrades`, `downgrades`, `imports` and the environment's own. */
  readonly templateArgs?: Readonly<Record<string, unknown>> | undefined;
}

export declare class ScriptDirectory {
  readonly dir: string;
  readonly config: Config;
  readonly revisionMap: RevisionMap<Script>;
  readonly versionLocations: readonly string[];
  static fromConfig(config: Config): Promise<ScriptDirectory>;
  walkRevisions(base?: string, head?: string): Iterable<Script>;
  getRevisions(id: RevisionIds): readonly Script[];
  getRevision(id: string): Script | undefined;
  getAllCurrent(ids: readonly string[]): readonly Script[];
  asRevisionNumber(id: string | null): RevisionIds;
  iterateRevisions(upper: RevisionIds, lower: RevisionIds): Iterable<Script>;
  getCurrentHead(): string | undefined;
  getHeads(options?: { readonly considerDependsOn?: boolean }): readonly string[];
  getBase(): string | undefined;
  getBases(): readonly string[];
  generateRevision(revid: string, message: string | null, options?: GenerateRevisionOptions): Promise<Script>;
  /** Runs env.ts with `context`; `builtIn` stands in where the folder holds a Python environment only. */
  runEnv<Context>(context: Context, builtIn?: (context: Context) => Promise<void>): Promise<void>;
}
