import { AlembicError } from "../support/alembic-error.js";
import { isMissing } from "./sqlalchemy/missing-value.js";
import type { Module } from "./syntax/parse-module.js";
import type { FunctionDefinition, SourceText } from "./syntax/syntax-node.js";
import { PyModule } from "./values/py-module.js";
import type { Value } from "./values/value.js";

/** A revision uses what cannot be run here. The message names file, line and column, and the text of the line. */
export class UnsupportedPythonError extends AlembicError {
  override readonly code = "python.unsupported";

  constructor(reason: string, source: SourceText, at: number) {
    const place = source.placeOf(at);
    super(`${place.file}:${place.line}:${place.column}: ${reason}: ${JSON.stringify(place.text.trim())}`);
  }
}

type Node = Readonly<Record<string, unknown>> & { readonly kind: string; readonly at: number };

/** Visits every node below one, except annotations, which nobody runs. */
function visit(node: unknown, work: (node: Node) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (Array.isArray(node)) {
    for (const one of node) visit(one, work);
    return;
  }
  const parts = node as Readonly<Record<string, unknown>>;
  if (typeof parts["kind"] === "string") work(node as Node);
  // By hand: a run of a thousand revisions comes by here a million times.
  for (const name in parts) {
    const part = parts[name];
    if (typeof part === "object" && part !== null && name !== "annotation" && name !== "returns") visit(part, work);
  }
}

/** What the names of imports stand for, as far as the modules are ours. */
function importedNames(module: Module, find: (name: string) => PyModule | undefined): Map<string, Value> {
  const names = new Map<string, Value>();
  visit(module.body, (node) => {
    const aliases = node["names"] as readonly { readonly name: string; readonly asname: string | null }[];
    if (node.kind === "Import") {
      for (const { name, asname } of aliases) {
        const found = find(asname === null ? (name.split(".")[0] as string) : name);
        if (found !== undefined) names.set(asname ?? (name.split(".")[0] as string), found);
      }
    } else if (node.kind === "ImportFrom" && node["level"] === 0) {
      const from = find(String(node["module"]));
      for (const { name, asname } of from === undefined ? [] : aliases) {
        const found = attributeOf(from, name) ?? find(`${String(node["module"])}.${name}`);
        if (found !== undefined) names.set(asname ?? name, found);
      }
    }
  });
  return names;
}

const attributeOf = (module: PyModule | undefined, name: string): Value | undefined =>
  module?.globals.getName(name) ?? module?.missing(name);

/** The functions of a file that a step may call: `upgrade`, `downgrade`, and those that they name. */
function reachable(module: Module): readonly FunctionDefinition[] {
  const functions = new Map<string, FunctionDefinition>();
  for (const one of module.body) if (one.kind === "FunctionDef") functions.set(one.name, one);
  const found = new Set<FunctionDefinition>();
  const queue = ["upgrade", "downgrade"];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const one = functions.get(name);
    if (one === undefined || found.has(one)) continue;
    found.add(one);
    visit(one.body, (node) => {
      if (node.kind === "Name") queue.push(String(node["id"]));
    });
  }
  return [...found];
}

/**
 * Checks a file for names of Alembic and SQLAlchemy that this package does not have.
 *
 * @param find the modules that this package gives
 * @param what the functions of a revision that a step may call, or the whole module, as an `env.py` is run
 * @throws {UnsupportedPythonError} for the first one
 */
export function checkRevision(
  module: Module,
  find: (name: string) => PyModule | undefined,
  what: "steps" | "module" = "steps",
): void {
  const names = importedNames(module, find);
  const resolve = (node: Node): Value | undefined => {
    if (node.kind === "Name") return names.get(String(node["id"]));
    if (node.kind !== "Attribute") return undefined;
    const owner = resolve(node["value"] as Node);
    return owner instanceof PyModule ? attributeOf(owner, String(node["attr"])) : undefined;
  };
  for (const one of what === "module" ? [module] : reachable(module)) {
    visit(one.body, (node) => {
      if (node.kind !== "Name" && node.kind !== "Attribute") return;
      const value = resolve(node);
      if (value === undefined || !isMissing(value)) return;
      const text = module.source.text.slice(node.at, node["end"] as number);
      throw new UnsupportedPythonError(`${text} is not supported`, module.source, node.at);
    });
  }
}
