import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, extname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { findModuleFile } from "./find-module-file.js";
import { resolvePackage } from "./resolve-package.js";

/** How a module that a script imports is loaded. */
export type ResolvedModule =
  | { readonly kind: "source"; readonly path: string }
  | { readonly kind: "json"; readonly path: string }
  | { readonly kind: "native"; readonly specifier: string; readonly isCommonJs: boolean };

/** Whether Node reads a `.js` file of that folder as CommonJS. */
function isCommonJsFolder(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const manifest = join(at, "package.json");
    if (existsSync(manifest)) {
      try {
        return (JSON.parse(readFileSync(manifest, "utf8")) as { type?: unknown }).type !== "module";
      } catch {
        // A manifest that cannot be parsed has no type.
        return true;
      }
    }
    if (at === dirname(at)) return true;
  }
}

const moduleSyntax = /^[ \t]*(import|export)\b|\bimport\.meta\b/gm;

/** Whether a text has the syntax of a module; an `import` counts where a quoted specifier follows. */
function hasModuleSyntax(text: string): boolean {
  const lastQuote = Math.max(text.lastIndexOf('"'), text.lastIndexOf("'"));
  for (const { 1: word, index } of text.matchAll(moduleSyntax)) if (word !== "import" || index < lastQuote) return true;
  return false;
}

/** Whether a file is to be run as CommonJS by Node itself. */
export function isCommonJs(path: string): boolean {
  const ending = extname(path);
  if (ending === ".cjs" || ending === ".cts") return true;
  return ending === ".js" && isCommonJsFolder(dirname(path)) && !hasModuleSyntax(readFileSync(path, "utf8"));
}

/** How a file of the project is loaded. */
export function moduleOfFile(path: string): ResolvedModule {
  const ending = extname(path);
  if (ending === ".json") return { kind: "json", path };
  const commonJs = isCommonJs(path);
  if ([".ts", ".mts", ".js", ".mjs"].includes(ending) && !commonJs) return { kind: "source", path };
  return { kind: "native", specifier: path, isCommonJs: commonJs };
}

/** How a file of a package is loaded: TypeScript, which a workspace may have there, is run like the project's own. */
function moduleOfPackage(path: string): ResolvedModule {
  const ending = extname(path);
  if (ending === ".ts" || ending === ".mts") return { kind: "source", path };
  if (ending === ".json") return { kind: "json", path };
  return { kind: "native", specifier: path, isCommonJs: isCommonJs(path) };
}

/** Resolves an import of a file; `undefined` where the file or package is missing. */
export function resolveModule(specifier: string, importer: string): ResolvedModule | undefined {
  if (/^(?:data|node):/.test(specifier) || isBuiltin(specifier)) {
    return { kind: "native", specifier, isCommonJs: false };
  }
  if (/^(?:\.{1,2}(?:\/|$)|\/|file:|[a-zA-Z]:[\\/])/.test(specifier)) {
    const path = specifier.startsWith("file:") ? fileURLToPath(specifier) : resolve(dirname(importer), specifier);
    const found = findModuleFile(path);
    return found === undefined ? undefined : moduleOfFile(found);
  }
  const found = resolvePackage(specifier, importer);
  if (found === undefined) return undefined;
  return isAbsolute(found) ? moduleOfPackage(found) : resolveModule(found, importer);
}
