import { describe, expect, test } from "vitest";
import { Revision } from "../../src/graph/revision.js";
import { RevisionMap } from "../../src/graph/revision-map.js";
import { HeadMaintainer, headChanges } from "../../src/graph/steps/head-maintainer.js";
import { RevisionStep } from "../../src/graph/steps/revision-step.js";
import { stampSteps } from "../../src/graph/steps/stamp-steps.js";

const map = new RevisionMap([
  new Revision("a", null),
  new Revision("b", "a", { longdoc: "second" }),
  new Revision("c", "a"),
  new Revision("m", ["b", "c"]),
]);
const up = (id: string): RevisionStep => new RevisionStep(map, map.getRevision(id)!, true);
const down = (id: string): RevisionStep => new RevisionStep(map, map.getRevision(id)!, false);

describe("headChanges", () => {
  test.each([
    ["a base is applied", up("a"), [], [{ kind: "insert", version: "a" }], ["a"], "new branch insert a"],
    ["a line goes on", up("b"), ["a"], [{ kind: "update", from: "a", to: "b" }], ["b"], "update a to b"],
    ["a second branch begins", up("c"), ["b"], [{ kind: "insert", version: "c" }], ["b", "c"], "new branch insert c"],
    [
      "branches are merged",
      up("m"),
      ["b", "c"],
      [
        { kind: "delete", version: "b" },
        { kind: "update", from: "c", to: "m" },
      ],
      ["m"],
      "merge, delete ['b'], update c to m",
    ],
    [
      "a merge is taken back",
      down("m"),
      ["m"],
      [
        { kind: "insert", version: "b" },
        { kind: "update", from: "m", to: "c" },
      ],
      ["b", "c"],
      "unmerge, insert ('b',), update m to c",
    ],
    ["a branch is taken back", down("c"), ["b", "c"], [{ kind: "delete", version: "c" }], ["b"], "branch delete c"],
    [
      "the last of a line is taken back",
      down("b"),
      ["b"],
      [{ kind: "update", from: "b", to: "a" }],
      ["a"],
      "update b to a",
    ],
    ["a base is taken back", down("a"), ["a"], [{ kind: "delete", version: "a" }], [], "branch delete a"],
  ] as const)("when %s, then the rows follow", (_title, step, rows, changes, after, log) => {
    const before = new Set<string>(rows);
    const result = headChanges(step, before);
    expect(result.changes).toEqual(changes);
    expect([...result.heads].sort()).toEqual(after);
    expect(result.log).toBe(log);
    expect([...before]).toEqual(rows);
  });

  test.each([
    [down("b"), ["c"], "Cannot downgrade b -> a: revision b is not in the version table"],
    [down("a"), [], "Cannot downgrade a ->: revision a is not in the version table"],
    [up("a"), ["a"], "Cannot upgrade  -> a: revision a is already in the version table"],
  ] as const)("when the rows do not allow a step, then it is refused", (step, rows, message) => {
    expect(() => headChanges(step, new Set<string>(rows))).toThrow(message);
  });
});

describe("HeadMaintainer", () => {
  test("when a step is refused half way, then the rows are as they were", () => {
    const wide = new RevisionMap([
      new Revision("a", null),
      new Revision("b", null),
      new Revision("e", null, { dependsOn: "a" }),
      new Revision("i", "b", { dependsOn: ["a", "e"] }),
    ]);
    const maintainer = new HeadMaintainer(["b", "e"]);
    expect(() => maintainer.updateToStep(new RevisionStep(wide, wide.getRevision("i")!, true))).toThrow(
      "Cannot upgrade",
    );
    expect([...maintainer.heads].sort()).toEqual(["b", "e"]);
  });

  test("when steps are taken, then the rows are kept from one to the next", () => {
    const maintainer = new HeadMaintainer([]);
    for (const id of ["a", "b", "c", "m"]) maintainer.updateToStep(up(id));
    expect([...maintainer.heads]).toEqual(["m"]);
    for (const step of stampSteps(map, ["b", "c"], ["m"]).slice(0, 1)) maintainer.updateToStep(step);
    expect([...maintainer.heads]).toEqual(["b"]);
  });
});

describe("steps", () => {
  test("when a step is put in words, then the base side is empty and the message comes last", () => {
    expect([up("a").shortLog, up("a").longLog]).toEqual(["upgrade  -> a", "upgrade  -> a"]);
    expect([up("b").shortLog, up("b").longLog]).toEqual(["upgrade a -> b", "upgrade a -> b, second"]);
    expect([down("m").longLog, down("a").longLog]).toEqual(["downgrade m -> b, c", "downgrade a -> "]);
  });

  test("when a callback asks, then the step tells source and destination as revisions", () => {
    const { info } = up("m");
    expect([info.isUpgrade, info.isStamp, info.isMigration, info.upRevisionId]).toEqual([true, false, true, "m"]);
    expect(info.sourceRevisions.map((one) => one.revision)).toEqual(["b", "c"]);
    expect(info.destinationRevisions.map((one) => one.revision)).toEqual(["m"]);
    expect(info.upRevision).toBe(map.getRevision("m"));
    expect(info.upRevisions).toEqual([map.getRevision("m")]);
    expect(info.downRevisions.map((one) => one.revision)).toEqual(["b", "c"]);
    const [stamp] = stampSteps(map, "base", ["b"]);
    expect([stamp!.info.isStamp, stamp!.info.isMigration, stamp!.info.sourceRevisionIds]).toEqual([true, false, ["b"]]);
    expect(stamp!.shortLog).toBe("stamp_revision b -> ");
  });
});
