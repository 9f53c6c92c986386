import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { circlesOf, type ImportGraph, importersOf, importGraph } from "./import-graph.js";
import { knownCircles, knownFolders, knownShards } from "./known-offences.js";
import { sourceFiles } from "./source-files.js";

const files = sourceFiles();
const graph = importGraph(files);
const layerOf = (path: string): string => path.split("/")[0] ?? path;

function countBy(items: readonly string[], keyOf: (item: string) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

/** The counts above the bound that is known for their key, and the known keys that have no offence any more. */
function newOrGone(counts: Record<string, number>, known: Readonly<Record<string, number>>): readonly string[] {
  return [
    ...Object.entries(counts).flatMap(([key, count]) => (count > (known[key] ?? 0) ? `${key} has ${count}` : [])),
    ...Object.keys(known).flatMap((key) =>
      counts[key] === undefined ? `${key} is mended: remove it from the list` : [],
    ),
  ];
}

/** A graph in which each file imports the values of those listed beside it. */
const graphOf = (edges: Record<string, readonly string[]>): ImportGraph =>
  new Map(Object.entries(edges).map(([file, to]) => [file, to.map((target) => ({ target, way: "value" as const }))]));

/** Short files with one importer that cannot be part of it, each with the reason. */
const ownFiles: Readonly<Record<string, string>> = {
  "commands/branches.ts": "the command line, its importer, may not import scripts",
  "commands/heads.ts": "the command line, its importer, may not import scripts",
  "commands/results/completion-words.ts": "the command line, its importer, may not import scripts and templates",
  "nexuslims/commands/check.ts": "a command returns data, its importer prints them",
  "python/host/signatures/environment-signatures.ts":
    "it is recorded from the installed Alembic, with nothing of ours in it",
};

describe("rooms", () => {
  test("when files import in a circle then the circle is found, with no file that only leads into it", () => {
    const graph = graphOf({ a: ["b"], b: ["c"], c: ["d", "b"], d: ["e"], e: ["c", "f"], f: [], g: ["g"], h: ["a"] });
    expect(circlesOf(graph)).toEqual([["b", "c", "d", "e"], ["g"]]);
  });

  test("when a file imports then it imports in no circle, not even of types", () => {
    const circles = circlesOf(graph);
    const offences = newOrGone(countBy(circles.flat(), layerOf), knownCircles);
    expect(offences, circles.map((circle) => circle.join(" ")).join("\n")).toEqual([]);
  });

  test("when a folder grows then it stays at 20 files", () => {
    const counts = Object.entries(countBy([...graph.keys()], (path) => posix.dirname(path)));
    expect(newOrGone(Object.fromEntries(counts.filter(([, count]) => count > 20)), knownFolders)).toEqual([]);
  });

  test("when a file has fewer than 25 lines and one importer then it is part of that importer", () => {
    const importers = importersOf(graph);
    // The folders of dialects and backends have the same files, however short one of them is.
    const plainName = (path: string): string =>
      posix.basename(path).replace(/^(sqlite|postgresql|mysql|mariadb|mssql|oracle)-/, "");
    const hasNamesake = (path: string): boolean =>
      /^(dialects|backends)\/\w+\//.test(path) &&
      files.some((file) => file.path !== path && plainName(file.path) === plainName(path));
    const shards = files
      .filter(({ text }) => text.split("\n").length <= 25)
      .map(({ path }) => path)
      .filter((path) => importers.get(path)?.size === 1 && !hasNamesake(path))
      .filter((path) => !(path in ownFiles));
    expect(newOrGone(countBy(shards, layerOf), knownShards), shards.join("\n")).toEqual([]);
  });
});
