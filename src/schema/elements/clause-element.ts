/** A piece of SQL that a dialect's compiler writes out. */
export abstract class ClauseElement {
  /** The kind of piece, by which the compiler chooses its rule. */
  abstract readonly kind: string;
}

/** Anything that a connection executes: a SELECT, INSERT, UPDATE or DELETE, a text, or a statement of DDL. */
export type Executable = ClauseElement;
