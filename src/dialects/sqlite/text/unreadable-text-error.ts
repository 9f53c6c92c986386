import { AlembicError } from "../../../support/alembic-error.js";

/** A stored CREATE statement that cannot be read; SQLite itself would not have taken it. */
export class UnreadableTextError extends AlembicError {
  readonly code = "sqlite.unreadable-text";
  /** The statement. */
  readonly text: string;
  /** Where reading ended. */
  readonly position: number;

  constructor(text: string, wanted: string, position: number) {
    super(`Can't read the stored statement: ${wanted} expected at "${text.slice(position, position + 30)}" in ${text}`);
    this.text = text;
    this.position = position;
  }
}
