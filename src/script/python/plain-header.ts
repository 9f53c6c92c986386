import { PlainModuleReader } from "../../python/syntax/plain/plain-module.js";
import { strip } from "../../support/strip.js";
import type { ScriptHeader } from "../header/script-header.js";

const reader = new PlainModuleReader(new Set(["revision", "down_revision", "branch_labels", "depends_on"]));

/**
 * Reads the header of a Python file of the form that most revisions have, and checks the syntax of the whole file, in a
 * fraction of the time that its tree takes.
 *
 * @returns `undefined` where only the tree shows what the header is, or that Python refuses the file.
 */
export function plainPythonHeader(source: string): ScriptHeader | undefined {
  const text = source.includes("\r") ? source.replace(/\r\n?/g, "\n") : source;
  const module = reader.read(text);
  if (module === undefined) return undefined;
  const { docstring, values } = module;
  const revision = values.get("revision");
  if (revision !== undefined && typeof revision !== "string") return undefined;
  return {
    revision,
    downRevision: values.get("down_revision"),
    branchLabels: values.get("branch_labels") ?? null,
    dependsOn: values.get("depends_on") ?? null,
    longdoc: strip(docstring),
  };
}
