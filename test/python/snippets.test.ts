import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runSnippet } from "./run-snippet.js";

const folder = fileURLToPath(new URL("snippets/", import.meta.url));
const recorded = JSON.parse(
  readFileSync(fileURLToPath(new URL("../interop/vectors/python/snippets.json", import.meta.url)), "utf8"),
) as Readonly<Record<string, readonly string[]>>;

describe("scripts whose output Python recorded", () => {
  test("when the scripts are listed then each has its output", () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(recorded).sort());
  });

  for (const [name, lines] of Object.entries(recorded))
    test(`when ${name} is run then it prints what Python printed`, async () => {
      const { output, error } = await runSnippet(readFileSync(folder + name, "utf8"));
      expect(error).toBeNull();
      expect(output.split("\n")).toEqual(lines);
    });
});
