import { extname, isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Imports a file or a module of Node by Node itself. The names that a CommonJS module exports are found whether Node
 * could foresee them or not.
 */
export async function importNatively(specifier: string, isCommonJs: boolean): Promise<object> {
  const namespace: object = await import(
    /* @vite-ignore */ isAbsolute(specifier) ? pathToFileURL(specifier).href : specifier
  );
  if (!isCommonJs || extname(specifier) === ".mjs") return namespace;
  const { default: whole } = namespace as { readonly default?: unknown };
  if ((typeof whole !== "object" && typeof whole !== "function") || whole === null) return namespace;
  const unforeseen = Object.entries(whole).filter(([name]) => !(name in namespace));
  return unforeseen.length === 0 ? namespace : { ...namespace, ...Object.fromEntries(unforeseen) };
}
