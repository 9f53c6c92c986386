import { optionKeys } from "../../schema/option-keys.js";

/**
 * Options of SQLAlchemy's `Table` that say nothing about a CREATE or DROP TABLE: they are taken, so that a script may
 * keep them, and change nothing.
 */
export interface UnusedTableOptions {
  /** Changes nothing here: the table is made in metadata of its own. */
  readonly keepExisting?: boolean | undefined;
  /** Changes nothing here: the table is made in metadata of its own. */
  readonly extendExisting?: boolean | undefined;
  /** Changes nothing here: it is about an INSERT of the application. */
  readonly implicitReturning?: boolean | undefined;
  /** Changes nothing here: nothing is told of. */
  readonly listeners?: readonly unknown[] | undefined;
  /** Changes nothing here: no table is read from the database. */
  readonly resolveFks?: boolean | undefined;
  /** Changes nothing here: no table is read from the database. */
  readonly autoloadReplace?: boolean | undefined;
}

/** The names of {@link UnusedTableOptions}. */
export const unusedTableOptionKeys = optionKeys<UnusedTableOptions>({
  keepExisting: true,
  extendExisting: true,
  implicitReturning: true,
  listeners: true,
  resolveFks: true,
  autoloadReplace: true,
});
