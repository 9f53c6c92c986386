import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const programs = readdirSync(join(root, "bench")).filter((name) => name.endsWith(".mjs"));

/** The lines `import { a, b } from "./path.js"` and `export …` that a bench bundles from src. */
function bundledImports(text: string) {
  return [...text.matchAll(/^ *(?:import|export) \{ ([^}]+) \} from "\.\/([\w/-]+)\.js";/gm)]
    .map(([, names = "", path = ""]) => ({ names: names.split(", "), path }))
    .filter(({ path }) => path.includes("/"));
}

// A bench runs by hand, so nothing else shows that a file which it measures has moved.
describe("what the benches bundle from src", () => {
  const imports = programs.flatMap((program) =>
    bundledImports(readFileSync(join(root, "bench", program), "utf8")).map((one) => ({ program, ...one })),
  );

  it("is found at all", () => {
    expect(imports.length).toBeGreaterThan(5);
  });

  it.each(imports)("$program takes $names from $path", ({ names, path }) => {
    const file = join(root, "src", `${path}.ts`);
    expect(existsSync(file), file).toBe(true);
    const text = readFileSync(file, "utf8");
    for (const name of names) expect(text).toMatch(new RegExp(`export [*\\w ]*\\b${name}\\b`));
  });
});
