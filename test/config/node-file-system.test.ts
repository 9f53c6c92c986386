import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { nodeFileSystem } from "../../src/config/node-file-system.js";
import { ModuleLoader } from "../../src/script/loading/module-loader.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "encoding-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A file with a word in Latin-1 on its second line. */
function inLatin1(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, Buffer.from("// a revision\nexport const name = 'caf\u00e9';\n", "latin1"));
  return path;
}

describe("the text of a file", () => {
  test("when the file is not UTF-8 then the error names the line, and no character is replaced", () => {
    const path = inLatin1("a1.ts");
    expect(() => nodeFileSystem.readText(path)).toThrow(`${path}:2: the file is not UTF-8 text; save it as UTF-8`);
  });

  test("when the file has the replacement character itself then it is read", () => {
    const path = join(folder, "a1.ts");
    writeFileSync(path, "\ufeffcaf\ufffd");
    expect(nodeFileSystem.readText(path)).toBe("\ufeffcaf\ufffd");
  });

  test("when a module that a script imports is not UTF-8 then the error names it", async () => {
    const names = inLatin1("names.ts");
    const main = join(folder, "main.ts");
    writeFileSync(main, 'import { name } from "./names.js";\nexport const seen: string = name;\n');
    await expect(new ModuleLoader({}).load(main)).rejects.toThrow(`${names}:2: the file is not UTF-8 text`);
  });
});
