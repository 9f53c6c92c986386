import type { ColumnConstraintText, ColumnText } from "../../../../dialects/sqlite/text/create-table-text.js";

/** Changes to the definition of a column; clauses that are not named stay verbatim. */
export interface ColumnTextEdit {
  readonly quotedName?: string;
  readonly type?: string;
  readonly constraints?: readonly ColumnConstraintText[];
}

/** The definition with another type or other clauses. */
export function editColumnText(column: ColumnText, edit: ColumnTextEdit): ColumnText {
  const type = edit.type ?? column.type;
  const constraints = edit.constraints ?? column.constraints;
  const parts = [edit.quotedName ?? writtenName(column), type, ...constraints.map(({ text }) => text)];
  return { ...column, type, constraints, text: parts.filter((part) => part !== "").join(" ") };
}

/** The definition without the clauses that a test selects. */
export function withoutClauses(column: ColumnText, isUnwanted: (clause: ColumnConstraintText) => boolean): ColumnText {
  return editColumnText(column, { constraints: column.constraints.filter((clause) => !isUnwanted(clause)) });
}

/** The definition with a clause in place of those of its kind, or at the end. */
export function withClause(column: ColumnText, clause: ColumnConstraintText): ColumnText {
  const at = column.constraints.findIndex(({ kind }) => kind === clause.kind);
  const others = column.constraints.filter(({ kind }) => kind !== clause.kind);
  const constraints = at < 0 ? [...others, clause] : [...others.slice(0, at), clause, ...others.slice(at)];
  return editColumnText(column, { constraints });
}

/** A clause with `CONSTRAINT name` before it, in place of its own name. */
export function nameClause<Clause extends { readonly name: string | null; readonly text: string }>(
  clause: Clause,
  name: string,
  quotedName: string,
): Clause {
  return { ...clause, name, text: `CONSTRAINT ${quotedName} ${clause.text}` };
}

/** The column's name as the statement writes it. */
function writtenName(column: ColumnText): string {
  const open = column.text.charAt(0);
  const close = open === "[" ? "]" : open;
  if (!"\"`['".includes(open)) return /^[^\s(),/-]+/.exec(column.text)?.[0] ?? column.name;
  for (let at = 1; at < column.text.length; at++) {
    if (column.text.charAt(at) !== close) continue;
    if (close !== "]" && column.text.charAt(at + 1) === close) at++;
    else return column.text.slice(0, at + 1);
  }
  return column.text;
}
