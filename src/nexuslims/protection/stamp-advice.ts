import { DatabaseError, StatementError } from "../../index.js";

/** The state at the start of a run. */
export interface RunStart {
  readonly direction: "upgrade" | "downgrade" | "stamp";
  /** The revisions that the database was stamped with. */
  readonly heads: readonly string[];
  /** Its tables by name, each with the statement that made it. */
  readonly tables: ReadonlyMap<string, string>;
}

/** Released revisions: if one of them fails to find an object, the schema is not that of the stamped revision. */
const RELEASED: ReadonlySet<string | undefined> = new Set(["v1_4_3", "v2_4_0a", "v2_4_0b"]);

const DOES_NOT_FIT = /^no such |already exists$|already another |^duplicate column name/;

/**
 * Advice for an administrator about a step that failed because the schema is not that of the stamped revision, or
 * `undefined` for another failure.
 */
export function stampAdvice(error: unknown, { direction, heads, tables }: RunStart): string | undefined {
  if (!(error instanceof StatementError) || !(error.cause instanceof DatabaseError)) return undefined;
  if (!RELEASED.has(error.revision) || !DOES_NOT_FIT.test(error.cause.reason)) return undefined;
  const fitting = fittingRevision(tables);
  const isStamped = heads.length === 0 ? "carries no revision" : `is stamped with ${heads.join(", ")}`;
  return `The database ${isStamped}, but its schema ${difference()}\nSQLite's own words: ${error.message}`;

  function difference(): string {
    if (fitting === undefined) return "matches no revision. Restore a backup whose schema does, or correct it by hand.";
    if (!heads.includes(fitting)) {
      return `is that of ${fitting}. Mark it with 'nexuslims db alembic stamp ${fitting}', then run the command again.`;
    }
    return direction === "downgrade" && fitting === "v1_4_3"
      ? "is not the one that this revision makes; that of the creation script of 1.4.3 is another. It can be upgraded, " +
          "but not be taken back any further."
      : "is not quite the one that this revision makes. Restore a backup whose schema is, or correct it by hand.";
  }
}

/** The revision with such tables; `undefined` if unknown. */
function fittingRevision(tables: ReadonlyMap<string, string>): string | undefined {
  const sessionLog = tables.get("session_log");
  if (sessionLog === undefined || !tables.has("instruments")) return undefined;
  const hasChecks = ["check_event_type", "check_record_status"].every((name) => sessionLog.includes(name));
  if (tables.has("upload_log")) return hasChecks ? "v2_4_0b" : "v2_4_0a";
  return hasChecks ? undefined : "v1_4_3";
}
