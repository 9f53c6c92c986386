import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { produceMigrations } from "../../../src/autogenerate/produce-migrations.js";
import { renderTypescriptCode } from "../../../src/autogenerate/render/render-typescript-code.js";
import { RevisionContext } from "../../../src/autogenerate/revision-context.js";
import { loadConfig } from "../../../src/config/load-config.js";
import { MigrationScript } from "../../../src/operations/directives/migration-script.js";
import { DowngradeOps, UpgradeOps } from "../../../src/operations/directives/upgrade-ops.js";
import { connect } from "../../../src/runtime/connect.js";
import { MigrationContext } from "../../../src/runtime/migration-context.js";
import { ScriptDirectory } from "../../../src/script/script-directory.js";
import { buildMetadata } from "../../autogenerate/support/build-metadata.js";
import { randomSchema, type SchemaSpec } from "../../autogenerate/support/random-schema.js";
import { runOperations } from "../../autogenerate/support/run-operations.js";
import { Oracle } from "../oracle.js";
import { noPython, python } from "../python.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const runs = Number(process.env["AUTOGENERATE_INTEROP_RUNS"] ?? (process.env["CI"] ? 500 : 15));
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const plugins = ["alembic.autogenerate.*", "~alembic.autogenerate.checks", "alembic.ext.checkconstraint_byname"];

/**
 * A schema without what only we read back: AUTOINCREMENT, and a unique constraint without a name, which Python does not
 * find to be gone.
 */
const named = (spec: SchemaSpec): SchemaSpec =>
  spec.map((table) => ({
    ...table,
    autoincrement: false,
    uniques: table.uniques.map((one, at) => ({ ...one, name: one.name ?? `uq_${table.name}_${at}_own` })),
  }));

/** Pieces of a text, each from a line that matches on; sorted where a part of them is in the order of a Python set. */
function sortedPieces(text: string, start: RegExp, inside: (piece: string) => string = (piece) => piece): string {
  const [head = "", ...pieces] = text.split(start);
  return [head, ...pieces.map(inside).toSorted()].join("");
}

/** A file whose statements are sorted: Alembic walks over sets of names, so that their order is not its own. */
const inAnyOrder = (text: string): string =>
  text
    .replaceAll(/\n+/g, "\n")
    .replaceAll(/# WARNING[\s\S]*?naming\.html\n +(.*)/g, "$1 # without a name")
    .split(/^(?=def )/m)
    .map((part) =>
      sortedPieces(part, /^(?= {4}(?:op\.|with |# ### end))/m, (piece) => sortedPieces(piece, /^(?= {8}batch_op\.)/m)),
    )
    .join("");

describe.skipIf(python() === undefined)(`autogenerate written as Python (${noPython})`, () => {
  let oracle: Oracle;
  let folder: string;
  beforeAll(async () => {
    oracle = new Oracle();
    folder = mkdtempSync(join(tmpdir(), "python-files-"));
    expect(await oracle.alembic(folder, ["init", "migrations"])).toMatchObject({ code: 0 });
    copyFileSync(beside("python_files_env.py"), join(folder, "migrations", "env.py"));
  });
  afterAll(async () => {
    await oracle.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const versions = (): string => join(folder, "migrations", "versions");

  /** The text of the only revision, without its date; the file is gone afterwards. */
  function takeFile(): string {
    const [name = "", ...others] = readdirSync(versions()).filter((one) => one.endsWith(".py"));
    expect(others).toEqual([]);
    const text = readFileSync(join(versions(), name), "utf8");
    rmSync(join(versions(), name));
    return text.replace(/^Create Date: .*$/m, "Create Date: -");
  }

  async function migrate(path: string, spec: SchemaSpec): Promise<void> {
    const connection = await connect(`sqlite:///${path}`);
    try {
      const context = MigrationContext.configure({ connection });
      const { upgradeOps } = await produceMigrations(context, buildMetadata(spec));
      if (upgradeOps !== null)
        await runOperations(connection, renderTypescriptCode(upgradeOps, { migrationContext: context }));
    } finally {
      await connection.close();
    }
  }

  async function writeOurs(path: string, spec: SchemaSpec, batch: boolean): Promise<void> {
    const connection = await connect(`sqlite:///${path}`);
    try {
      const script = new MigrationScript("abc", new UpgradeOps(), new DowngradeOps(), { message: "difference" });
      const context = new RevisionContext(script, { environmentPath: "env.py", language: "python" });
      const options = { compareServerDefault: true, renderAsBatch: batch, autogeneratePlugins: plugins };
      await context.runAutogenerate(
        [],
        MigrationContext.configure({ connection, targetMetadata: buildMetadata(spec), ...options }),
      );
      const directory = await ScriptDirectory.fromConfig(loadConfig({ cwd: folder }));
      await directory.generateRevision("abc", "difference", { templateArgs: context.templateArgsOf(script) });
    } finally {
      await connection.close();
    }
  }

  const schema = randomSchema({ beyondPython: false });

  test(`when a difference is written then it is Alembic's file, which Python runs (SEED=${seed})`, async () => {
    let ran = 0;
    let written = 0;
    let identical = 0;
    await fc.assert(
      fc.asyncProperty(schema, schema, fc.boolean(), async (first, second, batch) => {
        const [from, to] = [named(first), named(second)];
        const path = join(folder, `pair${written++}.db`);
        // What a failed comparison has left behind.
        for (const name of readdirSync(versions())) rmSync(join(versions(), name), { recursive: true });
        await migrate(path, from);
        const given = { program: beside("compare_schema.py"), database: path, spec: to, batch };
        writeFileSync(join(folder, "migrations", "spec.json"), JSON.stringify(given));
        const argv = ["revision", "--autogenerate", "--rev-id", "abc", "-m", "difference"];
        expect(await oracle.alembic(folder, argv)).toMatchObject({ code: 0 });
        // Of an index that it has read, Alembic writes the number of SQLite's pragma.
        const theirs = takeFile().replaceAll(/\bunique=1\b/g, "unique=True");
        await writeOurs(path, to, batch);
        const ours = join(versions(), "abc_difference.py");
        const answer = await oracle.alembic(folder, ["upgrade", "head"]);
        // What SQLite cannot do, or not in this order, fails in Alembic's own file too; but it is always a program.
        if (answer.code === 0) ran++;
        else expect(answer.stderr).not.toMatch(/SyntaxError|NameError|AttributeError|TypeError/);
        expect(readFileSync(ours, "utf8")).toContain("revision: str = 'abc'");
        const mine = takeFile();
        if (mine === theirs) identical++;
        else expect(inAnyOrder(mine)).toBe(inAnyOrder(theirs));
        rmSync(path);
      }),
      { seed, numRuns: runs },
    );
    expect(ran).toBeGreaterThan(runs / 3);
    expect(identical).toBeGreaterThan(runs / 3);
  }, 1_200_000);
});
