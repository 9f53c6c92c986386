import { parser } from "@lezer/python";
import { lineAt } from "./header-reading.js";
import { headerOfFields, type PythonField, pythonHeaderFields } from "./python-header.js";
import { readPythonLiteral, readPythonString } from "./python-literal.js";
import type { ComputedHeader, ScriptHeader } from "./script-header.js";

type SyntaxNode = ReturnType<typeof parser.parse>["topNode"];

const fieldNames: ReadonlySet<string> = new Set(pythonHeaderFields);
/** Scopes of their own: an assignment inside them is no variable of the module. */
const scopes: ReadonlySet<string> = new Set(["FunctionDefinition", "ClassDefinition", "LambdaExpression"]);

function children(node: SyntaxNode): readonly SyntaxNode[] {
  const all: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) all.push(child);
  return all;
}

/** The statements of a module, those that share a line one by one. */
function statements(top: SyntaxNode): readonly SyntaxNode[] {
  return children(top).flatMap((node) => (node.name === "StatementGroup" ? children(node) : [node]));
}

/** The field that a plain assignment sets, with the position of its value. */
function plainAssignment(node: SyntaxNode, text: string): { readonly field: string; readonly at: number } | undefined {
  if (node.name !== "AssignStatement") return undefined;
  const parts = children(node);
  const target = parts[0];
  const operators = parts.filter((part) => part.name === "AssignOp");
  const operator = operators[0];
  if (target?.name !== "VariableName" || operator === undefined || operators.length > 1) return undefined;
  const between = parts.slice(1, parts.indexOf(operator));
  if (between.some((part) => part.name !== "TypeDef")) return undefined;
  const field = text.slice(target.from, target.to);
  return fieldNames.has(field) ? { field, at: operator.to } : undefined;
}

/** The first field that a statement sets in any other way than a plain assignment. */
function otherwiseSet(node: SyntaxNode, text: string): { readonly field: string; readonly at: number } | undefined {
  const field = text.slice(node.from, node.to);
  if (node.name === "VariableName") {
    const parent = node.parent?.name;
    const set =
      parent === "ImportStatement" ||
      parent === "UpdateStatement" ||
      parent === "ForStatement" ||
      parent === "WithStatement" ||
      (parent === "AssignStatement" && node.nextSibling !== null);
    return set && fieldNames.has(field) ? { field, at: node.from } : undefined;
  }
  if (scopes.has(node.name)) return undefined;
  for (const child of children(node)) {
    const found = otherwiseSet(child, text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function docstringOf(statement: SyntaxNode | undefined, text: string): string {
  const expression = statement?.name === "ExpressionStatement" ? statement.firstChild : null;
  if (expression === null || expression === undefined) return "";
  const parts = expression.name === "ContinuedString" ? children(expression) : [expression];
  if (parts.some((part) => part.name !== "String")) return "";
  const strings = parts.map((part) => readPythonString(text, part.from)?.value);
  return strings.includes(undefined) ? "" : strings.join("");
}

/** Reads the header of any Python file by its syntax, without running it. */
export function pythonSyntax(source: string): ScriptHeader | ComputedHeader {
  const text = source.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  const body = statements(parser.parse(text).topNode).filter((node) => node.name !== "Comment");
  const fields = new Map<string, PythonField>();
  for (const statement of body) {
    const plain = plainAssignment(statement, text);
    if (plain !== undefined) {
      fields.set(plain.field, { at: plain.at, value: readPythonLiteral(text, plain.at).value });
      continue;
    }
    const other = otherwiseSet(statement, text);
    if (other !== undefined) return { computed: other.field, line: lineAt(text, other.at) };
  }
  return headerOfFields(text, docstringOf(body[0], text), fields);
}
