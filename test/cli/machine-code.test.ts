import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readMachineCode, writeMachineCode } from "../../src/cli/process/machine-code-file.js";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { makeV143 } from "../nexuslims/make-v1-4-3.mjs";
import { digestsOf, schemaOf } from "../nexuslims/sqlite-file.js";

const program = fileURLToPath(new URL("../../dist/bin/nexuslims.js", import.meta.url));
const sqlJs = fileURLToPath(new URL("../../node_modules/sql.js/dist/sql-wasm.wasm", import.meta.url));
const folder = temporaryFolder();
const isPosix = process.platform !== "win32";
/** The versions of Node whose V8 can keep machine code. */
const canKeep = /^v2[0-2]\./.test(process.version);

/** Runs `nexuslims db` with a cache of its own. */
function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { NODE_DISABLE_COMPILE_CACHE, NODE_OPTIONS, CI, ...rest } = process.env;
  const done = spawnSync(process.execPath, [program, "db", ...args], {
    cwd: folder(),
    env: { ...rest, NODE_COMPILE_CACHE: folder("cache"), NX_DB_PATH: folder("a.sqlite"), ...env },
    encoding: "utf8",
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

const cache = () => folder("cache/alembic-ts");
const kept = () => join(cache(), readdirSync(cache()).find((name) => name.endsWith(".wasm")) ?? "none");
const wasm = () => readFileSync(sqlJs);

describe.runIf(canKeep)("machine code of SQLite that is kept between runs", () => {
  test("when a program has run five times then the code is kept, and the next runs use it and do the same", async () => {
    writeFileSync(folder("old.sqlite"), await makeV143({ logs: 3000 }));
    writeFileSync(folder("a.db"), "not ours");
    const before = readdirSync(folder());
    const path = { NX_DB_PATH: folder("old.sqlite") };
    expect(run(["alembic", "stamp", "v1_4_3"], path).status).toBe(0);
    for (const runs of [1, 2, 3, 4]) {
      expect(statSync(kept()).size).toBe(runs);
      expect(run(["current"], path).status).toBe(0);
    }
    expect(readMachineCode(kept(), wasm())?.byteLength).toBeGreaterThan(1e6);
    if (isPosix) expect(statSync(kept()).mode & 0o777).toBe(0o600);
    // Making it does not touch the user's folder.
    expect(readdirSync(folder()).filter((name) => name !== "cache")).toEqual(before);
    expect(readFileSync(folder("a.db"), "utf8")).toBe("not ours");

    // Where V8 did not take the code, it would be made anew at the end of each run.
    const { mtimeMs, ino } = statSync(kept());
    const results = ["kept", "plain"].map(async (name) => {
      const env = {
        NX_DB_PATH: folder(`${name}.sqlite`),
        ...(name === "plain" ? { NODE_DISABLE_COMPILE_CACHE: "1" } : {}),
      };
      copyFileSync(folder("old.sqlite"), env.NX_DB_PATH);
      const there = run(["upgrade"], env);
      const upgraded = [await schemaOf(env.NX_DB_PATH), await digestsOf(env.NX_DB_PATH)];
      const back = run(["downgrade", "base"], env);
      const withoutName = (text: string) => text.replaceAll(/\w+_backup_\d+_\d+/g, "");
      const words = [there, back].map(({ out, err }) => [withoutName(out), withoutName(err)]);
      return { status: [there.status, back.status], words, upgraded, schema: await schemaOf(env.NX_DB_PATH) };
    });
    const [withCode, without] = await Promise.all(results);
    expect(withCode).toEqual({ ...without, status: [0, 0] });
    expect(statSync(kept())).toMatchObject({ mtimeMs, ino });
  });

  test("when the code could not be made, or is damaged, or of another module or V8, then it is not used, and is made anew", () => {
    expect(run(["init"]).status).toBe(0);
    writeFileSync(kept(), ".....");
    expect(run(["check"]).status).toBe(0);
    expect(readFileSync(kept(), "utf8")).toBe(".....");
    // It is tried again after a day.
    utimesSync(kept(), 1, 1);
    expect(run(["check"]).status).toBe(0);
    const whole = readFileSync(kept());
    const middle = whole.length - 100_000;
    const oneBit = Buffer.from(whole);
    oneBit[middle]! ^= 1;
    const damaged = [
      oneBit,
      Buffer.from(whole).fill(0, middle, middle + 4096),
      whole.subarray(0, -1),
      Buffer.from("text"),
    ];
    for (const bytes of damaged) {
      writeFileSync(kept(), bytes);
      expect(readMachineCode(kept(), wasm())).toBeUndefined();
    }
    writeFileSync(kept(), whole);
    expect(readMachineCode(kept(), Buffer.concat([wasm().subarray(0, -1), Buffer.from([7])]))).toBeUndefined();
    // V8 refuses the code of another version.
    const code = new Uint8Array(readMachineCode(kept(), wasm())!);
    code[4]! ^= 1;
    writeMachineCode(kept(), wasm(), code.buffer);
    expect(run(["check"]).status).toBe(0);
    expect(new Uint8Array(readMachineCode(kept(), wasm())!)[4]).toBe(code[4]! ^ 1);
  });

  test("when a command fails, or the cache is off, or for continuous integration, then nothing is kept", () => {
    expect(run(["init"], { NODE_DISABLE_COMPILE_CACHE: "1" }).status).toBe(0);
    expect(run(["check"], { CI: "true" }).status).toBe(0);
    for (const _ of [1, 2]) expect(run(["upgrade", "unknown"]).status).toBe(1);
    mkdirSync(cache(), { recursive: true });
    expect(readdirSync(cache()).filter((name) => name.endsWith(".wasm"))).toEqual([]);
  });
});

test.runIf(isPosix)(
  "when others can write to the folder then no machine code is written there, and none is read",
  () => {
    const [bytes, code] = [Buffer.from("module"), new Uint8Array([1, 2, 3]).buffer];
    writeMachineCode(folder("shared/a.wasm"), bytes, code);
    expect(new Uint8Array(readMachineCode(folder("shared/a.wasm"), bytes)!)).toEqual(new Uint8Array(code));
    chmodSync(folder("shared"), 0o777);
    writeMachineCode(folder("shared/b.wasm"), bytes, code);
    expect(readdirSync(folder("shared"))).toEqual(["a.wasm"]);
    expect(readMachineCode(folder("shared/a.wasm"), bytes)).toBeUndefined();
  },
);
