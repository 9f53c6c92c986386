import { posix } from "node:path";
import { Visitor } from "oxc-parser";
import { type SourceFile, sourceFiles } from "./source-files.js";

/** How an import is written: `type` imports are erased by the compiler, `lazy` ones run when they are reached. */
export type ImportWay = "type" | "value" | "lazy";

/** One import of a file of src. */
export interface Import {
  /** The file from which it imports, seen from src, or the word itself for a package. */
  readonly target: string;
  readonly way: ImportWay;
}

/** What a file imports, types and dynamic imports included. */
export function importsIn(file: SourceFile): readonly Import[] {
  const { module, program } = file.parsed;
  const found: Import[] = [];
  const add = (word: string, way: ImportWay): void => {
    const target = word.startsWith(".")
      ? posix.normalize(posix.join(posix.dirname(file.path), word)).replace(/\.js$/, ".ts")
      : word;
    found.push({ target, way });
  };
  for (const { moduleRequest, entries } of module.staticImports)
    add(moduleRequest.value, entries.length > 0 && entries.every((entry) => entry.isType) ? "type" : "value");
  for (const { entries } of module.staticExports)
    for (const { moduleRequest, isType } of entries)
      if (moduleRequest !== null) add(moduleRequest.value, isType ? "type" : "value");
  new Visitor({
    ImportExpression({ source }) {
      if (source.type === "Literal" && typeof source.value === "string") add(source.value, "lazy");
    },
    TSImportType({ source }) {
      add(source.value, "type");
    },
  }).visit(program);
  return found;
}

/** The imports of every file of src, by its path. */
export type ImportGraph = ReadonlyMap<string, readonly Import[]>;

/** The imports of the whole of src. */
export function importGraph(files: readonly SourceFile[] = sourceFiles()): ImportGraph {
  return new Map(files.map((file) => [file.path, importsIn(file)]));
}

/** The groups of files in which each file reaches each other one over imports: Tarjan's strongly connected parts. */
export function circlesOf(graph: ImportGraph): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    const number = order.size;
    order.set(file, number);
    stack.push(file);
    let low = number;
    for (const { target } of graph.get(file) ?? []) {
      if (!graph.has(target)) continue;
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (stack.includes(target)) low = Math.min(low, lowest.get(target) ?? order.get(target)!);
      lowest.set(file, low);
    }
    lowest.set(file, low);
    if (low === number) {
      const part = stack.splice(stack.indexOf(file));
      if (part.length > 1 || graph.get(file)?.some(({ target }) => target === file)) circles.push(part.sort());
    }
    return low;
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return circles;
}

/** The files that import each file. */
export function importersOf(graph: ImportGraph): ReadonlyMap<string, ReadonlySet<string>> {
  const importers = new Map([...graph.keys()].map((file) => [file, new Set<string>()]));
  for (const [file, imports] of graph) for (const { target } of imports) importers.get(target)?.add(file);
  return importers;
}
