import { MultipleHeads, RangeNotAncestorError, ResolutionError, RevisionError } from "../graph/revision-error.js";
import type { RevisionIds } from "../graph/revision-ids.js";
import { CommandError } from "../support/command-error.js";
import { formatAsComma } from "./format-as-comma.js";

/** Words for the failures of a look-up; what is left out has Alembic's general ones. */
export interface RevisionErrorWords {
  /** For a range whose ends are not related; `%(start)s` and `%(end)s` stand for them. */
  readonly ancestor?: string;
  /** For a symbol that stands for several heads; `%(head_arg)s` and `%(heads)s` stand for symbol and heads. */
  readonly multipleHeads?: string;
  /** The start of the range, as it was asked for. */
  readonly start?: RevisionIds;
  /** The end of the range or the destination, as it was asked for. */
  readonly end?: RevisionIds;
  /** For a name that stands for nothing. */
  readonly resolution?: string;
}

const generalAncestor =
  "Requested range %(start)s:%(end)s does not refer to ancestor/descendant revisions along the same branch";
const generalHeads =
  "Multiple head revisions are present for given argument '%(head_arg)s'; please specify a specific target revision, " +
  "'<branchname>@%(head_arg)s' to narrow to a specific head, or 'heads' for all heads";

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/%\((\w+)\)s/g, (whole, name: string) => values[name] ?? whole);

const idText = (ids: RevisionIds | undefined): string =>
  ids === null || ids === undefined ? "None" : formatAsComma(ids);

function commandErrorOf(error: RevisionError, words: RevisionErrorWords): CommandError {
  const cause = { cause: error };
  if (error instanceof RangeNotAncestorError) {
    const start = idText(words.start ?? error.lower);
    const end = idText(words.end ?? error.upper);
    return new CommandError(fill(words.ancestor ?? generalAncestor, { start, end }), cause);
  }
  if (error instanceof MultipleHeads) {
    const values = { head_arg: words.end ? idText(words.end) : error.argument, heads: formatAsComma(error.heads) };
    return new CommandError(fill(words.multipleHeads ?? generalHeads, values), cause);
  }
  if (error instanceof ResolutionError) {
    return new CommandError(words.resolution ?? `Can't locate revision identified by '${error.argument}'`, cause);
  }
  return new CommandError(error.message, cause);
}

/**
 * Does a look-up in the revision graph and turns the graph's errors into those that a person reads.
 *
 * @returns What the look-up returns.
 * @throws {CommandError} Where the look-up raises a {@link RevisionError}, which is its cause.
 */
export function catchRevisionErrors<T>(lookUp: () => T, words: RevisionErrorWords = {}): T {
  try {
    return lookUp();
  } catch (error) {
    throw error instanceof RevisionError ? commandErrorOf(error, words) : error;
  }
}
