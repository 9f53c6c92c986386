import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.js";
import { connect } from "../../src/runtime/connect.js";
import { MemoryOutput } from "../../src/support/output.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

let folder: string;
let url: string;
beforeEach(async () => {
  mkdirSync(join(root, "tmp"), { recursive: true });
  // Inside of the repository, so that the compiler finds the package's types.
  folder = mkdtempSync(join(root, "tmp/models-"));
  url = `sqlite:///${join(folder, "shop.db")}`;
  const connection = await connect(url);
  await connection.execute("CREATE TABLE account (id INTEGER PRIMARY KEY, email VARCHAR(80) NOT NULL UNIQUE)");
  await connection.execute(
    "CREATE TABLE invoice (id INTEGER PRIMARY KEY, account_id INTEGER REFERENCES account (id), paid BOOLEAN DEFAULT 0)",
  );
  await connection.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function cli(...argv: readonly string[]) {
  const output = new MemoryOutput();
  const code = await main(argv, { cwd: folder, env: {}, output });
  return { code, out: output.stdout };
}

describe("models", () => {
  test("when models are written from the database of an environment then check finds nothing to do, and they compile", async () => {
    await cli("init", "migrations");
    const ini = readFileSync(join(folder, "alembic.ini"), "utf8");
    writeFileSync(join(folder, "alembic.ini"), ini.replace(/^sqlalchemy\.url = .*$/m, `sqlalchemy.url = ${url}`));
    const written = await cli("models", "--out", "models.ts");
    expect(written).toEqual({ code: 0, out: `Generating ${join(folder, "models.ts")} ...  done\n` });
    const env = readFileSync(join(folder, "migrations/env.ts"), "utf8");
    writeFileSync(
      join(folder, "migrations/env.ts"),
      env.replace("const targetMetadata = null;", 'import { metadata as targetMetadata } from "../models.js";'),
    );
    expect(await cli("check")).toEqual({ code: 0, out: "No new upgrade operations detected.\n" });

    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ extends: "../../tsconfig.json", include: ["models.ts"] }),
    );
    const tsc = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", folder]);
    expect([String(tsc.stdout), tsc.status]).toEqual(["", 0]);
  });

  test("when a URL is given then no environment is needed, and without a file the models are printed", async () => {
    const printed = await cli("models", "--from", url);
    expect(printed.code).toBe(0);
    expect(printed.out).toBe(`import { sa } from "alembic-ts";

export const metadata = sa.MetaData();

export const account = sa.Table(
  "account",
  metadata,
  sa.Column("id", sa.INTEGER(), { primaryKey: true }),
  sa.Column("email", sa.VARCHAR(80), { nullable: false }),
  sa.UniqueConstraint("email"),
);

export const invoice = sa.Table(
  "invoice",
  metadata,
  sa.Column("id", sa.INTEGER(), { primaryKey: true }),
  sa.Column("account_id", sa.INTEGER(), sa.ForeignKey("account.id")),
  sa.Column("paid", sa.BOOLEAN(), { serverDefault: sa.text("0") }),
);
`);
  });

  test("when the file exists then it stays, unless it is to be replaced", async () => {
    writeFileSync(join(folder, "models.ts"), "// mine\n");
    expect(await cli("models", "--from", url, "--out", "models.ts")).toEqual({
      code: 255,
      out: "FAILED: models.ts exists already: choose another file, or replace it with --force\n",
    });
    expect(readFileSync(join(folder, "models.ts"), "utf8")).toBe("// mine\n");
    expect((await cli("models", "--from", url, "--out", "models.ts", "--force")).code).toBe(0);
    expect(readFileSync(join(folder, "models.ts"), "utf8")).toContain('"account"');
  });

  test("when the database does not exist then it is not made", async () => {
    const other = `sqlite:///${join(folder, "none.db")}`;
    const output = new MemoryOutput();
    await main(["models", "--from", other], { cwd: folder, env: {}, output });
    const { stdout: out, stderr } = output;
    expect(stderr).toBe("UserWarning: The database has no tables. Does its URL name the right one?\n");
    expect(out).toBe('import { sa } from "alembic-ts";\n\nexport const metadata = sa.MetaData();\n');
    expect(spawnSync("ls", [join(folder, "none.db")]).status).not.toBe(0);
  });
});
