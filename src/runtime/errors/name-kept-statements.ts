import { InterruptedError } from "../../database/interrupted-error.js";
import { AlembicError } from "../../support/alembic-error.js";

/** A statement of this length is shown whole. */
const shownLength = 160;

/**
 * The failure of a step, with the statements of the step that stay in the database and how to go on. Databases such as
 * MySQL commit each schema change at once.
 *
 * @param standing - the statements that a rollback does not undo.
 * @param heads - the version that the database has.
 */
export function nameKeptStatements(
  failure: unknown,
  standing: readonly string[] = [],
  heads: readonly string[],
): unknown {
  if (standing.length === 0 || !(failure instanceof AlembicError) || failure instanceof InterruptedError)
    return failure;
  const before = failure.message;
  const version = heads.length === 0 ? "The database has no version yet" : `The version is still ${heads.join(", ")}`;
  failure.message = [
    `${before.replace(/\.?$/, ".")} This database commits each schema change at once, so these statements of the step stay:`,
    ...standing.map((statement) => `  ${shortened(statement)}`),
    `${version}. Undo these statements by hand and run the command again. Or remove the cause, run the rest of the step's statements by hand, and stamp its revision.`,
  ].join("\n");
  // The stack begins with the message as it was when the error was made.
  if (failure.stack !== undefined) failure.stack = failure.stack.replace(before, () => failure.message);
  return failure;
}

function shortened(statement: string): string {
  const line = statement.replace(/\s+/g, " ").trim();
  return line.length <= shownLength ? line : `${line.slice(0, shownLength - 1)}…`;
}
