import { describe, expect, test } from "vitest";
import { Revision } from "../../src/graph/revision.js";
import { DependencyLoopDetected, LoopDetected, RevisionError } from "../../src/graph/revision-error.js";
import { RevisionMap } from "../../src/graph/revision-map.js";
import { logEntry } from "../../src/graph/revision-text.js";

describe("Revision", () => {
  test("when identifiers are given in arrays, then none is null and one is the identifier itself", () => {
    expect(new Revision("a", []).downRevision).toBeNull();
    expect(new Revision("b", ["a"]).downRevision).toBe("a");
    expect(new Revision("c", ["a", "b"], { dependsOn: ["x"] }).downRevision).toEqual(["a", "b"]);
    expect(new Revision("c", null, { dependsOn: ["x"] }).dependsOn).toBe("x");
    expect(new Revision("c", null, { dependsOn: ["x", "y"] }).dependencies).toEqual(["x", "y"]);
  });

  test("when it names itself, then it is refused with the loop's revision as data", () => {
    expect(() => new Revision("a", "a")).toThrow(LoopDetected);
    expect(() => new Revision("a", null, { dependsOn: "a" })).toThrow(DependencyLoopDetected);
    try {
      new Revision("a", ["b", "a"]);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: "graph.loop", revisions: ["a"], name: "LoopDetected" });
    }
  });

  test("when the identifier holds characters of the symbols' grammar, then they are named in order", () => {
    expect(() => Revision.verifyRevId("a-b+c")).toThrow(
      new RevisionError("Character(s) '+, -' not allowed in revision identifier 'a-b+c'"),
    );
    expect(() => Revision.verifyRevId("v2_4_0a.ü")).not.toThrow();
  });

  test("when the message has several paragraphs, then doc is the first, line ends included", () => {
    const revision = new Revision("a", null, { longdoc: "one\ntwo\n\nthree" });
    expect(revision.doc).toBe("one\ntwo");
    expect(revision.longdoc).toBe("one\ntwo\n\nthree");
  });

  test("when no map holds it, then it is alone: a head and a base with its own labels", () => {
    const revision = new Revision("a", null, { branchLabels: ["x", "y"] });
    expect([revision.isHead, revision.isRealHead, revision.isBase, revision.isRealBase]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([...revision.branchLabels]).toEqual(["x", "y"]);
    expect(revision.nextrev).toEqual([]);
  });

  test("when a map holds it, then it knows its neighbours with and without dependencies", () => {
    const a = new Revision("a", null);
    const map = new RevisionMap([a, new Revision("b", "a"), new Revision("c", null, { dependsOn: "a" })]);
    expect(map.heads).toEqual(["b", "c"]);
    expect(a.nextrev).toEqual(["b"]);
    expect(a.allNextrev).toEqual(["b", "c"]);
    expect([a.isBranchPoint, a.isRealBranchPoint]).toEqual([false, true]);
    const c = map.getRevision("c")!;
    expect([c.isBase, c.isRealBase, c.normalizedDownRevisions, c.versionedDownRevisions]).toEqual([
      true,
      false,
      ["a"],
      [],
    ]);
  });
});

test("when a message has line ends of every kind then each of its lines is indented", () => {
  const longdoc = "a\x85b\x1cc\x1dd\x1ee\x0bf\x0cg\u2028h\r\ni\rj\n";
  const map = new RevisionMap([new Revision("r", null, { longdoc })]);
  const lines = [..."abcdefghij"].map((letter) => `    ${letter}\n`);
  expect(logEntry(map.getRevision("r") as Revision)).toBe(`Rev: r (head)\nParent: <base>\n\n${lines.join("")}`);
});
