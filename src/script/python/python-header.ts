import type { RevisionIds } from "../../graph/revision-ids.js";
import type { Module } from "../../python/syntax/parse-module.js";
import { PythonSyntaxError } from "../../python/syntax/python-syntax-error.js";
import type { Expression, Statement } from "../../python/syntax/syntax-node.js";
import { strip } from "../../support/strip.js";
import type { ComputedHeader, ScriptHeader } from "../header/script-header.js";

/** A value that is known without running code; every sequence is an array, and `undefined` is an unknown value. */
type Known = string | number | bigint | boolean | null | readonly Known[] | undefined;

/** The variables of a Python revision file that make up its header. */
const fields = ["revision", "down_revision", "branch_labels", "depends_on"] as const;

/** Evaluates an expression of literals and names; keeps the names that it assigns. */
function knownValue(node: Expression, names: Map<string, Known>): Known {
  switch (node.kind) {
    case "Constant": {
      const { value } = node;
      return typeof value === "object" && value !== null ? undefined : typeof value === "symbol" ? undefined : value;
    }
    case "Name":
      return names.get(node.id);
    case "NamedExpr": {
      const value = knownValue(node.value, names);
      names.set(node.target.id, value);
      return value;
    }
    case "List":
    case "Tuple":
    case "Set": {
      const items: Known[] = [];
      let isKnown = true;
      // Each element is read, even after an unknown one, because it may assign a name.
      for (const one of node.elts) {
        const value = knownValue(one.kind === "Starred" ? one.value : one, names);
        if (value === undefined || (one.kind === "Starred" && !Array.isArray(value))) isKnown = false;
        else if (one.kind === "Starred") items.push(...(value as readonly Known[]));
        else items.push(value);
      }
      return isKnown ? items : undefined;
    }
    case "BinOp": {
      const left = knownValue(node.left, names);
      const right = knownValue(node.right, names);
      if (node.op !== "+") return undefined;
      if (typeof left === "string" && typeof right === "string") return left + right;
      return Array.isArray(left) && Array.isArray(right) ? [...left, ...right] : undefined;
    }
    case "JoinedStr": {
      const parts = node.values.map((one) => {
        if (one.kind !== "FormattedValue") return knownValue(one, names);
        const isPlain = one.formatSpec === null && (one.conversion === "" || one.conversion === "s");
        const value = knownValue(one.value, names);
        return isPlain && typeof value === "string" ? value : undefined;
      });
      return parts.every((part) => typeof part === "string") ? parts.join("") : undefined;
    }
    default:
      forget(node, names);
      return undefined;
  }
}

/** Forgets the values of all names that some code may set, whether or not the code runs. */
function forget(node: unknown, names: Map<string, Known>): void {
  if (Array.isArray(node)) for (const one of node) forget(one, names);
  if (typeof node !== "object" || node === null || Array.isArray(node)) return;
  const { kind, ...parts } = node as Record<string, unknown>;
  if (kind === "FunctionDef" || kind === "ClassDef") {
    names.set(String(parts["name"]), undefined);
    forgetGlobals(parts["body"], names);
    return;
  }
  if (kind === "Import" || kind === "ImportFrom") {
    for (const { name, asname } of parts["names"] as readonly { name: string; asname: string | null }[]) {
      names.set(asname ?? name.split(".")[0] ?? "", undefined);
    }
    return;
  }
  for (const [field, part] of Object.entries(parts)) {
    if (["target", "targets", "optionalVars", "pattern", "name"].includes(field)) forgetTargets(part, names);
    forget(part, names);
  }
}

/** What a function declares `global` may be set whenever it is called. */
function forgetGlobals(node: unknown, names: Map<string, Known>): void {
  if (Array.isArray(node)) for (const one of node) forgetGlobals(one, names);
  if (typeof node !== "object" || node === null || Array.isArray(node)) return;
  const { kind, ...parts } = node as Record<string, unknown>;
  if (kind === "Global") for (const name of parts["names"] as readonly string[]) names.set(name, undefined);
  else for (const part of Object.values(parts)) forgetGlobals(part, names);
}

function forgetTargets(node: unknown, names: Map<string, Known>): void {
  if (typeof node === "string") names.set(node, undefined);
  if (Array.isArray(node)) for (const one of node) forgetTargets(one, names);
  if (typeof node !== "object" || node === null || Array.isArray(node)) return;
  const { kind, id, elts, value, name } = node as Record<string, unknown>;
  if (kind === "Name") names.set(String(id), undefined);
  else for (const part of [elts, kind === "Starred" ? value : undefined, name]) forgetTargets(part, names);
}

/** Binds a target of an assignment; a name that the value does not fit becomes unknown. */
function bind(target: Expression, value: Known, names: Map<string, Known>): void {
  if (target.kind === "Name") names.set(target.id, value);
  else if (target.kind === "Tuple" || target.kind === "List") {
    const fits =
      Array.isArray(value) && value.length === target.elts.length && target.elts.every((one) => one.kind !== "Starred");
    for (const [at, one] of target.elts.entries()) {
      if (fits) bind(one, value[at], names);
      else forgetTargets(one, names);
    }
  }
}

function run(statement: Statement, names: Map<string, Known>): void {
  switch (statement.kind) {
    case "Assign": {
      const value = knownValue(statement.value, names);
      for (const target of statement.targets) bind(target, value, names);
      return;
    }
    case "AnnAssign":
      if (statement.value !== null) bind(statement.target, knownValue(statement.value, names), names);
      return;
    case "AugAssign": {
      const before = knownValue(statement.target, names);
      // A list changes in place, under its other names too.
      if (Array.isArray(before)) for (const [name, other] of names) if (other === before) names.set(name, undefined);
      if (statement.target.kind === "Name") names.set(statement.target.id, before);
      const value = knownValue(
        { kind: "BinOp", left: statement.target, op: statement.op, right: statement.value, at: 0, end: 0 },
        names,
      );
      bind(statement.target, value, names);
      return;
    }
    case "Expr":
      knownValue(statement.value, names);
      return;
    case "Delete":
      for (const target of statement.targets) if (target.kind === "Name") names.delete(target.id);
      return;
    default:
      forget(statement, names);
  }
}

/** Identifiers as a header has them: text, some texts, or none. */
function idsOf(value: Known): RevisionIds | undefined {
  if (value === null || typeof value === "string") return value;
  const isTexts = Array.isArray(value) && value.every((one) => typeof one === "string");
  return isTexts ? (value as readonly string[]) : undefined;
}

/** The line of the last statement that sets a field. */
function lineOfField({ body, source }: Module, field: string): number {
  const word = new RegExp(`\\b${field}\\b`);
  const found = body.findLast(({ at, end }) => word.test(source.text.slice(at, end)));
  return source.lineOf(found?.at ?? 0);
}

/** The docstring of a module, without the white space around it. */
export function docstringOf({ body }: Module): string {
  const [first] = body;
  const value = first?.kind === "Expr" && first.value.kind === "Constant" ? first.value.value : "";
  return typeof value === "string" ? strip(value) : "";
}

/** @throws {PythonSyntaxError} Where the statement is nested deeper than the stack allows, which Python refuses as well. */
function runNested(statement: Statement, names: Map<string, Known>, { source }: Module): void {
  try {
    run(statement, names);
  } catch (error) {
    if (error instanceof RangeError) throw new PythonSyntaxError("too deeply nested", source.placeOf(statement.at));
    throw error;
  }
}

/**
 * Reads the header of a Python file without running it: values that consist of literals and of names assigned before.
 *
 * @returns the header, or the first field that only running the file gives.
 */
export function pythonHeader(module: Module): ScriptHeader | ComputedHeader {
  const names = new Map<string, Known>();
  const hasGlobals = module.source.text.includes("global");
  for (const statement of module.body) {
    // Most statements of a file are functions, and few of them set a name outside.
    if (statement.kind === "FunctionDef" && !hasGlobals) names.set(statement.name, undefined);
    else runNested(statement, names, module);
  }
  const values = new Map<string, RevisionIds>();
  for (const field of fields) {
    if (!names.has(field)) continue;
    const value = idsOf(names.get(field));
    if (value === undefined || (field === "revision" && typeof value !== "string")) {
      return { computed: field, line: lineOfField(module, field), longdoc: docstringOf(module) };
    }
    values.set(field, value);
  }
  return {
    revision: values.get("revision") as string | undefined,
    downRevision: values.get("down_revision"),
    branchLabels: values.get("branch_labels") ?? null,
    dependsOn: values.get("depends_on") ?? null,
    longdoc: docstringOf(module),
  };
}
