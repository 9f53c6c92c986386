import { expect, test } from "vitest";
import { MemoryOutput } from "../../src/index.js";
import { ProgressLine } from "../../src/nexuslims/protection/progress-line.js";

class Terminal extends MemoryOutput {
  override readonly errIsTerminal = true;
}

function lineOn(output: MemoryOutput) {
  let now = 0;
  const line = new ProgressLine(output, { now: () => new Date(now) });
  const rows = (at: number, done: number) => {
    now = at;
    line.show({ work: "Copying session_log", done, total: 200_000, unit: "rows" });
  };
  return { line, rows, at: (moment: number) => (now = moment) };
}

test("when the stream is no terminal, then nothing is drawn", () => {
  const output = new MemoryOutput();
  const { rows } = lineOn(output);
  rows(0, 0);
  rows(5000, 100_000);
  expect(output.stderr).toBe("");
});

test("when work takes less than a second, then nothing is drawn", () => {
  const output = new Terminal();
  const { rows, line } = lineOn(output);
  rows(0, 0);
  rows(900, 100_000);
  rows(990, 200_000);
  line.clear();
  expect(output.stderr).toBe("");
});

test("when work takes longer, then one line shows rows done and time left, and goes when the work is done", () => {
  const output = new Terminal();
  const { rows } = lineOn(output);
  rows(0, 0);
  rows(2000, 50_000);
  expect(output.stderr).toBe("\r\u001b[KCopying session_log: 50,000 of 200,000 rows, 6 s left");
  rows(2050, 60_000);
  expect(output.stderr).toHaveLength("\r\u001b[KCopying session_log: 50,000 of 200,000 rows, 6 s left".length);
  rows(8000, 200_000);
  expect(output.stderr.endsWith("\r\u001b[K")).toBe(true);
  expect(output.stdout).toBe("");
});

test("when bytes are copied, then the line counts megabytes, and minutes where it takes long", () => {
  const output = new Terminal();
  const { line, at } = lineOn(output);
  line.show({ work: "Backing up", done: 0, total: 3_000_000_000, unit: "bytes" });
  at(10_000);
  line.show({ work: "Backing up", done: 120_000_000, total: 3_000_000_000, unit: "bytes" });
  expect(output.stderr).toContain("Backing up: 120 of 3000 MB, 4 min left");
});
