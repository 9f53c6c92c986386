import type { FileSystem } from "../../config/file-system.js";
import type { Refusal } from "../../convert/refusal.js";
import { leadingComment } from "../../script/header/leading-comment.js";
import type { ScriptLoader } from "../../script/loading/script-loader.js";
import { decodePython } from "../../script/python/decode-python.js";
import { readScript, readScriptClosely } from "../../script/read-script.js";
import type { Script } from "../../script/script.js";
import { isError } from "../../support/is-built-in.js";
import { type ConversionProof, proveConversion } from "./prove-conversion.js";

/** The language that revisions are converted to. */
export type TargetLanguage = "ts" | "py";

/** A revision in the other language. A comparison showed that it does the same as the original. */
export interface ConvertedRevision {
  /** The path of the new file: the same name with the extension of the other language. */
  readonly path: string;
  /** The text of the original. */
  readonly before: string;
  readonly text: string;
  readonly proof: ConversionProof;
}

/** The reasons why a revision cannot be converted. */
export interface UnconvertedRevision {
  readonly refusals: readonly Refusal[];
}

/**
 * Converts a revision to the other language, and compares the headers and the SQL of both. No file is written.
 *
 * @returns the converted revision, or the reasons why it cannot be converted or would not do the same
 */
export async function convertRevision(
  script: Script,
  to: TargetLanguage,
  files: FileSystem,
  loader: ScriptLoader,
): Promise<ConvertedRevision | UnconvertedRevision> {
  const before =
    script.language === "python" ? decodePython(files.read(script.path), script.path) : files.readText(script.path);
  const path = script.path.replace(/\.\w+$/, `.${to}`);
  let text: string;
  try {
    const converted = await convertText(before, script.path, to);
    if ("refusals" in converted) return converted;
    ({ text } = converted);
  } catch (error) {
    return refused(error);
  }
  const overlay = withText(files, path, text);
  let difference: string;
  try {
    const made = readScript(overlay, path, loader) ?? (await readScriptClosely(overlay, path, loader));
    const proof = await proveConversion(script, made, before);
    if (!("difference" in proof)) return { path, before, text, proof };
    ({ difference } = proof);
  } catch (error) {
    return refused(error);
  }
  return {
    refusals: [{ line: 1, column: 1, reason: `the conversion would do something else: ${difference}`, text: "" }],
  };
}

const refused = (error: unknown): UnconvertedRevision => ({
  refusals: [{ line: 1, column: 1, reason: isError(error) ? error.message : String(error), text: "" }],
});

async function convertText(text: string, path: string, to: TargetLanguage) {
  if (to === "ts") return (await import("../../convert/to-typescript/convert-python.js")).convertPython(text, path);
  const [{ parseTypeScript }, { convertTypeScript }] = await Promise.all([
    import("./parse-typescript.js"),
    import("../../convert/to-python/convert-typescript.js"),
  ]);
  return convertTypeScript(await parseTypeScript(text, path), leadingComment(text).text);
}

/** A file system that also has a file with the given path and text. */
function withText(files: FileSystem, path: string, text: string): FileSystem {
  const bytes = new TextEncoder().encode(text);
  return {
    list: (one) => files.list(one),
    write: (one, content, mode) => files.write(one, content, mode),
    remove: (one) => files.remove(one),
    rename: (one, other) => files.rename(one, other),
    makeFolder: (one) => files.makeFolder(one),
    exists: (one) => one === path || files.exists(one),
    isFolder: (one) => one !== path && files.isFolder(one),
    read: (one) => (one === path ? bytes : files.read(one)),
    readText: (one) => (one === path ? text : files.readText(one)),
    realPath: (one) => (one === path ? path : files.realPath(one)),
  };
}
