import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { noPython, python } from "./python.js";

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const recorded = beside("../../src/python/host/signatures");

/** The entries of a recorded file, whatever its formatting. */
const entriesOf = (text: string): string => text.replaceAll(/\s+/g, " ").replaceAll('"', "");

describe.skipIf(python() === undefined)(`signatures of Alembic and SQLAlchemy (${noPython})`, () => {
  test("when they are recorded again then they are those that arguments are bound by", () => {
    const folder = mkdtempSync(join(tmpdir(), "python-signatures-"));
    try {
      const made = spawnSync(python() ?? "", [beside("python_signatures.py"), folder], { encoding: "utf8" });
      expect(made.stderr).toBe("");
      expect(readdirSync(folder).toSorted()).toEqual(readdirSync(recorded).toSorted());
      for (const name of readdirSync(folder)) {
        expect(entriesOf(readFileSync(join(recorded, name), "utf8"))).toBe(
          entriesOf(readFileSync(join(folder, name), "utf8")),
        );
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
