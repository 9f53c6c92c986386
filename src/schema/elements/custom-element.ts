import type { ClauseElement } from "./clause-element.js";
import { ColumnElement } from "./column-element.js";

/** A value in SQL that an application writes by itself, such as a function with another name on each database. */
export abstract class CustomElement extends ColumnElement {
  readonly kind = "customElement";

  /** The clauses that it consists of, whose tables are those of the statement. */
  abstract readonly clauses: readonly ClauseElement[];

  /**
   * Writes the element for a dialect.
   *
   * @param write writes a clause that is part of it
   */
  abstract writeFor(dialectName: string, write: (clause: ClauseElement) => string): string;
}
