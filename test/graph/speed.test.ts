import { describe, expect, test } from "vitest";
import { drawRevisions } from "../../src/graph/draw-revisions.js";
import { Revision } from "../../src/graph/revision.js";
import { RevisionMap } from "../../src/graph/revision-map.js";
import { downgradeSteps } from "../../src/graph/steps/downgrade-steps.js";
import { HeadMaintainer } from "../../src/graph/steps/head-maintainer.js";
import { upgradeSteps } from "../../src/graph/steps/upgrade-steps.js";
import { walkRevisions } from "../../src/graph/walk-revisions.js";

const shapes: Record<string, (at: number) => Revision> = {
  line: (at) =>
    new Revision(`r${at}`, at === 0 ? null : `r${at - 1}`, { branchLabels: at % 5000 === 0 ? `l${at}` : null }),
  "line of merges": (at) => {
    if (at === 0) return new Revision("r0", null);
    const place = (at - 1) % 3;
    if (place === 2) return new Revision(`r${at}`, [`r${at - 2}`, `r${at - 1}`]);
    return new Revision(`r${at}`, `r${at - place - 1}`);
  },
  "hundred branches": (at) => new Revision(`r${at}`, at === 0 ? null : `r${Math.max(0, at - 100)}`),
  "branch for each revision": (at) => new Revision(`r${at}`, at === 0 ? null : "r0"),
  "two lines, one of which depends on the other": (at) =>
    new Revision(`r${at}`, at < 2 ? null : `r${at - 2}`, { dependsOn: at > 1 && at % 2 === 1 ? `r${at - 1}` : null }),
  "line whose revisions all depend on one": (at) =>
    new Revision(`r${at}`, at < 2 ? null : `r${at - 1}`, { dependsOn: at > 1 ? "r0" : null }),
};

/** Anything quadratic takes a minute and more at this size; the bound leaves room for a busy machine. */
const size = 20_000;
const bound = 25_000;

describe(`${size} revisions`, () => {
  test.each(Object.entries(shapes))("when they are a %s, then no step is quadratic", (_name, shape) => {
    const start = performance.now();
    const map = new RevisionMap(Array.from({ length: size }, (_, at) => shape(at)));
    const listed = walkRevisions(map);
    expect(listed).toHaveLength(size);
    expect(drawRevisions(listed.slice(0, 2000)).length).toBeGreaterThanOrEqual(2000);

    const steps = upgradeSteps(map, "heads", []);
    const maintainer = new HeadMaintainer([]);
    for (const step of steps) maintainer.updateToStep(step);
    expect([...maintainer.heads].sort()).toEqual([...map.realHeads].sort());

    expect(map.getAllCurrent([...maintainer.heads]).length).toBeGreaterThanOrEqual(map.realHeads.length);
    for (const step of downgradeSteps(map, "base", map.realHeads)) maintainer.updateToStep(step);
    expect([...maintainer.heads]).toEqual([]);

    expect(map.getRevisions("r1999").length).toBe(1);
    expect(performance.now() - start).toBeLessThan(bound);
  });

  test("when a relative target goes far up a labelled branch, then the branch is looked up once", () => {
    const start = performance.now();
    const map = new RevisionMap(Array.from({ length: size }, (_, at) => shapes["line"]!(at)));
    expect(upgradeSteps(map, `l0@+${size - 5}`, [])).toHaveLength(size - 5);
    expect(downgradeSteps(map, `l0@-${size - 10}`, [`r${size - 1}`])).toHaveLength(size - 10);
    expect(performance.now() - start).toBeLessThan(bound);
  });
});
