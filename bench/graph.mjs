// Measures the revision graph alone, without files: reading it, its heads, its whole history and all upgrade steps,
// for several shapes. Python's RevisionMap is measured beside it where the interop environment exists.
//   npm run bench -- graph      10,000 revisions of each shape
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const size = 10_000;

const bundle = await build({
  stdin: {
    contents: `
      export { Revision } from "./graph/revision.js";
      export { RevisionMap } from "./graph/revision-map.js";
      export { upgradeSteps } from "./graph/steps/upgrade-steps.js";
      export { downgradeSteps } from "./graph/steps/downgrade-steps.js";
      export { HeadMaintainer } from "./graph/steps/head-maintainer.js";
      export { walkRevisions } from "./graph/walk-revisions.js";
      export { drawRevisions } from "./graph/draw-revisions.js";`,
    resolveDir: join(root, "src"),
    loader: "ts",
  },
  bundle: true,
  format: "esm",
  platform: "neutral",
  write: false,
});
const folder = mkdtempSync(join(tmpdir(), "bench-graph-"));
writeFileSync(join(folder, "graph.mjs"), bundle.outputFiles[0].text);
const graph = await import(pathToFileURL(join(folder, "graph.mjs")).href);
rmSync(folder, { recursive: true });

/** Each shape gives [id, down, depends] for the numbers from 0. */
const shapes = {
  linear: (at) => [`r${at}`, at === 0 ? null : `r${at - 1}`, null],
  // Two revisions side by side, then a merge, and again.
  ladder: (at) => {
    if (at === 0) return ["r0", null, null];
    const last = at - ((at - 1) % 3) - 1;
    return (at - 1) % 3 < 2 ? [`r${at}`, `r${last}`, null] : [`r${at}`, [`r${at - 2}`, `r${at - 1}`], null];
  },
  // A hundred branches from one base, never merged.
  comb: (at) => [`r${at}`, at === 0 ? null : `r${Math.max(0, at - 100)}`, null],
  // One base with everything else right above it.
  star: (at) => [`r${at}`, at === 0 ? null : "r0", null],
  // Two lines side by side, of which one depends on the other all the way.
  zip: (at) => {
    if (at < 2) return [`r${at}`, null, null];
    return [`r${at}`, `r${at - 2}`, at % 2 === 1 ? `r${at - 1}` : null];
  },
};

/** Whole numbers below a limit that look random and are the same each time. */
function pseudoRandom() {
  let state = 7;
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % limit;
  };
}

/** A long life with several people: some ten open branches, which fork, merge and depend on one another. */
function tangle() {
  const random = pseudoRandom();
  const open = [];
  const take = () => open.splice(random(open.length), 1)[0];
  return (at) => {
    const id = `r${at}`;
    const dice = random(100);
    let parents = [];
    if (open.length > 10 || (dice < 15 && open.length > 1)) parents = [take(), take()];
    else if (dice < 35 && at > 0) parents = [`r${at - 1 - random(Math.min(at, 20))}`];
    else if (at > 0) parents = [take()];
    for (const parent of parents) if (open.includes(parent)) open.splice(open.indexOf(parent), 1);
    const dependency = open.length > 0 && random(10) === 0 ? open[random(open.length)] : null;
    open.push(id);
    return [id, parents.length > 1 ? parents : (parents[0] ?? null), dependency];
  };
}

function milliseconds(action) {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5; run++) {
    const start = performance.now();
    action();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function keepRows(rows, steps) {
  const maintainer = new graph.HeadMaintainer(rows);
  try {
    for (const step of steps) maintainer.updateToStep(step);
  } catch (error) {
    // Alembic's bookkeeping gives up on some graphs with many dependencies, and so does this one, in the same place.
    if (error.code !== "graph.revision") throw error;
  }
}

function measure(specs) {
  const revisions = specs.map(([id, down, dependsOn]) => new graph.Revision(id, down, { dependsOn }));
  const fresh = () => new graph.RevisionMap(revisions);
  const map = fresh();
  const heads = map.realHeads;
  const steps = graph.upgradeSteps(map, "heads", []);
  const downSteps = graph.downgradeSteps(map, "base", heads);
  return {
    heads: milliseconds(() => fresh().heads),
    history: milliseconds(() => graph.walkRevisions(map)),
    upgrade: milliseconds(() => graph.upgradeSteps(map, "heads", [])),
    downgrade: milliseconds(() => graph.downgradeSteps(map, "base", heads)),
    current: milliseconds(() => map.getAllCurrent(heads)),
    "rows up": milliseconds(() => keepRows([], steps)),
    "rows down": milliseconds(() => keepRows(heads, downSteps)),
    draw: milliseconds(() => graph.drawRevisions(graph.walkRevisions(map))),
  };
}

const program = `
import json, sys, time
from alembic.script.revision import Revision, RevisionMap
specs = json.load(sys.stdin)
def load():
    return RevisionMap(lambda: [Revision(i, tuple(d) if isinstance(d, list) else d, dependencies=x) for i, d, x in specs])
def timed(action):
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000
map_ = load()
heads = timed(lambda: map_.heads)
history = timed(lambda: list(map_.iterate_revisions("heads", "base", inclusive=True, assert_relative_length=False)))
upgrade = timed(lambda: list(map_.iterate_revisions("heads", (), implicit_base=True)))
print(json.dumps({"heads": heads, "history": history, "upgrade": upgrade}))
`;

const interpreter = join(root, ".venv/bin/python");
function python(specs) {
  if (!existsSync(interpreter)) return undefined;
  const run = spawnSync(interpreter, ["-c", program], {
    input: JSON.stringify(specs),
    encoding: "utf8",
    timeout: 20_000,
  });
  return run.status === 0 ? JSON.parse(run.stdout) : undefined;
}

/** Rows for the table: what each shape costs, Python's beside it where it answered within its time. */
export function bench() {
  return [...Object.entries(shapes), ["tangle"]].flatMap(([name, shape]) => {
    const next = name === "tangle" ? tangle() : shape;
    const specs = Array.from({ length: size }, (_, at) => next(at));
    const ours = measure(specs);
    const theirs = python(specs);
    return ["heads", "history", "upgrade"].map((what) => ({
      name: `graph, ${name}, ${size} revisions: ${what}`,
      ours: ours[what],
      theirs: theirs?.[what],
      unit: "ms",
      target: theirs === undefined ? "Python gave up after 20 s" : "",
    }));
  });
}
