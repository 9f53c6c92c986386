import { quoteName } from "../../../../database/quote-name.js";
import type { TableConstraintText } from "../../../../dialects/sqlite/text/create-table-text.js";
import { tokenize } from "../../../../dialects/sqlite/text/tokenize.js";
import { sameName } from "./table-draft.js";

/** Returns the columns that an SQL expression names. */
export function columnsInText(expression: string, columns: readonly string[]): readonly string[] {
  const { tokens } = tokenize(expression);
  const isUsed = (column: string): boolean =>
    tokens.some(
      (token, at) =>
        (token.kind === "word" || token.kind === "quoted") &&
        tokens[at + 1]?.text !== "(" &&
        sameName(token.value, column),
    );
  return columns.filter(isUsed);
}

/** The columns that a constraint of the table is on. */
export function columnsInConstraint(constraint: TableConstraintText, columns: readonly string[]): readonly string[] {
  switch (constraint.kind) {
    case "primaryKey":
    case "unique":
      return constraint.parts.flatMap((part) => part.column ?? columnsInText(part.expression, columns));
    case "foreignKey":
      return constraint.columns;
    case "check":
      return columnsInText(constraint.expression, columns);
    case "nameOnly":
      return [];
  }
}

/**
 * SQL text in which columns are written without the table's name: it is redundant inside of the table's own definition,
 * and wrong while the table has another name.
 */
export function withoutTableName(text: string, tableName: string): string {
  const { tokens } = tokenize(text);
  let result = "";
  let from = 0;
  tokens.forEach((token, at) => {
    const isName = token.kind === "word" || token.kind === "quoted";
    if (!isName || !sameName(token.value, tableName) || tokens[at + 1]?.text !== ".") return;
    result += text.slice(from, token.start);
    from = tokens[at + 2]?.start ?? token.end;
  });
  return result + text.slice(from);
}

/** SQL text in which the old names of renamed columns are replaced by the new ones. */
export function withNewNames(text: string, newNames: ReadonlyMap<string, string>): string {
  if (newNames.size === 0) return text;
  const byName = new Map([...newNames].map(([old, name]) => [old.toLowerCase(), name]));
  const { tokens } = tokenize(text);
  let result = "";
  let from = 0;
  tokens.forEach((token, at) => {
    const isName = (token.kind === "word" || token.kind === "quoted") && tokens[at + 1]?.text !== "(";
    const name = isName ? byName.get(token.value.toLowerCase()) : undefined;
    if (name === undefined) return;
    result += `${text.slice(from, token.start)}${quoteName(name)}`;
    from = token.end;
  });
  return result + text.slice(from);
}
