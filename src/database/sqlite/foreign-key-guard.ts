import { isError } from "../../support/is-built-in.js";
import type { QueryResult, SqlValue } from "../connection.js";
import { type ForeignKeyViolation, ForeignKeyViolationError } from "../foreign-key-violation-error.js";
import { quoteName } from "../quote-name.js";

/** One row whose foreign key refers to a missing row. */
interface Violation {
  readonly table: string;
  readonly rowId: number | bigint | null;
  readonly parent: string;
  readonly columns: readonly string[];
  /** The values of the foreign key: they stay the same when a rebuild renumbers the rows. */
  readonly values: string;
}

type RunSql = (sql: string) => QueryResult;

/**
 * Suspends foreign keys during a migration run, and checks them.
 *
 * They are switched off before the first transaction (inside one the pragma does nothing, and a table that is rebuilt
 * would take its child rows with it), and checked before each commit. Existing violations are left alone; a new one
 * fails the run.
 */
export class ForeignKeyGuard {
  readonly #run: RunSql;
  #wereOn = false;
  /** The violations before the first write of the transaction; undefined where nothing was written yet. */
  #before: readonly Violation[] | undefined;

  constructor(run: RunSql) {
    this.#run = run;
  }

  /** Call it outside a transaction. */
  switchOff(): void {
    this.#wereOn = this.#run("PRAGMA foreign_keys").rows[0]?.["foreign_keys"] === 1;
    if (this.#wereOn) this.#run("PRAGMA foreign_keys = OFF");
  }

  /** Call it at the start of a transaction. */
  begin(): void {
    this.#before = undefined;
  }

  /** Notes the existing violations before the first statement that may cause one. */
  beforeWrite(): void {
    this.#before ??= this.#violations();
  }

  /**
   * Checks before a commit.
   *
   * @throws {ForeignKeyViolationError} for violations that did not exist at the start.
   */
  check(): void {
    if (this.#before === undefined) return;
    const found = this.#violations();
    if (found.length === 0) return;
    const [fresh, gone] = difference(found, this.#before, ({ table, parent, columns, values }) =>
      JSON.stringify([table, parent, columns, values]),
    );
    // A column that had another name before is identified by its values only.
    const renamed = gone.filter((violation) => !this.#exists(violation));
    const [created] = difference(fresh, renamed, ({ values }) => values);
    if (created.length > 0) throw new ForeignKeyViolationError(summarize(created));
  }

  /** Restores the setting; call it outside a transaction. */
  end(): void {
    if (this.#wereOn) this.#run("PRAGMA foreign_keys = ON");
  }

  #violations(): Violation[] {
    const found = this.#check();
    const keys = new Map<string, QueryResult["rows"]>();
    return found.map((row) => {
      const table = String(row["table"]);
      const parent = String(row["parent"]);
      const rowId = row["rowid"] as number | bigint | null;
      let list = keys.get(table);
      if (list === undefined) {
        list = this.#run(`PRAGMA foreign_key_list(${quoteName(table)})`).rows;
        keys.set(table, list);
      }
      const columns = list.filter((key) => key["id"] === row["fkid"]).map((key) => String(key["from"]));
      const values = rowId === null ? [] : this.#values(table, columns, rowId);
      return { table, parent, rowId, columns, values: JSON.stringify(values) };
    });
  }

  #check(): readonly QueryResult["rows"][number][] {
    const keys = this.#run("SELECT 1 FROM sqlite_schema WHERE sql LIKE '%REFERENCES%' LIMIT 1").rows;
    if (keys.length === 0) return [];
    try {
      return this.#run("PRAGMA foreign_key_check").rows;
    } catch (error) {
      if (!isMismatch(error)) throw error;
    }
    // A key that refers to columns without a unique index stops the check of all tables, so each table is checked on
    // its own.
    const tables = this.#run("SELECT name FROM sqlite_schema WHERE type = 'table'").rows;
    return tables.flatMap(({ name }) => {
      try {
        return this.#run(`PRAGMA foreign_key_check(${quoteName(String(name))})`).rows;
      } catch (error) {
        // Not even SQLite can tell which rows of such a table are valid.
        if (isMismatch(error)) return [];
        throw error;
      }
    });
  }

  /** Whether a table still has the columns that a violation was seen in. */
  #exists({ table, columns }: Violation): boolean {
    const names = new Set(this.#run(`PRAGMA table_info(${quoteName(table)})`).rows.map((row) => row["name"]));
    return names.size > 0 && columns.every((column) => names.has(column));
  }

  #values(table: string, columns: readonly string[], rowId: number | bigint): string[] {
    if (columns.length === 0) return [];
    const list = columns.map((column) => `quote(${quoteName(column)})`).join(", ");
    const row = this.#run(`SELECT ${list} FROM ${quoteName(table)} WHERE rowid = ${rowId}`).rows[0] ?? {};
    return Object.values(row).map((value: SqlValue) => String(value));
  }
}

/** The items that only the first list has, and those that only the second has, each as often as it occurs. */
function difference(
  first: readonly Violation[],
  second: readonly Violation[],
  identify: (violation: Violation) => string,
): [Violation[], Violation[]] {
  const left = new Map<string, Violation[]>();
  for (const violation of second) {
    const identity = identify(violation);
    const same = left.get(identity);
    if (same === undefined) left.set(identity, [violation]);
    else same.push(violation);
  }
  const beyond = first.filter((violation) => left.get(identify(violation))?.pop() === undefined);
  return [beyond, [...left.values()].flat()];
}

function isMismatch(error: unknown): boolean {
  return isError(error) && error.message.startsWith("foreign key mismatch");
}

function summarize(violations: readonly Violation[]): ForeignKeyViolation[] {
  const groups = new Map<string, Violation[]>();
  for (const violation of violations) {
    const key = JSON.stringify([violation.table, violation.parent, violation.columns]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [violation]);
    else group.push(violation);
  }
  return [...groups.values()].map((group) => ({
    table: group[0]!.table,
    columns: group[0]!.columns,
    parent: group[0]!.parent,
    rowIds: group.slice(0, 20).map(({ rowId }) => rowId),
    count: group.length,
  }));
}
