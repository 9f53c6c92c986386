import type { ReflectedColumn } from "../../inspector.js";
import type { ColumnConstraintText, ColumnText } from "../text/create-table-text.js";
import { reflectedType } from "./reflected-type.js";
import type { ColumnFacts, TableFacts } from "./table-facts.js";

type OfKind<K> = Extract<ColumnConstraintText, { readonly kind: K }>;

/** Returns the last clause of a kind, which is the one that SQLite applies. */
export function clauseOf<K extends ColumnConstraintText["kind"]>(
  column: ColumnText | undefined,
  kind: K,
): OfKind<K> | undefined {
  const found = column?.constraints.findLast((constraint) => constraint.kind === kind);
  return found as OfKind<K> | undefined;
}

/** The definition of a column in the text. */
export function columnText(facts: TableFacts, name: string): ColumnText | undefined {
  return facts.text?.columns.find((column) => column.name === name);
}

function reflectColumn(facts: TableFacts, column: ColumnFacts, isAutoincrement: boolean): ReflectedColumn {
  const text = columnText(facts, column.name);
  const generated = clauseOf(text, "generated");
  const collation = clauseOf(text, "collate")?.collation ?? null;
  const conflict = clauseOf(text, "notNull")?.onConflict ?? null;
  return {
    name: column.name,
    type: reflectedType(column.type, collation),
    typeText: column.type,
    nullable: !column.notNull,
    default: column.default,
    primaryKey: column.primaryKey,
    ...(column.primaryKey > 0 ? { autoincrement: isAutoincrement } : {}),
    ...(column.hidden > 1
      ? { computed: { sqltext: generated?.expression ?? "", persisted: column.hidden === 3 } }
      : {}),
    collation,
    dialectOptions: conflict === null ? {} : { sqliteOnConflictNotNull: conflict },
  };
}

/** The columns of a table, including computed ones, without the hidden ones of virtual tables. */
export function reflectedColumns(facts: TableFacts): readonly ReflectedColumn[] {
  const isAutoincrement =
    facts.text?.columns.some((column) => clauseOf(column, "primaryKey")?.autoincrement === true) === true ||
    facts.text?.constraints.some((constraint) => constraint.kind === "primaryKey" && constraint.autoincrement) === true;
  return facts.columns
    .filter((column) => column.hidden !== 1)
    .map((column) => reflectColumn(facts, column, isAutoincrement));
}
