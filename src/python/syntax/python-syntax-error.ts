import { CommandError } from "../../support/command-error.js";

/** Python's class for the kind of mistake. */
export type SyntaxErrorKind = "SyntaxError" | "IndentationError" | "TabError";

/** The place of a mistake: line and column count from 1, the column in characters. */
export interface SyntaxPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The text of the line. */
  readonly text: string;
}

/** Python would not compile a file. The message names file, line and column, the reason in Python's words, and the line. */
export class PythonSyntaxError extends CommandError implements SyntaxPlace {
  override readonly code = "python.syntax";
  readonly kind: SyntaxErrorKind;
  /** The reason, as Python words it. */
  readonly reason: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;

  constructor(reason: string, place: SyntaxPlace, kind: SyntaxErrorKind = "SyntaxError") {
    const text = place.text.trim();
    const shown = text.length > 100 ? `${text.slice(0, 97)}...` : text;
    super(
      `${place.file}:${place.line}:${place.column}: ${kind}: ${reason}${shown === "" ? "" : `: ${JSON.stringify(shown)}`}`,
    );
    this.kind = kind;
    this.reason = reason;
    this.file = place.file;
    this.line = place.line;
    this.column = place.column;
    this.text = place.text;
  }
}
