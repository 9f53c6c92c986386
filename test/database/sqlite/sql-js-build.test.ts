import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import { parseDatabaseUrl } from "../../../src/database/database-url.js";
import { SqliteConnection } from "../../../src/database/sqlite/sqlite-connection.js";
import { SqliteFile } from "../../../src/database/sqlite/sqlite-file.js";
import type { FileStorage, StorageFile } from "../../../src/database/sqlite/storage/file-storage.js";
import { MemoryFileStorage } from "../../../src/database/sqlite/storage/memory-file-storage.js";
import {
  bridgedImports,
  chooseBuild,
  loadSqlJs,
  type SqlJsBuild,
  sharedSqlJs,
} from "../../../src/database/sqlite/wasm/load-sql-js.js";
import { SqlJsBuildError } from "../../../src/database/sqlite/wasm/sql-js-build-error.js";
import { WasmFileBridge } from "../../../src/database/sqlite/wasm/wasm-file-bridge.js";
import { RELEASE_BUILD_VERSION, RELEASE_IMPORT_NAMES } from "../../../src/database/sqlite/wasm/wasm-imports.js";
import { webAssembly } from "../../../src/database/sqlite/wasm/web-assembly.js";

const require = createRequire(import.meta.url);

/** Notes every call on files, with its arguments. */
function recording(storage: FileStorage, log: string[]): FileStorage {
  const note = <T extends object>(target: T, prefix: string): T =>
    new Proxy(target, {
      get: (_target, name: keyof T & string) => {
        const member = target[name];
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => {
          const shown = args.map((arg) => (arg instanceof Uint8Array ? `<${arg.length}>` : JSON.stringify(arg)));
          log.push(`${prefix}${name}(${shown.join(", ")})`.replace(/etilqs_\w+/, "etilqs"));
          const result: unknown = member.apply(target, args);
          return name === "open" ? note(result as StorageFile, "file.") : result;
        };
      },
    });
  return note(storage, "");
}

async function work(build: SqlJsBuild): Promise<{ log: string[]; rows: unknown }> {
  const log: string[] = [];
  const storage = recording(new MemoryFileStorage(), log);
  const api = await loadSqlJs(build);
  const file = new SqliteFile({ api, storage, unlockedStorage: storage, path: "/memory/a.db", isReadOnly: false });
  const url = parseDatabaseUrl("sqlite:////memory/a.db");
  const connection = new SqliteConnection(file, { url, timeout: 0, onWait: undefined });
  await connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
  await connection.execute("PRAGMA cache_size = 3");
  await connection.begin("immediate");
  await connection.execute(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO t SELECT i, 'row ' || i FROM n",
  );
  await connection.commit();
  await connection.begin();
  await connection.execute("DELETE FROM t WHERE id % 2");
  await connection.rollback();
  const { rows } = await connection.execute("SELECT count(*) AS n, sum(length(v)) AS l FROM t");
  await connection.close();
  return { log, rows };
}

describe("the two builds of sql.js", () => {
  test("when the same statements run on both then they make the same calls on files", async () => {
    const [release, debug] = [await work("release"), await work("debug")];
    expect(release.rows).toEqual([{ n: 2000, l: 14893 }]);
    expect(release.rows).toEqual(debug.rows);
    expect(release.log.length).toBeGreaterThan(200);
    expect(release.log).toEqual(debug.log);
  });

  test("when the release build is installed in the pinned version then the table names all its imports", () => {
    const wasm = new webAssembly.Module(readFileSync(require.resolve("sql.js/dist/sql-wasm.wasm")));
    const { imports } = (
      globalThis as unknown as {
        WebAssembly: { Module: { imports(module: object): { name: string }[] } };
      }
    ).WebAssembly.Module;
    expect(
      imports(wasm)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(RELEASE_IMPORT_NAMES).sort());
    const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: Record<string, string> };
    expect(manifest.dependencies["sql.js"]).toBe(RELEASE_BUILD_VERSION);
    expect(chooseBuild()).toBe("release");
  });

  test("when an import is missing then it is named", () => {
    const bridge = new WasmFileBridge();
    expect(() => bridgedImports("debug", { env: { fd_read: () => 0 } }, bridge)).toThrow(SqlJsBuildError);
    expect(() => bridgedImports("debug", { env: { fd_read: () => 0 } }, bridge)).toThrow(/__syscall_openat/);
  });
});

test("when SQLite crashes inside then the statement fails, and the next connection gets a new SQLite", async () => {
  const broken = await openDatabase("sqlite://");
  const api = await sharedSqlJs();
  const { _sqlite3_step } = api.module;
  api.module._sqlite3_step = () => {
    throw Object.assign(new Error("memory access out of bounds"), { name: "RuntimeError" });
  };
  await expect(broken.execute("SELECT 1")).rejects.toThrow("SQLite crashed: memory access out of bounds");
  api.module._sqlite3_step = _sqlite3_step;
  await expect(broken.execute("SELECT 1")).rejects.toThrow("SQLite crashed earlier");
  await broken.close();
  const connection = await openDatabase("sqlite://");
  expect((await connection.execute("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await connection.close();
  expect(await sharedSqlJs()).not.toBe(api);
});

test("when Node.js has no WebAssembly then one sentence says so, with the way out", () => {
  const open = `import("alembic-ts").then(({ openDatabase }) => openDatabase("sqlite://")).catch((e) => console.log(e.name, e.message))`;
  const ran = spawnSync(process.execPath, ["--jitless", "--input-type=module", "--eval", open], { encoding: "utf8" });
  expect(ran.stdout).toBe(
    "DatabaseError SQLite needs WebAssembly, which is missing in this Node.js; start it without --jitless, also in " +
      "NODE_OPTIONS\n",
  );
});
