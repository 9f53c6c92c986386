import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load-config.js";
import { ScriptDirectory } from "../../src/script/script-directory.js";
import { Oracle } from "./oracle.js";
import { noPython, python } from "./python.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const numRuns = Number(process.env["RUNS"] ?? (process.env["CI"] ? 1000 : 100));

const program = `
import warnings
warnings.simplefilter("ignore")
scope = {"__name__": "module"}
with open(args, "rb") as file:
    exec(compile(file.read(), args, "exec"), scope)
result = scope["__doc__"]
`;

describe.skipIf(python() === undefined)(`messages of Python revisions (${noPython})`, () => {
  let oracle: Oracle;
  let folder: string;
  beforeAll(async () => {
    oracle = new Oracle();
    folder = mkdtempSync(join(tmpdir(), "python-messages-"));
    expect(await oracle.alembic(folder, ["init", "migrations"])).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await oracle.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test(`when a message has quotes and backslashes then Python reads it from the file (SEED=${seed})`, async () => {
    const versions = join(folder, "migrations", "versions");
    const piece = fc.constantFrom(
      "a",
      "é",
      " ",
      '"',
      '"""',
      "'",
      "'''",
      "\\",
      "\\N",
      "\\x",
      "\\u12",
      "\n",
      "\u0000",
      "#",
    );
    const message = fc.array(piece, { minLength: 1, maxLength: 8 }).map((parts) => `m${parts.join("")}`);
    await fc.assert(
      fc.asyncProperty(message, async (text) => {
        for (const name of readdirSync(versions)) rmSync(join(versions, name), { recursive: true });
        const directory = await ScriptDirectory.fromConfig(loadConfig({ cwd: folder }));
        const { path, longdoc } = await directory.generateRevision("abc", text);
        const doc = String(await oracle.run(program, path));
        expect(doc).toContain(text.trim());
        expect(longdoc).toBe(doc.trim());
        const plain = readFileSync(path, "utf8").startsWith(`"""${text}\n`);
        // As Alembic writes it, wherever that can be read.
        if (!["\\", '"', "\u0000"].some((one) => text.includes(one))) expect(plain).toBe(true);
      }),
      { seed, numRuns },
    );
  });
});
