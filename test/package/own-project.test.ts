import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
const section = readme.split(/^## /m).find((part) => part.startsWith("In your project")) ?? "";

/** The code blocks of "In your project": the models, the line of env.ts, and the revision that is written. */
const [models = "", importLine = "", revision = ""] = [...section.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(
  (block) => block[1] ?? "",
);
/** What the README adds to the model, and what `check` prints then. */
const column = /^Add `(.+?)` to the model/m.exec(section)?.[1] ?? "";
const found = /^FAILED: .*$/m.exec(section)?.[0] ?? "";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "own-project-"));
  writeFileSync(join(folder, "package.json"), '{ "name": "shop", "type": "commonjs" }\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function alembic(...argv: readonly string[]) {
  const done = spawnSync(process.execPath, [join(root, "dist/bin/alembic-ts.js"), ...argv], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status: done.status, stdout: done.stdout.trim(), stderr: done.stderr };
}

function edit(name: string, from: string | RegExp, to: string): void {
  const path = join(folder, name);
  const before = readFileSync(path, "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

/** A revision without what differs from one run to the next. */
const lasting = (text: string): string =>
  text.replace(/[0-9a-f]{12}/g, "ID").replace(/Create Date: .*/, "Create Date: DATE");

describe("the README's project", () => {
  test.each([
    { database: "SQLite", url: "sqlite:///shop.db", hasPreview: true },
    { database: "PGlite", url: "pglite:///shop", hasPreview: false },
  ])("when it is followed on $database then the models are migrated", { timeout: 300_000 }, ({ url, hasPreview }) => {
    expect(alembic("init", "migrations").status).toBe(0);
    edit("alembic.ini", /^sqlalchemy\.url = .*/m, `sqlalchemy.url = ${url}`);
    writeFileSync(join(folder, "models.ts"), models);
    edit("migrations/env.ts", "const targetMetadata = null;", importLine.trim());
    expect(alembic("revision", "--autogenerate", "-m", "create account table").status).toBe(0);
    const [file = ""] = readdirSync(join(folder, "migrations/versions"));
    const written = readFileSync(join(folder, "migrations/versions", file), "utf8");
    const shown = revision.slice(0, revision.indexOf("…"));
    expect(lasting(written).startsWith(lasting(shown))).toBe(true);
    expect(alembic("upgrade", "head").status).toBe(0);
    expect(alembic("check").stdout).toBe("No new upgrade operations detected.");
    expect(alembic("current").stdout).toMatch(/^[0-9a-f]{12} \(head\)$/);

    edit("models.ts", /^\);/m, `  ${column},\n);`);
    const check = alembic("check");
    expect([check.status, check.stdout]).toEqual([255, found]);
    expect(alembic("revision", "--autogenerate", "-m", "add email").status).toBe(0);
    if (hasPreview) expect(alembic("upgrade", "--preview").stdout).toContain("Rows: no change\nLost: nothing");
    expect(alembic("upgrade", "head").status).toBe(0);
    expect(alembic("check").status).toBe(0);
  });
});
