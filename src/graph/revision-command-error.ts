import { CommandError } from "../support/command-error.js";
import { ownValue } from "../support/own-value.js";
import { MultipleHeads, RangeNotAncestorError, ResolutionError, RevisionError } from "./revision-error.js";
import { idsAsArray, type RevisionIds } from "./revision-ids.js";

/**
 * The texts that a command uses in place of the graph's messages. In a text, `%(start)s` and `%(end)s` are the ends of
 * the range, `%(head_arg)s` for the symbol that has several heads and `%(heads)s` for these.
 */
export interface RevisionErrorWords {
  /** For a range whose lower end is not below its upper end. */
  readonly ancestor?: string | undefined;
  /** For a symbol that has several heads. */
  readonly multipleHeads?: string | undefined;
  /** For a name that is not that of exactly one revision. */
  readonly resolution?: string | undefined;
  /** The lower end as the user gave it; default the one that the error names. */
  readonly start?: RevisionIds | undefined;
  /** The upper end, or destination, as the user gave it; default the one that the error names. */
  readonly end?: RevisionIds | undefined;
}

const badRange =
  "Requested range %(start)s:%(end)s does not refer to ancestor/descendant revisions along the same branch";
const severalHeads =
  "Multiple head revisions are present for given argument '%(head_arg)s'; please specify a specific target revision, " +
  "'<branchname>@%(head_arg)s' to narrow to a specific head, or 'heads' for all heads";

/** The words for a command of its own: `catchRevisionErrors(revisionErrorWords.upgrade(target), …)`. */
export const revisionErrorWords = {
  upgrade: (destination: RevisionIds): RevisionErrorWords => ({
    ancestor: "Destination %(end)s is not a valid upgrade target from current head(s)",
    end: destination,
  }),
  downgrade: (destination: RevisionIds): RevisionErrorWords => ({
    ancestor: "Destination %(end)s is not a valid downgrade target from current head(s)",
    end: destination,
  }),
  stamp: {
    multipleHeads: "Multiple heads are present; please specify a single target revision",
  } as RevisionErrorWords,
  currentHead: {
    multipleHeads:
      "The script directory has multiple heads (due to branching)." +
      "Please use getHeads(), or merge the branches using alembic-ts merge.",
  } as RevisionErrorWords,
  newRevision: {
    multipleHeads:
      "Multiple heads are present; please specify the head revision on which the new revision should be based, " +
      "or perform a merge.",
  } as RevisionErrorWords,
  walk: (base: RevisionIds, head: RevisionIds): RevisionErrorWords => ({ start: base, end: head }),
} as const;

/**
 * Does something with the graph and turns the errors of the graph into {@link CommandError}s, in the words that
 * Alembic's commands have for them.
 *
 * @throws CommandError in place of each RevisionError, which is its cause; other errors pass.
 * @example
 * ```ts
 * import { catchRevisionErrors, Revision, RevisionMap } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null)]);
 * try {
 *   catchRevisionErrors({}, () => map.getRevision("zzzz"));
 * } catch (error) {
 *   console.log((error as Error).message); // Can't locate revision identified by 'zzzz'
 * }
 * ```
 */
export function catchRevisionErrors<T>(words: RevisionErrorWords, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof RevisionError ? revisionCommandError(error, words) : error;
  }
}

/**
 * Turns an error of the graph into a {@link CommandError}.
 *
 * @example
 * ```ts
 * import { ResolutionError, revisionCommandError } from "alembic-ts";
 *
 * const error = revisionCommandError(new ResolutionError("No such revision or branch 'zzzz'", "zzzz"));
 * console.log(error.message); // Can't locate revision identified by 'zzzz'
 * ```
 */
export function revisionCommandError(error: RevisionError, words: RevisionErrorWords = {}): CommandError {
  return new CommandError(message(error, words), { cause: error, hint: error.hint });
}

function message(error: RevisionError, words: RevisionErrorWords): string {
  if (error instanceof RangeNotAncestorError) {
    const { start = error.lower, end = error.upper } = words;
    return fill(words.ancestor ?? badRange, { start: show(start), end: show(end) });
  }
  if (error instanceof MultipleHeads) {
    const end = show(words.end ?? null);
    return fill(words.multipleHeads ?? severalHeads, {
      head_arg: end === "None" || end === "" ? error.argument : end,
      heads: error.heads.join(", "),
    });
  }
  if (error instanceof ResolutionError) {
    return words.resolution ?? `Can't locate revision identified by '${error.argument}'`;
  }
  return error.message;
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/%\((\w+)\)s/g, (whole, name: string) => ownValue(values, name) ?? whole);
}

function show(ids: RevisionIds): string {
  return ids === null ? "None" : idsAsArray(ids).join(", ");
}
