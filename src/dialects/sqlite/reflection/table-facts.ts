import type { SqlValue } from "../../../database/connection.js";
import type { CreateTableText } from "../text/create-table-text.js";

/** A column as `PRAGMA table_xinfo` lists it. */
export interface ColumnFacts {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | null;
  readonly primaryKey: number;
  /** 0 for an ordinary column, 1 for a hidden one, 2 for a computed one, 3 for a stored computed one. */
  readonly hidden: number;
}

/** One part of an index, as `PRAGMA index_xinfo` lists it; `column` is `null` for an expression. */
export interface IndexPartFacts {
  readonly column: string | null;
  readonly descending: boolean;
  readonly collation: string | null;
}

/** An index as `PRAGMA index_list` lists it, with the statement that made it. */
export interface IndexFacts {
  readonly name: string;
  readonly unique: boolean;
  /** `c` when made by CREATE INDEX, `u` by a UNIQUE clause, `pk` by a primary key. */
  readonly origin: string;
  readonly partial: boolean;
  readonly sql: string | null;
  readonly parts: readonly IndexPartFacts[];
}

/** A foreign key as `PRAGMA foreign_key_list` lists it; `to` is `null` for the primary key. */
export interface ForeignKeyFacts {
  readonly table: string;
  readonly from: readonly string[];
  readonly to: readonly (string | null)[];
  readonly onUpdate: string;
  readonly onDelete: string;
}

/** All facts about one table or view, and its parsed statement. */
export interface TableFacts {
  readonly schema: string;
  readonly name: string;
  readonly type: string;
  readonly sql: string | null;
  /** `undefined` for views, virtual tables and SQLite's own. */
  readonly text: CreateTableText | undefined;
  readonly columns: readonly ColumnFacts[];
  readonly indexes: readonly IndexFacts[];
  /** In the order of the statement. */
  readonly foreignKeys: readonly ForeignKeyFacts[];
}

/** The value as text; `null` stays. */
export const textOrNull = (value: SqlValue | undefined): string | null =>
  value === null || value === undefined ? null : String(value);
