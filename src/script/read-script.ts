import { basename } from "node:path";
import type { FileSystem } from "../config/file-system.js";
import type { RevisionIds } from "../graph/revision-ids.js";
import { CommandError } from "../support/command-error.js";
import { quotedPath } from "../support/printable.js";
import { leadingComment } from "./header/leading-comment.js";
import type { ScriptHeader } from "./header/script-header.js";
import { isComputed } from "./header/script-header.js";
import { typescriptHeader } from "./header/typescript-header.js";
import type { ModuleExports, PythonLoader, ScriptLoader } from "./loading/script-loader.js";
import { isPlainScript } from "./plain-script.js";
import { isPlainRevision } from "./python/plain-revision.js";
import { Script, type ScriptLanguage } from "./script.js";
import type { ScriptModule, StepFunction } from "./script-module.js";

const legacyName = /^([a-f0-9]+)\.(?:ts|mts|js|mjs|py)$/;

function languageOf(path: string): ScriptLanguage {
  if (path.endsWith(".py")) return "python";
  return path.endsWith(".ts") || path.endsWith(".mts") ? "typescript" : "javascript";
}

function exportedIds(path: string, field: string, value: unknown): RevisionIds | undefined {
  if (value === undefined || value === null || typeof value === "string") return value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw new CommandError(`${path}: '${field}' is neither a string, an array of strings nor null`);
}

function headerOfExports(path: string, source: string, exports: ModuleExports): ScriptHeader {
  const field = (name: string): RevisionIds | undefined => exportedIds(path, name, exports[name]);
  const revision = exports["revision"];
  if (revision !== undefined && typeof revision !== "string") {
    throw new CommandError(`${path}: 'revision' is not a string`);
  }
  return {
    revision,
    downRevision: "downRevision" in exports ? (field("downRevision") ?? null) : undefined,
    branchLabels: field("branchLabels") ?? null,
    dependsOn: field("dependsOn") ?? null,
    longdoc: leadingComment(source).text,
  };
}

function functionOf(exports: ModuleExports, name: string, loader: ScriptLoader): StepFunction | undefined {
  const work = exports[name];
  if (typeof work !== "function") return undefined;
  return async (...args) => {
    try {
      return await (work as StepFunction)(...args);
    } catch (error) {
      await loader.mapError(error);
      throw error;
    }
  };
}

async function loadModule(path: string, source: string, loader: ScriptLoader): Promise<ScriptModule> {
  const exports = await loader.load(path, source);
  return {
    upgrade: functionOf(exports, "upgrade", loader),
    downgrade: functionOf(exports, "downgrade", loader),
    exports,
  };
}

interface SourceFile {
  readonly path: string;
  readonly source: string;
  readonly language: ScriptLanguage;
}

/** What a file of the folder of versions needs to be a revision. */
function howToName(path: string, language: ScriptLanguage): string {
  const lines =
    language === "python"
      ? `revision = "…" and down_revision = "…" (None in a base)`
      : `export const revision = "…" and export const downRevision = "…" (null in a base)`;
  return `A revision has the lines ${lines}: write them into ${quotedPath(path)}, or move a file that is no revision out of this folder.`;
}

function scriptOf(header: ScriptHeader, { path, source, language }: SourceFile, loader: ScriptLoader): Script {
  const revision = header.revision ?? legacyName.exec(basename(path))?.[1];
  if (revision === undefined) {
    const name = basename(path);
    throw new CommandError(
      `Could not determine revision id from filename ${name}. Be sure the 'revision' variable is declared inside the ` +
        "script (please see 'Upgrading from Alembic 0.1 to 0.2' in the documentation).",
      { hint: howToName(path, language) },
    );
  }
  const { downRevision } = header;
  if (downRevision === undefined) {
    const field = language === "python" ? "down_revision" : "downRevision";
    throw new CommandError(
      `${path}: the '${field}' variable is not declared; it is ${field === "downRevision" ? "null" : "None"} in a base`,
      { hint: howToName(path, language) },
    );
  }
  const python = async (): Promise<PythonLoader> => {
    if (loader.python !== undefined) return loader.python();
    throw new CommandError(`Revision ${revision} is a Python file, which cannot be run here: ${quotedPath(path)}`);
  };
  return new Script({ ...header, revision, downRevision }, path, language, {
    load: async () => (language === "python" ? (await python()).load(path, source) : loadModule(path, source, loader)),
    prepare: async () => (language === "python" ? (await python()).check(path, source) : loader.prepare(path, source)),
    mapError: (error) => loader.mapError(error),
    isPlain() {
      if (language !== "python") return isPlainScript(source);
      return loader.kept?.plain.get(path) === source && isPlainRevision(source, path);
    },
  });
}

/**
 * Reads a revision file's header without running it, where it has the form that `revision` writes.
 *
 * @returns The revision, or `undefined` where {@link readScriptClosely} is needed, as it is for a Python file.
 * @throws {CommandError} Where the header lacks what a revision needs.
 */
export function readScript(files: FileSystem, path: string, loader: ScriptLoader): Script | undefined {
  const language = languageOf(path);
  if (language === "python") return undefined;
  const source = files.readText(path);
  const reading = typescriptHeader(source);
  return reading === undefined || isComputed(reading)
    ? undefined
    : scriptOf(reading, { path, source, language }, loader);
}

/**
 * Reads a revision file of any form: a Python file is parsed, any other is run.
 *
 * @throws {CommandError} Where the header lacks what a revision needs, Python would refuse the file, or it computes a
 * field.
 */
export async function readScriptClosely(files: FileSystem, path: string, loader: ScriptLoader): Promise<Script> {
  const language = languageOf(path);
  if (language !== "python") {
    const source = files.readText(path);
    return scriptOf(headerOfExports(path, source, await loader.load(path, source)), { path, source, language }, loader);
  }
  const { source, header } = await readPython(files, path, loader);
  if (!isComputed(header)) return scriptOf(header, { path, source, language }, loader);
  if (loader.python === undefined) {
    throw new CommandError(
      `${path}:${header.line}: '${header.computed}' is computed by Python code, which cannot be run here; write its value`,
    );
  }
  const { exports } = await (await loader.python()).load(path, source);
  return scriptOf(headerOfPython(path, exports, header.longdoc ?? ""), { path, source, language }, loader);
}

/** The header of a Python file that was run for it. */
function headerOfPython(path: string, exports: ModuleExports, longdoc: string): ScriptHeader {
  const field = (name: string): RevisionIds | undefined => exportedIds(path, name, exports[name]);
  const revision = exports["revision"];
  if (revision !== undefined && typeof revision !== "string") {
    throw new CommandError(`${path}: 'revision' is not a string`);
  }
  return {
    revision,
    downRevision: "down_revision" in exports ? (field("down_revision") ?? null) : undefined,
    branchLabels: field("branch_labels") ?? null,
    dependsOn: field("depends_on") ?? null,
    longdoc,
  };
}

/**
 * Reads a revision file that {@link readScript} leaves open, and runs nothing.
 *
 * @returns The revision; none where the file has to be run for its header, or lacks what a revision needs.
 */
export async function readScriptWithoutRunning(
  files: FileSystem,
  path: string,
  loader: ScriptLoader,
): Promise<readonly Script[]> {
  const language = languageOf(path);
  if (language !== "python") return [];
  try {
    const { source, header } = await readPython(files, path, loader);
    return isComputed(header) ? [] : [scriptOf(header, { path, source, language }, loader)];
  } catch {
    // The commands report the mistake in the file.
    return [];
  }
}

/** What reads Python files, loaded with the first one. */
async function loadPythonReader() {
  const [{ plainPythonHeader }, { decodePython }] = await Promise.all([
    import("./python/plain-header.js"),
    import("./python/decode-python.js"),
  ]);
  return { plainPythonHeader, decodePython };
}

/** What reads the Python files of any other form. */
async function loadPythonParser() {
  const [{ pythonHeader }, { parseModule }, { ParsedFiles }] = await Promise.all([
    import("./python/python-header.js"),
    import("../python/syntax/parse-module.js"),
    import("../python/syntax/parsed-files.js"),
  ]);
  return { pythonHeader, parseModule, ParsedFiles };
}

let reader: Awaited<ReturnType<typeof loadPythonReader>> | undefined;
let parser: Awaited<ReturnType<typeof loadPythonParser>> | undefined;

async function readPython(files: FileSystem, path: string, { kept }: ScriptLoader) {
  reader ??= await loadPythonReader();
  const source = reader.decodePython(files.read(path), path);
  const plain = reader.plainPythonHeader(source);
  if (plain !== undefined) {
    kept?.plain.set(path, source);
    return { source, header: plain };
  }
  parser ??= await loadPythonParser();
  const { pythonHeader, parseModule, ParsedFiles } = parser;
  if (kept === undefined) return { source, header: pythonHeader(parseModule(source, path)) };
  kept.files ??= new ParsedFiles();
  return { source, header: pythonHeader(kept.files.read(source, path)) };
}
