import { expect, test } from "vitest";
import { knownProcessFlags, shortProcessFlag } from "../../src/support/process-owner.js";

const flags = ["--interrupt-budget=500000", "--wasm-lazy-validation", "--no-opt", shortProcessFlag];

test.each<[string, string, readonly string[]]>([
  ["Node 20", "11.3.244.8-node.37", flags],
  ["Node 22", "12.4.254.21-node.33", ["--no-opt", shortProcessFlag]],
  ["Node 25", "14.1.146.11-node.14", [shortProcessFlag]],
  ["a newer Node", "15.0.1-node.1", []],
  ["another engine", "", []],
])("when the V8 is that of %s then it gets the flags that it knows", (_node, v8Version, known) => {
  expect(knownProcessFlags(v8Version, flags)).toEqual(known);
});

test("when a flag is in no table then no V8 gets it", () => {
  expect(knownProcessFlags("11.3", ["--other=1"])).toEqual([]);
});
