import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Answer, answersTo, differenceFrom, type Query, type RevisionSpec } from "./graph-case.js";

interface Recorded {
  readonly title: string;
  readonly revisions: readonly RevisionSpec[];
  readonly answers: readonly (readonly [query: Query, answer: Answer])[];
}

const names = ["upgrade", "downgrade", "stamp", "look-up", "text", "history", "range", "failure", "addition"] as const;

function recorded(name: string): readonly Recorded[] {
  const file = new URL(`../interop/vectors/graph/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as readonly Recorded[];
}

describe.each(names)("%s, as recorded from Alembic", (name) => {
  test.each(recorded(name).map((one) => [one.title, one] as const))("%s", (_title, { revisions, answers }) => {
    const ours = answersTo({ revisions, queries: answers.map(([query]) => query) });
    const differences = answers.flatMap(([query, theirs], at) => {
      const difference = differenceFrom(theirs, ours[at]!);
      return difference === undefined ? [] : [`${JSON.stringify(query)}: ${difference}`];
    });
    expect(differences).toEqual([]);
  });
});

describe("what was recorded", () => {
  const messages = new Set(
    names.flatMap((name) => recorded(name).flatMap(({ answers }) => answers.map(([, answer]) => answer.message ?? ""))),
  );
  test.each([
    /^Can't locate revision identified by '.+'$/,
    /^No such revision or branch '\w{4,}'$/,
    /^No such revision or branch '\w{1,3}'; please ensure at least four characters are present/,
    /^Multiple revisions start with 'aaa': '\w+', '\w+'\.\.\.$/,
    /^No such branch: '.+'$/,
    /^Revision .+ is not a member of branch '.+'$/,
    /^Multiple heads are present for given argument '.+'; .+, .+$/,
    /^Multiple head revisions are present for given argument/,
    /^Multiple heads are present; please specify a single target revision$/,
    /^The script directory has multiple heads \(due to branching\)\.Please use get_heads\(\)/,
    /^Requested range .+ does not refer to ancestor\/descendant revisions along the same branch$/,
    /^Revision .+ is not an ancestor of revision .+$/,
    /^Destination .+ is not a valid downgrade target from current head\(s\)$/,
    /^Requested revision .+ overlaps with other requested revisions .+$/,
    /^Ambiguous walk$/,
    /^Walked too far$/,
    /^Relative revision [-+]\d didn't produce \d migrations$/,
    /^Ambiguous upgrade from multiple current revisions$/,
    /^Not a valid downgrade target from current heads$/,
    /^Branch name '.+' in revision .+ already used by revision .+$/,
    /^Character\(s\) '\+, -, :, @' not allowed in revision identifier/,
    /^Cycle is detected in revisions \(.+\)$/,
    /^Dependency cycle is detected in revisions \(.+\)$/,
    /^Self-loop is detected in revisions \(.+\)$/,
    /^Dependency self-loop is detected in revisions \(.+\)$/,
  ])("when errors are looked for, then %s is among them", (pattern) => {
    expect([...messages].filter((message) => pattern.test(message))).not.toEqual([]);
  });
});
