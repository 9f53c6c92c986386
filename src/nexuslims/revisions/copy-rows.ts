import type { Operations, SqlValue } from "../../index.js";
import { reportOf } from "./migration-report.js";

/** Rows that one statement copies: few enough that a progress line moves and Ctrl-C has an effect. */
const CHUNK = 50_000;

/** The source of {@link copyRows}. */
export interface CopyRowsOptions {
  /** The table that the statement reads. */
  readonly from: string;
  /** Its integer key, by which it is read in parts. */
  readonly key: string;
  /** The number of its rows. */
  readonly rows: number;
}

/**
 * Runs an `INSERT … SELECT … FROM table` that ends without a WHERE; a large table is copied in parts, and a terminal
 * shows the progress. Offline it writes one statement.
 *
 * @param statement - the statement; its last words are `FROM` and the table.
 * @example
 * ```ts
 * import type { Operations } from "alembic-ts";
 * import { copyRows } from "alembic-ts/nexuslims";
 *
 * export async function upgrade(op: Operations): Promise<void> {
 *   await copyRows(op, "INSERT INTO log_new (id, event) SELECT id, event FROM log", { from: "log", key: "id", rows: 9 });
 * }
 * ```
 */
export async function copyRows(op: Operations, statement: string, { from, key, rows }: CopyRowsOptions): Promise<void> {
  if (op.getContext().isOfflineMode() || rows <= CHUNK) {
    await op.execute(statement);
    return;
  }
  const connection = op.getBind();
  const report = reportOf(op);
  const range = (start: string): string => `${start} ORDER BY ${key} LIMIT ${CHUNK}`;
  let after: SqlValue | undefined;
  for (let done = 0; ; ) {
    report?.progress({ work: `Copying ${from}`, done, total: rows, unit: "rows" });
    const start = after === undefined ? "" : ` WHERE ${key} > :after`;
    const last: SqlValue | undefined = await connection.scalar(
      `SELECT MAX(${key}) FROM (SELECT ${key} FROM ${range(from + start)})`,
      after === undefined ? {} : { after },
    );
    if (last === undefined || last === null) return;
    const upTo = `${start === "" ? " WHERE" : `${start} AND`} ${key} <= :last`;
    const copied = await connection.execute(
      statement.trimEnd() + upTo,
      after === undefined ? { last } : { after, last },
    );
    done += copied.rowCount;
    after = last;
  }
}
