import type { SqlValue } from "../database/connection.js";

/** A prepared statement of sql.js. */
export interface SqlJsStatement {
  bind(values: readonly unknown[] | Readonly<Record<string, unknown>>): boolean;
  step(): boolean;
  get(params: null, config: { readonly useBigInt: true }): SqlValue[];
  getColumnNames(): string[];
  free(): boolean;
}

/** A database of sql.js in memory. */
export interface SqlJsDatabase {
  iterateStatements(sql: string): {
    next(): { readonly done?: boolean; readonly value: SqlJsStatement };
    getRemainingSQL(): string;
  };
  getRowsModified(): number;
  export(): Uint8Array;
  close(): void;
}

/** The part of the result of `initSqlJs()` that this package uses. */
export interface SqlJs {
  readonly Database: new (bytes?: Uint8Array) => SqlJsDatabase;
}
