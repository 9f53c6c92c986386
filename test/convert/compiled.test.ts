import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { convertPython } from "../../src/convert/to-typescript/convert-python.js";
import { conversions, head } from "./conversions.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const cache = join(root, ".cache/python-packages");
const expected = join(cache, "expected.jsonl");
/** How many revisions of packages are compiled; all of them where the variable is `Infinity`. */
const count = Number(process.env["CONVERTED"] ?? 60);

mkdirSync(join(root, "tmp"), { recursive: true });
const folder = mkdtempSync(join(root, "tmp", "converted-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const revision = (body: string): string =>
  `${head}\ndef upgrade():\n${body
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n")}\n`;

/** What Python allows and TypeScript does not, as long as the variables have the types of their first values. */
const loose = [
  'names = []\nif True:\n    names = ["a"]\nwith op.batch_alter_table("t") as batch:\n    if "a" not in names:\n        batch.drop_column("a")',
  'found = set()\nfound.add("a")\nfor one in found:\n    op.execute("SELECT 1")\nif "a" in found:\n    op.drop_table("a")',
  'row = {}\nrow["a"] = 1\nop.bulk_insert(sa.table("t", sa.column("a", sa.Integer)), [row])',
  'row = {"a": 1}\nrow["b"] = "x"\nop.bulk_insert(sa.table("t", sa.column("a", sa.Integer)), [row])',
  'name = None\nif True:\n    name = "a"\nwith op.batch_alter_table("t") as batch:\n    batch.drop_column(name)',
  'value = 1\nvalue = "a"\nop.execute(value)',
  'op.create_index("i", "t", ["a"], unique=1)\nop.add_column("t", sa.Column("c", sa.Integer(), nullable=0))',
  'op.create_table("t", sa.Column("a", sa.Integer), mysql_engine="InnoDB", mysql_sparkle=1, duckdb_zones=[1])',
  'op.alter_column("t", "a", type_=sa.Integer(), postgresql_using="a::int", existing_type=sa.String(3))',
];

/** Revisions of packages, evenly from the simple ones and from those that are programs; none where they are not there. */
function sample(): readonly string[] {
  if (!existsSync(expected)) return [];
  const cases = readFileSync(expected, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { readonly file: string; readonly tier: number })
    .toSorted((a, b) => a.tier - b.tier);
  // The simple ones are many and alike: one of four, so that those with variables and branches are most of the sample.
  const varied = cases.filter(({ tier }, at) => tier > 1 || at % 4 === 0);
  const step = Math.max(1, varied.length / count);
  const chosen = Array.from({ length: Math.ceil(varied.length / step) }, (_, at) => varied[Math.floor(at * step)]);
  return chosen.flatMap((one) => (one === undefined ? [] : [one.file]));
}

describe("TypeScript that convert writes", () => {
  test("when Python revisions are converted then they compile strictly", () => {
    const write = (name: string, text: string): void => {
      const converted = convertPython(text, `${name}.py`);
      // What is refused is another test's to look at.
      if ("text" in converted) writeFileSync(join(folder, `${name}.ts`), converted.text);
    };
    const own = [...conversions.map(([python]) => python), ...loose];
    for (const [at, python] of own.entries()) write(`statement${at}`, revision(python));
    expect(readdirSync(folder)).toHaveLength(own.length);
    for (const file of sample())
      write(file.replace(/\.py$/, "").replaceAll(/[^\w]/g, "_"), readFileSync(join(cache, "src", file), "utf8"));
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: "es2022",
      module: "nodenext",
      types: [],
      skipLibCheck: true,
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const { stdout, stderr } = spawnSync(process.execPath, [compiler, "-p", "."], { cwd: folder, encoding: "utf8" });
    expect(stdout.split("\n").filter((line) => line !== "")).toEqual([]);
    expect(stderr).toBe("");
  });
});
