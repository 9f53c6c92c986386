import type { OxcError } from "oxc-transform";
import { lineAt } from "../header/script-header.js";
import { ScriptLoadError, type SourcePlace } from "./script-load-error.js";

/** The names that a transformed module's body uses, in the order in which its function takes them. */
export const moduleParameters = [
  "__vite_ssr_exports__",
  "__vite_ssr_import__",
  "__vite_ssr_dynamic_import__",
  "__vite_ssr_exportAll__",
  "__vite_ssr_import_meta__",
] as const;

const placeIn = (source: string, offset: number): SourcePlace => ({
  line: lineAt(source, offset),
  column: offset - source.lastIndexOf("\n", offset - 1),
});

/** Positions of the compiler count bytes of UTF-8. */
function refuse(path: string, source: string, error: OxcError): never {
  const start = error.labels[0]?.start;
  const offset = start === undefined ? undefined : Buffer.from(source).subarray(0, start).toString().length;
  const reason = error.message.split("\n")[0] ?? "";
  throw new ScriptLoadError(path, offset === undefined ? undefined : placeIn(source, offset), reason);
}

// A default import beside a namespace import in one statement: the second step below loses the first of the two.
const defaultAndNamespace = /^import ([\w$]+), (\* as [\w$]+) from ("[^"]*"|'[^']*')(.*)$/gm;

const split = (code: string): string =>
  code.includes(", * as ") ? code.replace(defaultAndNamespace, "import $1 from $3$4 import $2 from $3$4") : code;

const importRequire =
  /^([ \t]{0,40})(export[ \t]{1,40})?import[ \t]{1,40}([\w$]+)[ \t]{0,40}=[ \t]{0,40}require\([ \t]{0,40}("[^"\n]*"|'[^'\n]*')[ \t]{0,40}\)/gm;
const exportAssignment = /^export[ \t]{0,40}=(?!=)/m;

/** What `export =` gives those that import names, as Node finds them in a CommonJS module. */
const exportedWhole =
  ';__vite_ssr_exportAll__({ ...Object(__vite_ssr_exports__.default), "module.exports": __vite_ssr_exports__.default });';

/**
 * TypeScript's statements for CommonJS as those of ES modules: under `verbatimModuleSyntax` a CommonJS file has no others.
 * Lines stay what they are.
 */
function withModuleSyntax(source: string): string {
  return source
    .replace(importRequire, (_, indent, exported = "", name, specifier) => {
      const whole = `${name}$module`;
      const value = `"module.exports" in ${whole} ? ${whole}["module.exports"] : ${whole}`;
      return `${indent}import * as ${whole} from ${specifier}; ${exported}const ${name}: any = ${value}`;
    })
    .replace(exportAssignment, "export default ");
}

const compilerOptions = { lang: "ts", sourceType: "module", target: "es2022" } as const;

/**
 * Turns a TypeScript or JavaScript module into the text of an async function of {@link moduleParameters}: types
 * removed, imports and exports made into calls and properties. The function's head is the first line.
 *
 * @throws {ScriptLoadError} Where the file is not valid.
 */
export async function transformModule(path: string, source: string): Promise<string> {
  const { moduleRunnerTransformSync, transformSync } = await import("oxc-transform");
  const module = withModuleSyntax(source);
  const stripped = transformSync(path, module, compilerOptions);
  if (stripped.errors[0] !== undefined) refuse(path, module, stripped.errors[0]);
  const body = moduleRunnerTransformSync("module.mjs", split(stripped.code));
  if (body.errors[0] !== undefined) refuse(path, stripped.code, body.errors[0]);
  const end = exportAssignment.test(source) ? exportedWhole : "";
  return `"use strict"; (async function (${moduleParameters.join(", ")}) {\n${body.code}\n${end}})`;
}

/** The place in the source that a place of the transformed text comes from; the line after the head has the number 1. */
export async function placeInSource(
  path: string,
  source: string,
  place: Required<SourcePlace>,
): Promise<SourcePlace | undefined> {
  const { moduleRunnerTransformSync, transformSync } = await import("oxc-transform");
  const { originalPositionFor, TraceMap } = await import("@jridgewell/trace-mapping");
  const stripped = transformSync(path, withModuleSyntax(source), { ...compilerOptions, sourcemap: true });
  const body = moduleRunnerTransformSync("module.mjs", split(stripped.code), { sourcemap: true });
  let [line, column] = [place.line, place.column ?? 1];
  for (const { map } of [body, stripped]) {
    if (map === undefined) return undefined;
    const trace = new TraceMap({ ...map, version: 3 });
    const found = originalPositionFor(trace, { line, column: column - 1 });
    if (found.line === null) return undefined;
    [line, column] = [found.line, found.column + 1];
  }
  return { line, column };
}
