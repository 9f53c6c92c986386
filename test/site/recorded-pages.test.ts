import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.js";
import { MemoryOutput } from "../../src/support/output.js";
import { noPython, python } from "../interop/python.js";
import { root, unrecorded } from "./recorded-pages.js";

test.each(["docs/tutorial", "docs/cookbook", "examples/app", "examples/vitest"])(
  "when %s is followed then the commands print what the pages say",
  (folder) => expect(unrecorded(folder)).toBe(""),
  180_000,
);

test("when the examples are installed then they take the package that npm pack writes", () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const name of readdirSync(join(root, "examples"))) {
    const { dependencies } = JSON.parse(readFileSync(join(root, "examples", name, "package.json"), "utf8"));
    expect(dependencies["alembic-ts"], name).toBe(`file:../../alembic-ts-${version}.tgz`);
    expect(readFileSync(join(root, "examples", name, "README.md"), "utf8"), name).toContain(
      `/alembic-ts-${version}.tgz`,
    );
  }
});

describe("the example with a Python and a TypeScript service", () => {
  test.skipIf(python() === undefined)(
    `when it is followed then both tools print what the page says (${noPython})`,
    () => expect(unrecorded("examples/python-and-typescript")).toBe(""),
    120_000,
  );

  test("when there is no Python then alembic-ts runs its revisions and reads its tables", async () => {
    const folder = mkdtempSync(join(tmpdir(), "shared-"));
    cpSync(join(root, "examples/python-and-typescript"), folder, { recursive: true });
    rmSync(join(folder, "orders.sqlite"), { force: true });
    const output = new MemoryOutput();
    const codes = [];
    for (const argv of [["upgrade", "head"], ["check"], ["downgrade", "base"]])
      codes.push(await main(argv, { cwd: folder, env: { PATH: "" }, output }));
    expect([codes, output.stdout]).toEqual([[0, 0, 0], "No new upgrade operations detected.\n"]);
    rmSync(folder, { recursive: true });
  });
});
