import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { compiledCodeFolder, readCompiledCode, writeCompiledCode } from "../../src/cli/process/compiled-code-file.js";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";

const program = fileURLToPath(new URL("../../dist/bin/alembic-ts.js", import.meta.url));
const folder = temporaryFolder();
const isPosix = process.platform !== "win32";

/** Runs the program with a cache of its own. */
function run(args: readonly string[], { env = {}, flags = [] as string[] } = {}) {
  const { NODE_DISABLE_COMPILE_CACHE, NODE_OPTIONS, ...rest } = process.env;
  const done = spawnSync(process.execPath, [...flags, program, ...args], {
    cwd: folder(),
    env: { ...rest, NODE_COMPILE_CACHE: folder("cache"), ...env },
    encoding: "utf8",
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

const cache = () => folder("cache/alembic-ts");
const files = () => {
  try {
    return readdirSync(cache()).filter((name) => !name.endsWith(".wasm"));
  } catch {
    return [];
  }
};

/** A project whose env.ts needs the compiler, which is an ES module that a kept module imports. */
function writeProject(): void {
  mkdirSync(folder("scripts/versions"), { recursive: true });
  writeFileSync(folder("alembic.ini"), "[alembic]\nscript_location = scripts\nsqlalchemy.url = sqlite:///a.db\n");
  writeFileSync(folder("scripts/url.ts"), "export enum Kind { url = 'sqlalchemy.url' }\n");
  writeFileSync(
    folder("scripts/env.ts"),
    `import { connect, type EnvironmentContext } from "alembic-ts";
import { Kind } from "./url.js";
export default async function env(context: EnvironmentContext): Promise<void> {
  const connection = await connect(context.config.getMainOption(Kind.url));
  context.configure({ connection });
  await context.beginTransaction(() => context.runMigrations());
  await connection.close();
}
`,
  );
  writeFileSync(
    folder("scripts/versions/a.ts"),
    `export const revision = "a";
export const downRevision = null;
export async function upgrade(op) { await op.execute("CREATE TABLE t (a)"); }
export async function downgrade(op) { throw new Error("no way back"); }
`,
  );
}

describe.runIf(process.version.startsWith("v20."))("compiled code that is kept between runs of Node 20", () => {
  test("when a command runs again then it uses what the first run kept, and does the same", () => {
    writeProject();
    const [first, kept] = [run(["upgrade", "head"]), files()];
    expect([first.status, kept]).toEqual([0, [expect.stringMatching(/-upgrade$/)]]);
    const file = join(cache(), kept[0]!);
    if (isPosix) expect([statSync(cache()).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600]);
    const before = readCompiledCode(file);
    expect(before.size).toBeGreaterThan(30);
    // The second one has nothing to do, and loads a few modules that the first one did not.
    const second = run(["upgrade", "head"]);
    const { mtimeMs } = statSync(file);
    const third = run(["upgrade", "head"]);
    expect([second, statSync(file).mtimeMs]).toEqual([third, mtimeMs]);
    expect([...before.keys()].filter((path) => !readCompiledCode(file).has(path))).toEqual([]);
    const plain = run(["upgrade", "head"], { env: { NODE_DISABLE_COMPILE_CACHE: "1" } });
    expect(second).toEqual(plain);
  });

  test("when a script fails then its stack is the same with kept code and without", () => {
    writeProject();
    run(["upgrade", "head"]);
    const failures = [0, 1, 2].map(() => run(["--raiseerr", "downgrade", "base"]));
    expect(failures[0]).toMatchObject({ err: expect.stringMatching(/no way back[\s\S]*a\.ts:4/) });
    expect(failures.slice(1)).toEqual([failures[0], failures[0]]);
    // What a run that failed has loaded is not kept.
    expect(files().map((name) => name.split("-").at(-1))).toEqual(["upgrade"]);
  });

  test("when a module has another text of the same length then its code is not used, and is kept anew", () => {
    writeProject();
    run(["upgrade", "head"]);
    run(["upgrade", "head"]);
    const file = join(cache(), files()[0]!);
    const kept = readCompiledCode(file);
    // The names of chunks have a hash of their text.
    const byText = [...kept].filter(([path]) => !/-[0-9A-Z]{8}\.cjs$/.test(path));
    expect(byText.map(([path]) => basename(path))).toEqual(expect.arrayContaining(["index.cjs", "sql-wasm.js"]));
    const texts = () => byText.map(([path]) => Buffer.from(readCompiledCode(file).get(path)!.text).toString());
    const right = byText.map(([path]) => readFileSync(path, "utf8"));
    expect(texts()).toEqual(right);
    const wrong: readonly ((text: Uint8Array) => Uint8Array)[] = [
      (text) => Uint8Array.from(text).fill(32, -9, -1),
      (text) => Buffer.concat([text, Buffer.from("é")]),
      (text) => text.subarray(0, -1),
    ];
    for (const change of wrong) {
      const changed = byText.map(([path, { text, code }]) => [path, { text: change(text), code }] as const);
      writeCompiledCode(file, new Map([...kept, ...changed]));
      expect(run(["upgrade", "head"]).status).toBe(0);
      expect(texts()).toEqual(right);
    }
    // Modules that are gone, or that were replaced and not loaded since, are left out when the file is written anew.
    const [path, { text, code }] = byText[0]!;
    const others = [folder("gone.cjs"), folder("alembic.ini")].map((other) => [other, { text, code }] as const);
    writeCompiledCode(file, new Map([...kept, ...others, [path, { text: wrong[0]!(text), code }]]));
    expect(run(["upgrade", "head"]).status).toBe(0);
    expect([...readCompiledCode(file).keys()].sort()).toEqual([...kept.keys()].sort());
  });

  test("when the kept file is damaged then it is not used, and is written anew", () => {
    run(["list_templates"]);
    const file = join(cache(), files()[0]!);
    const whole = readFileSync(file);
    const damaged = Buffer.from(whole).fill(0, 4096, 8192);
    for (const bytes of [damaged, whole.subarray(0, 5000), Buffer.alloc(0), Buffer.from("text")]) {
      writeFileSync(file, bytes);
      expect(readCompiledCode(file).size).toBe(0);
    }
    writeFileSync(file, damaged);
    expect(run(["list_templates"]).status).toBe(0);
    expect(readCompiledCode(file).size).toBeGreaterThan(5);
  });

  test.runIf(isPosix)("when others can write to the folder then nothing is kept there, and nothing is used", () => {
    run(["list_templates"]);
    const file = join(cache(), files()[0]!);
    chmodSync(cache(), 0o777);
    expect(readCompiledCode(file).size).toBe(0);
    utimesSync(file, 1, 1);
    expect(run(["list_templates"]).status).toBe(0);
    expect(run(["heads", "--help"]).status).toBe(0);
    expect([files().length, statSync(file).mtimeMs]).toEqual([1, 1000]);
  });

  test("when a command fails, or the cache is off, or Node has flags, then nothing is kept", () => {
    expect(run(["nothing"]).status).toBe(2);
    expect(run(["list_templates"], { env: { NODE_DISABLE_COMPILE_CACHE: "1" } }).status).toBe(0);
    expect(run(["list_templates"], { flags: ["--no-warnings"] }).status).toBe(0);
    expect(run(["list_templates"], { env: { NODE_COMPILE_CACHE: folder("a file/x") } }).status).toBe(0);
    expect(files()).toEqual([]);
  });
});

test.each([
  [{ XDG_CACHE_HOME: "/x", HOME: "/h" }, "linux", "/x/alembic-ts"],
  [{ XDG_CACHE_HOME: "x", HOME: "/h" }, "linux", "/h/.cache/alembic-ts"],
  [{ HOME: "/h" }, "darwin", "/h/Library/Caches/alembic-ts"],
  [{ HOME: "/h", NODE_COMPILE_CACHE: "/n" }, "linux", "/n/alembic-ts"],
  [{ HOME: "h" }, "linux", undefined],
  [{}, "linux", undefined],
  [{}, "win32", undefined],
  [{ HOME: "/h", NODE_DISABLE_COMPILE_CACHE: "1" }, "linux", undefined],
] as const)("when the variables are %j on %s then the folder is %s", (env, platform, expected) => {
  expect(compiledCodeFolder(env, platform)?.replaceAll("\\", "/")).toBe(expected);
});

test("when many files were written then the oldest ones are removed", () => {
  const modules = new Map([["/a.cjs", { text: Buffer.from("text"), code: Buffer.from("code") }]]);
  for (let index = 0; index < 33; index++) {
    const file = folder(`kept/${index}`);
    writeCompiledCode(file, modules);
    utimesSync(file, index, index);
  }
  writeCompiledCode(folder("kept/last"), modules);
  const left = readdirSync(folder("kept"));
  expect([left.length, left.includes("last"), left.includes("32"), left.includes("3")]).toEqual([
    30,
    true,
    true,
    false,
  ]);
  expect(readCompiledCode(folder("kept/last"))).toEqual(modules);
});
