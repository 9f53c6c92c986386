import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.js";
import { MemoryOutput } from "../../src/support/output.js";
import { quotedPath } from "../../src/support/printable.js";
import { writeEnvironment } from "../interop/random-commands/write-environment.js";

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "quoted-paths-"));
  // Spaces, a percent sign and a sign that a terminal would obey.
  folder = join(root, "my app 100% \u0007x");
  mkdirSync(folder);
  const revision = { id: "a1", down: [], dependsOn: [], labels: [], message: "one" };
  writeEnvironment(folder, "ts", new Map([["1", revision]]));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function run(...argv: readonly string[]): Promise<string> {
  const output = new MemoryOutput();
  await main(argv, { cwd: folder, env: {}, output });
  return output.stdout;
}

const scripts = (): string => join(folder, "scripts");

describe("paths in messages", () => {
  test.each<[string, () => void, () => string, readonly string[]]>([
    [
      "an env.ts has no function",
      () => writeFileSync(join(scripts(), "env.ts"), "export const x = 1;\n"),
      () => `${quotedPath(join(scripts(), "env.ts"))} exports no function by default`,
      ["upgrade"],
    ],
    [
      "there is no env.ts",
      () => rmSync(join(scripts(), "env.ts")),
      () => `Can't find env.ts in ${quotedPath(scripts())}`,
      ["upgrade"],
    ],
    [
      "there is no template",
      () => rmSync(join(scripts(), "script.ts.ejs")),
      () => `Can't find script.ts.ejs in ${quotedPath(scripts())}`,
      ["revision", "-m", "x"],
    ],
  ])("when %s then the path is in quotes, absolute, and safe for a terminal", async (_, change, message, argv) => {
    change();
    const out = await run(...argv);
    expect(out).toContain(`FAILED: ${message()}`);
    expect(out).not.toContain("\u0007");
    expect(out).not.toContain("%20");
    expect(out).toContain("my app 100% \\x07x");
  });
});
