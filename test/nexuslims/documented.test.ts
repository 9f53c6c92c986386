import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Laboratory } from "./laboratory.js";

/** Where the documents say that the database is. */
const SHOWN = "/srv/nexuslims/database.sqlite";

/** All backups of a test bear one moment. */
const undated = (text: string): string => text.replace(/_backup_\d{8}_\d{6}(_\d+)?/g, "_backup_…");

interface Shown {
  readonly argv: readonly string[];
  readonly output: string;
}

/** The blocks of a document that show `nexuslims db` at a prompt, each with its commands and their output. */
function blocksOf(name: string): readonly (readonly Shown[])[] {
  const path = fileURLToPath(new URL(`../../${name}`, import.meta.url));
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const blocks = [...text.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? "");
  return blocks
    .map((block) => block.replace(/^\$ export NX_DB_PATH=.*\n/, ""))
    .filter((block) => block.startsWith("$ nexuslims db "))
    .map((block) =>
      block
        .split(/^\$ nexuslims db /m)
        .slice(1)
        .map((part) => {
          const [command = "", ...output] = part.split("\n");
          return { argv: command.split(" "), output: output.join("\n") };
        }),
    );
}

describe.each(["docs/nexuslims.md", "README.md"])("the commands in %s", (name) => {
  let lab: Laboratory;
  beforeEach(() => {
    lab = new Laboratory();
  });
  afterEach(() => lab.remove());

  const blocks = blocksOf(name);
  if (name.startsWith("docs/"))
    test("when the document is read, then it shows commands", () => expect(blocks).toHaveLength(2));

  test.each(blocks.map((block) => [block[0]?.argv.join(" "), block] as const))(
    "when the session that begins with %s is run, then it prints what is shown",
    async (_, block) => {
      if (block[0]?.argv[0] !== "init") await lab.makeV143();
      for (const { argv, output } of block) {
        const ran = await lab.run(...argv);
        expect(undated((ran.stdout + ran.stderr).replaceAll(lab.database, SHOWN))).toBe(undated(output));
      }
    },
  );
});
