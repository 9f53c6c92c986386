import type { RevisionIds } from "../graph/revision-ids.js";
import { strip } from "../support/strip.js";
import { type HeaderReading, lineAt } from "./header-reading.js";
import { readPythonLiteral, readPythonString } from "./python-literal.js";
import type { ComputedHeader, ScriptHeader } from "./script-header.js";

/** The variables of a Python revision file that make up its header. */
export const pythonHeaderFields = ["revision", "down_revision", "branch_labels", "depends_on"] as const;

const assignment = /(revision|down_revision|branch_labels|depends_on)[ \t]*(?::[^=\n]*)?=(?!=)/y;
const fieldStems = ["revision", "branch_labels", "depends_on"];
const fieldWord = /\b(?:revision|down_revision|branch_labels|depends_on)\b/;
const importStart = /(?:import|from)[ \t]/y;

/** The end of the line at a position, or of the text. */
function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** The position after blank lines and comment lines. */
function skipBlank(text: string, start: number): number {
  let at = start;
  for (;;) {
    const character = text[at];
    if (character === "\n" || character === "\r") at++;
    else if (character === "#") at = endOfLine(text, at);
    else if (character === " " || character === "\t" || character === "\f") {
      let end = at;
      while (text[end] === " " || text[end] === "\t" || text[end] === "\f") end++;
      const next = text[end];
      if (next !== "\n" && next !== "\r" && next !== "#" && next !== undefined) return at;
      at = end;
    } else return at;
  }
}

/** The position after an import statement, which may go on in parentheses or after a backslash. */
function skipImport(text: string, start: number): number {
  const end = endOfLine(text, start);
  const open = text.indexOf("(", start);
  if (open >= 0 && open < end) {
    const close = text.indexOf(")", open);
    return close < 0 ? text.length : endOfLine(text, close);
  }
  let at = end;
  while (text[at - 1] === "\\" || (text[at - 1] === "\r" && text[at - 2] === "\\")) at = endOfLine(text, at + 1);
  return at;
}

/** The right side of a field's assignment. */
export interface PythonField {
  /** Where it begins. */
  readonly at: number;
  /** Its value, or `undefined` where it is an expression. */
  readonly value: RevisionIds | undefined;
}

/** The header as the fields and the docstring make it up, or the first field that is an expression. */
export function headerOfFields(
  text: string,
  docstring: string,
  fields: ReadonlyMap<string, PythonField>,
): ScriptHeader | ComputedHeader {
  const values = new Map<string, RevisionIds>();
  for (const [field, { at, value }] of fields) {
    if (value === undefined || (field === "revision" && typeof value !== "string")) {
      return { computed: field, line: lineAt(text, at) };
    }
    values.set(field, value);
  }
  return {
    revision: values.get("revision") as string | undefined,
    downRevision: values.get("down_revision"),
    branchLabels: values.get("branch_labels") ?? null,
    dependsOn: values.get("depends_on") ?? null,
    longdoc: strip(docstring),
  };
}

/**
 * Reads the header of a Python revision file in the form that Alembic writes: docstring, comments, imports, then the
 * variables. Any other form gives `undefined`; such a file is read by its syntax.
 */
export function readPythonHeader(source: string): HeaderReading {
  const text = source.includes("\r") ? source.replaceAll("\r\n", "\n") : source;
  let at = skipBlank(text, text.startsWith("\ufeff") ? 1 : 0);
  const docstring = readPythonString(text, at);
  if (docstring !== undefined) {
    at = docstring.end;
    const rest = text.slice(at, endOfLine(text, at)).trim();
    if (rest !== "" && !rest.startsWith("#")) return undefined;
    at = endOfLine(text, at);
  }
  const fields = new Map<string, PythonField>();
  for (;;) {
    at = skipBlank(text, at);
    assignment.lastIndex = at;
    const found = assignment.exec(text);
    if (found !== null) {
      const from = assignment.lastIndex;
      const { value, end } = readPythonLiteral(text, from);
      if (value === undefined) return undefined;
      fields.set(found[1] ?? "", { at: from, value });
      at = endOfLine(text, end);
      continue;
    }
    importStart.lastIndex = at;
    if (!importStart.test(text)) break;
    const end = skipImport(text, at);
    if (pythonHeaderFields.some((field) => text.slice(at, end).includes(field))) return undefined;
    at = end;
  }
  if (!fields.has("revision") || !fields.has("down_revision")) return undefined;
  // What stands further down may set a field again, in a condition or a loop.
  if (fieldStems.some((stem) => text.indexOf(stem, at) >= 0) && fieldWord.test(text.slice(at))) return undefined;
  return headerOfFields(text, docstring?.value ?? "", fields);
}
