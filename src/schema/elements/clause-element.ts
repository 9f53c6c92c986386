/** A piece of SQL that a dialect's compiler writes out. */
export abstract class ClauseElement {
  /** Which piece it is; the compiler chooses by it. */
  abstract readonly kind: string;
}

/** Anything that a connection executes: a SELECT, INSERT, UPDATE or DELETE, a text, or a statement of DDL. */
export type Executable = ClauseElement;
