import { createRequire } from "node:module";
import { extname, isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";

type Import = (specifier: string) => Promise<object>;

/**
 * Node's own `import()` as it would work inside a file: packages are looked for from that file on, with the conditions
 * of ES modules.
 */
export function importFrom(path: string): Import {
  const script = new vm.Script("(specifier) => import(specifier)", {
    filename: path,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext() as Import;
}

/** The path of a package's file that Node cannot run because it is TypeScript, as a workspace may have it. */
export function typescriptPackageFile(specifier: string, importer: string): string | undefined {
  try {
    const path = createRequire(importer).resolve(specifier);
    return [".ts", ".mts"].includes(extname(path)) ? path : undefined;
  } catch {
    // Node's own error, which the caller has, says more.
    return undefined;
  }
}

/**
 * Imports a package, a module of Node or a CommonJS file. The names that a CommonJS module exports are found whether
 * Node could foresee them or not.
 */
export async function importNatively(
  specifier: string,
  importer: (specifier: string) => Promise<object>,
): Promise<object> {
  const namespace = await importer(isAbsolute(specifier) ? pathToFileURL(specifier).href : specifier);
  const { default: whole } = namespace as { readonly default?: unknown };
  if (typeof whole !== "object" && typeof whole !== "function") return namespace;
  if (whole === null || "__esModule" in namespace) return namespace;
  const missing = Object.keys(whole).filter((name) => !(name in namespace));
  if (missing.length === 0 || Object.keys(namespace).some((name) => name !== "default" && name !== "module.exports")) {
    return namespace;
  }
  const merged: Record<string, unknown> = { ...namespace };
  for (const name of missing) merged[name] = (whole as Readonly<Record<string, unknown>>)[name];
  return merged;
}
