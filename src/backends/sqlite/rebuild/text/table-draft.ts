import type { ColumnText, CommentedTableConstraintText } from "../../../../dialects/sqlite/text/create-table-text.js";
import { assembleCreateTable } from "../../../../dialects/sqlite/text/create-table-text.js";
import type { Constraint } from "../../../../schema/constraints/constraint.js";

/** A column of the new table. */
export interface DraftColumn {
  /** Its definition. */
  readonly definition: ColumnText;
  /** SQL that gives its values from the old table; `null` for one that is generated, and for a new one without values. */
  readonly source: string | null;
  /** Name of the old column, if there is one. */
  readonly original: string | null;
  /** Whether its values must stay the same; a column whose type changes keeps only its NULLs. */
  readonly isUnchanged: boolean;
  /** Whether the script gives the SQL of its values, or the column computes them. */
  readonly isGiven?: boolean;
  /** Whether its new type is a type of numbers; by default the text of the type decides. */
  readonly isNumber?: boolean;
  /** The CHECK that comes with its type, as long as it has that type. */
  readonly typeCheck?: Constraint | null;
}

/** The new table: a CREATE TABLE in parts, and the source of its rows. It is copied, never changed. */
export interface TableDraft {
  readonly columns: readonly DraftColumn[];
  readonly constraints: readonly CommentedTableConstraintText[];
  readonly withoutRowid: boolean;
  readonly strict: boolean;
  readonly prefixes: readonly string[];
}

/** Whether two names mean the same to SQLite. */
export const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The names of the columns, in order. */
export function columnNames(draft: TableDraft): readonly string[] {
  return draft.columns.map(({ definition }) => definition.name);
}

/** Finds a column by its name or its old name. */
export function findColumn(draft: TableDraft, name: string): DraftColumn | undefined {
  return (
    draft.columns.find(({ definition }) => definition.name === name) ??
    draft.columns.find(({ definition }) => sameName(definition.name, name))
  );
}

/** The draft with a column replaced by another. */
export function replaceColumn(draft: TableDraft, old: DraftColumn, column: DraftColumn): TableDraft {
  return { ...draft, columns: draft.columns.map((one) => (one === old ? column : one)) };
}

/** The draft with the columns in another order. */
export function reorder(draft: TableDraft, names: readonly string[]): TableDraft {
  return {
    ...draft,
    columns: names.flatMap((name) => {
      const found = findColumn(draft, name);
      return found === undefined ? [] : [found];
    }),
  };
}

/** The statement that creates the table under a name, which is already quoted. */
export function createTableStatement(draft: TableDraft, quotedName: string): string {
  const statement = assembleCreateTable({
    quotedName,
    columns: draft.columns.map(({ definition }) => definition),
    constraints: draft.constraints.filter(({ kind }) => kind !== "nameOnly"),
    withoutRowid: draft.withoutRowid,
    strict: draft.strict,
  });
  return draft.prefixes.length === 0
    ? statement
    : statement.replace(/^CREATE TABLE/, `CREATE ${draft.prefixes.join(" ")} TABLE`);
}
