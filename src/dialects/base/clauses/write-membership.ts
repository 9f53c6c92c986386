import { ClauseElement } from "../../../schema/elements/clause-element.js";
import { literal } from "../../../schema/elements/clauses.js";
import { Expression, expression } from "../../../schema/elements/column-element.js";
import type { NodeOf } from "../../../schema/elements/expression-node.js";
import type { CompileState } from "../compile-state.js";
import type { DialectParts, ExpressionWriter } from "../dialect-parts.js";
import { isFixed } from "./is-constant.js";
import { spellings } from "./operators.js";

/** The words of IN that dialects spell differently. */
export interface MembershipWords {
  /** A SELECT of no rows, for `IN ()`. */
  emptySet(columns: number): string | undefined;
  /** The keyword before the rows of `tuple IN (…)`. */
  readonly rowsKeyword: string;
}

/** Writes IN and NOT IN behind what is written of their left side. */
export function writeMembership(
  node: NodeOf<"binary">,
  left: string,
  words: ExpressionWriter & MembershipWords,
  dialect: DialectParts,
  state: CompileState,
  hint: string,
): string {
  const expanded = expandedList(node.right, dialect, state);
  if (expanded !== undefined)
    return writeMembership({ ...node, right: expanded.tuple }, left, words, dialect, state, expanded.name);
  const word = spellings[node.operator];
  const { right } = node;
  if (right.kind === "select" || right.kind === "textualSelect") {
    const written = `${left}${word}(${words.write(right, state)})`;
    return node.operator === "notIn" ? `(${written})` : written;
  }
  if (right instanceof Expression && right.node.kind === "tuple") {
    const { clauses } = right.node;
    const columns = node.left instanceof Expression && node.left.node.kind === "tuple" ? node.left.node.clauses : [];
    if (clauses.length === 0) {
      const empty = words.emptySet(Math.max(columns.length, 1));
      if (empty !== undefined) return node.operator === "in" ? `${left} IN (${empty})` : `(${left} NOT IN (${empty}))`;
      const none = columns.length === 0 ? "NULL" : `(${columns.map(() => "NULL").join(", ")})`;
      return node.operator === "in" ? `${left} IN (${none}) AND (1 != 1)` : `(${left} NOT IN (${none}) OR (1 = 1))`;
    }
    const rows = columns.length === 0 ? "" : words.rowsKeyword;
    const written = `${left}${word}(${rows}${clauses.map((one) => words.write(one, state, hint)).join(", ")})`;
    return node.operator === "notIn" && !isFixed(clauses) ? `(${written})` : written;
  }
  const written = words.write(right, state);
  return right.kind === "text" ? `${left}${word}(${written})` : `${left}${word}${written}`;
}

/** Replaces a parameter whose value is a list by its members. */
function expandedList(
  clause: ClauseElement,
  dialect: DialectParts,
  state: CompileState,
): { readonly tuple: Expression; readonly name: string } | undefined {
  if (!(clause instanceof Expression) || clause.node.kind !== "bind" || clause.node.isExpanding !== true)
    return undefined;
  const { node, type } = clause;
  const name = node.name ?? "param";
  const clauses = dialect
    .members(name, { ...node, type }, state)
    .map((value) =>
      value instanceof ClauseElement ? value : literal(value, type.affinity === "NullType" ? undefined : type),
    );
  return { tuple: expression({ kind: "tuple", clauses }, type), name };
}
