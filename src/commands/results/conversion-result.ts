/** A revision that was converted. */
export interface RevisionConversion {
  readonly revision: string;
  /** The path of the original. */
  readonly from: string;
  /** The path of the new file; with `diff` it has not been written. */
  readonly path: string;
  /** Whether the scripts of `--sql` are complete and the same, for upgrade and downgrade, on all kinds of databases. */
  readonly sameScripts: boolean;
  /**
   * Whether it queries the database. Its steps were then compared on simulated databases, and not with the rows of a
   * real one.
   */
  readonly asksDatabase: boolean;
  /** The change as a unified diff; only with `diff`. */
  readonly diff?: string;
}

/** Why a revision cannot be converted. */
export interface ConversionReason {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
  /** The text of the line; empty if the reason applies to the whole file. */
  readonly text: string;
}

/** A revision that could not be converted. Its file is unchanged. */
export interface UnconvertedRevision {
  readonly revision: string;
  readonly path: string;
  readonly reasons: readonly ConversionReason[];
}

/** The result of the command `convert`. */
export interface ConversionResult {
  /** Whether the files were written; with `diff` they are not. */
  readonly written: boolean;
  readonly converted: readonly RevisionConversion[];
  readonly unconverted: readonly UnconvertedRevision[];
}
