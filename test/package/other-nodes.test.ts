import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nodes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wanted = process.env["CI"] ? ["24", "latest"] : [];
const platform = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;

describe.skipIf(wanted.length === 0)(
  "other versions of Node (left out: needs the registry, runs where CI is set)",
  () => {
    test.each(wanted.length === 0 ? ["24"] : wanted)(
      "when Node %s runs the demo then it shows the same job",
      { timeout: 300_000 },
      (version) => {
        const home = join(folder, version);
        const { NODE_ENV: _, VITEST: __, ...env } = process.env;
        spawnSync("mkdir", ["-p", home]);
        writeFileSync(join(home, "package.json"), "{}");
        const got = spawnSync(
          "npm",
          ["install", "--silent", "--no-audit", "--no-fund", `node-${platform}@${version}`],
          {
            cwd: home,
            encoding: "utf8",
            env,
          },
        );
        expect(got.status, got.stderr).toBe(0);
        const node = join(home, "node_modules", `node-${platform}`, "bin/node");
        const done = spawnSync(node, [join(root, "scripts/demo.mjs")], { cwd: root, encoding: "utf8", env });
        expect(done.stderr).not.toMatch(/Error/);
        expect(done.stdout).toContain("✓ Data integrity verified: 23 instruments, 2270 session logs preserved");
        expect(done.status).toBe(0);
      },
    );
  },
);
