import { describe, expect, test } from "vitest";
import { Revision } from "../../src/graph/revision.js";
import { CycleDetected, DependencyCycleDetected, MissingRevisionError } from "../../src/graph/revision-error.js";
import { RevisionMap } from "../../src/graph/revision-map.js";

const line = (): readonly Revision[] => [new Revision("a", null, { branchLabels: "lib" }), new Revision("b", "a")];

describe("RevisionMap", () => {
  test("when it is made from a function, then that is called on first use and once", () => {
    let calls = 0;
    const map = new RevisionMap(() => {
      calls++;
      return line();
    });
    expect(calls).toBe(0);
    expect([map.heads, map.bases, map.getRevision("head")?.revision]).toEqual([["b"], ["a"], "b"]);
    expect(calls).toBe(1);
  });

  test("when the function fails, then the next use calls it again", () => {
    let calls = 0;
    const map = new RevisionMap(() => {
      calls++;
      if (calls === 1) throw new Error("not yet");
      return line();
    });
    expect(() => map.heads).toThrow("not yet");
    expect(map.heads).toEqual(["b"]);
  });

  test("when a map of a subclass is asked, then it gives that subclass", () => {
    class Named extends Revision {
      readonly path = `/${this.revision}.ts`;
    }
    const map = new RevisionMap([new Named("a", null)]);
    expect(map.getRevision("a")?.path).toBe("/a.ts");
    expect(map.iterateRevisions("heads", "base").map((one) => one.path)).toEqual(["/a.ts"]);
  });

  test("when it is empty, then symbols stand for nothing", () => {
    const map = new RevisionMap([]);
    expect([map.heads, map.getRevision("head"), map.getRevisions("heads"), map.getCurrentHead()]).toEqual([
      [],
      null,
      [],
      null,
    ]);
    expect(map.iterateRevisions("heads", "base")).toEqual([]);
  });

  test("when nobody listens to warnings, then they are dropped", () => {
    expect(new RevisionMap([...line(), new Revision("b", "a")]).revisions).toHaveLength(2);
  });

  test("when a row of the version table is no string, then the driver is suspected, as Alembic does", () => {
    const map = new RevisionMap(line());
    for (const [row, shown] of [
      [5, "5"],
      [{ rev: "a" }, '{"rev":"a"}'],
    ] as const) {
      expect(() => map.getRevisions([row as unknown as string])).toThrow(
        `revision identifier ${shown} is not a string; ensure database driver settings are correct`,
      );
    }
  });

  test("when the graph has a cycle that Alembic does not see, then it is refused all the same", () => {
    const hidden = [
      new Revision("a", null),
      new Revision("b", ["a", "c"]),
      new Revision("c", "b"),
      new Revision("d", "c"),
    ];
    expect(() => new RevisionMap(hidden).heads).toThrow(new CycleDetected(["b", "c"]));
    const byLabel = [new Revision("x", null), new Revision("a", "x", { branchLabels: "l", dependsOn: "l" })];
    byLabel.push(new Revision("b", "a"));
    expect(() => new RevisionMap(byLabel).heads).toThrow(new DependencyCycleDetected(["a"]));
  });
});

describe("addRevision", () => {
  test("when a revision is added on a labelled branch, then it is on that branch at once", () => {
    const map = new RevisionMap(line());
    const added = new Revision("c", "b");
    map.addRevision(added);
    expect([...added.branchLabels]).toEqual(["lib"]);
    expect(map.getRevision("lib@head")).toBe(added);
    expect(map.getRevision("b")?.nextrev).toEqual(["c"]);
  });

  test("when a revision is replaced, then its children stay its children", () => {
    const map = new RevisionMap(line());
    map.addRevision(new Revision("a", null, { longdoc: "new" }), { replace: true });
    expect([map.getRevision("a")?.doc, map.getRevision("a")?.nextrev, map.heads]).toEqual(["new", ["b"], ["b"]]);
  });

  test("when a revision does not fit, then the map is as it was", () => {
    const warnings: string[] = [];
    const map = new RevisionMap(line(), { onWarning: (text) => warnings.push(text) });
    expect(() => map.addRevision(new Revision("c", ["b", "gone"]))).toThrow(MissingRevisionError);
    expect(warnings).toEqual(["Revision gone referenced from b, gone -> c (head) (mergepoint),  is not present"]);
    expect([map.heads, map.getRevision("b")?.isHead, map.revisions.length]).toEqual([["b"], true, 2]);
    expect(() => map.addRevision(new Revision("x", null), { replace: true })).toThrow("revision x not in map");
  });

  test("when an identifier is added again, then there is a warning and the new one counts", () => {
    const warnings: string[] = [];
    const map = new RevisionMap(line(), { onWarning: (text) => warnings.push(text) });
    map.addRevision(new Revision("b", "a", { longdoc: "again" }));
    expect(warnings).toEqual(["Revision b is present more than once"]);
    expect([map.getRevision("b")?.doc, map.heads]).toEqual(["again", ["b"]]);
  });
});
