import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { command } from "../../src/cli/command.js";
import { loadConfig } from "../../src/config/load-config.js";
import { MemoryOutput } from "../../src/support/output.js";
import { writeEnvironment } from "../interop/random-commands/write-environment.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "alembic-new-"));
  writeEnvironment(folder, "ts", new Map());
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("when an identifier is empty then a random one is made, as by Alembic", async () => {
  const config = loadConfig({ cwd: folder, output: new MemoryOutput() });
  const [made] = await command.revision(config, { revId: "" });
  const merged = await command.merge(config, "heads", { revId: "" });
  expect([made?.revision, merged.revision]).toEqual([
    expect.stringMatching(/^\w{12}$/),
    expect.stringMatching(/^\w{12}$/),
  ]);
  expect(readdirSync(join(folder, "scripts/versions"))).toHaveLength(2);
});

test("when a name is taken or a symbol then revision and merge refuse it", async () => {
  const config = loadConfig({ cwd: folder, output: new MemoryOutput() });
  await command.revision(config, { revId: "aaaa", branchLabel: "lab" });
  const taken = "Revision aaaa is present more than once";
  const label = "Branch name 'lab' in revision bbbb already used by revision aaaa";
  await expect(command.revision(config, { revId: "aaaa" })).rejects.toThrow(taken);
  await expect(command.merge(config, "heads", { revId: "aaaa" })).rejects.toThrow(taken);
  await expect(command.merge(config, "heads", { revId: "bbbb", branchLabel: "lab" })).rejects.toThrow(label);
  await expect(command.merge(config, "heads", { revId: "heads" })).rejects.toThrow("commands take it for a symbol");
  expect(readdirSync(join(folder, "scripts/versions"))).toHaveLength(1);
});
