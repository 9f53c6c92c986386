import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import { ColumnClause } from "../../../schema/elements/column-clause.js";
import { Expression } from "../../../schema/elements/column-element.js";

/** What a condition gives for a row: NULL as in SQL, `undefined` where only the database knows. */
type Answer = boolean | null | undefined;

/** The kinds of types whose values compare here as they do in the database. */
const plain: ReadonlySet<string> = new Set(["Integer", "Boolean", "Enum", "String", "Text"]);

/** The value of a column or parameter; `undefined` where only the database knows. */
function operandOf(clause: ClauseElement, read: (name: string) => unknown): unknown {
  if (clause instanceof ColumnClause) return plain.has(clause.type.affinity) ? read(clause.key) : undefined;
  if (!(clause instanceof Expression)) return undefined;
  if (clause.node.kind === "null") return null;
  return clause.node.kind === "bind" ? clause.node.value : undefined;
}

function compare(operator: string, left: unknown, right: unknown): Answer {
  if (operator === "is") return left === right;
  if (operator === "isNot") return left !== right;
  if (left === null || right === null) return null;
  // Texts are compared by the database's collation, except whether they are the same.
  if (operator === "eq") return left === right;
  if (operator === "ne") return left !== right;
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  if (operator === "lt") return left < right;
  if (operator === "le") return left <= right;
  if (operator === "gt") return left > right;
  return operator === "ge" ? left >= right : undefined;
}

/** The values of an IN; `undefined` where it has a SELECT or more than plain values. */
function membersOf(clause: ClauseElement, read: (name: string) => unknown): readonly unknown[] | undefined {
  if (!(clause instanceof Expression)) return undefined;
  const { node } = clause;
  if (node.kind === "bind" && Array.isArray(node.value)) return node.value;
  if (node.kind !== "list") return undefined;
  const values = node.clauses.map((one) => operandOf(one, read));
  return values.includes(undefined) ? undefined : values;
}

function answerOf(clause: ClauseElement, read: (name: string) => unknown): Answer {
  if (!(clause instanceof Expression)) return undefined;
  const { node } = clause;
  if (node.kind === "true") return true;
  if (node.kind === "false") return false;
  if (node.kind === "list" && node.operator !== "comma") {
    const answers = node.clauses.map((one) => answerOf(one, read));
    if (answers.includes(undefined)) return undefined;
    const decisive = node.operator === "or";
    if (answers.includes(decisive)) return decisive;
    return answers.includes(null) ? null : !decisive;
  }
  if (node.kind !== "binary") return undefined;
  const left = operandOf(node.left, read);
  if (left === undefined) return undefined;
  if (node.operator === "in") {
    const members = membersOf(node.right, read);
    if (members === undefined || members.includes(null)) return undefined;
    return left === null ? null : members.includes(left);
  }
  const right = operandOf(node.right, read);
  return right === undefined ? undefined : compare(node.operator, left, right);
}

/**
 * Whether a row meets conditions, as far as that can be told without the database.
 *
 * @param read returns the value of a column by its key
 * @returns `null` where only the database knows
 */
export function matches(criteria: readonly ClauseElement[], read: (name: string) => unknown): boolean | null {
  const answers = criteria.map((one) => answerOf(one, read));
  if (answers.includes(undefined)) return null;
  return answers.every((one) => one === true);
}
