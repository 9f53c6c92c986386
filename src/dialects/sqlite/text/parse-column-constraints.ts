import type { ColumnConstraintText, OnConflictText, ReferencesText, TableConstraintText } from "./create-table-text.js";
import { parseIndexedParts, textOf } from "./parse-indexed-parts.js";
import type { Token } from "./token.js";
import type { TokenCursor } from "./token-cursor.js";

function onConflict(cursor: TokenCursor): OnConflictText | null {
  return cursor.accept("ON", "CONFLICT") ? (cursor.next().keyword as OnConflictText) : null;
}

function order(cursor: TokenCursor): "ASC" | "DESC" | null {
  return cursor.isAt("ASC") || cursor.isAt("DESC") ? (cursor.next().keyword as "ASC" | "DESC") : null;
}

function names(tokens: readonly Token[]): readonly string[] {
  return parseIndexedParts("", tokens).map((part) => part.expression);
}

function action(cursor: TokenCursor): string {
  const first = cursor.next().keyword;
  return first === "SET" || first === "NO" ? `${first} ${cursor.next().keyword}` : first;
}

function deferral(cursor: TokenCursor): Pick<ReferencesText, "deferrable" | "initially"> | undefined {
  const isNegated = cursor.isAt("NOT", "DEFERRABLE");
  if (!isNegated && !cursor.isAt("DEFERRABLE")) return undefined;
  cursor.expect(...(isNegated ? ["NOT", "DEFERRABLE"] : ["DEFERRABLE"]));
  const initially = cursor.accept("INITIALLY") ? (cursor.next().keyword as "DEFERRED" | "IMMEDIATE") : null;
  return { deferrable: !isNegated, initially };
}

function references(cursor: TokenCursor): ReferencesText {
  cursor.expect("REFERENCES");
  const table = cursor.name();
  const columns = cursor.isSign("(") ? names(cursor.parenthesised()) : [];
  const found: { onDelete: string | null; onUpdate: string | null; match: string | null } = {
    onDelete: null,
    onUpdate: null,
    match: null,
  };
  for (;;) {
    if (cursor.accept("MATCH")) found.match = cursor.name();
    else if (cursor.accept("ON", "DELETE")) found.onDelete = action(cursor);
    else if (cursor.accept("ON", "UPDATE")) found.onUpdate = action(cursor);
    else if (cursor.accept("ON", "INSERT")) action(cursor);
    else break;
  }
  return { table, columns, ...found, ...(deferral(cursor) ?? { deferrable: null, initially: null }) };
}

/** A clause without the parts that every clause has: the name before it and its text. */
type Bare<C> = C extends unknown ? Omit<C, "name" | "text"> : never;

function tableClause(cursor: TokenCursor): Bare<TableConstraintText> | undefined {
  if (cursor.accept("PRIMARY", "KEY")) {
    let inner = cursor.parenthesised();
    const autoincrement = inner.length > 1 && inner.at(-1)?.keyword === "AUTOINCREMENT";
    if (autoincrement) inner = inner.slice(0, -1);
    const parts = parseIndexedParts(cursor.text, inner);
    return { kind: "primaryKey", parts, order: null, autoincrement, onConflict: onConflict(cursor) };
  }
  if (cursor.accept("UNIQUE")) {
    const parts = parseIndexedParts(cursor.text, cursor.parenthesised());
    return { kind: "unique", parts, onConflict: onConflict(cursor) };
  }
  if (cursor.accept("CHECK")) return check(cursor);
  if (cursor.accept("FOREIGN", "KEY")) {
    const columns = names(cursor.parenthesised());
    return { kind: "foreignKey", columns, references: references(cursor) };
  }
  return undefined;
}

function check(cursor: TokenCursor): Bare<TableConstraintText> {
  const expression = textOf(cursor.text, cursor.parenthesised());
  return { kind: "check", expression, onConflict: onConflict(cursor) };
}

const columnClauseStarts = new Set([
  "PRIMARY",
  "NOT",
  "NULL",
  "UNIQUE",
  "CHECK",
  "DEFAULT",
  "COLLATE",
  "REFERENCES",
  "GENERATED",
  "AS",
]);

function defaultClause(cursor: TokenCursor): Bare<ColumnConstraintText> {
  const first = cursor.current;
  if (cursor.isSign("("))
    return {
      kind: "default",
      expression: textOf(cursor.text, cursor.parenthesised()),
      isParenthesised: true,
    };
  if (cursor.isSign("+") || cursor.isSign("-")) cursor.next();
  cursor.next();
  return { kind: "default", expression: cursor.textFrom(first), isParenthesised: false };
}

function columnClause(cursor: TokenCursor): Bare<ColumnConstraintText> | undefined {
  if (!columnClauseStarts.has(cursor.current.keyword)) return undefined;
  if (cursor.accept("PRIMARY", "KEY")) {
    const direction = order(cursor);
    const conflict = onConflict(cursor);
    const autoincrement = cursor.accept("AUTOINCREMENT");
    return { kind: "primaryKey", parts: [], order: direction, autoincrement, onConflict: conflict };
  }
  if (cursor.accept("NOT", "NULL")) return { kind: "notNull", onConflict: onConflict(cursor) };
  if (cursor.accept("NULL")) return { kind: "null", onConflict: onConflict(cursor) };
  if (cursor.accept("UNIQUE")) return { kind: "unique", parts: [], onConflict: onConflict(cursor) };
  if (cursor.accept("CHECK")) return check(cursor);
  if (cursor.accept("DEFAULT")) return defaultClause(cursor);
  if (cursor.accept("COLLATE")) return { kind: "collate", collation: cursor.name() };
  if (cursor.isAt("REFERENCES")) return { kind: "foreignKey", columns: [], references: references(cursor) };
  if (cursor.accept("GENERATED", "ALWAYS", "AS") || cursor.accept("AS")) {
    const expression = textOf(cursor.text, cursor.parenthesised());
    const stored = cursor.accept("STORED");
    if (!stored) cursor.accept("VIRTUAL");
    return { kind: "generated", expression, stored };
  }
  return undefined;
}

function named<C extends object>(
  cursor: TokenCursor,
  clause: (cursor: TokenCursor) => C | undefined,
): (C & { readonly name: string | null; readonly text: string }) | NameOnly | undefined {
  const first = cursor.current;
  let name: string | null = null;
  while (cursor.accept("CONSTRAINT")) name = cursor.name();
  const found = clause(cursor);
  if (found !== undefined) return { ...found, name, text: cursor.textFrom(first) };
  return name === null ? undefined : { kind: "nameOnly", name, text: cursor.textFrom(first) };
}

interface NameOnly {
  readonly kind: "nameOnly";
  readonly name: string;
  readonly text: string;
}

/** The constraint of a table that starts here, or `undefined` when none does. */
export function parseTableConstraint(cursor: TokenCursor): TableConstraintText | undefined {
  return named(cursor, tableClause) as TableConstraintText | undefined;
}

/**
 * The clauses of a column from this position on. A late `DEFERRABLE` belongs to the foreign key before it, as SQLite
 * reads it.
 */
export function parseColumnConstraints(cursor: TokenCursor): readonly ColumnConstraintText[] {
  const found: ColumnConstraintText[] = [];
  for (;;) {
    const first = cursor.current;
    if (first.keyword === "") return found;
    const late = deferral(cursor);
    if (late !== undefined) {
      const at = found.findLastIndex((clause) => clause.kind === "foreignKey");
      const clause = found[at];
      if (clause?.kind === "foreignKey")
        found[at] = {
          ...clause,
          references: { ...clause.references, ...late },
          text: `${clause.text} ${cursor.textFrom(first)}`,
        };
      continue;
    }
    const next = named(cursor, columnClause) as ColumnConstraintText | undefined;
    if (next === undefined) return found;
    found.push(next);
  }
}
