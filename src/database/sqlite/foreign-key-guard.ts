import type { QueryResult, SqlValue } from "../connection.js";
import { type ForeignKeyViolation, ForeignKeyViolationError } from "../foreign-key-violation-error.js";

/** One row whose foreign key points nowhere. */
interface Violation {
  readonly table: string;
  readonly rowId: number | bigint | null;
  readonly parent: string;
  readonly columns: readonly string[];
  /** What makes it the same violation as one seen earlier. */
  readonly identity: string;
}

type RunSql = (sql: string) => QueryResult;

/**
 * Keeps foreign keys out of the way of a migration run, and whole.
 *
 * They are switched off before the first transaction (inside one the pragma does nothing, and a table that is rebuilt
 * would take its child rows with it), and checked before each commit. Violations that were there before are the
 * user's own; a new one fails the run.
 */
export class ForeignKeyGuard {
  readonly #run: RunSql;
  #wereOn = false;
  #before: readonly Violation[] = [];

  constructor(run: RunSql) {
    this.#run = run;
  }

  /** Call it outside a transaction. */
  switchOff(): void {
    this.#wereOn = this.#run("PRAGMA foreign_keys").rows[0]?.["foreign_keys"] === 1;
    if (this.#wereOn) this.#run("PRAGMA foreign_keys = OFF");
  }

  /** Notes the violations at the start of a transaction. */
  begin(): void {
    this.#before = this.#violations();
  }

  /**
   * Checks before a commit.
   *
   * @throws {ForeignKeyViolationError} for violations that were not there at the start.
   */
  check(): void {
    const known = new Map<string, number>();
    for (const { identity } of this.#before) known.set(identity, (known.get(identity) ?? 0) + 1);
    const fresh = this.#violations().filter(({ identity }) => {
      const left = known.get(identity) ?? 0;
      if (left > 0) known.set(identity, left - 1);
      return left === 0;
    });
    if (fresh.length > 0) throw new ForeignKeyViolationError(summarize(fresh));
  }

  /** Puts the setting back; call it outside a transaction. */
  end(): void {
    if (this.#wereOn) this.#run("PRAGMA foreign_keys = ON");
  }

  #violations(): Violation[] {
    const found = this.#run("PRAGMA foreign_key_check").rows;
    const keys = new Map<string, QueryResult["rows"]>();
    return found.map((row) => {
      const table = String(row["table"]);
      const parent = String(row["parent"]);
      const rowId = row["rowid"] as number | bigint | null;
      let list = keys.get(table);
      if (list === undefined) {
        list = this.#run(`PRAGMA foreign_key_list(${quote(table)})`).rows;
        keys.set(table, list);
      }
      const columns = list.filter((key) => key["id"] === row["fkid"]).map((key) => String(key["from"]));
      const values = rowId === null ? [] : this.#values(table, columns, rowId);
      return { table, parent, rowId, columns, identity: JSON.stringify([table, parent, columns, values]) };
    });
  }

  /** The values that refer to nothing: they stay the same when a rebuild numbers the rows anew. */
  #values(table: string, columns: readonly string[], rowId: number | bigint): string[] {
    if (columns.length === 0) return [];
    const list = columns.map((column) => `quote(${quote(column)})`).join(", ");
    const row = this.#run(`SELECT ${list} FROM ${quote(table)} WHERE rowid = ${rowId}`).rows[0] ?? {};
    return Object.values(row).map((value: SqlValue) => String(value));
  }
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

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
