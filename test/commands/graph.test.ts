import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.js";
import { MemoryOutput } from "../../src/support/output.js";
import { writeEnvironment } from "../interop/random-commands/write-environment.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "alembic-graph-"));
  const revision = (id: string, down: readonly string[], labels: readonly string[] = []) => {
    return { id, down: [...down], dependsOn: [], labels: [...labels], message: `step ${id}` };
  };
  const files = new Map([
    ["1", revision("a1", [])],
    ["2", revision("b2", ["a1"], ["lib"])],
    ["3", revision("c3", ["a1"])],
  ]);
  writeEnvironment(folder, "ts", files);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function cli(...argv: readonly string[]) {
  const output = new MemoryOutput();
  const code = await main(argv, { cwd: folder, env: {}, output });
  return { code, out: output.stdout };
}

const at = (path: string): string => `sqlite:///${join(folder, path)}`;

describe("graph", () => {
  test("when no database is given then none is opened", async () => {
    expect(await cli("graph")).toEqual({
      code: 0,
      out: ["○ b2 (lib) (head), step b2", "│ ○ c3 (head), step c3", "├─╯", "○ a1 (branchpoint), step a1", ""].join(
        "\n",
      ),
    });
    expect(existsSync(join(folder, "test.db"))).toBe(false);
  });

  test("when databases are given then the picture shows where each of them is", async () => {
    await cli("upgrade", "b2");
    const [production = ""] = (await cli("current", "-v")).out.match(/sqlite:.*(?=:$)/m) ?? [];
    const shown = await cli("graph", "-i", "--at", `production=${production}`, "--at", `new=${at("new.db")}`);
    expect(shown).toEqual({
      code: 0,
      out: [
        "● b2 (lib) (head), step b2  ← current, production",
        "│ ○ c3 (head), step c3",
        "├─╯",
        "● a1 (branchpoint), step a1",
        "",
        "current: b2, 1 revision to go",
        "production: b2, 1 revision to go",
        "new: base, 3 revisions to go",
        "",
      ].join("\n"),
    });
    expect(existsSync(join(folder, "new.db"))).toBe(false);
  });

  test("when a range is given then it is drawn, and what is to go is counted in the whole graph", async () => {
    await cli("upgrade", "a1");
    expect((await cli("graph", "-i", "-r", "current:b2")).out).toBe(
      [
        "○ b2 (lib) (head), step b2",
        "● a1 (branchpoint), step a1  ← current",
        "",
        "current: a1, 2 revisions to go",
        "",
      ].join("\n"),
    );
    expect((await cli("graph", "-r", "a1")).out).toContain("History range requires [start]:[end]");
  });

  test("when a language is asked for then the drawing is in it", async () => {
    expect((await cli("graph", "--mermaid")).out).toMatch(/^flowchart BT\n/);
    expect((await cli("graph", "--dot")).out).toMatch(/^digraph revisions \{\n[\s\S]*\n\}\n$/);
    expect((await cli("graph", "--svg")).out).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    const { revisions } = JSON.parse((await cli("graph", "--json")).out);
    expect(revisions.map((one: { revision: string }) => one.revision)).toEqual(["b2", "c3", "a1"]);
    const both = await cli("graph", "--mermaid", "--dot");
    expect(both).toEqual({ code: 255, out: "FAILED: Using --mermaid with --dot does not make any sense\n" });
  });

  test("when two databases have one name, or one cannot be opened, then the picture is refused", async () => {
    const twice = await cli("graph", "--at", `a=${at("x.db")}`, "--at", `a=${at("y.db")}`);
    expect(twice).toEqual({
      code: 255,
      out: "FAILED: Two databases have the name 'a': name them with --at NAME=URL\n",
    });
    expect((await cli("graph", "--at", "nonsense")).out).toContain("Could not parse SQLAlchemy URL");
  });
});
