import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { compileInOwnProcess } from "../../../support/process-owner.js";
import { packageFile } from "./package-file.js";
import { SqlJsBuildError } from "./sql-js-build-error.js";
import { SqliteApi, type SqlJsModule } from "./sqlite-api.js";
import { WasmFileBridge } from "./wasm-file-bridge.js";
import { FILE_IMPORTS, RELEASE_BUILD_VERSION, RELEASE_IMPORT_NAMES, type WasmImports } from "./wasm-imports.js";
import { WasmMemory } from "./wasm-memory.js";
import { withWasmTiering } from "./wasm-tiering.js";
import {
  requireWebAssembly,
  type WasmImportObject,
  type WasmInstance,
  type WasmMemoryObject,
  webAssembly,
} from "./web-assembly.js";

/** Which of sql.js's two builds is loaded; the release build is faster, the debug build names its imports. */
export type SqlJsBuild = "release" | "debug";

type InstantiateWasm = (imports: unknown, done: (instance: WasmInstance) => void) => unknown;
type InitSqlJs = (config: { instantiateWasm: InstantiateWasm }) => Promise<SqlJsModule>;

/** One instance of sql.js serves the process: SQLite manages the locks between its connections itself. */
let loaded: Promise<SqliteApi> | undefined;

/**
 * SQLite, with its file calls bridged to this process.
 *
 * @param databaseBytes size of the database that it is loaded for, which decides when V8 optimises its code.
 * @throws {SqlJsBuildError} when the installed sql.js cannot be bridged.
 * @throws {DatabaseError} when the runtime has no WebAssembly.
 */
export async function sharedSqlJs(databaseBytes = 0): Promise<SqliteApi> {
  if (loaded === undefined) {
    loaded = loadSqlJs(chooseBuild(), databaseBytes);
  }
  const api = await loaded;
  if (!api.isBroken) return api;
  loaded = undefined;
  return sharedSqlJs(databaseBytes);
}

/** The release build where its imports are known, which is for one exact version of sql.js; else the debug build. */
export function chooseBuild(): SqlJsBuild {
  return installedVersion() === RELEASE_BUILD_VERSION ? "release" : "debug";
}

function installedVersion(): string {
  return (JSON.parse(readFileSync(packageFile("sql.js", "package.json"), "utf8")) as { version: string }).version;
}

/** Loads a new instance of one build, for a database of a size in bytes. */
export async function loadSqlJs(build: SqlJsBuild, databaseBytes = 0): Promise<SqliteApi> {
  requireWebAssembly();
  const require = createRequire(import.meta.url);
  const name = build === "release" ? "sql-wasm" : "sql-wasm-debug";
  const script = realpathSync(packageFile("sql.js", `dist/${name}.js`));
  // sql.js keeps its initialised module; a new copy of its script starts afresh.
  delete require.cache[script];
  const initSqlJs = require(script) as InitSqlJs;
  const wasm = compile(name, databaseBytes);
  const bridge = new WasmFileBridge();
  let memory: WasmMemory | undefined;
  const module = await initSqlJs({
    instantiateWasm(imports, done) {
      const instance = new webAssembly.Instance(wasm, bridgedImports(build, imports, bridge));
      memory = new WasmMemory(findMemory(instance));
      bridge.attach(memory);
      done(instance);
      return instance.exports;
    },
  });
  bridge.attachAllocator((size) => module._malloc(size));
  return new SqliteApi(module, memory!, bridge);
}

/** The compiled module. Its text is no local variable of {@link loadSqlJs}, whose closures would keep it in memory. */
function compile(name: string, databaseBytes: number): object {
  const bytes = readFileSync(packageFile("sql.js", `dist/${name}.wasm`));
  return compileInOwnProcess(bytes, () => withWasmTiering(databaseBytes, () => new webAssembly.Module(bytes)));
}

/** The import object with the bridge's calls in place of Emscripten's. */
export function bridgedImports(build: SqlJsBuild, imports: unknown, bridge: WasmFileBridge): WasmImportObject {
  const given = imports as Record<string, WasmImports>;
  const modules = Object.keys(given);
  const names = (module: string): [string, string][] =>
    Object.keys(given[module]!).map((key) => [key, build === "release" ? (RELEASE_IMPORT_NAMES[key] ?? key) : key]);
  const original: WasmImports = {};
  for (const module of modules) for (const [key, name] of names(module)) original[name] = given[module]![key]!;
  const missing = FILE_IMPORTS.filter((name) => original[name] === undefined);
  if (missing.length > 0) {
    throw new SqlJsBuildError(
      `The ${build} build of the installed sql.js lacks the imports ${missing.join(", ")}: ` +
        `install sql.js ${RELEASE_BUILD_VERSION}.`,
    );
  }
  const replaced = bridge.imports(original);
  const result: WasmImportObject = {};
  for (const module of modules) {
    result[module] = Object.fromEntries(names(module).map(([key, name]) => [key, replaced[name]!]));
  }
  return result;
}

function findMemory(instance: WasmInstance): WasmMemoryObject {
  for (const value of Object.values(instance.exports)) if (value instanceof webAssembly.Memory) return value;
  throw new SqlJsBuildError("The installed sql.js does not export its memory.");
}
