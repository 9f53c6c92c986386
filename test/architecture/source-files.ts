import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type ParseResult, parseSync } from "oxc-parser";

/** The folder of the project. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** One file of src, parsed. */
export interface SourceFile {
  /** Path from src, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly parsed: ParseResult;
}

/** Every TypeScript file of src, parsed once. */
export function sourceFiles(): readonly SourceFile[] {
  const folder = join(root, "src");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => {
      const path = relative(folder, join(folder, name)).split(sep).join("/");
      const text = readFileSync(join(folder, name), "utf8");
      return { path, text, parsed: parseSync(name, text) };
    });
}

/** What a file imports and re-exports: the words between the quotes, type-only and dynamic imports included. */
export function importsOf(file: SourceFile): readonly string[] {
  const { module } = file.parsed;
  return [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    ...module.dynamicImports
      .map((one) => file.text.slice(one.moduleRequest.start, one.moduleRequest.end))
      .filter((word) => /^["'`]/.test(word))
      .map((word) => word.slice(1, -1)),
  ];
}

/** The names that a file exports. */
export function exportsOf(file: SourceFile): readonly string[] {
  return file.parsed.module.staticExports.flatMap((one) =>
    one.entries.flatMap((entry) => entry.exportName.name ?? (entry.exportName.kind === "Default" ? "default" : [])),
  );
}
