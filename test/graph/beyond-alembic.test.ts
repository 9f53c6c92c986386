import { describe, expect, test } from "vitest";
import { answersTo, type Query, type RevisionSpec } from "./graph-case.js";

/** The sentences that stand where Alembic ends in a traceback; that it does is recorded in the vectors. */
const revisions: readonly RevisionSpec[] = [
  { id: "a", labels: "la" },
  { id: "b", down: "a", labels: "lb" },
  { id: "c", down: "a", labels: "lc" },
  { id: "x", labels: "lx", depends: "c" },
  { id: "y", down: "b", depends: ["c", "x"] },
  { id: "z", down: "b", depends: "x" },
];

function messageFor(query: Query): string | undefined {
  return answersTo({ revisions, queries: [query] })[0]!.message;
}

describe("where Alembic ends in a traceback", () => {
  test.each<[Query, string]>([
    [["upgrade", "", []], "Can't locate revision identified by ''"],
    [["upgrade", "b@", []], "Can't locate revision identified by ''"],
    [["upgrade", "y+1", []], "'y+1' leads out of the revision graph"],
    [["upgrade", "a-1", []], "'a-1' leads out of the revision graph"],
    [["revisions", "lb@-9"], "'lb@-9' leads out of the revision graph"],
    [["show", "-9"], "'-9' leads out of the revision graph"],
    [["downgrade", "lx@-1", ["b"]], "No current revision is on branch 'lx'"],
    [
      ["downgrade", "la@-1", ["b", "c"]],
      "Several current revisions are on branch 'la': b, c; name the one to count from",
    ],
    [["history", "c@base", "heads"], "Revision c is on branches la, lc; name a branch label to narrow the range"],
    [["history", "y@base", "heads"], "Revision y is on branches la, lb; name a branch label to narrow the range"],
    [
      ["history", "a", "z"],
      "The range cannot be listed: its upper end does not reach c by way of revisions of the range",
    ],
    [["stamp", "b", ["a", "y"]], "Revision b is above one current revision and below another: a, y"],
  ])("%j is refused with one line", (query, message) => {
    expect(messageFor(query)).toBe(message);
  });

  test("when a revision needs one that only another row implies, then the upgrade says why it stops", () => {
    const [answer] = answersTo({ revisions, queries: [["upgrade", "y", []]] });
    const steps = answer!.value as readonly string[];
    expect(steps.at(-1)).toMatch(/; broken: Cannot upgrade b -> y: revision c is not in the version table$/);
  });
});
