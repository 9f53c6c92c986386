import { describe, expect, test } from "vitest";
import { catchRevisionErrors, revisionErrorWords } from "../../src/graph/revision-command-error.js";
import {
  MultipleHeads,
  RangeNotAncestorError,
  ResolutionError,
  RevisionError,
} from "../../src/graph/revision-error.js";
import { CommandError } from "../../src/support/command-error.js";

function messageOf(error: Error, words = {}): string {
  try {
    catchRevisionErrors(words, () => {
      throw error;
    });
  } catch (caught) {
    expect(caught).toBeInstanceOf(CommandError);
    expect((caught as Error).cause).toBe(error);
    return (caught as Error).message;
  }
  return expect.unreachable();
}

describe("catchRevisionErrors", () => {
  test("when nothing is thrown, then the value passes", () => {
    expect(catchRevisionErrors({}, () => 7)).toBe(7);
  });

  test("when the error is no RevisionError, then it passes", () => {
    const error = new TypeError("other");
    expect(() =>
      catchRevisionErrors({}, () => {
        throw error;
      }),
    ).toThrow(error);
  });

  test("when a range is upside down, then the words of the command stand, with the ends as the user gave them", () => {
    const error = new RangeNotAncestorError("a", ["b", "c"]);
    expect(messageOf(error)).toBe(
      "Requested range a:b, c does not refer to ancestor/descendant revisions along the same branch",
    );
    expect(messageOf(error, revisionErrorWords.walk("x", "y"))).toMatch(/^Requested range x:y does/);
    expect(messageOf(error, revisionErrorWords.downgrade("z"))).toBe(
      "Destination z is not a valid downgrade target from current head(s)",
    );
    expect(messageOf(error, revisionErrorWords.upgrade("z"))).toBe(
      "Destination z is not a valid upgrade target from current head(s)",
    );
  });

  test("when there are several heads, then each command has its own advice", () => {
    const error = new MultipleHeads(["b", "c"], "lib@head");
    const advice = (symbol: string): string =>
      `Multiple head revisions are present for given argument '${symbol}'; please specify a specific target ` +
      `revision, '<branchname>@${symbol}' to narrow to a specific head, or 'heads' for all heads`;
    expect(messageOf(error)).toBe(advice("lib@head"));
    expect(messageOf(error, revisionErrorWords.upgrade("head"))).toBe(advice("head"));
    expect(messageOf(error, { multipleHeads: "%(heads)s for %(head_arg)s, %(other)s" })).toBe(
      "b, c for lib@head, %(other)s",
    );
    expect(messageOf(error, revisionErrorWords.newRevision)).toBe(
      "Multiple heads are present; please specify the head revision on which the new revision should be based, " +
        "or perform a merge.",
    );
  });

  test("when a name stands for nothing, then the name is given, or the command's own words", () => {
    const error = new ResolutionError("No such revision or branch 'zz'", "zz");
    expect(messageOf(error)).toBe("Can't locate revision identified by 'zz'");
    expect(messageOf(error, { resolution: "other words" })).toBe("other words");
  });

  test("when the error has no words of the commands, then its own are kept", () => {
    expect(messageOf(new RevisionError("Ambiguous walk"))).toBe("Ambiguous walk");
  });
});
