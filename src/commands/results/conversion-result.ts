/** A revision that was converted. */
export interface RevisionConversion {
  readonly revision: string;
  /** The file that it was in. */
  readonly from: string;
  /** The file that it is in now, or would be in. */
  readonly path: string;
  /** Whether the scripts of `--sql` are the same, up and down, on all kinds of databases. */
  readonly sameScripts: boolean;
  /**
   * Whether it asks the database, so that its steps were compared on databases that are only acted: rows of a real one were
   * not compared.
   */
  readonly asksDatabase: boolean;
  /** The change as a unified diff, where that was asked for. */
  readonly diff?: string;
}

/** Why a revision cannot be converted. */
export interface ConversionReason {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
  /** The text of the line; empty where the reason belongs to the whole file. */
  readonly text: string;
}

/** A revision that stays as it is. */
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
