import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";

/** A fresh folder for each test of a file; call the result for its path, or for a path inside it. */
export function temporaryFolder(): (name?: string) => string {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "storage-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return (name) => (name === undefined ? folder : join(folder, name));
}
