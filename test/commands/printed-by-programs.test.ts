import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { command } from "../../src/cli/command.js";
import { main } from "../../src/cli/main.js";
import { loadConfig } from "../../src/config/load-config.js";
import { MemoryOutput } from "../../src/support/output.js";
import { writeEnvironment } from "../interop/random-commands/write-environment.js";

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "alembic-program-"));
  const revision = { id: "a1", down: [], dependsOn: [], labels: [], message: "one" };
  writeEnvironment(folder, "ts", new Map([["1", revision]]));
  await command.upgrade(loadConfig({ cwd: folder, output: new MemoryOutput() }));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** What a call prints on the process's own streams. */
async function printedBy(work: () => Promise<unknown>): Promise<{ readonly out: string; readonly err: string }> {
  const written = (stream: NodeJS.WriteStream) => vi.spyOn(stream, "write").mockReturnValue(true);
  const [out, err] = [written(process.stdout), written(process.stderr)];
  await work();
  const text = (spy: typeof out): string => spy.mock.calls.map(([one]) => String(one)).join("");
  const printed = { out: text(out), err: text(err) };
  out.mockRestore();
  err.mockRestore();
  return printed;
}

async function shown(...argv: readonly string[]): Promise<string> {
  const output = new MemoryOutput();
  await main(argv, { cwd: folder, env: {}, output });
  return output.stdout;
}

describe("commands that a program calls", () => {
  test("when no output is handed in then they print what the command line prints", async () => {
    const config = () => loadConfig({ cwd: folder });
    expect(await printedBy(() => command.current(config()))).toEqual({ out: "a1 (head)\n", err: "" });
    expect((await printedBy(() => command.heads(config()))).out).toBe(await shown("heads"));
    expect((await printedBy(() => command.history(config()))).out).toBe(await shown("history"));
    expect((await printedBy(() => command.upgrade(config(), "head", { sql: true }))).out).toBe(
      await shown("upgrade", "head", "--sql"),
    );
    expect((await printedBy(() => command.upgrade(config(), "head", { sql: true }))).out).toContain(
      "CREATE TABLE t_a1",
    );
  });

  test("when an output is handed in, or quiet is asked for, then nothing is on the process's streams", async () => {
    const output = new MemoryOutput();
    const nothing = { out: "", err: "" };
    expect(await printedBy(() => command.current(loadConfig({ cwd: folder, output })))).toEqual(nothing);
    expect(output.stdout).toBe("a1 (head)\n");
    const config = loadConfig({ cwd: folder, cmdOpts: { quiet: true } });
    expect(await printedBy(() => command.current(config))).toEqual(nothing);
  });
});
